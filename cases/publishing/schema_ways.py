"""SQL of the ways: who counts, which records are of one person, where people are."""

STANDING = """
create function stands(recorded_at timestamptz, voided_at timestamptz, known timestamptz)
returns boolean language sql immutable parallel safe as
$$ select recorded_at <= known and (voided_at is null or voided_at > known) $$;
"""

# A case known to be a double of another is no second head, whatever the day asked for.
PERSONS = """
create function figure_persons(of_incident bigint, known timestamptz)
returns table (citizen_id bigint, case_id bigint)
language sql stable parallel safe as $$
select c.citizen_id, c.id from cases_case as c
where c.incident_id = of_incident and stands(c.recorded_at, c.voided_at, known)
  and case when c.id in (select case_id from cases_transition where to_outcome = 'duplicate')
    then (select to_outcome <> 'duplicate' from cases_transition as last
      where last.case_id = c.id and stands(last.recorded_at, last.voided_at, known)
      order by occurred_at desc, number desc limit 1)
    else true end
$$;
"""

# The records of linked persons and the head of each, the head's own too, as known at a moment.
RECORDS = """
create function figure_records(known timestamptz)
returns table (record_id bigint, head_id bigint)
language sql stable parallel safe as $$
with recursive up(record_id, head_id) as (
  select citizen_id, into_id from cases_sameperson
  where known < 'infinity' and stands(recorded_at, undone_at, known)
  union
  select up.record_id, link.into_id from up
  join cases_sameperson as link on link.citizen_id = up.head_id
  where stands(link.recorded_at, link.undone_at, known)
), found as (
  select record_id, head_id from up where not exists (select from cases_sameperson as link
    where link.citizen_id = up.head_id and stands(link.recorded_at, link.undone_at, known))
)
select id, head_id from cases_citizen where known = 'infinity' and head_id is not null
union all select record_id, head_id from found
union all select distinct head_id, head_id from found
$$;
"""

# The present sex unless a row version after `known` keeps a former one: then the oldest of those.
SEX = """
create function figure_sex(known timestamptz)
returns table (citizen_id bigint, sex text)
language sql stable parallel safe as $$
select distinct on (row_id) row_id, old ->> 'sex' from cases_rowversion
where table_name = 'cases_citizen' and old ? 'sex' and recorded_at > known
order by row_id, recorded_at, id
$$;
"""

# A claim is a point that names a country: a crossing, or a stay at a place. The last claim gives
# the country; a later "left" clears place and holder. A claim contradicts when it starts from
# another country than the one before it led to. Linked records make one way; `record` and `kin`
# hold the few that are linked, so that all others are counted as if there were no links; `offset 0`
# keeps their points from being looked for among those of everybody.
WAYS = """
create function figure_ways(of_incident bigint, at_moment timestamptz, known timestamptz)
returns table (citizen_id bigint, case_id bigint, sex text, country text, place_id bigint,
  holder_id bigint, crossed_into text[], straddling bigint, is_contradictory boolean,
  claim_kind text, claim_id bigint, left_id bigint)
language sql stable parallel safe as $$
with record as materialized (
  select * from figure_records(known)
), kin as materialized (
  select mine.record_id as citizen_id, other.record_id from record as mine
  join record as other on other.head_id = mine.head_id
  where exists (select from cases_case as c
    where c.incident_id = of_incident and c.citizen_id = mine.record_id)
), headed as materialized (
  select record.record_id, coalesce(former.sex, head.sex) as sex from record
  join cases_citizen as head on head.id = record.head_id
  left join figure_sex(known) as former on former.citizen_id = record.head_id
  where record.record_id <> record.head_id
), point as materialized (
  select x.citizen_id, x.citizen_id as record_id, x.id, x.number, x.occurred_from,
    x.occurred_at, 'crossing' as kind, x.from_country as out_of, x.to_country as country,
    null::bigint as place_id, null::bigint as holder_id
  from figure_persons(of_incident, known) as person
  join cases_crossing as x on x.citizen_id = person.citizen_id
  where stands(x.recorded_at, x.voided_at, known) and x.occurred_from <= at_moment
  union all
  select s.citizen_id, s.citizen_id, s.id, s.number, s.occurred_from, s.occurred_at, s.kind,
    s.country, s.country, s.place_id, s.holder_id
  from figure_persons(of_incident, known) as person
  join cases_stay as s on s.citizen_id = person.citizen_id
  where stands(s.recorded_at, s.voided_at, known) and s.occurred_from <= at_moment
  union all
  select kin.citizen_id, x.citizen_id, x.id, x.number, x.occurred_from, x.occurred_at, 'crossing',
    x.from_country, x.to_country, null, null
  from kin cross join lateral (
    select * from cases_crossing where citizen_id = kin.record_id offset 0) as x
  where kin.record_id <> kin.citizen_id
    and stands(x.recorded_at, x.voided_at, known) and x.occurred_from <= at_moment
  union all
  select kin.citizen_id, s.citizen_id, s.id, s.number, s.occurred_from, s.occurred_at, s.kind,
    s.country, s.country, s.place_id, s.holder_id
  from kin cross join lateral (
    select * from cases_stay where citizen_id = kin.record_id offset 0) as s
  where kin.record_id <> kin.citizen_id
    and stands(s.recorded_at, s.voided_at, known) and s.occurred_from <= at_moment
), claim as materialized (
  select *, lead(id) over way is null as is_last, lag(country) over way as was_in,
    max(occurred_at) filter (where kind = 'at') over way >= occurred_from as overlaps_stay
  from point where kind <> 'left' and occurred_at <= at_moment
  window way as (partition by citizen_id order by occurred_at, number, record_id
    rows between unbounded preceding and 1 preceding)
), gone as (
  select distinct on (citizen_id) citizen_id, record_id, id, occurred_at, number from point
  where kind = 'left' and occurred_at <= at_moment
  order by citizen_id, occurred_at desc, number desc, record_id desc
), entered as (
  select citizen_id, array_agg(distinct country::text) as countries from claim
  where kind = 'crossing' group by citizen_id
), unsure as (
  select citizen_id, count(*) as points from point
  where occurred_at > at_moment group by citizen_id
), odd as (
  select citizen_id from claim where out_of <> was_in
  union
  select later.citizen_id from claim
  join cases_stay as later on later.id = claim.id
  join cases_stay as earlier on earlier.citizen_id = later.citizen_id
  where claim.kind = 'at' and claim.overlaps_stay and earlier.kind = 'at'
    and stands(earlier.recorded_at, earlier.voided_at, known) and earlier.occurred_at <= at_moment
    and earlier.occurred_from <= later.occurred_at and later.occurred_from <= earlier.occurred_at
    and (earlier.source, earlier.source_detail) <> (later.source, later.source_detail)
    and (earlier.country <> later.country or earlier.place_id <> later.place_id
      or earlier.holder_id <> later.holder_id)
  union
  select claim.citizen_id from claim
  join kin on kin.citizen_id = claim.citizen_id
  join cases_stay as later on later.id = claim.id
  join cases_stay as earlier on earlier.citizen_id = kin.record_id
  where claim.kind = 'at' and claim.overlaps_stay and earlier.kind = 'at'
    and stands(earlier.recorded_at, earlier.voided_at, known) and earlier.occurred_at <= at_moment
    and earlier.occurred_from <= later.occurred_at and later.occurred_from <= earlier.occurred_at
    and (earlier.source, earlier.source_detail) <> (later.source, later.source_detail)
    and (earlier.country <> later.country or earlier.place_id <> later.place_id
      or earlier.holder_id <> later.holder_id)
)
select person.citizen_id, person.case_id, coalesce(headed.sex, former.sex, citizen.sex),
  coalesce(claim.country, ''),
  case when is_there then claim.place_id end, case when is_there then claim.holder_id end,
  entered.countries, coalesce(unsure.points, 0), odd.citizen_id is not null,
  claim.kind, claim.id, case when not is_there then gone.id end
from figure_persons(of_incident, known) as person
join cases_citizen as citizen on citizen.id = person.citizen_id
left join figure_sex(known) as former on former.citizen_id = person.citizen_id
left join headed on headed.record_id = person.citizen_id
left join claim on claim.citizen_id = person.citizen_id and claim.is_last
left join gone on gone.citizen_id = person.citizen_id
left join entered on entered.citizen_id = person.citizen_id
left join unsure on unsure.citizen_id = person.citizen_id
left join odd on odd.citizen_id = person.citizen_id
cross join lateral (select gone.id is null
  or (claim.occurred_at, claim.number, claim.record_id)
  > (gone.occurred_at, gone.number, gone.record_id) as is_there) as since
$$;
"""
