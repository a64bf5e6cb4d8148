"""SQL that keeps of each closed case what contradicts it: where the person is, or what is told.

Whoever records a crossing need not see every case of the person, so the database keeps the
columns, with the rights of the owner. `meanings.fits` says the same in Python; a test compares
them. Whose country whoever went onward left is said here alone; Python asks `went_on_from` too.
"""

from typing import Final

from cases.citizens.same_schema import PLACED

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
STATED: Final = "('close_case', 'correct_transition', 'record_fact', 'void_transition')"
LEFT: Final = """
create function went_on_from(person bigint, host text, opened timestamptz, closed timestamptz)
returns text
language plpgsql stable parallel safe set search_path = public, pg_temp as $$
declare
  records bigint[] := records_of(person);
  here text;
begin
  with stated as (
    select citizen_id, number from cases_crossing
    where citizen_id = any(records)
      and operation in {stated}
    union all
    select citizen_id, number from cases_stay
    where citizen_id = any(records)
      and operation in {stated}
  ), point as (
    select person as person_id, citizen_id as record_id, occurred_from, occurred_at, number,
      'crossing' as kind, from_country as out_of, to_country as country, false as is_derived
    from cases_crossing where citizen_id = any(records) and voided_at is null
      and occurred_at <= closed and (citizen_id, number) not in (select * from stated)
      and id not in (select crossing_id from repeated_crossings(records, 'infinity'))
    union all
    select person, citizen_id, occurred_from, occurred_at, number, kind, country, country, false
    from cases_stay where citizen_id = any(records) and voided_at is null
      and occurred_at <= closed and (citizen_id, number) not in (select * from stated)
  ), {placed}, last as (
    select country from placed where kind <> 'left' order by turn desc limit 1
  )
  select country into here from last where country not in ('', 'VN') and not exists (
    select from point where kind = 'crossing' and occurred_at > opened
      and point.country = last.country);
  return coalesce(here, host);
end $$;
""".replace("{stated}", STATED)
LEFT_BEHIND: Final = LEFT.replace("{placed}", PLACED.format(key="person_id", until="'infinity'"))
"""The country in which whoever goes onward was: where the ledger has them otherwise.

What closings stated does not count, nor what corrected it since. Whoever came there in the course
of the case may have gone onward by that, out of the host country.
"""
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
from cases_mission as mission
left join closing_of(ended.id) as closing on true
cross join lateral (select coalesce(closing.ended_at, ended.position_at) as ended_at,
  coalesce(closing.host, mission.country) as host) as known
where mission.id = ended.mission_id
$$;
"""
"""Of what the closing itself tells, whatever takeover or hold lies behind it."""
OVERLOOKED: Final = """
create function overlooked(ended cases_case, person cases_citizen) returns text
language sql stable parallel safe set search_path = public, pg_temp as $$
with closing as materialized (
  select row.occurred_from as closed_from, row.occurred_at as closed_at,
    records_of(person.id) as records, max(said.recorded_at) as said_at,
    max(said.recorded_at) filter (where said.operation = 'correct_transition') as again_at,
    (select max(recorded_at) from cases_sameperson
      where status = 'standing' and citizen_id = any(records_of(person.id))) as linked_at,
    case when ended.outcome = 'onward'
      then went_on_from(person.id, host.country, ended.opened_at, row.occurred_at) end as went_from
  from cases_transition as row
  join cases_mission as host on host.id = row.to_mission_id
  join cases_transition as said on said.case_id = row.case_id and said.changes ? 'outcome'
    and said.copied_from_id is null
  where row.id = (select id from cases_transition
      where case_id = ended.id and voided_at is null and changes ? 'outcome'
      order by occurred_at desc, number desc limit 1)
    and ended.outcome in ('handed_over', 'own_means', 'onward', 'lost_contact')
    and person.now_country = ''
  group by row.id, host.id
), point as (
  select citizen_id, number, occurred_from, occurred_at, recorded_at, voided_at,
    to_country as country
  from cases_crossing, closing where citizen_id = any(records)
  union all
  select citizen_id, number, occurred_from, occurred_at, recorded_at, voided_at, country
  from cases_stay, closing where citizen_id = any(records) and kind = 'at'
), odd as (
  select point.*, closed_at,
    case when citizen_id = person.id then said_at when again_at > linked_at then again_at end
      as known_at,
    case when country = 'VN' and ended.outcome in ('lost_contact', 'onward') then 'home'
      when occurred_at > closed_at - interval '12 hours' and occurred_at >= closed_from
        and occurred_from < occurred_at and occurred_at - occurred_from <= interval '25 hours'
        and not fits_outcome(ended.outcome, country, went_from) then 'day' end as why
  from point cross join closing where occurred_from <= closed_at
)
select coalesce((select why || case when citizen_id = person.id then '' else '_beside' end from odd
  where voided_at is null and why <> '' and not exists (select from odd as before
      where before.citizen_id = odd.citizen_id and before.number = odd.number
        and before.why = odd.why and before.recorded_at <= odd.known_at)
    and not (why = 'home' and exists (select from point as gone
      where gone.voided_at is null and gone.country <> 'VN' and gone.occurred_at <= closed_at
        and (gone.occurred_at > odd.occurred_at or gone.occurred_at = odd.occurred_at
          and gone.citizen_id = odd.citizen_id and gone.number > odd.number)))
  order by why = 'home' desc, citizen_id = person.id desc limit 1), '')
$$;
"""
"""What any record of a person tells otherwise than a closing since which nothing is known: that
they had come home by then, or, of the same bare day, that they are elsewhere than its outcome
says. What was on the record when it was said does not count; of another record, only who says it
again after the two were linked has seen it. It tells whose record it is, and no more.
"""
KEPT: Final = """
create function keep_doubt() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  select outcome_doubted(new, person), overlooked(new, person)
  into new.outcome_in_doubt, new.overlooked
  from cases_citizen as person where person.id = new.citizen_id;
  return new;
end $$;
create trigger keep_doubt before update of outcome, mission_id, citizen_id on cases_case
for each row when (new.outcome <> '' or old.outcome <> '') execute function keep_doubt();
create trigger keep_doubt_of_new before insert on cases_case
for each row when (new.outcome <> '') execute function keep_doubt();
create function keep_doubts_of_person() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan as $$
begin
  update cases_case as ended set outcome_in_doubt = outcome_doubted(ended, record),
    overlooked = overlooked(ended, record)
  from cases_citizen as record
  where (record.id = new.id or record.head_id in (old.head_id, new.head_id))
    and ended.citizen_id = record.id and ended.outcome <> ''
    and (ended.outcome_in_doubt, ended.overlooked)
      <> (outcome_doubted(ended, record), overlooked(ended, record));
  return null;
end $$;
create trigger keep_doubts after update of now_country, now_from, points, head_id on cases_citizen
for each row execute function keep_doubts_of_person();
"""

# Every act on a way writes `points`, also one that adds none; a way of several records is of all.
# Planned for each person anew, looking would take five times as long as with the plan that is kept.
FUNCTIONS: Final = (FITS, LEFT_BEHIND, DOUBTED, OVERLOOKED, KEPT)
