"""The date of the letter by which a body answered, by which it was in time.

Answers that name it in their result have it from there. The SQL of the function is what
`cases/retention/schema.py` gave when it was written; a test compares them.
"""

from django.db import migrations, models

BEFORE = "'recorded_at', 'sealed_answer_id'"
AFTER = "'recorded_at', 'replied_on', 'sealed_answer_id'"
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""
FILL = """
alter table cases_inquiry disable trigger user;
update cases_inquiry as asked set replied_on = (result.values ->> 'replied_on')::date
from cases_stepresult as result
where result.step_id = asked.step_id and result.recorded_at = asked.answer_recorded_at
  and result.values ->> 'replied_on' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
  and (result.values ->> 'replied_on')::date between
    (asked.asked_at at time zone 'Asia/Ho_Chi_Minh')::date
    and (asked.answered_at at time zone 'Asia/Ho_Chi_Minh')::date;
alter table cases_inquiry enable trigger user;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0109_recounts_rejudged"),
    ]

    operations = [
        migrations.AddField(
            model_name="inquiry",
            name="replied_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunSQL(
            CHANGE.format(before=BEFORE, after=AFTER), CHANGE.format(before=AFTER, after=BEFORE)
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replied_on__isnull", True), ("answered_at__isnull", False), _connector="OR"
                ),
                name="inquiry_letter_of_answer",
            ),
        ),
    ]
