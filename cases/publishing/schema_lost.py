"""SQL of whose whereabouts are no longer known: in which country they were last known.

Be it that contact was lost, or that a closing or a reopening left it open. Few people are lost, so
their ways alone are counted: once at the moment asked for, and once at the last instant before
nothing was known.
"""

from typing import Final

LAST_KNOWN: Final = """
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
