"""A sentence is served abroad: of a case that closed with one the person is not in Viet Nam.

The function is what `cases/casework/endings_schema.py` gave when it was written; a test compares.
"""

from django.db import migrations

BEFORE = "  when outcome = 'lost_contact' then"
AFTER = "  when outcome = 'serving_sentence' then country <> 'VN'\n" + BEFORE
CHANGE = """
do $do$ declare said text := pg_get_functiondef('fits_outcome'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function fits_outcome is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
update cases_case as ended set outcome_in_doubt = not ended.outcome_in_doubt
from cases_citizen as person, cases_mission as host
where person.id = ended.citizen_id and host.id = ended.mission_id
  and ended.outcome = 'serving_sentence' and ended.outcome_in_doubt
    = fits_outcome(ended.outcome, person.now_country, host.country);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0103_correction_with_reason"),
    ]

    operations = [
        migrations.RunSQL(
            CHANGE.format(before=BEFORE, after=AFTER), CHANGE.format(before=AFTER, after=BEFORE)
        ),
    ]
