"""How often the API was called in the last minute, by whom: counts, about nobody whom we keep.

A table without a model: one statement writes it (`cases/exchange/allowances.py`). It is not logged,
so that a count never waits for a disk, and leaves room in its pages for rows written again.
"""

from django.conf import settings
from django.db import migrations

FORWARD = """
create unlogged table cases_allowance (
  holder varchar(60) not null,
  kind varchar(20) not null,
  began_at timestamptz not null,
  used integer not null constraint allowance_used_positive check (used > 0),
  constraint allowance_once primary key (holder, kind)
) with (fillfactor = 50);
"""
BACKWARD = "drop table cases_allowance;"
RIGHTS = """
revoke all on cases_allowance from "{role}";
grant select, insert, update, delete on cases_allowance to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0062_exports")]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
