"""Of what is known to one day alone, the chain of the way says what came first.

The functions that read the ways are changed in place; tests compare them with the code. Balances of
incidents with such points were counted by the former rule: they are taken away and made anew in the
background. Those people are settled, and open cases read anew; snapshots that are there are not
held against the rule of now.
"""

from django.db import migrations

CHANGE = """
do $do$ declare said text := pg_get_functiondef('{name}'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function {name} is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""
AGREEING = """
create function either_way(one_from timestamptz, one_at timestamptz, other_from timestamptz,
  other_at timestamptz) returns boolean
language sql immutable parallel safe as $$
select greatest(one_from, other_from) <= least(one_at, other_at)
  and one_from < one_at and other_from < other_at
  and case when (one_at - one_from > interval '25 hours')
      = (other_at - other_from > interval '25 hours')
    then one_from - other_from > interval '-12 hours'
      and one_from - other_from < interval '12 hours'
      and (one_from = other_from or (one_from < other_from) = (one_at < other_at)
        and one_at <> other_at)
    else (one_from < other_from) = (one_at < other_at)
      and one_from <> other_from and one_at <> other_at end
$$;
create function agreeing(turns bigint[], kinds text[], froms timestamptz[], ats timestamptz[],
  out_of text[], led_to text[]) returns bigint[]
language plpgsql immutable parallel safe as $$
declare
  found bigint[] := '{}';
  came text := '';
  low integer := 1;
  high integer;
  run integer[];
  heads integer[];
  best integer[];
begin
  while low <= cardinality(turns) loop
    high := low;
    while high < cardinality(turns)
      and either_way(froms[high], ats[high], froms[high + 1], ats[high + 1])
    loop
      high := high + 1;
    end loop;
    run := array(select generate_series(low, high));
    heads := array(select n from unnest(run) as n where kinds[n] in ('at', 'crossing'));
    if cardinality(heads) between 2 and 6 and 'crossing' = any(kinds[low:high]) then
      with recursive walk as (
        select '{}'::integer[] as taken, came as led, 0 as cost, 0 as within, 0 as turned
        union all
        select taken || n, led_to[n], cost + adds,
          within + case when taken = '{}' then 0 else adds end,
          turned + (select count(*)::integer from unnest(taken) as t where t > n)
        from walk cross join unnest(heads) as n cross join lateral (
          select (led <> out_of[n] and '' not in (led, out_of[n]))::integer as adds) as odd
        where n <> all(taken) and not exists (select from unnest(taken) as t
          where t > n and not either_way(froms[t], ats[t], froms[n], ats[n]))
      )
      select taken into best from walk left join lateral (
        select out_of[n] as goes from generate_series(high + 1, cardinality(turns)) as n
        where kinds[n] <> 'left' order by n limit 1) as behind on true
      where cardinality(taken) = cardinality(heads)
      order by cost + coalesce(led <> goes and '' not in (led, goes), false)::integer, within,
        turned, taken limit 1;
      run := array(select n from unnest(run) as n left join lateral (
        select max(h) as head from unnest(heads) as h where h <= n) as part on true
        order by coalesce(array_position(best, head), 0), n);
    end if;
    found := found || array(
      select turns[n] from unnest(run) with ordinality as stood(n, nth) order by nth);
    came := coalesce((select led_to[n] from unnest(run) with ordinality as stood(n, nth)
      where kinds[n] <> 'left' order by nth desc limit 1), came);
    low := high + 1;
  end loop;
  return found;
end $$;
"""
FORMER = """placed as materialized (
  select point.*, row_number() over (partition by point.{key} order by coalesce(at, occurred_at),
    coalesce(side, 0), case when side is not null then occurred_from end,
    case when side is not null then occurred_at end desc, point.number, point.record_id) as turn
  from point left join slotted on slotted.{key} = point.{key}
    and slotted.record_id = point.record_id and slotted.number = point.number
)"""
PLACED = """fitted as materialized (
  select point.*, row_number() over way as was,
    either_way(occurred_from, occurred_at, lag(occurred_from) over way, lag(occurred_at) over way)
      as may_turn
  from point left join slotted on slotted.{key} = point.{key}
    and slotted.record_id = point.record_id and slotted.number = point.number
  where occurred_at <= {until}
  window way as (partition by point.{key} order by coalesce(at, occurred_at),
    coalesce(side, 0), case when side is not null then occurred_from end,
    case when side is not null then occurred_at end desc, point.number, point.record_id)
), agreed as (
  select {key}, agreeing(array_agg(was order by was), array_agg(kind order by was),
    array_agg(case when is_derived then occurred_at else occurred_from end order by was),
    array_agg(occurred_at order by was), array_agg(out_of::text order by was),
    array_agg(country::text order by was)) as turns
  from fitted where {key} in (select {key} from fitted where may_turn)
  group by {key} having bool_or(kind = 'crossing')
), placed as materialized (
  select fitted.*, coalesce(array_position(turns, was), was) as turn
  from fitted left join agreed using ({key})
)"""
WAYS = (
    ("settle_way", "person_id", "'infinity'"),
    ("figure_ways", "citizen_id", "at_moment"),
    ("figure_ways_of", "nth", "at_moment"),
)
CHANGES = [
    (name, FORMER.format(key=key), PLACED.format(key=key, until=until)) for name, key, until in WAYS
]
STEPWISE = "set local check_function_bodies = off;"
FORWARD = STEPWISE + "".join(
    CHANGE.format(name=name, before=before, after=after) for name, before, after in CHANGES
)
BACKWARD = STEPWISE + "".join(
    CHANGE.format(name=name, before=after, after=before) for name, before, after in CHANGES
)
DROP = """
drop function agreeing(bigint[], text[], timestamptz[], timestamptz[], text[], text[]);
drop function either_way(timestamptz, timestamptz, timestamptz, timestamptz);
"""
TURNED = """
with point as (
  select citizen_id, occurred_from, occurred_at, 'c' || id as of from cases_crossing
  union all select citizen_id, occurred_from, occurred_at, 's' || id from cases_stay
), turned as (
  select distinct one.citizen_id from point as one join point as other
  on one.citizen_id = other.citizen_id and one.of < other.of and either_way(
    one.occurred_from, one.occurred_at, other.occurred_from, other.occurred_at)
  where exists (select from cases_crossing as x where x.citizen_id = one.citizen_id)
  union select id from cases_citizen where head_id is not null
)"""
SETTLED = f"{TURNED} select settle_way(citizen_id) from turned;"
BALANCES = f"""{TURNED}, incident as (
  select distinct incident_id as id from cases_case
  where citizen_id in (select citizen_id from turned)
), balance as (
  delete from cases_figurebalance where incident_id in (select id from incident)
)
delete from cases_figureclosing where incident_id in (select id from incident);
"""
SNAPSHOTS = f"""{TURNED} update cases_snapshot set by_last_instants = true
where not by_last_instants and incident_id in (
  select incident_id from cases_case where citizen_id in (select citizen_id from turned));
"""
QUEUE = """
insert into django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority,
  task_path, worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback)
select gen_random_uuid(), 'READY', now(), '{"args": [], "kwargs": {}}', 0,
  'cases.casework.jobs.refresh_open_cases', '[]', 'default', 'default',
  '9999-01-01 00:00:00+00', '', ''
where exists (select from cases_case);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0131_snapshots_of_before")]

    operations = [
        migrations.RunSQL(AGREEING, DROP),
        migrations.RunSQL(migrations.RunSQL.noop, SETTLED),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(BALANCES, BALANCES),
        migrations.RunSQL(SETTLED, migrations.RunSQL.noop),
        migrations.RunSQL(SNAPSHOTS, migrations.RunSQL.noop),
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
    ]
