"""Proofs that the ledgers hold: each names what it looks at and lists what is not as it should be.

A proof is one statement over a range of ids, or a function where it takes the engine itself; it
yields the public references of what is wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from cases.casework.progress.proving import wrong_in_open_cases
from cases.casework.states import ORDER
from cases.publishing.freezing import wrong_snapshots
from cases.publishing.proofs_of_balances import BALANCES
from cases.publishing.proofs_of_links import DUPLICATES, EVERYBODY, HEADS, ONCE, WHEREABOUTS

Of = Literal["case", "citizen", "transition", "crossing", "stay", "incident", "snapshot"]


@dataclass(frozen=True, slots=True)
class Proof:
    """`holds` says what is proved; `by` yields the exceptions among ids `low` to `high`."""

    of: Of
    holds: str
    by: str | Callable[[int, int], list[str]]


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
  select t.to_stage, t.to_mission_id, t.to_held, t.to_outcome
  from cases_transition as t where t.case_id = c.id and t.voided_at is null
  order by t.occurred_at desc, t.number desc limit 1) as last on true
left join lateral (
  select t.occurred_from, t.occurred_at from cases_transition as t
  where t.case_id = c.id and t.voided_at is null and not exists (
    select from cases_transition as other where other.case_id = c.id and other.voided_at is null
      and (other.occurred_at, other.number) >= (t.occurred_at, t.number)
      and (other.to_stage, other.to_mission_id, other.to_held, other.to_outcome)
        <> (last.to_stage, last.to_mission_id, last.to_held, last.to_outcome))
  order by t.occurred_at, t.number limit 1) as since on true
left join lateral (
  select t.occurred_from, t.occurred_at from cases_transition as t
  where t.case_id = c.id and t.voided_at is null
  order by t.occurred_at, t.number limit 1) as first on true
where c.id between %(low)s and %(high)s and case when c.voided_at is null
  then (c.stage, c.mission_id, c.held, c.outcome, c.position_from, c.position_at, c.opened_from,
      c.opened_at) is distinct from
    (last.to_stage, last.to_mission_id, last.to_held, last.to_outcome, since.occurred_from,
      since.occurred_at, first.occurred_from, first.occurred_at)
  else last.to_stage is not null end
"""

COPIES = """
select c.reference from cases_transition as copy
join cases_transition as original on original.id = copy.copied_from_id
join cases_case as c on c.id = copy.case_id
where copy.case_id between %(low)s and %(high)s
  and ((original.case_id, original.kind, original.occurred_from)
    is distinct from (copy.case_id, copy.kind, copy.occurred_from)
    or case when original.changes ? 'before_closing'
      then original.changes - 'stage' is distinct from copy.changes - 'stage'
      else original.changes is distinct from copy.changes end
    or copy.occurred_at > original.occurred_at and copy.occurred_at > (
      with recursive up(said_at, of) as (
        select original.occurred_at, original.copied_from_id
        union all
        select t.occurred_at, t.copied_from_id from up join cases_transition as t on t.id = up.of
      ) select said_at from up where of is null)
    or case when copy.operation = 'unlink_same_person'
      then original.voided_at is null or original.voided_at > copy.recorded_at
      else original.voided_at is distinct from copy.recorded_at end)
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
where id between %(low)s and %(high)s and mission_ids is distinct from array(
  select mission_id union select share.to_mission_id from cases_share as share
  where share.case_id = cases_case.id and share.revoked_at is null
  union select reception_point_id where reception_point_id is not null order by 1)
"""

# A row that dates a takeover otherwise stands for one that was accepted.
TRANSFERS = """
with accepted as (
  select case_id, to_mission_id as mission_id, answered_at as at from cases_transfer
  where status = 'accepted' and case_id between %(low)s and %(high)s
), written as (
  select case_id, (changes ->> 'mission_id')::bigint as mission_id, recorded_at as at
  from cases_transition where copied_from_id is null
    and (kind = 'transfer' or (kind = 'open' and operation = 'accept_transfer'))
    and operation <> 'correct_transition'
    and case_id between %(low)s and %(high)s
)
select c.reference from accepted full join written
  on (written.case_id, written.mission_id, written.at)
    = (accepted.case_id, accepted.mission_id, accepted.at)
join cases_case as c on c.id = coalesce(accepted.case_id, written.case_id)
where accepted.case_id is null or written.case_id is null
union
select c.reference from cases_transition as row join cases_case as c on c.id = row.case_id
where row.kind = 'transfer' and row.operation = 'correct_transition'
  and row.copied_from_id is null and row.case_id between %(low)s and %(high)s
  and (row.case_id, (row.changes ->> 'mission_id')::bigint)
    not in (select case_id, mission_id from accepted)
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

SIGHT = """
with wanted as (
  select citizen_id, mission_id, case when bool_and(until is not null) then max(until) end as until,
    bool_or(writes) as may_write, case when bool_and(until is not null) filter (where writes)
      then max(until) filter (where writes) end as write_until
  from (
    select id as citizen_id, registered_by_id as mission_id, null::timestamptz as until,
      true as writes
    from cases_citizen where id between %(low)s and %(high)s
    union all
    select citizen_id, mission_id, null, true from cases_case
    where citizen_id between %(low)s and %(high)s
    union all
    select c.citizen_id, share.to_mission_id, share.until, cardinality(share.operations) > 0
    from cases_share as share join cases_case as c on c.id = share.case_id
    where c.citizen_id between %(low)s and %(high)s and share.revoked_at is null
    union all
    select citizen_id, reception_point_id, reception_until(stage, outcome, position_at), true
    from cases_case where citizen_id between %(low)s and %(high)s
      and reception_point_id is not null
      and reception_until(stage, outcome, position_at) is not null
  ) as source group by citizen_id, mission_id
), kept as (
  select * from cases_citizensight where citizen_id between %(low)s and %(high)s
)
select distinct person.uuid::text from wanted full join kept using (citizen_id, mission_id)
join cases_citizen as person on person.id = citizen_id
where (wanted.until, wanted.may_write, wanted.write_until)
  is distinct from (kept.until, kept.may_write, kept.write_until)
  and ((wanted.may_write is not null and (wanted.until is null or wanted.until > now()))
    or (kept.id is not null and (kept.may_write or kept.until is null or kept.until > now())))
"""

EDITED = """
select table_name || ' ' || row_id from cases_rowversion
where table_name = '{table}' and row_id between %(low)s and %(high)s
  and (old ->> 'voided_at' is not null or old - array['voided_at', 'void_reason'] <> '{{}}')
"""

STEPS = f"""
select c.reference || ' ' || s.code from cases_step as s join cases_case as c on c.id = s.case_id
cross join lateral (
  select not exists (
      select from unnest(s.after) as named(code)
      join cases_step as before on before.case_id = s.case_id and before.code = named.code
      where before.status not in ('done', 'waived', 'dropped'))
    and (s.opens_at = '' or
      array_position(array{list(ORDER)}, c.stage::text)
        >= array_position(array{list(ORDER)}, s.opens_at::text)) as is_free,
    exists (select from cases_inquiry as asked where asked.step_id = s.id) as was_asked) as turn
where s.case_id between %(low)s and %(high)s and c.stage not in ('closed', '') and (
  (s.status = 'waiting' and is_free) or (s.status = 'open' and not is_free and not was_asked))
"""  # noqa: S608 - the stages are our own names

ASKED = """
select c.reference || ' ' || s.code from cases_step as s join cases_case as c on c.id = s.case_id
where s.case_id between %(low)s and %(high)s and s.status = 'asked' and not exists (
  select from cases_inquiry as asked where asked.step_id = s.id and asked.answered_at is null)
union all
select c.reference || ' ' || s.code from cases_inquiry as asked
join cases_step as s on s.id = asked.step_id join cases_case as c on c.id = s.case_id
where asked.case_id between %(low)s and %(high)s and asked.answered_at is null
  and s.status <> 'asked'
"""

AT_REST = """
select reference from cases_case
where id between %(low)s and %(high)s and stage in ('closed', '') and not (
  blocker_kind = '' and blocker_body = '' and blocker_condition = ''
  and num_nonnulls(blocker_procedure_id, blocker_authority_id, blocked_from, blocked_since,
    next_due_at, next_due_limit_id, valid_until) = 0)
union
select c.reference from cases_clock as clock join cases_case as c on c.id = clock.case_id
where clock.case_id between %(low)s and %(high)s and c.stage in ('closed', '')
  and clock.state in ('running', 'paused')
"""

IN_DOUBT = """
select c.reference from cases_case as c join cases_citizen as p on p.id = c.citizen_id
where c.id between %(low)s and %(high)s and c.outcome_in_doubt
  <> coalesce(outcome_doubted(c, p), false)
"""

OVERLOOKED = """
select c.reference from cases_case as c join cases_citizen as p on p.id = c.citizen_id
where c.id between %(low)s and %(high)s and c.overlooked <> overlooked(c, p)
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
    Proof("case", "the case changed hands by accepted transfers alone", TRANSFERS),
    Proof("case", "a closed case is in doubt where its person is elsewhere than it says", IN_DOUBT),
    Proof("case", "what is told otherwise than a closing stands on its case", OVERLOOKED),
    Proof("case", "a step of an open case waits exactly for what is unsettled before it", STEPS),
    Proof("case", "a step is asked exactly while a question has no answer", ASKED),
    Proof("case", "nothing blocks a closed case, and none of its clocks runs", AT_REST),
    Proof(
        "case",
        "clocks and blockers of open cases are what follows from their steps",
        wrong_in_open_cases,
    ),
    Proof("citizen", "the person is where the last point of all her records says", WHEREABOUTS),
    Proof("citizen", "the head of linked records is the one the links lead to", HEADS),
    Proof("citizen", "a person has one case in an incident, whatever her records", ONCE),
    Proof("case", "a case is a duplicate by a link that stands, and by nothing else", DUPLICATES),
    Proof("incident", "everybody registered is counted, now and at each closing", EVERYBODY),
    Proof("citizen", "points are numbered once, and nothing is newer than the person", POINTS),
    Proof("citizen", "who sees the person is right", SIGHT),
    Proof("transition", "no entry was edited or deleted", EDITED.format(table="cases_transition")),
    Proof("crossing", "no crossing was edited or deleted", EDITED.format(table="cases_crossing")),
    Proof("stay", "no stay was edited or deleted", EDITED.format(table="cases_stay")),
    Proof("incident", "closing balances answer what the ledgers answer", BALANCES),
    Proof("snapshot", "snapshots say what they said when they were taken", wrong_snapshots),
)
