"""Proofs that the ledgers hold: each names what it looks at and lists what is not as it should be.

A proof is one statement over a range of ids; it yields the public references of what is wrong.
"""

from dataclasses import dataclass
from typing import Literal

Of = Literal["case", "citizen", "transition", "crossing", "stay"]


@dataclass(frozen=True, slots=True)
class Proof:
    """`holds` says what is proved; `sql` yields the exceptions among ids `low` to `high`."""

    of: Of
    holds: str
    sql: str


CHAIN = """
select c.reference from (
  select case_id, kind, from_stage, from_mission_id, from_held, from_outcome,
    row_number() over way as nth, lag(to_stage) over way as was_stage,
    lag(to_mission_id) over way as was_mission, lag(to_held) over way as was_held,
    lag(to_outcome) over way as was_outcome
  from cases_transition where case_id between %(low)s and %(high)s and voided_at is null
  window way as (partition by case_id order by occurred_at, number)
) as row join cases_case as c on c.id = row.case_id
where (nth = 1) <> (kind = 'open') or (nth > 1
  and (from_stage, from_mission_id, from_held, from_outcome)
    is distinct from (was_stage, was_mission, was_held, was_outcome))
"""

CHANGES = """
select c.reference from cases_transition as t join cases_case as c on c.id = t.case_id
cross join lateral (select coalesce(t.changes ->> 'stage', t.from_stage) as stage) as reached
where t.case_id between %(low)s and %(high)s
  and (t.to_stage, t.to_mission_id, t.to_held, t.to_outcome) is distinct from (
    reached.stage,
    coalesce((t.changes ->> 'mission_id')::bigint, t.from_mission_id),
    coalesce((t.changes ->> 'held')::boolean, t.from_held) and reached.stage <> 'closed',
    case when reached.stage = 'closed' then coalesce(t.changes ->> 'outcome', t.from_outcome)
      else '' end)
"""

POSITION = """
select c.reference from cases_case as c
left join lateral (
  select t.to_stage, t.to_mission_id, t.to_held, t.to_outcome, t.occurred_at
  from cases_transition as t where t.case_id = c.id and t.voided_at is null
  order by t.occurred_at desc, t.number desc limit 1) as last on true
left join lateral (
  select t.occurred_at from cases_transition as t where t.case_id = c.id and t.voided_at is null
  order by t.occurred_at, t.number limit 1) as first on true
where c.id between %(low)s and %(high)s and case when c.voided_at is null
  then (c.stage, c.mission_id, c.held, c.outcome, c.position_at, c.opened_at) is distinct from
    (last.to_stage, last.to_mission_id, last.to_held, last.to_outcome, last.occurred_at,
      first.occurred_at)
  else last.to_stage is not null end
"""

COPIES = """
select c.reference from cases_transition as copy
join cases_transition as original on original.id = copy.copied_from_id
join cases_case as c on c.id = copy.case_id
where copy.case_id between %(low)s and %(high)s
  and (original.case_id, original.kind, original.changes, original.occurred_from,
      original.occurred_at, original.voided_at)
    is distinct from (copy.case_id, copy.kind, copy.changes, copy.occurred_from,
      copy.occurred_at, copy.recorded_at)
"""

NUMBERS = """
select c.reference from cases_case as c
join lateral (
  select count(*) as written, max(number) as highest,
    max(greatest(recorded_at, voided_at)) as newest
  from cases_transition as t where t.case_id = c.id) as row on true
where c.id between %(low)s and %(high)s and not (row.written = c.rows and row.highest = c.rows
  and row.newest <= c.ledger_at and c.recorded_at <= c.ledger_at
  and (c.voided_at is null or c.voided_at <= c.ledger_at))
"""

CASE_MISSIONS = """
select reference from cases_case
where id between %(low)s and %(high)s and mission_ids is distinct from array[mission_id]
"""

WHEREABOUTS = """
with point as (
  select citizen_id, occurred_at, number, true as names_country, to_country as country,
    null::bigint as place_id, null::bigint as holder_id
  from cases_crossing where citizen_id between %(low)s and %(high)s and voided_at is null
  union all
  select citizen_id, occurred_at, number, kind = 'at', country, place_id, holder_id
  from cases_stay where citizen_id between %(low)s and %(high)s and voided_at is null
), last as (
  select distinct on (citizen_id) * from point
  order by citizen_id, occurred_at desc, number desc
), named as (
  select distinct on (citizen_id) citizen_id, country from point where names_country
  order by citizen_id, occurred_at desc, number desc
)
select person.uuid::text from cases_citizen as person
left join last on last.citizen_id = person.id left join named on named.citizen_id = person.id
where person.id between %(low)s and %(high)s
  and (person.now_country, person.now_place_id, person.now_holder_id, person.now_since)
    is distinct from
    (coalesce(named.country, ''), last.place_id, last.holder_id, last.occurred_at)
"""

POINTS = """
with point as (
  select citizen_id, number, recorded_at, voided_at from cases_crossing
  where citizen_id between %(low)s and %(high)s
  union all
  select citizen_id, number, recorded_at, voided_at from cases_stay
  where citizen_id between %(low)s and %(high)s
)
select person.uuid::text from cases_citizen as person
join (
  select citizen_id, max(number) as highest, max(greatest(recorded_at, voided_at)) as newest,
    count(*) filter (where voided_at is null)
      <> count(distinct number) filter (where voided_at is null) as is_double
  from point group by citizen_id
) as way on way.citizen_id = person.id
where way.is_double or way.highest > person.points or not way.newest <= person.ledger_at
"""

CITIZEN_MISSIONS = """
select person.uuid::text from cases_citizen as person
where person.id between %(low)s and %(high)s and person.mission_ids is distinct from (
  select array_agg(distinct mission order by mission) from (
    select person.registered_by_id as mission
    union select c.mission_id from cases_case as c where c.citizen_id = person.id) as missions)
"""

EDITED = """
select table_name || ' ' || row_id from cases_rowversion
where table_name = '{table}' and row_id between %(low)s and %(high)s
  and (old ->> 'voided_at' is not null or old - array['voided_at', 'void_reason'] <> '{{}}')
"""

SUMS = """
with moment as (
  select i.id, i.code, at from cases_incident as i
  cross join lateral (
    select min(opened_at) as first, max(position_at) as last from cases_case as c
    where c.incident_id = i.id and c.voided_at is null) as known
  cross join lateral (values (known.first), (known.first + (known.last - known.first) / 2),
    (known.last)) as moments(at)
  where known.first is not null
)
select moment.code, moment.at,
  (select count(*) from figure_cases(moment.id, moment.at, 'infinity')) as in_accounts,
  (select count(*) from cases_transition as t join cases_case as c on c.id = t.case_id
    where c.incident_id = moment.id and t.kind = 'open' and t.voided_at is null
      and t.occurred_at <= moment.at) as opened
from moment order by moment.code, moment.at
"""

PROOFS = (
    Proof("case", "each row takes the case out of the account the row before put it into", CHAIN),
    Proof("case", "each row leads where what it changes says", CHANGES),
    Proof("case", "the case stands where its ledger ends", POSITION),
    Proof("case", "copies repeat the row that was voided for them", COPIES),
    Proof("case", "rows are numbered without a gap, and nothing is newer than the case", NUMBERS),
    Proof("case", "the missions of the case are right", CASE_MISSIONS),
    Proof("citizen", "the person is where the last point says", WHEREABOUTS),
    Proof("citizen", "points are numbered once, and nothing is newer than the person", POINTS),
    Proof("citizen", "the missions of the person are right", CITIZEN_MISSIONS),
    Proof("transition", "no entry was edited or deleted", EDITED.format(table="cases_transition")),
    Proof("crossing", "no crossing was edited or deleted", EDITED.format(table="cases_crossing")),
    Proof("stay", "no stay was edited or deleted", EDITED.format(table="cases_stay")),
)
