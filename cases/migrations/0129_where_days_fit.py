"""What is known to days alone comes where it fits in a person's way, not behind all of its days.

The functions that read the ways are changed in place; tests compare them with the code. Balances of
incidents in which a point spans another were counted by the former rule: they are taken away and
made anew in the background. Those people are settled, and open cases read anew.
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
PLACED = """border as (
  select {key}, occurred_from, occurred_at, country, min(out_of) as out_of from point
  where kind = 'crossing' and occurred_from < occurred_at group by 1, 2, 3, 4
), spanned as (
  select wide.{key}, wide.record_id, wide.number, wide.country, wide.kind,
    coalesce(border.out_of, wide.out_of) as out_of, narrow.kind as of_kind,
    narrow.out_of as of_out, narrow.country as of_country, narrow.occurred_at as of_at,
    narrow.number as of_number, narrow.record_id as of_record,
    min(narrow.occurred_at) over of_wide as soonest,
    max(narrow.occurred_at) filter (where wide.kind = 'crossing' and narrow.kind = 'left'
      or wide.kind = 'left' and narrow.kind = 'at') over of_wide as behind
  from point as wide
  left join border on wide.kind = 'at' and border.{key} = wide.{key}
    and border.occurred_from = wide.occurred_from and border.occurred_at = wide.occurred_at
    and border.country = wide.country
  join point as narrow on narrow.{key} = wide.{key}
    and narrow.occurred_from >= wide.occurred_from and narrow.occurred_at <= wide.occurred_at
    and (narrow.occurred_from > wide.occurred_from
      or narrow.occurred_from = narrow.occurred_at
      or narrow.occurred_at - narrow.occurred_from <= interval '25 hours'
        and wide.occurred_at - wide.occurred_from > interval '25 hours')
  where wide.occurred_from < wide.occurred_at and not wide.is_derived
  window of_wide as (partition by wide.{key}, wide.record_id, wide.number)
), claimed as (
  select *, lag(of_at) over way is null as is_first, lead(of_out) over way as next_out,
    lead(of_at) over way as next_at
  from spanned where of_kind in ('at', 'crossing')
  window way as (partition by {key}, record_id, number order by of_at, of_number, of_record)
), slot as (
  select {key}, record_id, number, kind, behind, of_at as until, soonest as at, -1 as side,
    (country <> of_out and country <> '')::int as cost from claimed where is_first
  union all
  select {key}, record_id, number, kind, behind, next_at, of_at, 1,
    (out_of <> of_country and out_of <> '')::int + coalesce(
      (country <> next_out and country <> '')::int
      - (of_country <> next_out and country <> '')::int, 0) from claimed
  union all
  select {key}, record_id, number, kind, behind, null, soonest, -1, 9 from spanned
), slotted as (
  select distinct on ({key}, record_id, number) {key}, record_id, number,
    greatest(at, behind) as at, case when at <= behind then 1 else side end as side from slot
  where coalesce(until > behind or side = 1 and at >= behind, true)
  order by {key}, record_id, number, cost, case when kind <> 'crossing' then at end, at desc,
    case when kind <> 'crossing' then side else -side end
), placed as materialized (
  select point.*, row_number() over (partition by point.{key} order by coalesce(at, occurred_at),
    coalesce(side, 0), case when side is not null then occurred_from end,
    case when side is not null then occurred_at end desc, point.number, point.record_id) as turn
  from point left join slotted on slotted.{key} = point.{key}
    and slotted.record_id = point.record_id and slotted.number = point.number
)"""
DERIVED = "kind = 'lost' and {0}operation not in ('record_stay', 'correct_stay')"
POINT = "null::bigint as place_id, null::bigint as holder_id\n"
SETTLE = (
    (
        "    select citizen_id, occurred_from, occurred_at, number, true as names_country,\n"
        "      to_country as country, " + POINT,
        "    select person as person_id, citizen_id as record_id, occurred_from, occurred_at, number,\n"
        "      'crossing' as kind, from_country as out_of, to_country as country,\n"
        "      null::bigint as place_id, null::bigint as holder_id, false as is_derived\n",
    ),
    (
        "    select citizen_id, occurred_from, occurred_at, number, kind <> 'left', country, place_id,\n"
        "      holder_id\n",
        "    select person, citizen_id, occurred_from, occurred_at, number, kind, country, country,\n"
        f"      place_id, holder_id,\n      {DERIVED.format('')}\n",
    ),
    (
        "  ), last as (\n"
        "    select * from point order by occurred_at desc, number desc, citizen_id desc limit 1\n",
        f"  ), {PLACED.format(key='person_id')}, last as (\n"
        "    select * from placed order by turn desc limit 1\n",
    ),
    (
        "    select country from point where names_country\n"
        "    order by occurred_at desc, number desc, citizen_id desc limit 1\n",
        "    select country from placed where kind <> 'left' order by turn desc limit 1\n",
    ),
)


def ways(key, column):
    """The changes of one of the two functions that read the ways of an incident."""
    past = "kind <> 'left' and occurred_at <= at_moment\n"
    left = "  where kind = 'left' and occurred_at <= at_moment"
    return (
        (POINT, POINT.replace("\n", ", false as is_derived\n")),
        (
            "    s.country, s.country, s.place_id, s.holder_id\n",
            f"    s.country, s.country, s.place_id, s.holder_id, s.{DERIVED.format('s.')}\n",
        ),
        (
            "    x.from_country, x.to_country, null, null\n",
            "    x.from_country, x.to_country, null, null, false\n",
        ),
        ("), claim as mat", f"), {PLACED.format(key=key)}, claim as mat"),
        (
            f"  from point where {past}  window way as (partition by {key} order by occurred_at,"
            " number, record_id\n    rows between",
            f"  from placed where {past}  window way as (partition by {key} order by turn rows between",
        ),
        (
            f"({key}) {column}citizen_id, record_id, id, occurred_at, number from point\n"
            f"{left}\n  order by {key}, occurred_at desc, number desc, record_id desc\n",
            f"({key}) {key}, id, turn from placed\n{left} order by {key}, turn desc\n",
        ),
        (
            "  or (claim.occurred_at, claim.number, claim.record_id)\n"
            "  > (gone.occurred_at, gone.number, gone.record_id) as is_there",
            "  or claim.turn > gone.turn as is_there",
        ),
    )


CHANGES = (
    *(("settle_way", *change) for change in SETTLE),
    *(("figure_ways", *change) for change in ways("citizen_id", "")),
    *(("figure_ways_of", *change) for change in ways("nth", "nth, ")),
)
STEPWISE = "set local check_function_bodies = off;"
FORWARD = STEPWISE + "".join(
    CHANGE.format(name=name, before=before, after=after) for name, before, after in CHANGES
)
BACKWARD = STEPWISE + "".join(
    CHANGE.format(name=name, before=after, after=before)
    for name, before, after in reversed(CHANGES)
)
SPANNED = """
with point as (
  select citizen_id, occurred_from, occurred_at from cases_crossing
  union all select citizen_id, occurred_from, occurred_at from cases_stay
), spanned as (
  select distinct wide.citizen_id from point as wide join point as narrow
  on narrow.citizen_id = wide.citizen_id and narrow.occurred_from >= wide.occurred_from
    and narrow.occurred_at <= wide.occurred_at and (narrow.occurred_from, narrow.occurred_at)
    <> (wide.occurred_from, wide.occurred_at)
  union select id from cases_citizen where head_id is not null
)"""
SETTLED = f"{SPANNED} select settle_way(citizen_id) from spanned;"
BALANCES = f"""{SPANNED}, incident as (
  select distinct incident_id as id from cases_case
  where citizen_id in (select citizen_id from spanned)
), balance as (
  delete from cases_figurebalance where incident_id in (select id from incident)
)
delete from cases_figureclosing where incident_id in (select id from incident);
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
    dependencies = [("cases", "0126_one_signed_copy")]

    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, SETTLED),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(BALANCES, BALANCES),
        migrations.RunSQL(SETTLED, migrations.RunSQL.noop),
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
    ]
