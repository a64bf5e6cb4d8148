"""SQL of the ways: where people are, of a whole incident or of some persons at moments of theirs.

One text makes both functions, so that what is counted anew for a few is what is counted for all.
"""

from typing import Final

from cases.citizens.same_schema import PLACED

# A claim is a point that says in which country: a crossing, a stay at a place, or "lost", which
# says that none is known. The last claim gives the country; a later "left" clears place and holder.
# A claim contradicts when it starts from another country than the one before it led to. Linked
# records make one way, in which a crossing that two of them tell of is one; `record` and `kin` hold
# the few that are linked, so that all others are counted as if there were no links; `offset 0`
# keeps their points from being looked for among those of everybody.
TEXT: Final = """
create function {name}({asked})
returns table ({nth}citizen_id bigint, case_id bigint, sex text, country text, place_id bigint,
  holder_id bigint, crossed_into text[], straddling bigint, is_contradictory boolean,
  claim_kind text, claim_id bigint, left_id bigint)
language sql stable parallel safe as $$
with record as materialized (
  select * from figure_records(known)
){person}, kin as materialized (
{kin}
), repeated as materialized (
  select told.crossing_id from (
    select {key}, array_agg(record_id) as records from kin group by {key}) as person
  cross join lateral repeated_crossings(person.records, known) as told
), headed as materialized (
  select record.record_id, coalesce(former.sex, head.sex) as sex from record
  join cases_citizen as head on head.id = record.head_id
  left join figure_sex(known) as former on former.citizen_id = record.head_id
  where record.record_id <> record.head_id
), point as materialized (
  select {of_person}x.citizen_id, x.citizen_id as record_id, x.id, x.number, x.occurred_from,
    x.occurred_at, 'crossing' as kind, x.from_country as out_of, x.to_country as country,
    null::bigint as place_id, null::bigint as holder_id, false as is_derived
  from {persons} as person
  join cases_crossing as x on x.citizen_id = person.citizen_id
  where stands(x.recorded_at, x.voided_at, known) and x.occurred_from <= {at}
    and x.id not in (select crossing_id from repeated)
  union all
  select {of_person}{stay_columns}
    s.country, s.country, s.place_id, s.holder_id, {is_derived}
  from {persons} as person
  join cases_stay as s on s.citizen_id = person.citizen_id
  where stands(s.recorded_at, s.voided_at, known) and s.occurred_from <= {at}
  union all
  select {of_kin}kin.citizen_id, {kin_crossing}
    x.from_country, x.to_country, null, null, false
  from kin cross join lateral (
    select * from cases_crossing where citizen_id = kin.record_id offset 0) as x
  where kin.record_id <> kin.citizen_id
    and stands(x.recorded_at, x.voided_at, known) and x.occurred_from <= {at_kin}
    and x.id not in (select crossing_id from repeated)
  union all
  select {of_kin}kin.citizen_id, {kin_stay}
    s.country, s.country, s.place_id, s.holder_id, {is_derived}
  from kin cross join lateral (
    select * from cases_stay where citizen_id = kin.record_id offset 0) as s
  where kin.record_id <> kin.citizen_id
    and stands(s.recorded_at, s.voided_at, known) and s.occurred_from <= {at_kin}
), {placed}, claim as materialized (
  select *, lead(id) over way is null as is_last, lag(country) over way as was_in,
    max(occurred_at) filter (where kind = 'at') over way >= occurred_from as overlaps_stay
  from placed where kind <> 'left' and occurred_at <= at_moment
  window way as (partition by {key} order by turn rows between unbounded preceding and 1 preceding)
), gone as (
  select distinct on ({key}) {key}, id, turn from placed
  where kind = 'left' and occurred_at <= at_moment order by {key}, turn desc
), entered as (
  select {key}, array_agg(distinct country::text) as countries from claim
  where kind = 'crossing' group by {key}
), unsure as (
  select {key}, count(*) as points from point
  where occurred_at > at_moment group by {key}
), odd as (
  select {key} from claim where out_of <> was_in and '' not in (out_of, was_in)
  union
  select {of_claim} from claim
  join cases_stay as later on later.id = claim.id
  join cases_stay as earlier on earlier.citizen_id = later.citizen_id
  where claim.kind = 'at' and claim.overlaps_stay and earlier.kind = 'at'
    and stands(earlier.recorded_at, earlier.voided_at, known) and earlier.occurred_at <= {claim_at}
    and earlier.occurred_from <= later.occurred_at and later.occurred_from <= earlier.occurred_at
    and (earlier.source, earlier.source_detail) <> (later.source, later.source_detail)
    and (earlier.country <> later.country or earlier.place_id <> later.place_id
      or earlier.holder_id <> later.holder_id)
  union
  select {of_claim_kin} from claim
  join kin on kin.{key} = claim.{key}
  join cases_stay as later on later.id = claim.id
  join cases_stay as earlier on earlier.citizen_id = kin.record_id
  where claim.kind = 'at' and claim.overlaps_stay and earlier.kind = 'at'
    and stands(earlier.recorded_at, earlier.voided_at, known) and earlier.occurred_at <= {claim_at}
    and earlier.occurred_from <= later.occurred_at and later.occurred_from <= earlier.occurred_at
    and (earlier.source, earlier.source_detail) <> (later.source, later.source_detail)
    and (earlier.country <> later.country or earlier.place_id <> later.place_id
      or earlier.holder_id <> later.holder_id)
)
select {of_last}person.citizen_id, person.case_id, coalesce(headed.sex, former.sex, citizen.sex),
  coalesce(claim.country, ''),
  case when is_there then claim.place_id end, case when is_there then claim.holder_id end,
  entered.countries, coalesce(unsure.points, 0), odd.{key} is not null,
  claim.kind, claim.id, case when not is_there then gone.id end
from {persons} as person
join cases_citizen as citizen on citizen.id = person.citizen_id
left join figure_sex(known) as former on former.citizen_id = person.citizen_id
left join headed on headed.record_id = person.citizen_id
left join claim on claim.{key} = person.{key} and claim.is_last
left join gone on gone.{key} = person.{key}
left join entered on entered.{key} = person.{key}
left join unsure on unsure.{key} = person.{key}
left join odd on odd.{key} = person.{key}
cross join lateral (select gone.id is null
  or claim.turn > gone.turn as is_there) as since
$$;
"""

WHOLE: Final = {
    "name": "figure_ways",
    "asked": "of_incident bigint, at_moment timestamptz, known timestamptz",
    "nth": "",
    "person": "",
    "kin": """  select mine.record_id as citizen_id, other.record_id from record as mine
  join record as other on other.head_id = mine.head_id
  where exists (select from cases_case as c
    where c.incident_id = of_incident and c.citizen_id = mine.record_id)""",
    "persons": "figure_persons(of_incident, known)",
    "of_person": "",
    "of_last": "",
    "of_kin": "",
    "at": "at_moment",
    "at_kin": "at_moment",
    "key": "citizen_id",
    "of_claim": "later.citizen_id",
    "of_claim_kin": "claim.citizen_id",
    "claim_at": "at_moment",
}

SOME: Final = {
    "name": "figure_ways_of",
    "asked": """
  of_incident bigint, citizens bigint[], moments timestamptz[], known timestamptz
""",
    "nth": "nth bigint, ",
    "person": """, person as materialized (
  select asked.nth, asked.at_moment, c.citizen_id, c.id as case_id
  from unnest(citizens, moments) with ordinality as asked(citizen_id, at_moment, nth)
  join cases_case as c on c.incident_id = of_incident and c.citizen_id = asked.citizen_id
  where stands(c.recorded_at, c.voided_at, known)
    and c.id not in (select double.case_id from figure_doubles(array(
      select closed.id from unnest(citizens) as of(citizen_id)
      join cases_case as closed
        on closed.incident_id = of_incident and closed.citizen_id = of.citizen_id
      where closed.id in (select t.case_id from cases_transition as t
        where t.to_outcome = 'duplicate')), known) as double)
)""",
    "kin": """  select person.nth, person.at_moment, person.citizen_id, other.record_id
  from person join record as mine on mine.record_id = person.citizen_id
  join record as other on other.head_id = mine.head_id""",
    "persons": "person",
    "of_person": "person.nth, person.at_moment, ",
    "of_last": "person.nth, ",
    "of_kin": "kin.nth, kin.at_moment, ",
    "at": "person.at_moment",
    "at_kin": "kin.at_moment",
    "key": "nth",
    "of_claim": "claim.nth",
    "of_claim_kin": "claim.nth",
    "claim_at": "claim.at_moment",
}
"""Asked for persons by number: `nth` says which of the pairs a line answers. Who is not counted
in the incident as known at `known` has no line."""

COLUMNS: Final = {
    "stay_columns": "s.citizen_id, s.citizen_id, s.id, s.number, s.occurred_from, "
    "s.occurred_at, s.kind,",
    "kin_crossing": "x.citizen_id, x.id, x.number, x.occurred_from, x.occurred_at, 'crossing',",
    "kin_stay": "s.citizen_id, s.id, s.number, s.occurred_from, s.occurred_at, s.kind,",
    "is_derived": "s.kind = 'lost' and s.operation not in ('record_stay', 'correct_stay')",
}
WAYS, WAYS_OF = (
    TEXT.format(**asked, **COLUMNS, placed=PLACED.format(key=asked["key"], until="at_moment"))
    for asked in (WHOLE, SOME)
)
