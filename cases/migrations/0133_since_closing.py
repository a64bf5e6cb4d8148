"""A case is in its position since the first of the last entries that lead there.

A hold that lies behind a closing changes nothing of it. An index finds cases that were opened
before their incident began.
"""

from django.db import migrations, models

SINCE = """
update cases_case as c set position_from = since.occurred_from, position_at = since.occurred_at
from (
  select distinct on (t.case_id) t.case_id, t.occurred_from, t.occurred_at
  from cases_transition as t
  join cases_case as own on own.id = t.case_id and own.outcome <> ''
  where t.voided_at is null and not exists (
    select from cases_transition as other where other.case_id = t.case_id
      and other.voided_at is null
      and (other.occurred_at, other.number) >= (t.occurred_at, t.number)
      and (other.to_stage, other.to_mission_id, other.to_held, other.to_outcome)
        <> (own.stage, own.mission_id, own.held, own.outcome))
  order by t.case_id, t.occurred_at, t.number
) as since
where since.case_id = c.id and c.position_at <> since.occurred_at;
set constraints all immediate;
set constraints all deferred;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0132_agreeing_days")]

    operations = [
        migrations.RunSQL(SINCE, migrations.RunSQL.noop),
        migrations.AddIndex(
            "case", models.Index(fields=["incident", "opened_at"], name="case_by_opening")
        ),
    ]
