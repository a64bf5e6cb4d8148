"""SQL of the figures: who counts, where people are, where cases stand, totals of an incident.

One definition serves both readers. The plain functions run with the eyes of whoever calls them, so
that lists of people stay behind the row security; the two SECURITY DEFINER functions give whole
numbers to every mission that works on the incident.

`at_moment` is the moment asked for, `known` the moment of knowledge; `infinity` means now, and a
row that is not voided stands at `infinity`. The migration `totals` holds the same text.
"""

from cases.publishing.schema_lost import LAST_KNOWN
from cases.publishing.schema_points import WAYS, WAYS_OF
from cases.publishing.schema_ways import (
    DOUBLES,
    FOREIGN,
    PERSONS,
    RECORDS,
    SEX,
    STANDING,
    UNSAID,
)

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
OF_LEDGER = """
create function figure_totals_of_ledger(
  of_incident bigint, at_moment timestamptz, known timestamptz
) returns table (dimension text, key text, total bigint, men bigint, women bigint)
language sql stable parallel safe as $$
with way as materialized (
  select * from figure_ways(of_incident, at_moment, known) as counted where counted.case_id
    not in (select f.case_id from figure_foreign(of_incident, at_moment, known) as f)
),
position as (
  select case grouping(w.country, w.place_id, w.holder_id, w.sex)
      when 15 then 'counted' when 7 then 'country' when 3 then 'place' when 13 then 'holder'
      else 'sex' end as by, w.country, w.place_id, w.holder_id, w.sex, count(*) as persons,
    count(*) filter (where w.sex = 'm') as m, count(*) filter (where w.sex = 'f') as f
  from way as w
  group by grouping sets ((), (w.country), (w.country, w.place_id), (w.holder_id), (w.sex))
)
select p.by, coalesce(case p.by when 'place' then coalesce(place.code, p.country)
    when 'country' then p.country when 'holder' then holder.code else p.sex end, '')::text,
  p.persons, case when p.by = 'country' then p.m end, case when p.by = 'country' then p.f end
from position as p
left join cases_place as place on place.id = p.place_id
left join cases_authority as holder on holder.id = p.holder_id
union all
select 'crossed', entered.country, count(*), count(*) filter (where entered.sex = 'm'),
  count(*) filter (where entered.sex = 'f')
from (select unnest(w.crossed_into) as country, w.sex from way as w) as entered
group by entered.country
union all
select unnest(array['straddling', 'contradictory']), '',
  unnest(array[coalesce(sum(w.straddling), 0)::bigint,
    count(*) filter (where w.is_contradictory)]), null, null from way as w
union all
select * from case_totals(of_incident, at_moment, known)
$$;
"""

TOTALS = """
create function incident_totals(
  of_incident bigint, at_moment timestamptz default null, known timestamptz default null
) returns table (dimension text, key text, total bigint, men bigint, women bigint)
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan set work_mem = '64MB' set random_page_cost = 1.1 as $$
declare
  is_whole boolean := not app_sees_all();
  of_zone text;
  closed timestamptz;
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
  return query select 'last_known', before.country, count(*), null::bigint, null::bigint
    from figure_last_known(of_incident, at_moment, known) as before where before.case_id
      not in (select f.case_id from figure_foreign(of_incident, at_moment, known) as f)
    group by before.country;
  return query select 'unsaid', '', count(*), null::bigint, null::bigint
    from figure_foreign(of_incident, at_moment, known) as f where f.outcome <> 'not_national';
  select max(known_at) into closed from cases_figureclosing
  where incident_id = of_incident and known_at <= known;
  if closed is null then
    return query select t.dimension, t.key, t.total, case when not is_whole then t.men end,
      case when not is_whole then t.women end
    from figure_totals_of_ledger(of_incident, at_moment, known) as t
    where not is_whole or t.dimension not in ('place', 'holder', 'held', 'outcome');
  else
    return query select t.dimension, t.key, t.total, case when not is_whole then t.men end,
      case when not is_whole then t.women end
    from figure_totals_kept(of_incident, at_moment, known, closed, of_zone) as t
    where not is_whole or t.dimension not in ('place', 'holder', 'held', 'outcome');
  end if;
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
  from figure_cases(of_incident, at_moment, known) as c where c.case_id
    not in (select f.case_id from figure_foreign(of_incident, at_moment, known) as f)
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
create index transition_foreign on cases_transition (case_id)
  where to_outcome = 'not_national';
create index transition_moved on cases_transition (from_mission_id)
  where to_mission_id <> from_mission_id;
create index citizen_unsaid on cases_citizen (id) where nationality = '';
create index rowversion_nationality on cases_rowversion (recorded_at, row_id)
  where table_name = 'cases_citizen' and old ? 'nationality';
create index rowversion_sex on cases_rowversion (recorded_at, row_id)
  where table_name = 'cases_citizen' and old ? 'sex';
"""

OF_TOTALS = (STANDING, PERSONS, RECORDS, DOUBLES, SEX, WAYS, CASES, MAY_COUNT, CASE_TOTALS)
FUNCTIONS = (*OF_TOTALS, UNSAID, FOREIGN, WAYS_OF, LAST_KNOWN, OF_LEDGER, TOTALS)
DEFINERS = (
    "may_count_incident(bigint)",
    "incident_totals(bigint, timestamptz, timestamptz)",
    "figure_doubles(bigint[], timestamptz)",
)
