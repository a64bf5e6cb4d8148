"""What is kept of a clock when its person is forgotten: its spans, its calendar and its verdict.

The function is changed in place; a test compares it with the code.
"""

from django.db import migrations

BEFORE = "array['case_id', 'due_at', 'id', 'limit_id', 'started_at', 'state', 'step_id', 'stopped_at', 'uuid']"
AFTER = "array['calendar', 'case_id', 'due_at', 'due_from', 'id', 'is_counted', 'limit_id', 'started_at', 'started_from', 'state', 'step_id', 'stopped_at', 'stopped_from', 'uuid', 'verdict']"
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a$('cases_clock', {before})$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a$('cases_clock', {before})$a$, $a$('cases_clock', {after})$a$);
end $do$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0083_limit_terms_filled"),
    ]

    operations = [
        migrations.RunSQL(
            CHANGE.format(before=BEFORE, after=AFTER), CHANGE.format(before=AFTER, after=BEFORE)
        ),
    ]
