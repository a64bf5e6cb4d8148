"""Who was closed as not a national is no longer counted, as of 1 December 2026 and later."""

from django.db import migrations

FOREIGN = """
create function figure_foreign(
  of_incident bigint, at_moment timestamptz, known timestamptz
) returns table (case_id bigint, citizen_id bigint, stage text, mission_id bigint, held boolean,
  outcome text)
language sql stable parallel safe as $$
select c.id, c.citizen_id, last.to_stage, last.to_mission_id, last.to_held, last.to_outcome
from cases_case as c join cases_incident as i on i.id = c.incident_id
cross join lateral (
  select t.to_stage, t.to_mission_id, t.to_held, t.to_outcome from cases_transition as t
  where t.case_id = c.id and t.occurred_at <= at_moment
    and stands(t.recorded_at, t.voided_at, known)
  order by t.occurred_at desc, t.number desc limit 1) as last
where c.incident_id = of_incident and stands(c.recorded_at, c.voided_at, known)
  and c.id in (select t.case_id from cases_transition as t where t.to_outcome = 'not_national')
  and (at_moment at time zone i.zone)::date >= date '2026-12-01'
  and last.to_outcome = 'not_national'
$$;
create index transition_foreign on cases_transition (case_id)
  where to_outcome = 'not_national';
"""
CHANGE = """
do $do$ declare said text := pg_get_functiondef('{name}'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function {name} is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""
CHANGES = (
    (
        "figure_totals_of_ledger",
        """with way as materialized (select * from figure_ways(of_incident, at_moment, known)),
""",
        """with way as materialized (
  select * from figure_ways(of_incident, at_moment, known) as counted where counted.case_id
    not in (select f.case_id from figure_foreign(of_incident, at_moment, known) as f)
),
""",
    ),
    (
        "case_totals",
        """  from figure_cases(of_incident, at_moment, known) as c
""",
        """  from figure_cases(of_incident, at_moment, known) as c where c.case_id
    not in (select f.case_id from figure_foreign(of_incident, at_moment, known) as f)
""",
    ),
    (
        "incident_totals",
        """    from figure_last_known(of_incident, at_moment, known) as before group by before.country;
""",
        """    from figure_last_known(of_incident, at_moment, known) as before where before.case_id
      not in (select f.case_id from figure_foreign(of_incident, at_moment, known) as f)
    group by before.country;
""",
    ),
    (
        "incident_lines",
        """    cross join lateral figure_ways(of_incident, asked.at_moment, asked.known) as w
""",
        """    cross join lateral (
      select * from figure_ways(of_incident, asked.at_moment, asked.known) as counted
      where counted.case_id not in (select f.case_id
        from figure_foreign(of_incident, asked.at_moment, asked.known) as f) offset 0) as w
""",
    ),
    (
        "incident_lines",
        """  cross join lateral figure_cases(of_incident, asked.at_moment, asked.known) as c
""",
        """  cross join lateral (
    select * from figure_cases(of_incident, asked.at_moment, asked.known) as counted
    where counted.case_id not in (select f.case_id
      from figure_foreign(of_incident, asked.at_moment, asked.known) as f) offset 0) as c
""",
    ),
    (
        "figure_totals_kept",
        """    from figure_stages(of_incident, closed, as_then, known, at_moment) as s
    union all
""",
        """    from figure_stages(of_incident, closed, as_then, known, at_moment) as s
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
""",
    ),
    (
        "figure_totals_kept",
        """  pairs int;
""",
        """  pairs int;
  strangers bigint[] := array(
    select f.citizen_id from figure_foreign(of_incident, at_moment, known) as f);
""",
    ),
    (
        "figure_gap_of_lists",
        """      of_figure.incident_id, asked.citizens, asked.moments, known) as w
    join record on record.id = w.citizen_id
""",
        """      of_figure.incident_id, asked.citizens, asked.moments, known) as w
    join record on record.id = w.citizen_id
    where w.case_id not in (select f.case_id
      from figure_foreign(of_figure.incident_id, at_moment, known) as f)
""",
    ),
    (
        "figure_gap_learnt",
        """    cross join lateral figure_ways(of_figure.incident_id, at_moment, asked.moment) as w
""",
        """    cross join lateral (
      select * from figure_ways(of_figure.incident_id, at_moment, asked.moment) as counted
      where counted.case_id not in (select f.case_id
        from figure_foreign(of_figure.incident_id, at_moment, asked.moment) as f) offset 0) as w
""",
    ),
)
FORWARD = FOREIGN + "".join(
    CHANGE.format(name=name, before=before, after=after) for name, before, after in CHANGES
)
BACKWARD = (
    "".join(
        CHANGE.format(name=name, before=after, after=before)
        for name, before, after in reversed(CHANGES)
    )
    + """
drop function figure_foreign(bigint, timestamptz, timestamptz);
drop index transition_foreign;
"""
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0117_lists_addressed")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
