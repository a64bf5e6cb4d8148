"""Whoever went onward is not where the register had them, be that the host country or another.

The index of the board holds the next limit too: it tells who has to keep it. The SQL is what `cases/casework/endings_schema.py` gave when it was written; a test compares.
"""

from django.db import migrations, models

FORWARD = """
create function went_on_from(person bigint, host text, opened timestamptz, closed timestamptz)
returns text
language sql stable parallel safe set search_path = public, pg_temp as $$
with record as (select records_of(person) as ids), point as (
  select occurred_at, number, to_country as country, occurred_at > opened as is_move
  from cases_crossing, record where citizen_id = any(ids) and voided_at is null
    and operation not in ('close_case', 'correct_transition', 'record_fact', 'void_transition')
  union all
  select occurred_at, number, country, false
  from cases_stay, record where citizen_id = any(ids) and voided_at is null and kind <> 'left'
    and operation not in ('close_case', 'correct_transition', 'record_fact', 'void_transition')
), told as (
  select * from point where occurred_at <= closed
), here as (
  select country from told order by occurred_at desc, number desc limit 1
)
select coalesce((select here.country from here where here.country not in ('', 'VN')
  and not exists (select from told where is_move and told.country = here.country)), host)
$$;
create or replace function keep_doubt() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  new.outcome_in_doubt := new.outcome <> '' and not fits_outcome(new.outcome,
    (select now_country from cases_citizen where id = new.citizen_id),
    (select case when new.outcome = 'onward'
       then went_on_from(new.citizen_id, country, new.opened_at, new.position_at)
       else country end from cases_mission where id = new.mission_id));
  return new;
end $$;
create or replace function keep_doubts_of_person() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_case as ended set outcome_in_doubt = not ended.outcome_in_doubt
  from cases_mission as host
  where ended.citizen_id = new.id and ended.outcome <> '' and host.id = ended.mission_id
    and ended.outcome_in_doubt = fits_outcome(ended.outcome, new.now_country,
      case when ended.outcome = 'onward'
        then went_on_from(new.id, host.country, ended.opened_at, ended.position_at)
        else host.country end);
  return null;
end $$;
drop trigger keep_doubts on cases_citizen;
create trigger keep_doubts after update of now_country, points on cases_citizen
for each row when (old.now_country <> new.now_country or old.points <> new.points)
execute function keep_doubts_of_person();
"""
ANEW = """
set constraints all immediate;
update cases_case set outcome = outcome where outcome = 'onward';
"""
BACKWARD = """
create or replace function keep_doubt() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  new.outcome_in_doubt := new.outcome <> '' and not fits_outcome(new.outcome,
    (select now_country from cases_citizen where id = new.citizen_id),
    (select country from cases_mission where id = new.mission_id));
  return new;
end $$;
create or replace function keep_doubts_of_person() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_case as ended set outcome_in_doubt = not ended.outcome_in_doubt
  from cases_mission as host
  where ended.citizen_id = new.id and ended.outcome <> '' and host.id = ended.mission_id
    and ended.outcome_in_doubt = fits_outcome(ended.outcome, new.now_country, host.country);
  return null;
end $$;
drop trigger keep_doubts on cases_citizen;
create trigger keep_doubts after update of now_country on cases_citizen
for each row when (old.now_country <> new.now_country) execute function keep_doubts_of_person();
drop function went_on_from(bigint, text, timestamptz, timestamptz);
"""


def board(*due: str) -> models.Index:
    """Return the one index that the board reads."""
    return models.Index(
        condition=models.Q(("stage__in", ["closed", ""]), _negated=True),
        fields=["mission", "blocker_kind", "blocker_procedure", "blocker_condition"],
        include=(
            *("blocker_body", "blocker_authority", "blocked_from", "blocked_since", *due),
            *("valid_until", "incident", "mission_ids", "id"),
        ),
        name="case_board",
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0144_house_limits")]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(ANEW, migrations.RunSQL.noop),
        migrations.RemoveIndex("case", "case_board"),
        migrations.AddIndex("case", board("next_due_at", "next_due_limit")),
    ]
