"""Django's migrate, with the rights of the application role and a bound on waiting for locks."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections

from cases.core.migration_state import rendered_sparingly

PREPARE = """
set lock_timeout = '30s';
grant usage on schema public to "{role}";
alter default privileges grant select, insert, update, delete on tables to "{role}";
alter default privileges grant usage, select on sequences to "{role}";
"""


TIDY = """
do $$ declare name text; begin
  for name in select tablename from pg_tables where schemaname = 'public'
    and tablename in ('django_migrations', 'django_admin_log', 'knox_authtoken', 'auth_group',
      'auth_group_permissions')
  loop execute format('revoke insert, update, delete on %I from "{role}"', name); end loop;
end $$;
"""


class Command(migrate.Command):
    """Default privileges belong to a database, so every new one (a test's too) gets them here.

    What the framework keeps for itself and the application never uses, it may not write.
    """

    # The check of the policies would stop the very migration that makes them.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare the rights, then migrate."""
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            cursor.execute(PREPARE.format(role=settings.DATABASE_APP_ROLE))
        with rendered_sparingly():
            super().handle(*args, **options)
        with connection.cursor() as cursor:
            cursor.execute(TIDY.format(role=settings.DATABASE_APP_ROLE))
