"""SQL of the figures: who counts, where people are, where cases stand, totals of an incident.

One definition serves both readers. The plain functions run with the eyes of whoever calls them, so
that lists of people stay behind the row security; the two SECURITY DEFINER functions give whole
numbers to every mission that works on the incident.

`at_moment` is the moment asked for, `known` the moment of knowledge; `infinity` means now, and a
row that is not voided stands at `infinity`. The migration `totals` holds the same text.
"""

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
# another country than the one before it led to.
WAYS = """
create function figure_ways(of_incident bigint, at_moment timestamptz, known timestamptz)
returns table (citizen_id bigint, case_id bigint, sex text, country text, place_id bigint,
  holder_id bigint, crossed_into text[], straddling bigint, is_contradictory boolean,
  claim_kind text, claim_id bigint, left_id bigint)
language sql stable parallel safe as $$
with point as materialized (
  select x.citizen_id, x.id, x.number, x.occurred_from, x.occurred_at, 'crossing' as kind,
    x.from_country as out_of, x.to_country as country,
    null::bigint as place_id, null::bigint as holder_id
  from figure_persons(of_incident, known) as person
  join cases_crossing as x on x.citizen_id = person.citizen_id
  where stands(x.recorded_at, x.voided_at, known) and x.occurred_from <= at_moment
  union all
  select s.citizen_id, s.id, s.number, s.occurred_from, s.occurred_at, s.kind,
    s.country, s.country, s.place_id, s.holder_id
  from figure_persons(of_incident, known) as person
  join cases_stay as s on s.citizen_id = person.citizen_id
  where stands(s.recorded_at, s.voided_at, known) and s.occurred_from <= at_moment
), claim as materialized (
  select *, lead(id) over way is null as is_last, lag(country) over way as was_in,
    max(occurred_at) filter (where kind = 'at') over way >= occurred_from as overlaps_stay
  from point where kind <> 'left' and occurred_at <= at_moment
  window way as (partition by citizen_id order by occurred_at, number
    rows between unbounded preceding and 1 preceding)
), gone as (
  select distinct on (citizen_id) citizen_id, id, occurred_at, number from point
  where kind = 'left' and occurred_at <= at_moment
  order by citizen_id, occurred_at desc, number desc
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
)
select person.citizen_id, person.case_id, coalesce(former.sex, citizen.sex),
  coalesce(claim.country, ''),
  case when is_there then claim.place_id end, case when is_there then claim.holder_id end,
  entered.countries, coalesce(unsure.points, 0), odd.citizen_id is not null,
  claim.kind, claim.id, case when not is_there then gone.id end
from figure_persons(of_incident, known) as person
join cases_citizen as citizen on citizen.id = person.citizen_id
left join figure_sex(known) as former on former.citizen_id = person.citizen_id
left join claim on claim.citizen_id = person.citizen_id and claim.is_last
left join gone on gone.citizen_id = person.citizen_id
left join entered on entered.citizen_id = person.citizen_id
left join unsure on unsure.citizen_id = person.citizen_id
left join odd on odd.citizen_id = person.citizen_id
cross join lateral (select gone.id is null or (claim.occurred_at, claim.number)
  > (gone.occurred_at, gone.number) as is_there) as since
$$;
"""

# The case row repeats the last position; the ledger is read where that is of a later moment.
CASES = """
create function figure_cases(of_incident bigint, at_moment timestamptz, known timestamptz)
returns table (case_id bigint, transition_id bigint, stage text, mission_id bigint, held boolean,
  outcome text)
language sql stable parallel safe as $$
select c.id, null::bigint, c.stage, c.mission_id, c.held, c.outcome from cases_case as c
where c.incident_id = of_incident and c.voided_at is null
  and known = 'infinity' and c.position_at <= at_moment
union all
select c.id, last.id, last.to_stage, last.to_mission_id, last.to_held, last.to_outcome
from cases_case as c
cross join lateral (
  select t.id, t.to_stage, t.to_mission_id, t.to_held, t.to_outcome from cases_transition as t
  where t.case_id = c.id and t.occurred_at <= at_moment
    and stands(t.recorded_at, t.voided_at, known)
  order by t.occurred_at desc, t.number desc limit 1) as last
where c.incident_id = of_incident and stands(c.recorded_at, c.voided_at, known)
  and (known < 'infinity' or (c.position_at > at_moment and c.opened_at <= at_moment))
$$;
"""

# A mission works on an incident when it has a case of it, or a case was taken from it.
MAY_COUNT = """
create function may_count_incident(of_incident bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
select app_sees_all()
  or exists (select from cases_case
    where incident_id = of_incident and mission_id = app_sees_at() and voided_at is null)
  or exists (select from cases_transition as t join cases_case as c on c.id = t.case_id
    where t.from_mission_id = app_sees_at() and t.to_mission_id <> t.from_mission_id
      and t.voided_at is null and c.incident_id = of_incident)
$$;
"""

# Missions get whole days and one dimension at a time. With a free choice of the moment, two
# answers a second apart would tell what was recorded about one person of another mission; with two
# dimensions, or by place, holder or outcome, a cell of one would describe that person.
TOTALS = """
create function incident_totals(
  of_incident bigint, at_moment timestamptz default null, known timestamptz default null
) returns table (dimension text, key text, total bigint, men bigint, women bigint)
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan set work_mem = '64MB' set random_page_cost = 1.1 as $$
declare
  is_whole boolean := not app_sees_all();
  of_zone text;
begin
  if not may_count_incident(of_incident) then
    return;
  end if;
  at_moment := coalesce(at_moment, 'infinity');
  known := coalesce(known, 'infinity');
  select zone into of_zone from cases_incident where id = of_incident;
  if is_whole and not (ends_day(at_moment, of_zone) and ends_day(known, of_zone)) then
    raise exception 'totals are given to missions for whole days only'
      using errcode = 'check_violation', constraint = 'totals_of_whole_days';
  end if;
  return query
  with way as materialized (select * from figure_ways(of_incident, at_moment, known)),
  position as (
    select case grouping(w.country, w.place_id, w.holder_id, w.sex)
        when 15 then 'counted' when 7 then 'country' when 3 then 'place' when 13 then 'holder'
        else 'sex' end as by, w.country, w.place_id, w.holder_id, w.sex, count(*) as persons,
      count(*) filter (where w.sex = 'm') as m, count(*) filter (where w.sex = 'f') as f
    from way as w
    group by grouping sets ((), (w.country), (w.country, w.place_id), (w.holder_id), (w.sex))
  )
  select t.* from (
  select p.by, coalesce(case p.by when 'place' then coalesce(place.code, p.country)
      when 'country' then p.country when 'holder' then holder.code else p.sex end, '')::text,
    p.persons, case when p.by = 'country' and not is_whole then p.m end,
    case when p.by = 'country' and not is_whole then p.f end
  from position as p
  left join cases_place as place on place.id = p.place_id
  left join cases_authority as holder on holder.id = p.holder_id
  union all
  select 'crossed', entered.country, count(*),
    case when not is_whole then count(*) filter (where entered.sex = 'm') end,
    case when not is_whole then count(*) filter (where entered.sex = 'f') end
  from (select unnest(w.crossed_into) as country, w.sex from way as w) as entered
  group by entered.country
  union all
  select unnest(array['straddling', 'contradictory']), '',
    unnest(array[coalesce(sum(w.straddling), 0)::bigint,
      count(*) filter (where w.is_contradictory)]), null, null from way as w
  union all
  select * from case_totals(of_incident, at_moment, known)
  ) as t (dimension, key, total, men, women)
  where not is_whole or t.dimension not in ('place', 'holder', 'held', 'outcome');
end $$;
"""

CASE_TOTALS = """
create function ends_day(moment timestamptz, in_zone text) returns boolean
language sql stable parallel safe as $$
select moment = 'infinity' or date_trunc('day', (moment + interval '1 microsecond')
  at time zone in_zone) = (moment + interval '1 microsecond') at time zone in_zone
$$;
create function case_totals(of_incident bigint, at_moment timestamptz, known timestamptz)
returns table (dimension text, key text, total bigint, men bigint, women bigint)
language sql stable parallel safe as $$
with position as (
  select case grouping(c.stage, c.mission_id, c.held, c.outcome)
      when 7 then 'stage' when 11 then 'mission' when 13 then 'held' else 'outcome' end as by,
    c.stage, c.mission_id, c.held, c.outcome, count(*) as cases
  from figure_cases(of_incident, at_moment, known) as c
  group by grouping sets ((c.stage), (c.mission_id), (c.held), (c.outcome))
)
select p.by, coalesce(case p.by when 'stage' then p.stage when 'mission' then mission.code
    when 'held' then case when p.held then 'held' else 'going' end else p.outcome end, ''),
  p.cases, null::bigint, null::bigint
from position as p left join cases_mission as mission on mission.id = p.mission_id
union all
select 'straddling_stages', '', count(*), null, null
from cases_transition as t join cases_case as c on c.id = t.case_id
where c.incident_id = of_incident and stands(t.recorded_at, t.voided_at, known)
  and t.occurred_from < t.occurred_at
  and tstzrange(t.occurred_from, t.occurred_at) @> at_moment
$$;
"""

# Covering indexes: the figures of a large incident read no table at all.
INDEXES = """
create index case_figures on cases_case (incident_id, citizen_id)
  include (id, recorded_at, voided_at);
create index citizen_figures on cases_citizen (id) include (sex);
create index crossing_figures on cases_crossing (citizen_id, occurred_at, number)
  include (id, occurred_from, recorded_at, voided_at, from_country, to_country);
create index stay_figures on cases_stay (citizen_id, occurred_at, number)
  include (id, occurred_from, recorded_at, voided_at, kind, country, place_id, holder_id);
create index transition_unsure on cases_transition
  using gist (tstzrange(occurred_from, occurred_at)) where occurred_from < occurred_at;
create index transition_double on cases_transition (case_id) where to_outcome = 'duplicate';
create index transition_moved on cases_transition (from_mission_id)
  where to_mission_id <> from_mission_id;
create index rowversion_sex on cases_rowversion (recorded_at, row_id)
  where table_name = 'cases_citizen' and old ? 'sex';
"""

FUNCTIONS = (STANDING, PERSONS, SEX, WAYS, CASES, MAY_COUNT, CASE_TOTALS, TOTALS)
DEFINERS = ("may_count_incident(bigint)", "incident_totals(bigint, timestamptz, timestamptz)")
