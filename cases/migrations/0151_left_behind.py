"""What a closing stated and who corrected it since is no country left; doubts follow each act.

The SQL is what `cases/casework/endings_schema.py` gave when it was written; a test compares.
"""

from django.db import migrations

FORWARD = """
create or replace function went_on_from(person bigint, host text, opened timestamptz, closed timestamptz)
returns text
language plpgsql stable parallel safe set search_path = public, pg_temp as $$
declare
  records bigint[] := records_of(person);
  here text;
begin
  with stated as (
    select citizen_id, number from cases_crossing
    where citizen_id = any(records)
      and operation in ('close_case', 'correct_transition', 'record_fact', 'void_transition')
    union all
    select citizen_id, number from cases_stay
    where citizen_id = any(records)
      and operation in ('close_case', 'correct_transition', 'record_fact', 'void_transition')
  ), point as (
    select person as person_id, citizen_id as record_id, occurred_from, occurred_at, number,
      'crossing' as kind, from_country as out_of, to_country as country, false as is_derived
    from cases_crossing where citizen_id = any(records) and voided_at is null
      and occurred_at <= closed and (citizen_id, number) not in (select * from stated)
      and id not in (select crossing_id from repeated_crossings(records, 'infinity'))
    union all
    select person, citizen_id, occurred_from, occurred_at, number, kind, country, country, false
    from cases_stay where citizen_id = any(records) and voided_at is null
      and occurred_at <= closed and (citizen_id, number) not in (select * from stated)
  ), border as (
  select person_id, occurred_from, occurred_at, country, min(out_of) as out_of from point
  where kind = 'crossing' and occurred_from < occurred_at group by 1, 2, 3, 4
), spanned as (
  select wide.person_id, wide.record_id, wide.number, wide.country, wide.kind,
    coalesce(border.out_of, wide.out_of) as out_of, narrow.kind as of_kind,
    narrow.out_of as of_out, narrow.country as of_country, narrow.occurred_at as of_at,
    narrow.number as of_number, narrow.record_id as of_record,
    min(narrow.occurred_at) over of_wide as soonest,
    max(narrow.occurred_at) filter (where wide.kind = 'crossing' and narrow.kind = 'left'
      or wide.kind = 'left' and narrow.kind = 'at') over of_wide as behind
  from point as wide
  left join border on wide.kind = 'at' and border.person_id = wide.person_id
    and border.occurred_from = wide.occurred_from and border.occurred_at = wide.occurred_at
    and border.country = wide.country
  join point as narrow on narrow.person_id = wide.person_id
    and narrow.occurred_from >= wide.occurred_from and narrow.occurred_at <= wide.occurred_at
    and (narrow.occurred_from > wide.occurred_from
      or narrow.occurred_from = narrow.occurred_at
      or narrow.occurred_at - narrow.occurred_from <= interval '25 hours'
        and wide.occurred_at - wide.occurred_from > interval '25 hours')
  where wide.occurred_from < wide.occurred_at and not wide.is_derived
  window of_wide as (partition by wide.person_id, wide.record_id, wide.number)
), claimed as (
  select *, lag(of_at) over way is null as is_first, lead(of_out) over way as next_out,
    lead(of_at) over way as next_at
  from spanned where of_kind in ('at', 'crossing')
  window way as (partition by person_id, record_id, number order by of_at, of_number, of_record)
), slot as (
  select person_id, record_id, number, kind, behind, of_at as until, soonest as at, -1 as side,
    (country <> of_out and country <> '')::int as cost from claimed where is_first
  union all
  select person_id, record_id, number, kind, behind, next_at, of_at, 1,
    (out_of <> of_country and out_of <> '')::int + coalesce(
      (country <> next_out and country <> '')::int
      - (of_country <> next_out and country <> '')::int, 0) from claimed
  union all
  select person_id, record_id, number, kind, behind, null, soonest, -1, 9 from spanned
), slotted as (
  select distinct on (person_id, record_id, number) person_id, record_id, number,
    greatest(at, behind) as at, case when at <= behind then 1 else side end as side from slot
  where coalesce(until > behind or side = 1 and at >= behind, true)
  order by person_id, record_id, number, cost, case when kind <> 'crossing' then at end, at desc,
    case when kind <> 'crossing' then side else -side end
), fitted as materialized (
  select point.*, row_number() over way as was,
    either_way(occurred_from, occurred_at, lag(occurred_from) over way, lag(occurred_at) over way)
      as may_turn
  from point left join slotted on slotted.person_id = point.person_id
    and slotted.record_id = point.record_id and slotted.number = point.number
  where occurred_at <= 'infinity'
  window way as (partition by point.person_id order by coalesce(at, occurred_at),
    coalesce(side, 0), case when side is not null then occurred_from end,
    case when side is not null then occurred_at end desc, point.number, point.record_id)
), agreed as (
  select person_id, agreeing(array_agg(was order by was), array_agg(kind order by was),
    array_agg(case when is_derived then occurred_at else occurred_from end order by was),
    array_agg(occurred_at order by was), array_agg(out_of::text order by was),
    array_agg(country::text order by was)) as turns
  from fitted where person_id in (select person_id from fitted where may_turn)
  group by person_id having bool_or(kind = 'crossing')
), placed as materialized (
  select fitted.*, coalesce(array_position(turns, was), was) as turn
  from fitted left join agreed using (person_id)
), last as (
    select country from placed where kind <> 'left' order by turn desc limit 1
  )
  select country into here from last where country not in ('', 'VN') and not exists (
    select from point where kind = 'crossing' and occurred_at > opened
      and point.country = last.country);
  return coalesce(here, host);
end $$;
create or replace function keep_doubts_of_person() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan as $$
begin
  update cases_case as ended set outcome_in_doubt = not ended.outcome_in_doubt
  from cases_citizen as record
  where (record.id = new.id or record.head_id in (old.head_id, new.head_id))
    and ended.citizen_id = record.id and ended.outcome <> ''
    and ended.outcome_in_doubt <> outcome_doubted(ended, record);
  return null;
end $$;
drop trigger keep_doubts on cases_citizen;
create trigger keep_doubts after update of now_country, now_from, points, head_id on cases_citizen
for each row execute function keep_doubts_of_person();
"""
ANEW = """
set constraints all immediate;
update cases_case set outcome = outcome where outcome = 'onward';
"""
QUEUE = """
insert into django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority,
  task_path, worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback)
select gen_random_uuid(), 'READY', now(), '{"args": [], "kwargs": {}}', 0,
  'cases.casework.jobs.refresh_closed_cases', '[]', 'default', 'default',
  '9999-01-01 00:00:00+00', '', ''
where exists (select from cases_clock);
"""
"""Closed cases are read anew once, as the open ones were by 0143: their pages tell of clocks that
questions to another body, waived steps and limits that bind nobody had judged."""
BACKWARD = """
create or replace function went_on_from(person bigint, host text, opened timestamptz, closed timestamptz)
returns text
language sql stable parallel safe set search_path = public, pg_temp as $$
with record as (select records_of(person) as ids), point as (
  select occurred_at, number, to_country as country, occurred_at > opened as is_move
  from cases_crossing, record where citizen_id = any(ids) and voided_at is null
    and operation not in ('close_case', 'correct_transition', 'record_fact', 'void_transition')
  union all
  select occurred_at, number, country, false
  from cases_stay, record where citizen_id = any(ids) and voided_at is null and kind <> 'left'
    and operation not in ('close_case', 'correct_transition', 'record_fact', 'void_transition')
), told as (
  select * from point where occurred_at <= closed
), here as (
  select country from told order by occurred_at desc, number desc limit 1
)
select coalesce((select here.country from here where here.country not in ('', 'VN')
  and not exists (select from told where is_move and told.country = here.country)), host)
$$;
create or replace function keep_doubts_of_person() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_case as ended set outcome_in_doubt = not ended.outcome_in_doubt
  where ended.citizen_id = new.id and ended.outcome <> ''
    and ended.outcome_in_doubt <> outcome_doubted(ended, new);
  return null;
end $$;
drop trigger keep_doubts on cases_citizen;
create trigger keep_doubts after update of now_country, now_from, points on cases_citizen
for each row when (old.now_country <> new.now_country or old.points <> new.points
  or old.now_from is distinct from new.now_from)
execute function keep_doubts_of_person();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0149_reported_figures_apart")]

    operations = (
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(ANEW, migrations.RunSQL.noop),
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
    )
