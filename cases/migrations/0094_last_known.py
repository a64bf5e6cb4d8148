"""Totals say in which country those were last known of whom nothing is known since.

The SQL is that of `cases/publishing/schema_lost.py`; the totals of an incident are changed in
place.
"""

from django.db import migrations, models

FORWARD = """
create function figure_last_known(
  of_incident bigint, at_moment timestamptz, known timestamptz
) returns table (case_id bigint, country text)
language sql stable parallel safe as $$
with record as materialized (
  select * from figure_records(known)
), lost as materialized (
  select distinct citizen_id from cases_stay
  where kind = 'lost' and stands(recorded_at, voided_at, known) and occurred_at <= at_moment
), person as materialized (
  select citizen_id from lost
  union
  select other.record_id from lost join record as mine on mine.record_id = lost.citizen_id
  join record as other on other.head_id = mine.head_id
), asked as (
  select coalesce(array_agg(person.citizen_id), '{}') as people from person
  where exists (select from cases_case as c
    where c.incident_id = of_incident and c.citizen_id = person.citizen_id)
), since as (
  select coalesce(array_agg(way.citizen_id order by way.nth), '{}') as people,
    coalesce(array_agg(stay.occurred_at - interval '1 microsecond' order by way.nth), '{}')
      as moments
  from asked cross join lateral figure_ways_of(of_incident, asked.people,
    array_fill(at_moment, array[cardinality(asked.people)]), known) as way
  join cases_stay as stay on stay.id = way.claim_id
  where way.claim_kind = 'lost'
)
select before.case_id, before.country
from since cross join lateral
  figure_ways_of(of_incident, since.people, since.moments, known) as before
where before.country <> ''
$$;
"""
BACKWARD = "drop function figure_last_known(bigint, timestamptz, timestamptz);"
BEFORE = """  select max(known_at) into closed from cases_figureclosing
"""
AFTER = (
    """  return query select 'last_known', before.country, count(*), null::bigint, null::bigint
    from figure_last_known(of_incident, at_moment, known) as before group by before.country;
"""
    + BEFORE
)
CHANGE = """
do $do$ declare said text := pg_get_functiondef('incident_totals'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function incident_totals is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0093_outcome_in_doubt"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(
                condition=models.Q(("kind", "lost")), fields=["citizen"], name="stay_lost"
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(
            CHANGE.format(before=BEFORE, after=AFTER), CHANGE.format(before=AFTER, after=BEFORE)
        ),
    ]
