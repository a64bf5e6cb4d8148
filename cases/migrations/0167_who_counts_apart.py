"""Who counts apart is found among the cases of the incident, and only where the day asks for it.

The SQL is what `cases/publishing/schema_ways.py` gave when it was written; a test compares them.
"""

from django.db import migrations

HEAD = """
create or replace function figure_foreign(
  of_incident bigint, at_moment timestamptz, known timestamptz
) returns table (case_id bigint, citizen_id bigint, stage text, mission_id bigint, held boolean,
  outcome text)
language sql stable parallel safe as $$
"""
BEFORE = """select c.id, c.citizen_id, last.to_stage, last.to_mission_id, last.to_held, last.to_outcome
from cases_case as c join cases_incident as i on i.id = c.incident_id
cross join lateral (
  select t.to_stage, t.to_mission_id, t.to_held, t.to_outcome from cases_transition as t
  where t.case_id = c.id and t.occurred_at <= at_moment
    and stands(t.recorded_at, t.voided_at, known)
  order by t.occurred_at desc, t.number desc limit 1) as last
where c.incident_id = of_incident and stands(c.recorded_at, c.voided_at, known)
  and c.id in (
    select t.case_id from cases_transition as t where t.to_outcome = 'not_national'
    union all select own.id from cases_case as own where own.incident_id = of_incident
      and own.citizen_id in (select u.citizen_id from figure_unsaid(known) as u))
  and (last.to_outcome = 'not_national'
      and (at_moment at time zone i.zone)::date >= date '2026-12-01'
    or last.to_outcome <> 'duplicate'
      and c.citizen_id in (select u.citizen_id from figure_unsaid(known) as u))
"""
AFTER = """with found as (
  select c.id, c.citizen_id, false as is_unsaid from cases_case as c
  join cases_transition as t on t.case_id = c.id and t.to_outcome = 'not_national'
  where c.incident_id = of_incident and stands(c.recorded_at, c.voided_at, known)
    and (select (at_moment at time zone i.zone)::date >= date '2026-12-01'
      from cases_incident as i where i.id = of_incident)
  union
  select c.id, c.citizen_id, true from figure_unsaid(known) as u
  join cases_case as c on c.citizen_id = u.citizen_id
  where c.incident_id = of_incident and stands(c.recorded_at, c.voided_at, known)
), apart as (
  select id, citizen_id, bool_or(is_unsaid) as is_unsaid from found group by id, citizen_id
)
select apart.id, apart.citizen_id, last.to_stage, last.to_mission_id, last.to_held, last.to_outcome
from apart cross join lateral (
  select t.to_stage, t.to_mission_id, t.to_held, t.to_outcome from cases_transition as t
  where t.case_id = apart.id and t.occurred_at <= at_moment
    and stands(t.recorded_at, t.voided_at, known)
  order by t.occurred_at desc, t.number desc limit 1) as last
where last.to_outcome = 'not_national' or apart.is_unsaid and last.to_outcome <> 'duplicate'
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0166_country_of_a_paper_not_known")]

    operations = [migrations.RunSQL(f"{HEAD}{AFTER}$$;", f"{HEAD}{BEFORE}$$;")]
