"""Proofs on linked records: who stands for whom, one case of each person, where she is."""

from cases.citizens.same_schema import PLACED

HEADS = """
with recursive up(record, above) as (
  select id, id from cases_citizen where id between %(low)s and %(high)s
  union
  select up.record, link.into_id from up join cases_sameperson as link
    on link.citizen_id = up.above and link.status = 'standing'
), wanted as (
  select up.record, up.above as head from up where not exists (select from cases_sameperson
    where citizen_id = up.above and status = 'standing')
)
select person.uuid::text from cases_citizen as person
left join wanted on wanted.record = person.id
where person.id between %(low)s and %(high)s and person.head_id is distinct from case
  when wanted.head <> person.id then wanted.head
  when exists (select from cases_sameperson where into_id = person.id and status = 'standing')
    then person.id end
"""

ONCE = """
select min(c.reference) from cases_case as c
join cases_citizen as person on person.id = c.citizen_id
where person.head_id between %(low)s and %(high)s and c.voided_at is null
  and c.outcome <> 'duplicate'
group by person.head_id, c.incident_id having count(*) > 1
"""

DUPLICATES = """
with closed as materialized (
  select id, reference from cases_case
  where id between %(low)s and %(high)s and voided_at is null and outcome = 'duplicate'
)
select reference from closed where id not in (select double.case_id
  from figure_doubles(array(select closed.id from closed), 'infinity') as double)
"""

# At each closing and now. Who was never linked is one person: a running sum over when their cases
# became known and void. Of the others the heads of that moment are counted. What was counted is
# read from the balances, at last from the ledgers.
EVERYBODY = """
with asked as (
  select i.id, i.code, i.zone, closed.known from cases_incident as i
  cross join lateral (select timestamptz 'infinity' as known
    union all select known_at from cases_figureclosing where incident_id = i.id) as closed
  where i.id between %(low)s and %(high)s
), linked as materialized (
  select unnest(array[citizen_id, into_id]) as id from cases_sameperson
  where recorded_at is not null
), alone as (
  select incident_id, recorded_at, voided_at from cases_case
  where incident_id between %(low)s and %(high)s and citizen_id not in (select id from linked)
), event as (
  select incident_id, recorded_at as at, 1 as n, false as is_asked from alone
  union all select incident_id, voided_at, -1, false from alone where voided_at is not null
  union all select id, known, 0, true from asked
), stepped as (
  select incident_id, at, is_asked,
    sum(n) over (partition by incident_id order by at, is_asked) as persons from event
), told as (
  select asked.*, stepped.persons + together.persons as persons, counted.persons as counted
  from asked
  join stepped on stepped.is_asked and (stepped.incident_id, stepped.at) = (asked.id, asked.known)
  cross join lateral (
    select count(distinct coalesce(record.head_id, c.citizen_id)) as persons from cases_case as c
    left join figure_records(asked.known) as record on record.record_id = c.citizen_id
    where c.incident_id = asked.id and c.citizen_id in (select id from linked)
      and stands(c.recorded_at, c.voided_at, asked.known)) as together
  cross join lateral (
    select case when asked.known = 'infinity'
      then (select count(*) from figure_persons(asked.id, 'infinity'))
      else (select coalesce(sum(b.persons), 0) from cases_figurebalance as b
        where b.incident_id = asked.id and b.dimension = 'counted' and b.known_at <= asked.known)
      end as persons) as counted
)
select code || case when known = 'infinity' then '' else ' as known '
    || to_char(known at time zone zone, 'YYYY-MM-DD HH24:MI') end
  || ': ' || persons || ' on record, ' || counted || ' counted'
from told where persons <> counted
"""

WAYS = """
with record as materialized (
  select id as person_id, id as record_id from cases_citizen
  where id between %(low)s and %(high)s
  union all
  select person.id, other.id from cases_citizen as person
  join cases_citizen as other on other.head_id = person.head_id and other.id <> person.id
  where person.id between %(low)s and %(high)s
), repeated as materialized (
  select told.crossing_id from (
    select person_id, array_agg(record_id) as records from record
    group by person_id having count(*) > 1) as linked
  cross join lateral repeated_crossings(linked.records, 'infinity') as told
), point as (
  select person_id, citizen_id as record_id, occurred_from, occurred_at, number,
    'crossing' as kind, from_country as out_of, to_country as country, null::bigint as place_id,
    null::bigint as holder_id, false as is_derived
  from record join cases_crossing as x on citizen_id = record_id where voided_at is null
    and x.id not in (select crossing_id from repeated)
  union all
  select person_id, citizen_id, occurred_from, occurred_at, number, kind, country, country,
    place_id, holder_id, kind = 'lost' and operation not in ('record_stay', 'correct_stay')
  from record join cases_stay on citizen_id = record_id where voided_at is null
), {placed}, last as (
  select distinct on (person_id) * from placed order by person_id, turn desc
), named as (
  select distinct on (person_id) person_id, country from placed where kind <> 'left'
  order by person_id, turn desc
)
select person.uuid::text from cases_citizen as person
left join last on last.person_id = person.id left join named on named.person_id = person.id
where person.id between %(low)s and %(high)s
  and (person.now_country, person.now_place_id, person.now_holder_id, person.now_from,
      person.now_since)
    is distinct from
    (coalesce(named.country, ''), last.place_id, last.holder_id, last.occurred_from,
      last.occurred_at)
"""
WHEREABOUTS = WAYS.replace("{placed}", PLACED.format(key="person_id", until="'infinity'"))
