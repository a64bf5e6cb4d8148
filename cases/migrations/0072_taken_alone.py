"""What one person takes along counts together over all her postings.

The SQL is what `cases/exports/schema.py` gave when it was written; tests compare them.
"""

from django.conf import settings
from django.db import migrations

FORWARD = r"""
create function rows_taken_alone(of_kinds text[], since timestamptz) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(greatest(counted, rows)), 0)::bigint from cases_export
  where asked_by_id = app_staff() and kind = any(of_kinds)
    and round > 0 and decided_at is null
    and (ready_at is not null or state <> 'stopped')
    and coalesce(ready_at, ended_at, 'infinity') > since
$$;
"""

BACKWARD = "drop function rows_taken_alone(text[], timestamptz);"

RIGHTS = """
revoke all on function rows_taken_alone(text[], timestamptz) from public;
grant execute on function rows_taken_alone(text[], timestamptz) to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0071_held_to_tokens"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
