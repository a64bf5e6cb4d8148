"""Proofs on linked records: who stands for whom, one case of each person, where she is."""

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

WHEREABOUTS = """
with record as (
  select id as person_id, id as record_id from cases_citizen
  where id between %(low)s and %(high)s
  union all
  select person.id, other.id from cases_citizen as person
  join cases_citizen as other on other.head_id = person.head_id and other.id <> person.id
  where person.id between %(low)s and %(high)s
), point as (
  select person_id, citizen_id, occurred_at, number, true as names_country,
    to_country as country, null::bigint as place_id, null::bigint as holder_id
  from record join cases_crossing on citizen_id = record_id where voided_at is null
  union all
  select person_id, citizen_id, occurred_at, number, kind = 'at', country, place_id, holder_id
  from record join cases_stay on citizen_id = record_id where voided_at is null
), last as (
  select distinct on (person_id) * from point
  order by person_id, occurred_at desc, number desc, citizen_id desc
), named as (
  select distinct on (person_id) person_id, country from point where names_country
  order by person_id, occurred_at desc, number desc, citizen_id desc
)
select person.uuid::text from cases_citizen as person
left join last on last.person_id = person.id left join named on named.person_id = person.id
where person.id between %(low)s and %(high)s
  and (person.now_country, person.now_place_id, person.now_holder_id, person.now_since)
    is distinct from
    (coalesce(named.country, ''), last.place_id, last.holder_id, last.occurred_at)
"""
