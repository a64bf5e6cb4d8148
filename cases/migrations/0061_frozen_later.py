"""Snapshots whose cases are listed in the background: frozen later, and then for good.

The SQL is what `cases/core/walls_figures.py` and `cases/publishing/schema_snapshots.py` gave when it
was written; tests compare them.
"""

from django.conf import settings
from django.db import migrations, models

WAS_FROZEN = "update cases_snapshot set frozen_at = taken_at where digest <> '';"

FORWARD = r"""
drop policy insert_rows on cases_snapshotvalue;
create policy insert_rows on cases_snapshotvalue for insert with check ((select app_sees_all()) and (select true from cases_snapshot as parent where parent.id = snapshot_id and parent.frozen_at is null));
drop policy insert_rows on cases_snapshotcase;
create policy insert_rows on cases_snapshotcase for insert with check ((select app_sees_all()) and (select true from cases_snapshot as parent where parent.id = snapshot_id and parent.frozen_at is null));
create function keep_frozen() returns trigger language plpgsql as $$
begin
  raise exception 'snapshot % is frozen', old.id
    using errcode = 'check_violation', constraint = 'snapshot_frozen_once';
end $$;
create trigger keep_frozen before update of digest, frozen_at on cases_snapshot
  for each row when (old.frozen_at is not null) execute function keep_frozen();
"""

BACKWARD = r"""
drop trigger keep_frozen on cases_snapshot;
drop function keep_frozen();
drop policy insert_rows on cases_snapshotvalue;
create policy insert_rows on cases_snapshotvalue for insert with check ((select app_sees_all()));
drop policy insert_rows on cases_snapshotcase;
create policy insert_rows on cases_snapshotcase for insert with check ((select app_sees_all()));
"""

RIGHTS = """
revoke all on cases_snapshot from "{role}";
grant select, insert, update (digest, frozen_at, withdrawn_at, withdrawn_by_id, withdraw_reason, version) on cases_snapshot to "{role}";
revoke all on function keep_frozen() from public;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0060_strangers")]

    operations = [
        migrations.AddField(
            model_name="snapshot",
            name="frozen_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="snapshot",
            name="digest",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.RunSQL(WAS_FROZEN, migrations.RunSQL.noop),
        migrations.RunSQL(
            "set constraints all immediate; set constraints all deferred;", migrations.RunSQL.noop
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("digest", ""), ("frozen_at__isnull", True)),
                    models.Q(
                        ("frozen_at__gte", models.F("taken_at")),
                        models.Q(("digest", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="snapshot_frozen_under_a_digest",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
