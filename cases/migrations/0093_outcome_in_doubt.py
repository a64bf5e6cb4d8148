"""Each closed case says whether the person's whereabouts contradict its outcome; kept by triggers.

The SQL is that of `cases/casework/endings_schema.py`. The function that keeps former values, since
this column repeats others, and the one that forgets a person are changed in place.
"""

from django.db import migrations, models

FORWARD = """
create function fits_outcome(outcome text, country text, host text) returns boolean
language sql immutable parallel safe as $$
select case
  when outcome in ('handed_over', 'own_means') then country in ('', 'VN')
  when outcome = 'onward' then country not in ('VN', host)
  when outcome = 'lost_contact' then country = ''
  else true end
$$;
create function keep_doubt() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  new.outcome_in_doubt := new.outcome <> '' and not fits_outcome(new.outcome,
    (select now_country from cases_citizen where id = new.citizen_id),
    (select country from cases_mission where id = new.mission_id));
  return new;
end $$;
create trigger keep_doubt before update of outcome, mission_id, citizen_id on cases_case
for each row when (new.outcome <> '' or old.outcome_in_doubt) execute function keep_doubt();
create trigger keep_doubt_of_new before insert on cases_case
for each row when (new.outcome <> '') execute function keep_doubt();
create function keep_doubts_of_person() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_case as ended set outcome_in_doubt = not ended.outcome_in_doubt
  from cases_mission as host
  where ended.citizen_id = new.id and ended.outcome <> '' and host.id = ended.mission_id
    and ended.outcome_in_doubt = fits_outcome(ended.outcome, new.now_country, host.country);
  return null;
end $$;
create trigger keep_doubts after update of now_country on cases_citizen
for each row when (old.now_country <> new.now_country) execute function keep_doubts_of_person();

update cases_case as ended set outcome_in_doubt = true
from cases_citizen as person, cases_mission as host
where person.id = ended.citizen_id and host.id = ended.mission_id and ended.outcome <> ''
  and not fits_outcome(ended.outcome, person.now_country, host.country);
"""
BACKWARD = """
drop trigger keep_doubts on cases_citizen;
drop trigger keep_doubt_of_new on cases_case;
drop trigger keep_doubt on cases_case;
drop function keep_doubts_of_person();
drop function keep_doubt();
drop function fits_outcome(text, text, text);
"""
CHANGES = (
    (
        "keep_row_version",
        "'next_attempt_at', 'written_at']",
        "'next_attempt_at', 'outcome_in_doubt', 'written_at']",
    ),
    (
        "anonymise_citizen",
        "'outcome', 'playbook_id', 'position_at'",
        "'outcome', 'outcome_in_doubt', 'playbook_id', 'position_at'",
    ),
)
CHANGE = """
do $do$ declare said text := pg_get_functiondef('{name}'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function {name} is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""


def changed(*, back: bool) -> str:
    return "".join(
        CHANGE.format(name=name, before=after if back else before, after=before if back else after)
        for name, before, after in CHANGES
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0091_limit_starts"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="outcome_in_doubt",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("outcome_in_doubt", True)),
                fields=["id"],
                name="case_in_doubt",
            ),
        ),
        migrations.RunSQL(changed(back=False), changed(back=True)),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
