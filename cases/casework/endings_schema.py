"""SQL that keeps of each closed case whether the person's whereabouts contradict its outcome.

Whoever records a crossing need not see every case of the person, so the database keeps the column,
with the rights of the owner. `meanings.fits` says the same in Python; a test compares them.
"""

from typing import Final

FITS: Final = """
create function fits_outcome(outcome text, country text, host text) returns boolean
language sql immutable parallel safe as $$
select case
  when outcome in ('handed_over', 'own_means') then country in ('', 'VN')
  when outcome = 'onward' then country not in ('VN', host)
  when outcome = 'serving_sentence' then country <> 'VN'
  when outcome = 'lost_contact' then country = ''
  else true end
$$;
"""
LEFT_BEHIND: Final = """
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
"""
"""Of which country whoever went onward is not any more: `endings.went_on_from` says the same."""
DOUBTED: Final = """
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
"""
"""Of what the closing itself tells, whatever takeover or hold lies behind it. Where nobody knows
anything since the closing, what can have been before it is no doubt: which came last is not known.
"""
KEPT: Final = """
create function keep_doubt() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  new.outcome_in_doubt := coalesce((select outcome_doubted(new, person)
    from cases_citizen as person where person.id = new.citizen_id), false);
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
  where ended.citizen_id = new.id and ended.outcome <> ''
    and ended.outcome_in_doubt <> outcome_doubted(ended, new);
  return null;
end $$;
create trigger keep_doubts after update of now_country, now_from, points on cases_citizen
for each row when (old.now_country <> new.now_country or old.points <> new.points
  or old.now_from is distinct from new.now_from)
execute function keep_doubts_of_person();
"""

FUNCTIONS: Final = (FITS, LEFT_BEHIND, DOUBTED, KEPT)
