"""SQL that explains why a reported figure and ours differ: whole numbers, never who they are.

Both functions run as their owner, since a mission that may read the totals sees neither the lists
of others nor their people. They ask for what the totals ask for: `may_count_incident`, whole days
for a mission, and nothing of one place.
"""

from typing import Final

# What stands in the way of whoever may not read the totals of this figure at these moments.
REFUSED: Final = """
create function figure_gap_refused(
  of_figure cases_reportedfigure, at_moment timestamptz, known timestamptz
) returns boolean language plpgsql stable as $$
declare of_zone text;
begin
  if of_figure.id is null or not may_count_incident(of_figure.incident_id) then
    return true;
  end if;
  if app_sees_all() then
    return false;
  end if;
  select zone into of_zone from cases_incident where id = of_figure.incident_id;
  if not (ends_day(at_moment, of_zone) and ends_day(known, of_zone)) then
    raise exception 'totals are given to missions for whole days only'
      using errcode = 'check_violation', constraint = 'totals_of_whole_days';
  end if;
  return of_figure.place_id is not null;
end $$;
"""

# A list speaks of what a figure speaks of when it was compared as of the figure's day, in its
# country and at its place, in nobody's hands in particular. The newest comparison counts, as it
# lies now; `is_later` says that somebody decided in it after the moment of knowledge. Persons are
# those of their heads, and each counts once, whatever her rows, records and cases.
OF_LISTS: Final = """
create function figure_gap_of_lists(of_figure_id bigint, at_moment timestamptz, known timestamptz)
returns table (reconciliation_id bigint, is_later boolean, listed bigint, agree bigint,
  differently bigint, theirs bigint, twice bigint, elsewhere bigint, not_located bigint,
  not_counted bigint, ours bigint)
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan as $$
declare of_figure cases_reportedfigure;
begin
  select * into of_figure from cases_reportedfigure where id = of_figure_id;
  if figure_gap_refused(of_figure, at_moment, known) then
    return;
  end if;
  return query
  with compared as materialized (
    select distinct on (r.received_id) r.id
    from cases_reconciliation as r join cases_receivedlist as l on l.id = r.received_id
    where l.incident_id = of_figure.incident_id and l.withdrawn_at is null
      and r.state = 'done' and r.finished_at <= known and r.round = l.round
      and r.country = of_figure.country and r.place_id is not distinct from of_figure.place_id
      and r.holder_id is null
      and r.as_of = (of_figure.as_of at time zone of_figure.zone)::date
    order by r.received_id, r.started_at desc, r.id desc
  ), entry as materialized (
    select e.reconciliation_id as list, e.row_id, e.pile, e.done_at,
      coalesce(c.head_id, c.id) as person
    from cases_pileentry as e
    join compared on compared.id = e.reconciliation_id
    left join cases_citizen as c on c.id = e.citizen_id
    where e.pile <> 'joined'
  ), record as materialized (
    select c.id, coalesce(c.head_id, c.id) as person from cases_citizen as c
    where c.id in (select person from entry)
      or c.head_id in (select person from entry)
  ), asked as materialized (
    select coalesce(array_agg(record.id), '{}') as citizens,
      coalesce(array_agg(at_moment), '{}') as moments from record
  ), way as materialized (
    select record.person, max(w.country) as country, bool_or(case of_figure.metric
      when 'crossed' then of_figure.country = any(coalesce(w.crossed_into, '{}'))
      else w.country = of_figure.country
        and (of_figure.place_id is null or w.place_id is not distinct from of_figure.place_id)
      end) as counts
    from asked cross join lateral figure_ways_of(
      of_figure.incident_id, asked.citizens, asked.moments, known) as w
    join record on record.id = w.citizen_id
    where w.case_id not in (select f.case_id
      from figure_foreign(of_figure.incident_id, at_moment, known) as f)
    group by record.person
  ), person as materialized (
    select entry.list, entry.person, bool_or(entry.row_id is not null) as is_listed,
      count(entry.row_id) as often, bool_or(entry.pile = 'conflict') as is_told_otherwise,
      coalesce(bool_or(way.counts), false) as counts, max(way.country) as country
    from entry left join way on way.person = entry.person
    where entry.person is not null
    group by entry.list, entry.person
  ), counted as (
    select person.list,
      count(*) filter (where is_listed and counts) as agree,
      count(*) filter (where is_listed and counts and is_told_otherwise) as differently,
      coalesce(sum(often - 1) filter (where is_listed), 0)::bigint as twice,
      count(*) filter (where is_listed and not counts and person.country <> '') as elsewhere,
      count(*) filter (where is_listed and not counts and person.country = '') as not_located,
      count(*) filter (where is_listed and person.country is null) as not_counted,
      count(*) filter (where not is_listed and counts) as ours
    from person group by person.list
  )
  select compared.id, coalesce(max(entry.done_at) > known, false),
    count(entry.row_id), coalesce(max(counted.agree), 0), coalesce(max(counted.differently), 0),
    count(entry.row_id) filter (where entry.person is null), coalesce(max(counted.twice), 0),
    coalesce(max(counted.elsewhere), 0), coalesce(max(counted.not_located), 0),
    coalesce(max(counted.not_counted), 0), coalesce(max(counted.ours), 0)
  from compared
  left join entry on entry.list = compared.id
  left join counted on counted.list = compared.id
  group by compared.id order by compared.id desc;
end $$;
"""

# Person by person in a small incident: whom the figure holds at one moment of knowledge alone.
# A large incident has closings and is not looked through; its totals tell by how much it changed.
LEARNT: Final = """
create function figure_gap_learnt(
  of_figure_id bigint, at_moment timestamptz, was_known timestamptz, known timestamptz
) returns table (came bigint, went bigint)
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan as $$
declare of_figure cases_reportedfigure;
begin
  select * into of_figure from cases_reportedfigure where id = of_figure_id;
  if figure_gap_refused(of_figure, at_moment, known)
      or figure_gap_refused(of_figure, at_moment, was_known)
      or exists (select from cases_figureclosing where incident_id = of_figure.incident_id) then
    return;
  end if;
  return query
  with way as materialized (
    select is_then, w.citizen_id, case of_figure.metric
      when 'crossed' then of_figure.country = any(coalesce(w.crossed_into, '{}'))
      else w.country = of_figure.country
        and (of_figure.place_id is null or w.place_id is not distinct from of_figure.place_id)
      end as counts
    from (values (true, was_known), (false, known)) as asked(is_then, moment)
    cross join lateral (
      select * from figure_ways(of_figure.incident_id, at_moment, asked.moment) as counted
      where counted.case_id not in (select f.case_id
        from figure_foreign(of_figure.incident_id, at_moment, asked.moment) as f) offset 0) as w
  ), person as (
    select coalesce(c.head_id, c.id) as person, bool_or(is_then) as was, bool_or(not is_then) as now
    from way join cases_citizen as c on c.id = way.citizen_id
    where counts group by 1
  )
  select count(*) filter (where now and not was), count(*) filter (where was and not now)
  from person;
end $$;
"""

FUNCTIONS: Final = (REFUSED, OF_LISTS, LEARNT)
DEFINERS: Final = (
    "figure_gap_of_lists(bigint, timestamptz, timestamptz)",
    "figure_gap_learnt(bigint, timestamptz, timestamptz, timestamptz)",
)
