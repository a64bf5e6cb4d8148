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
ONLY_OURS = """
do $$ declare name regprocedure; begin
  for name in select p.oid from pg_proc as p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef
      and p.proowner = current_user::regrole and has_function_privilege('public', p.oid, 'execute')
  loop
    execute format('revoke execute on function %s from public', name);
    execute format('grant execute on function %s to "{role}"', name);
  end loop;
end $$;
"""


class Command(migrate.Command):
    """Default privileges belong to a database, so every new one (a test's too) gets them here.

    What the framework keeps for itself and the application never uses, it may not write. What
    runs with the rights of the owner is for the application alone: a role that only reads, as that
    of backups does, would write by calling it.
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
            cursor.execute(ONLY_OURS.format(role=settings.DATABASE_APP_ROLE))
