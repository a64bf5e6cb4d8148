"""SQL of the ways: who counts, which records are of one person, where people are."""

STANDING = """
create function stands(recorded_at timestamptz, voided_at timestamptz, known timestamptz)
returns boolean language sql immutable parallel safe as
$$ select recorded_at <= known and (voided_at is null or voided_at > known) $$;
"""

# Which of some cases a link makes a duplicate: closed as one, while another case of the person
# stands in the incident. A case that was closed so without a link is nobody's duplicate. Of several
# of one person that are all closed so, the first counts. `offset 0` keeps the few cases from being
# looked for among all.
DOUBLES = """
create function figure_doubles(cases bigint[], known timestamptz)
returns table (case_id bigint)
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
with asked as materialized (
  select c.id, c.citizen_id from cases_case as c where c.id = any(cases)
), record as materialized (
  select * from figure_records(known) where exists (select from asked)
), person as materialized (
  select head_id, record_id from record where head_id in (
    select head_id from record where record_id in (select citizen_id from asked))
), closed as materialized (
  select person.head_id, c.incident_id, c.id, case
    when c.id in (select t.case_id from cases_transition as t where t.to_outcome = 'duplicate')
    then (select last.to_outcome = 'duplicate' from cases_transition as last
      where last.case_id = c.id and stands(last.recorded_at, last.voided_at, known)
      order by last.occurred_at desc, last.number desc limit 1)
    else false end as is_double
  from person cross join lateral (
    select * from cases_case where citizen_id = person.record_id offset 0) as c
  where stands(c.recorded_at, c.voided_at, known)
)
select id from (
  select id, is_double, bool_and(is_double) over person as are_all, min(id) over person as first
  from closed window person as (partition by head_id, incident_id)
) as linked
where is_double and (not are_all or id <> first) and id in (select asked.id from asked)
$$;
"""
"""With the rights of the owner: a mission counts its own case of a person whose other record it
does not see as everybody does. Ids alone, as with `records_of`."""

# A duplicate is no second head, whatever the day asked for.
PERSONS = """
create function figure_persons(of_incident bigint, known timestamptz)
returns table (citizen_id bigint, case_id bigint)
language sql stable parallel safe as $$
select c.citizen_id, c.id from cases_case as c
where c.incident_id = of_incident and stands(c.recorded_at, c.voided_at, known)
  and c.id not in (select double.case_id from figure_doubles(array(
    select closed.id from cases_case as closed where closed.incident_id = of_incident
      and closed.id in (select t.case_id from cases_transition as t
        where t.to_outcome = 'duplicate')), known) as double)
$$;
"""

# Of whom no nationality was told, as known at a moment.
UNSAID = """
create function figure_unsaid(known timestamptz) returns table (citizen_id bigint)
language sql stable parallel safe as $$
with former as (
  select distinct on (row_id) row_id, old ->> 'nationality' as said from cases_rowversion
  where table_name = 'cases_citizen' and old ? 'nationality' and recorded_at > known
  order by row_id, recorded_at, id
)
select id from cases_citizen where nationality = '' and id not in (select row_id from former)
union all select row_id from former where said = ''
$$;
"""

# Who was closed as not a national counts no more as of moments from the day of the closing on, in
# persons or cases. So say the second versions of `seeds/figures.toml`, in force since that day: as
# of moments before, everybody counts, and what was published stays. Of whom no nationality was told
# is counted apart, but for a record that was closed as a duplicate: the other one speaks for it.
# Ways and balances hold everybody; totals, lists and snapshots leave out whom this names.
FOREIGN = """
create function figure_foreign(
  of_incident bigint, at_moment timestamptz, known timestamptz
) returns table (case_id bigint, citizen_id bigint, stage text, mission_id bigint, held boolean,
  outcome text)
language sql stable parallel safe as $$
with found as (
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
$$;
"""

# The records of linked persons and the head of each, the head's own too, as known at a moment.
RECORDS = """
create function figure_records(known timestamptz)
returns table (record_id bigint, head_id bigint)
language sql stable parallel safe as $$
with recursive up(record_id, head_id) as (
  select citizen_id, into_id from cases_sameperson
  where known < 'infinity' and stands(recorded_at, undone_at, known)
  union
  select up.record_id, link.into_id from up
  join cases_sameperson as link on link.citizen_id = up.head_id
  where stands(link.recorded_at, link.undone_at, known)
), found as (
  select record_id, head_id from up where not exists (select from cases_sameperson as link
    where link.citizen_id = up.head_id and stands(link.recorded_at, link.undone_at, known))
)
select id, head_id from cases_citizen where known = 'infinity' and head_id is not null
union all select record_id, head_id from found
union all select distinct head_id, head_id from found
$$;
"""

# The present sex unless a row version after `known` keeps a former one: then the oldest of those.
SEX = """
create function figure_sex(known timestamptz)
returns table (citizen_id bigint, sex text)
language sql stable parallel safe as $$
select distinct on (row_id) row_id, old ->> 'sex' from cases_rowversion
where table_name = 'cases_citizen' and old ? 'sex' and recorded_at > known
order by row_id, recorded_at, id
$$;
"""
