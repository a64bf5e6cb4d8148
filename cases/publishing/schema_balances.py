"""SQL of the daily closing balances: what makes the figures of a large incident quick.

A balance is a difference: by how much the number under a key changed at the end of a day, through
what became known between two closings. What stood at the end of day *T* as known at closing *K* is
the sum of the differences up to both. Nothing that is known later changes what was known before, so
a void that reaches back is a difference of its own at a past day, and no balance is ever stale.

An answer at any moments is the sum up to the last closing and the last whole day before, and of the
few people about whom something lies between, the difference that makes.
"""

from typing import Final

# Whose contribution may differ between two knowledges: each record of the person, whatever a link
# put together or took apart in between.
TOUCHED: Final = """
create function figure_touched(of_incident bigint, since timestamptz, known timestamptz)
returns table (citizen_id bigint)
language sql stable parallel safe as $$
with changed as (
  select citizen_id from cases_crossing where recorded_at > since and recorded_at <= known
  union select citizen_id from cases_crossing where voided_at > since and voided_at <= known
  union select citizen_id from cases_stay where recorded_at > since and recorded_at <= known
  union select citizen_id from cases_stay where voided_at > since and voided_at <= known
  union select c.citizen_id from cases_case as c where c.incident_id = of_incident
    and c.recorded_at > since and c.recorded_at <= known
  union select c.citizen_id from cases_case as c where c.incident_id = of_incident
    and c.voided_at > since and c.voided_at <= known
  union select c.citizen_id from cases_transition as double
    join cases_transition as t on t.case_id = double.case_id
    join cases_case as c on c.id = t.case_id
    where double.to_outcome = 'duplicate' and c.incident_id = of_incident
      and ((t.recorded_at > since and t.recorded_at <= known)
        or (t.voided_at > since and t.voided_at <= known))
  union select unnest(array[link.citizen_id, link.into_id]) from cases_sameperson as link
    where (link.recorded_at > since and link.recorded_at <= known)
      or (link.undone_at > since and link.undone_at <= known)
  union select row_id from cases_rowversion where table_name = 'cases_citizen' and old ? 'sex'
    and recorded_at > since and recorded_at <= known
)
select person.citizen_id
from figure_kin(array(select changed.citizen_id from changed), since, known) as person
where exists (select from cases_case as c
  where c.incident_id = of_incident and c.citizen_id = person.citizen_id)
$$;
"""

KIN: Final = """
create function figure_kin(citizens bigint[], since timestamptz, known timestamptz)
returns table (citizen_id bigint)
language sql stable parallel safe as $$
with record as materialized (
  select * from figure_records(since) union select * from figure_records(known)
)
select unnest(citizens)
union
select other.record_id from record as mine join record as other on other.head_id = mine.head_id
where mine.record_id = any(citizens)
$$;
"""

# Of whom a point lies between two moments, wholly or with its first possible instant.
BETWEEN: Final = """
create function figure_between(
  of_incident bigint, after timestamptz, until timestamptz, known timestamptz
) returns table (citizen_id bigint)
language sql stable parallel safe as $$
with changed as (
  select citizen_id from cases_crossing where occurred_at > after and occurred_at <= until
  union select citizen_id from cases_stay where occurred_at > after and occurred_at <= until
  union select citizen_id from cases_crossing where occurred_from < occurred_at
    and occurred_from > after and occurred_from <= until
  union select citizen_id from cases_stay where occurred_from < occurred_at
    and occurred_from > after and occurred_from <= until
)
select person.citizen_id
from figure_kin(array(select changed.citizen_id from changed), known, known) as person
where exists (select from cases_case as c
  where c.incident_id = of_incident and c.citizen_id = person.citizen_id)
$$;
"""

# What one person adds to each number, at a moment of hers.
COUNTED: Final = """
create function figure_counted_of(
  of_incident bigint, citizens bigint[], moments timestamptz[], known timestamptz
) returns table (nth bigint, dimension text, key text, total bigint, men bigint, women bigint)
language sql stable parallel safe as $$
select way.nth, counted.dimension, counted.key, counted.n,
  case when way.sex = 'm' then counted.n else 0 end,
  case when way.sex = 'f' then counted.n else 0 end
from figure_ways_of(of_incident, citizens, moments, known) as way
cross join lateral (
  select * from (values ('counted', '', 1::bigint), ('country', way.country, 1),
    ('place', way.country || ':' || coalesce(way.place_id::text, ''), 1),
    ('holder', coalesce(way.holder_id::text, ''), 1), ('sex', way.sex, 1),
    ('straddling', '', way.straddling),
    ('contradictory', '', way.is_contradictory::int)) as one(dimension, key, n)
  where n <> 0
  union all select 'crossed', entered, 1 from unnest(way.crossed_into) as entered
) as counted
$$;
"""

# The ledger of stages is double entry: each row takes one from an account and adds one to another,
# so that sums of rows are positions. `since` and `as_then` are what is summed up already.
STAGES: Final = """
create function figure_stages(
  of_incident bigint, since timestamptz, as_then timestamptz, known timestamptz,
  at_moment timestamptz
) returns table (dimension text, key text, occurred_at timestamptz, total bigint)
language sql stable parallel safe as $$
with found as (
  select t.id from cases_transition as t join cases_case as c on c.id = t.case_id
  where c.incident_id = of_incident and t.recorded_at > since and t.recorded_at <= known
  union select t.id from cases_transition as t join cases_case as c on c.id = t.case_id
  where c.incident_id = of_incident and t.voided_at > since and t.voided_at <= known
  union select t.id from cases_case as c join cases_transition as t on t.case_id = c.id
  where c.incident_id = of_incident and c.voided_at > since and c.voided_at <= known
  union select t.id from cases_transition as t join cases_case as c on c.id = t.case_id
  where c.incident_id = of_incident and t.occurred_at > as_then and t.occurred_at <= at_moment
), moved as (
  select t.*, (t.occurred_at <= at_moment and stands(t.recorded_at, t.voided_at, known)
      and stands(c.recorded_at, c.voided_at, known))::int
    - (t.occurred_at <= as_then and stands(t.recorded_at, t.voided_at, since)
      and stands(c.recorded_at, c.voided_at, since))::int as sign
  from found join cases_transition as t on t.id = found.id
  join cases_case as c on c.id = t.case_id
)
select side.dimension, side.key, moved.occurred_at, side.n * moved.sign
from moved cross join lateral (values
  ('stage', moved.to_stage::text, 1::bigint), ('mission', moved.to_mission_id::text, 1),
  ('held', case when moved.to_held then 'held' else 'going' end, 1),
  ('outcome', moved.to_outcome::text, 1),
  ('stage', moved.from_stage::text, -1), ('mission', moved.from_mission_id::text, -1),
  ('held', case when moved.from_held then 'held' else 'going' end, -1),
  ('outcome', moved.from_outcome::text, -1)) as side(dimension, key, n)
where moved.sign <> 0 and (side.n > 0 or moved.kind <> 'open')
$$;
"""

KEPT: Final = """
create function figure_totals_kept(
  of_incident bigint, at_moment timestamptz, known timestamptz, closed timestamptz, of_zone text
) returns table (dimension text, key text, total bigint, men bigint, women bigint)
language plpgsql stable parallel safe set plan_cache_mode = force_custom_plan as $$
declare
  until date := 'infinity';
  as_then timestamptz := 'infinity';
  touched bigint[];
  pairs int;
  strangers bigint[] := array(
    select f.citizen_id from figure_foreign(of_incident, at_moment, known) as f);
begin
  -- Nothing known at the closing lies after it, so that any later moment is as good as its end.
  if at_moment < closed then
    until := ((at_moment + interval '1 microsecond') at time zone of_zone)::date - 1;
    as_then := (until + 1)::timestamp at time zone of_zone - interval '1 microsecond';
  end if;
  touched := array(select t.citizen_id from figure_touched(of_incident, closed, known) as t);
  if as_then < at_moment then
    touched := array(select unnest(touched) union
      select b.citizen_id from figure_between(of_incident, as_then, at_moment, closed) as b);
  end if;
  pairs := cardinality(touched);
  return query
  with moved as (
    select b.dimension::text, b.key::text, sum(b.persons) as n, sum(b.men) as m, sum(b.women) as f
    from cases_figurebalance as b
    where b.incident_id = of_incident and b.known_at <= closed and b.day <= until
    group by b.dimension, b.key
    union all
    select c.dimension, c.key, c.total, c.men, c.women
    from figure_counted_of(of_incident, touched, array_fill(at_moment, array[pairs]), known) as c
    union all
    select c.dimension, c.key, -c.total, -c.men, -c.women
    from figure_counted_of(of_incident, touched, array_fill(as_then, array[pairs]), closed) as c
    union all
    select s.dimension, s.key, s.total, 0, 0
    from figure_stages(of_incident, closed, as_then, known, at_moment) as s
    union all
    select c.dimension, c.key, -c.total, -c.men, -c.women
    from figure_counted_of(of_incident, strangers,
      array_fill(at_moment, array[cardinality(strangers)]), known) as c
    union all
    select side.dimension, side.key, -1, 0, 0
    from figure_foreign(of_incident, at_moment, known) as f cross join lateral (values
      ('stage', f.stage), ('mission', f.mission_id::text),
      ('held', case when f.held then 'held' else 'going' end),
      ('outcome', f.outcome)) as side(dimension, key)
    union all
    select unnest(array['counted', 'straddling', 'contradictory']), '', 0, 0, 0
  ), summed as (
    select m.dimension, m.key, sum(m.n)::bigint as n, sum(m.m)::bigint as m, sum(m.f)::bigint as f
    from moved as m group by m.dimension, m.key
  )
  select s.dimension, coalesce(case s.dimension
      when 'place' then coalesce(place.code, split_part(s.key, ':', 1))
      when 'holder' then holder.code when 'mission' then mission.code else s.key end, '')::text,
    s.n, case when s.dimension in ('country', 'crossed') then s.m end,
    case when s.dimension in ('country', 'crossed') then s.f end
  from summed as s
  left join cases_place as place
    on place.id
      = case s.dimension when 'place' then nullif(split_part(s.key, ':', 2), '') end::bigint
  left join cases_authority as holder
    on holder.id = case s.dimension when 'holder' then nullif(s.key, '') end::bigint
  left join cases_mission as mission
    on mission.id = case s.dimension when 'mission' then nullif(s.key, '') end::bigint
  where s.n <> 0 or s.dimension in ('counted', 'straddling', 'contradictory')
  union all
  select * from figure_unsure_stages(of_incident, at_moment, known);
end $$;
"""

UNSURE: Final = """
create function figure_unsure_stages(
  of_incident bigint, at_moment timestamptz, known timestamptz
) returns table (dimension text, key text, total bigint, men bigint, women bigint)
language sql stable parallel safe as $$
select 'straddling_stages', '', count(*), null::bigint, null::bigint
from cases_transition as t join cases_case as c on c.id = t.case_id
where c.incident_id = of_incident and stands(t.recorded_at, t.voided_at, known)
  and t.occurred_from < t.occurred_at
  and tstzrange(t.occurred_from, t.occurred_at) @> at_moment
$$;
"""

# What changed is found by when it was recorded or voided, and for a moment within a day by when it
# happened.
INDEXES: Final = (
    "\n".join(
        f"""create index {name}_known on cases_{name} (recorded_at) include ({of});
create index {name}_unknown on cases_{name} (voided_at) include ({of})
  where voided_at is not null;
create index {name}_happened on cases_{name} (occurred_at) include ({of});"""
        for name, of in (
            ("crossing", "citizen_id"),
            ("stay", "citizen_id"),
            ("transition", "case_id"),
        )
    )
    + """
create index crossing_begun on cases_crossing (occurred_from) include (citizen_id)
  where occurred_from < occurred_at;
create index stay_begun on cases_stay (occurred_from) include (citizen_id)
  where occurred_from < occurred_at;
"""
)

FUNCTIONS: Final = (KIN, TOUCHED, BETWEEN, COUNTED, STAGES, UNSURE, KEPT)
