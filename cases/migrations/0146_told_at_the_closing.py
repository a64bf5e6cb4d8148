"""Doubt of an outcome looks at the closing itself, whatever takeover or hold lies behind it.

The SQL is what `cases/casework/endings_schema.py` gave when it was written; a test compares.
"""

from django.db import migrations

FORWARD = """
create function closing_of(of_case bigint) returns table (ended_at timestamptz, host text)
language sql stable parallel safe set search_path = public, pg_temp as $$
select row.occurred_at, there.country from cases_transition as row
join cases_mission as there on there.id = row.to_mission_id
where row.case_id = of_case and row.voided_at is null and row.changes ? 'outcome'
order by row.occurred_at desc, row.number desc limit 1
$$;
create function outcome_doubted(ended cases_case, person cases_citizen) returns boolean
language sql stable parallel safe set search_path = public, pg_temp as $$
select ended.outcome <> '' and not fits_outcome(ended.outcome, person.now_country,
    case when ended.outcome = 'onward'
      then went_on_from(person.id, known.host, ended.opened_at, known.ended_at) end)
  and not (person.now_from <= known.ended_at and exists (select from cases_stay
    where citizen_id = any(records_of(person.id)) and voided_at is null
      and kind = 'lost' and occurred_at = known.ended_at))
from cases_mission as mission
left join closing_of(ended.id) as closing on true
cross join lateral (select coalesce(closing.ended_at, ended.position_at) as ended_at,
  coalesce(closing.host, mission.country) as host) as known
where mission.id = ended.mission_id
$$;
create or replace function keep_doubt() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  new.outcome_in_doubt := coalesce((select outcome_doubted(new, person)
    from cases_citizen as person where person.id = new.citizen_id), false);
  return new;
end $$;
create or replace function keep_doubts_of_person() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_case as ended set outcome_in_doubt = not ended.outcome_in_doubt
  where ended.citizen_id = new.id and ended.outcome <> ''
    and ended.outcome_in_doubt <> outcome_doubted(ended, new);
  return null;
end $$;
"""
TRIGGER = """
drop trigger keep_doubts on cases_citizen;
create trigger keep_doubts after update of now_country, now_from, points on cases_citizen
for each row when (old.now_country <> new.now_country or old.points <> new.points
  or old.now_from is distinct from new.now_from)
execute function keep_doubts_of_person();
"""
ANEW = """
set constraints all immediate;
update cases_case set outcome = outcome where outcome_in_doubt or outcome = 'onward';
"""
BACKWARD = """
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
drop function outcome_doubted(cases_case, cases_citizen);
drop function closing_of(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0145_went_on_from")]

    operations = [
        migrations.RunSQL(FORWARD + TRIGGER, BACKWARD),
        migrations.RunSQL(ANEW, migrations.RunSQL.noop),
    ]
