"""Each closed case says whether the person's whereabouts contradict its outcome; kept by triggers.

The SQL is that of `cases/casework/endings_schema.py`. The function that keeps former values leaves
the column out, since it repeats others; the one that forgets a person is changed in place.
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
KEEP = """
create or replace function keep_row_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before jsonb := to_jsonb(old) - array['version', 'mission_ids', 'ledger_at', 'points', 'rows',
    'head_id', 'blocker_kind', 'blocker_procedure_id', 'blocker_condition', 'blocker_body',
    'blocker_authority_id', 'blocked_since', 'next_due_at', 'next_due_limit_id', 'return_wish',
    'last_contact_at', 'next_attempt_at', 'outcome_in_doubt', 'written_at'] -
    case when tg_table_name = 'cases_case' then 'valid_until' else '' end;
  after jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  changed jsonb;
begin
  select jsonb_object_agg(key, value) into changed
  from jsonb_each(before) where after -> key is distinct from value;
  if changed is not null then
    insert into cases_rowversion (table_name, row_id, case_id, citizen_id, old, operation,
      staff_id, recorded_at)
    values (tg_table_name, (to_jsonb(old) ->> 'id')::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[1], ''))::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[0], ''))::bigint,
      changed, coalesce(current_setting('app.operation', true), ''), app_staff(), app_moment());
  end if;
  return null;
end $$;
"""
WITHOUT = ("'outcome_in_doubt', 'written_at']", "'written_at']")
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""
BEFORE = "'outcome', 'playbook_id', 'position_at'"
AFTER = "'outcome', 'outcome_in_doubt', 'playbook_id', 'position_at'"


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
        migrations.RunSQL(KEEP, KEEP.replace(*WITHOUT)),
        migrations.RunSQL(
            CHANGE.format(before=BEFORE, after=AFTER), CHANGE.format(before=AFTER, after=BEFORE)
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
