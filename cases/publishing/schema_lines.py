"""SQL of lines over time: the totals of an incident that name nobody, at several moments at once.

They are those of `incident_totals`, for the same readers; planned once for all moments, which takes
a seventh of the time. Where figures are closed, each moment is summed up from its balances.
"""

from typing import Final

LINES: Final = """
create function incident_lines(
  of_incident bigint, moments timestamptz[], knowledge timestamptz[]
) returns table (nth bigint, dimension text, key text, total bigint)
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan set work_mem = '64MB' set random_page_cost = 1.1 as $$
declare
  of_zone text;
begin
  if not may_count_incident(of_incident) then
    return;
  end if;
  select zone into of_zone from cases_incident where id = of_incident;
  if not app_sees_all() and exists (
    select from unnest(moments || knowledge) as one(moment) where not ends_day(one.moment, of_zone)
  ) then
    raise exception 'totals are given to missions for whole days only'
      using errcode = 'check_violation', constraint = 'totals_of_whole_days';
  end if;
  if exists (select from cases_figureclosing where incident_id = of_incident) then
    return query select asked.nth, t.dimension, t.key, t.total
      from unnest(moments, knowledge) with ordinality as asked(at_moment, known, nth)
      cross join lateral incident_totals(of_incident, asked.at_moment, asked.known) as t
      where t.dimension in ('counted', 'country', 'crossed', 'stage');
    return;
  end if;
  return query
  with asked as materialized (
    select * from unnest(moments, knowledge) with ordinality as one(at_moment, known, nth)
  ), way as materialized (
    select asked.nth, w.country, w.crossed_into from asked
    cross join lateral (
      select * from figure_ways(of_incident, asked.at_moment, asked.known) as counted
      where counted.case_id not in (select f.case_id
        from figure_foreign(of_incident, asked.at_moment, asked.known) as f) offset 0) as w
  )
  select way.nth, 'counted', '', count(*) from way group by way.nth
  union all
  select way.nth, 'country', way.country, count(*) from way group by way.nth, way.country
  union all
  select way.nth, 'crossed', entered, count(*)
  from way cross join lateral unnest(way.crossed_into) as entered group by way.nth, entered
  union all
  select asked.nth, 'stage', c.stage, count(*) from asked
  cross join lateral (
    select * from figure_cases(of_incident, asked.at_moment, asked.known) as counted
    where counted.case_id not in (select f.case_id
      from figure_foreign(of_incident, asked.at_moment, asked.known) as f) offset 0) as c
  group by asked.nth, c.stage;
end $$;
"""

FUNCTIONS: Final = (LINES,)
DEFINERS: Final = ("incident_lines(bigint, timestamptz[], timestamptz[])",)
