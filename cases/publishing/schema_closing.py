"""SQL that closes figures, and opens them again where the past is replayed.

On the closed list of definer functions: the balances belong to no mission, and nobody writes them
but these two.
"""

from typing import Final

# For the system alone. Transactions end within 30 seconds, so older knowledge no longer changes.
CLOSE: Final = """
create function close_figures(of_incident bigint, until timestamptz) returns bigint
language plpgsql volatile security definer set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan set work_mem = '64MB' set random_page_cost = 1.1 as $$
declare
  since timestamptz;
  of_zone text;
  closing bigint;
  touched bigint[];
  citizens bigint[];
  moments timestamptz[];
  days date[];
  ends date[];
  written bigint;
begin
  if app_kind() <> 'system' or until > app_clock() - interval '60 seconds' then
    raise exception 'figures are closed by the system, a minute later'
      using errcode = 'check_violation', constraint = 'figures_closed_later';
  end if;
  perform pg_advisory_xact_lock(7265617, of_incident::int);
  select zone into of_zone from cases_incident where id = of_incident;
  select coalesce(max(known_at), '-infinity') into since
  from cases_figureclosing where incident_id = of_incident;
  if until <= since then
    return 0;
  end if;
  touched := array(select t.citizen_id from figure_touched(of_incident, since, until) as t);
  with record as materialized (
    select * from figure_records(since) union select * from figure_records(until)
  ), own as materialized (
    select t.citizen_id, t.citizen_id as record_id from unnest(touched) as t(citizen_id)
    union
    select mine.record_id, other.record_id from record as mine
    join record as other on other.head_id = mine.head_id
    where mine.record_id = any(touched)
  ), point as (
    select own.citizen_id, x.occurred_from, x.occurred_at from own
    join cases_crossing as x on x.citizen_id = own.record_id where x.recorded_at <= until
    union all
    select own.citizen_id, s.occurred_from, s.occurred_at from own
    join cases_stay as s on s.citizen_id = own.record_id where s.recorded_at <= until
  ), day as (
    select point.citizen_id, (point.occurred_at at time zone of_zone)::date as day from point
    union
    select point.citizen_id, (point.occurred_from at time zone of_zone)::date from point
    union
    select own.citizen_id, date '0001-01-01' from own
  ), span as (
    select day.citizen_id, day.day, coalesce(lead(day.day) over (
      partition by day.citizen_id order by day.day), 'infinity') as following from day
  )
  select array_agg(span.citizen_id), array_agg(case when span.day = date '0001-01-01'
      then '-infinity' else (span.day + 1)::timestamp at time zone of_zone
        - interval '1 microsecond' end),
    array_agg(span.day), array_agg(span.following)
  into citizens, moments, days, ends from span;
  citizens := coalesce(citizens, '{}');
  insert into cases_figureclosing (incident_id, known_at, closed_at)
  values (of_incident, until, clock_timestamp()) returning id into closing;
  with counted as (
    select c.nth, c.dimension, c.key, c.total, c.men, c.women
    from figure_counted_of(of_incident, citizens, moments, until) as c
    union all
    select c.nth, c.dimension, c.key, -c.total, -c.men, -c.women
    from figure_counted_of(of_incident, citizens, moments, since) as c
    where since > '-infinity'
  ), change as (
    select c.nth, c.dimension, c.key, sum(c.total) as n, sum(c.men) as m, sum(c.women) as f
    from counted as c group by 1, 2, 3
  ), delta as (
    select c.dimension, c.key, days[c.nth] as day, c.n, c.m, c.f from change as c
    union all
    select c.dimension, c.key, ends[c.nth], -c.n, -c.m, -c.f from change as c
    where ends[c.nth] < 'infinity'
    union all
    select s.dimension, s.key, (s.occurred_at at time zone of_zone)::date, s.total, 0, 0
    from figure_stages(of_incident, since, 'infinity', until, 'infinity') as s
  )
  insert into cases_figurebalance
    (closing_id, incident_id, known_at, dimension, key, day, persons, men, women)
  select closing, of_incident, until, d.dimension, d.key, d.day, sum(d.n), sum(d.m), sum(d.f)
  from delta as d group by d.dimension, d.key, d.day
  having sum(d.n) <> 0 or sum(d.m) <> 0 or sum(d.f) <> 0;
  get diagnostics written = row_count;
  return written;
end $$;
"""

# Replays alone write what was known before; the closings behind them are made again.
REOPEN: Final = """
create function reopen_figures(since timestamptz) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if app_kind() = 'system' and exists (select from cases_figureclosing where known_at >= since) then
    delete from cases_figurebalance where known_at >= since;
    delete from cases_figureclosing where known_at >= since;
  end if;
end $$;
"""

FUNCTIONS: Final = (CLOSE, REOPEN)
DEFINERS: Final = ("close_figures(bigint, timestamptz)", "reopen_figures(timestamptz)")
