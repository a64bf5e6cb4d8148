"""A briefing keeps everybody who wrote any version of it; none of them approves it.

Who wrote earlier versions is read from the record. An approval that one of them has given stays.
"""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

FILLED = """
update cases_briefing as briefing set writers = array(
  select distinct wrote.staff_id from (
    select briefing.drafted_by_id as staff_id
    union all
    select entry.staff_id from cases_auditentry as entry
    where entry.event = 'briefing.written' and entry.outcome = 'done'
      and entry.subjects @> jsonb_build_array(
        jsonb_build_object('table', 'cases_briefing', 'id', briefing.id))
  ) as wrote
  where wrote.staff_id is not null and wrote.staff_id is distinct from briefing.approved_by_id
  order by wrote.staff_id);
"""
GRANT = 'grant update (writers) on cases_briefing to "{role}";'
REVOKE = 'revoke update (writers) on cases_briefing from "{role}";'


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0097_less_told_on_record"),
    ]

    operations = [
        migrations.AddField(
            model_name="briefing",
            name="writers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, editable=False, size=None
            ),
        ),
        migrations.RunSQL(
            GRANT.format(role=settings.DATABASE_APP_ROLE),
            REVOKE.format(role=settings.DATABASE_APP_ROLE),
        ),
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="briefing",
            name="briefing_approved_by_another",
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(("writers__contains", [models.F("approved_by")]), _negated=True),
                name="briefing_approved_by_another",
                violation_error_message="Whoever wrote a briefing does not approve it.",
            ),
        ),
        migrations.RemoveField(
            model_name="briefing",
            name="words_by",
        ),
    ]
