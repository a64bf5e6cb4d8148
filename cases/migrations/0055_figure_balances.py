"""Daily closing balances of the figures of large incidents.

The SQL is what `cases/publishing/schema*.py`, `cases/core/schema.py` and `cases/core/walls.py` gave
when it was written; tests compare them.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
alter table cases_figureclosing enable row level security;
alter table cases_figureclosing force row level security;
create policy owner_all on cases_figureclosing to current_user using (true) with check (true);
create policy select_rows on cases_figureclosing for select using ((select app_sees_all()));
alter table cases_figurebalance enable row level security;
alter table cases_figurebalance force row level security;
create policy owner_all on cases_figurebalance to current_user using (true) with check (true);
create policy select_rows on cases_figurebalance for select using ((select app_sees_all()));
create index crossing_known on cases_crossing (recorded_at) include (citizen_id);
create index crossing_unknown on cases_crossing (voided_at) include (citizen_id)
  where voided_at is not null;
create index crossing_happened on cases_crossing (occurred_at) include (citizen_id);
create index stay_known on cases_stay (recorded_at) include (citizen_id);
create index stay_unknown on cases_stay (voided_at) include (citizen_id)
  where voided_at is not null;
create index stay_happened on cases_stay (occurred_at) include (citizen_id);
create index transition_known on cases_transition (recorded_at) include (case_id);
create index transition_unknown on cases_transition (voided_at) include (case_id)
  where voided_at is not null;
create index transition_happened on cases_transition (occurred_at) include (case_id);
create index crossing_begun on cases_crossing (occurred_from) include (citizen_id)
  where occurred_from < occurred_at;
create index stay_begun on cases_stay (occurred_from) include (citizen_id)
  where occurred_from < occurred_at;
create function figure_ways_of(
  of_incident bigint, citizens bigint[], moments timestamptz[], known timestamptz
)
returns table (nth bigint, citizen_id bigint, case_id bigint, sex text, country text, place_id bigint,
  holder_id bigint, crossed_into text[], straddling bigint, is_contradictory boolean,
  claim_kind text, claim_id bigint, left_id bigint)
language sql stable parallel safe as $$
with record as materialized (
  select * from figure_records(known)
), person as materialized (
  select asked.nth, asked.at_moment, c.citizen_id, c.id as case_id
  from unnest(citizens, moments) with ordinality as asked(citizen_id, at_moment, nth)
  join cases_case as c on c.incident_id = of_incident and c.citizen_id = asked.citizen_id
  where stands(c.recorded_at, c.voided_at, known)
    and case when c.id in (select case_id from cases_transition where to_outcome = 'duplicate')
      then (select to_outcome <> 'duplicate' from cases_transition as last
        where last.case_id = c.id and stands(last.recorded_at, last.voided_at, known)
        order by occurred_at desc, number desc limit 1)
      else true end
), kin as materialized (
  select person.nth, person.at_moment, person.citizen_id, other.record_id
  from person join record as mine on mine.record_id = person.citizen_id
  join record as other on other.head_id = mine.head_id
), headed as materialized (
  select record.record_id, coalesce(former.sex, head.sex) as sex from record
  join cases_citizen as head on head.id = record.head_id
  left join figure_sex(known) as former on former.citizen_id = record.head_id
  where record.record_id <> record.head_id
), point as materialized (
  select person.nth, person.at_moment, x.citizen_id, x.citizen_id as record_id, x.id, x.number, x.occurred_from,
    x.occurred_at, 'crossing' as kind, x.from_country as out_of, x.to_country as country,
    null::bigint as place_id, null::bigint as holder_id
  from person as person
  join cases_crossing as x on x.citizen_id = person.citizen_id
  where stands(x.recorded_at, x.voided_at, known) and x.occurred_from <= person.at_moment
  union all
  select person.nth, person.at_moment, s.citizen_id, s.citizen_id, s.id, s.number, s.occurred_from, s.occurred_at, s.kind,
    s.country, s.country, s.place_id, s.holder_id
  from person as person
  join cases_stay as s on s.citizen_id = person.citizen_id
  where stands(s.recorded_at, s.voided_at, known) and s.occurred_from <= person.at_moment
  union all
  select kin.nth, kin.at_moment, kin.citizen_id, x.citizen_id, x.id, x.number, x.occurred_from, x.occurred_at, 'crossing',
    x.from_country, x.to_country, null, null
  from kin cross join lateral (
    select * from cases_crossing where citizen_id = kin.record_id offset 0) as x
  where kin.record_id <> kin.citizen_id
    and stands(x.recorded_at, x.voided_at, known) and x.occurred_from <= kin.at_moment
  union all
  select kin.nth, kin.at_moment, kin.citizen_id, s.citizen_id, s.id, s.number, s.occurred_from, s.occurred_at, s.kind,
    s.country, s.country, s.place_id, s.holder_id
  from kin cross join lateral (
    select * from cases_stay where citizen_id = kin.record_id offset 0) as s
  where kin.record_id <> kin.citizen_id
    and stands(s.recorded_at, s.voided_at, known) and s.occurred_from <= kin.at_moment
), claim as materialized (
  select *, lead(id) over way is null as is_last, lag(country) over way as was_in,
    max(occurred_at) filter (where kind = 'at') over way >= occurred_from as overlaps_stay
  from point where kind <> 'left' and occurred_at <= at_moment
  window way as (partition by nth order by occurred_at, number, record_id
    rows between unbounded preceding and 1 preceding)
), gone as (
  select distinct on (nth) nth, citizen_id, record_id, id, occurred_at, number from point
  where kind = 'left' and occurred_at <= at_moment
  order by nth, occurred_at desc, number desc, record_id desc
), entered as (
  select nth, array_agg(distinct country::text) as countries from claim
  where kind = 'crossing' group by nth
), unsure as (
  select nth, count(*) as points from point
  where occurred_at > at_moment group by nth
), odd as (
  select nth from claim where out_of <> was_in
  union
  select claim.nth from claim
  join cases_stay as later on later.id = claim.id
  join cases_stay as earlier on earlier.citizen_id = later.citizen_id
  where claim.kind = 'at' and claim.overlaps_stay and earlier.kind = 'at'
    and stands(earlier.recorded_at, earlier.voided_at, known) and earlier.occurred_at <= claim.at_moment
    and earlier.occurred_from <= later.occurred_at and later.occurred_from <= earlier.occurred_at
    and (earlier.source, earlier.source_detail) <> (later.source, later.source_detail)
    and (earlier.country <> later.country or earlier.place_id <> later.place_id
      or earlier.holder_id <> later.holder_id)
  union
  select claim.nth from claim
  join kin on kin.nth = claim.nth
  join cases_stay as later on later.id = claim.id
  join cases_stay as earlier on earlier.citizen_id = kin.record_id
  where claim.kind = 'at' and claim.overlaps_stay and earlier.kind = 'at'
    and stands(earlier.recorded_at, earlier.voided_at, known) and earlier.occurred_at <= claim.at_moment
    and earlier.occurred_from <= later.occurred_at and later.occurred_from <= earlier.occurred_at
    and (earlier.source, earlier.source_detail) <> (later.source, later.source_detail)
    and (earlier.country <> later.country or earlier.place_id <> later.place_id
      or earlier.holder_id <> later.holder_id)
)
select person.nth, person.citizen_id, person.case_id, coalesce(headed.sex, former.sex, citizen.sex),
  coalesce(claim.country, ''),
  case when is_there then claim.place_id end, case when is_there then claim.holder_id end,
  entered.countries, coalesce(unsure.points, 0), odd.nth is not null,
  claim.kind, claim.id, case when not is_there then gone.id end
from person as person
join cases_citizen as citizen on citizen.id = person.citizen_id
left join figure_sex(known) as former on former.citizen_id = person.citizen_id
left join headed on headed.record_id = person.citizen_id
left join claim on claim.nth = person.nth and claim.is_last
left join gone on gone.nth = person.nth
left join entered on entered.nth = person.nth
left join unsure on unsure.nth = person.nth
left join odd on odd.nth = person.nth
cross join lateral (select gone.id is null
  or (claim.occurred_at, claim.number, claim.record_id)
  > (gone.occurred_at, gone.number, gone.record_id) as is_there) as since
$$;
create function figure_totals_of_ledger(
  of_incident bigint, at_moment timestamptz, known timestamptz
) returns table (dimension text, key text, total bigint, men bigint, women bigint)
language sql stable parallel safe as $$
with way as materialized (select * from figure_ways(of_incident, at_moment, known)),
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
create function figure_totals_kept(
  of_incident bigint, at_moment timestamptz, known timestamptz, closed timestamptz, of_zone text
) returns table (dimension text, key text, total bigint, men bigint, women bigint)
language plpgsql stable parallel safe set plan_cache_mode = force_custom_plan as $$
declare
  until date := 'infinity';
  as_then timestamptz := 'infinity';
  touched bigint[];
  pairs int;
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
create function reopen_figures(since timestamptz) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if app_kind() = 'system' and exists (select from cases_figureclosing where known_at >= since) then
    delete from cases_figurebalance where known_at >= since;
    delete from cases_figureclosing where known_at >= since;
  end if;
end $$;
create or replace function incident_totals(
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
create or replace function ledger_moment(newest timestamptz) returns timestamptz
language plpgsql volatile as $$
declare
  moment timestamptz := coalesce(app_replay(), app_clock());
begin
  if app_replay() is not null then
    perform reopen_figures(moment);
  end if;
  if newest > moment then
    if app_replay() is not null then
      raise exception 'replay before the newest known moment %', newest
        using errcode = 'check_violation', constraint = 'ledger_moment_forwards';
    end if;
    moment := newest;
  end if;
  perform set_config('app.moment', moment::text, true);
  return moment;
end $$;
"""

BACKWARD = r"""
create or replace function ledger_moment(newest timestamptz) returns timestamptz
language plpgsql volatile as $$
declare
  moment timestamptz := coalesce(app_replay(), app_clock());
begin
  if newest > moment then
    if app_replay() is not null then
      raise exception 'replay before the newest known moment %', newest
        using errcode = 'check_violation', constraint = 'ledger_moment_forwards';
    end if;
    moment := newest;
  end if;
  perform set_config('app.moment', moment::text, true);
  return moment;
end $$;
create or replace function incident_totals(
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
drop function reopen_figures(timestamptz);
drop function close_figures(bigint, timestamptz);
drop function figure_totals_kept(bigint, timestamptz, timestamptz, timestamptz, text);
drop function figure_unsure_stages(bigint, timestamptz, timestamptz);
drop function figure_stages(bigint, timestamptz, timestamptz, timestamptz, timestamptz);
drop function figure_counted_of(bigint, bigint[], timestamptz[], timestamptz);
drop function figure_between(bigint, timestamptz, timestamptz, timestamptz);
drop function figure_touched(bigint, timestamptz, timestamptz);
drop function figure_kin(bigint[], timestamptz, timestamptz);
drop function figure_totals_of_ledger(bigint, timestamptz, timestamptz);
drop function figure_ways_of(bigint, bigint[], timestamptz[], timestamptz);
drop index crossing_known;
drop index crossing_unknown;
drop index crossing_happened;
drop index stay_known;
drop index stay_unknown;
drop index stay_happened;
drop index transition_known;
drop index transition_unknown;
drop index transition_happened;
drop index crossing_begun;
drop index stay_begun;
drop policy owner_all on cases_figureclosing;
drop policy select_rows on cases_figureclosing;
alter table cases_figureclosing no force row level security;
alter table cases_figureclosing disable row level security;
drop policy owner_all on cases_figurebalance;
drop policy select_rows on cases_figurebalance;
alter table cases_figurebalance no force row level security;
alter table cases_figurebalance disable row level security;
"""

RIGHTS = """
revoke all on function close_figures(bigint, timestamptz) from public;
grant execute on function close_figures(bigint, timestamptz) to "{role}";
revoke all on function reopen_figures(timestamptz) from public;
grant execute on function reopen_figures(timestamptz) to "{role}";
revoke all on cases_figureclosing from "{role}";
grant select on cases_figureclosing to "{role}";
revoke all on cases_figurebalance from "{role}";
grant select on cases_figurebalance to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0054_handover")]

    operations = [
        migrations.CreateModel(
            name="FigureClosing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("known_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField()),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closings",
                        to="cases.incident",
                    ),
                ),
            ],
            options={
                "verbose_name": "closing of figures",
                "verbose_name_plural": "closings of figures",
            },
        ),
        migrations.CreateModel(
            name="FigureBalance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("known_at", models.DateTimeField()),
                ("dimension", models.CharField(max_length=20)),
                ("key", models.CharField(blank=True, max_length=40)),
                ("day", models.DateField()),
                ("persons", models.IntegerField()),
                ("men", models.IntegerField()),
                ("women", models.IntegerField()),
                (
                    "incident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.incident",
                    ),
                ),
                (
                    "closing",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="balances",
                        to="cases.figureclosing",
                    ),
                ),
            ],
            options={
                "verbose_name": "balance of figures",
                "verbose_name_plural": "balances of figures",
            },
        ),
        migrations.AddConstraint(
            model_name="figureclosing",
            constraint=models.UniqueConstraint(
                fields=("incident", "known_at"), name="figureclosing_once"
            ),
        ),
        migrations.AddIndex(
            model_name="figurebalance",
            index=models.Index(
                fields=["incident", "known_at", "day"],
                include=("dimension", "key", "persons", "men", "women"),
                name="figurebalance_sum",
            ),
        ),
        migrations.AddConstraint(
            model_name="figurebalance",
            constraint=models.UniqueConstraint(
                fields=("closing", "dimension", "key", "day"), name="figurebalance_once"
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
