"""SQL of the ways: who counts, which records are of one person, where people are."""

STANDING = """
create function stands(recorded_at timestamptz, voided_at timestamptz, known timestamptz)
returns boolean language sql immutable parallel safe as
$$ select recorded_at <= known and (voided_at is null or voided_at > known) $$;
"""

# A case known to be a double of another is no second head, whatever the day asked for.
PERSONS = """
create function figure_persons(of_incident bigint, known timestamptz)
returns table (citizen_id bigint, case_id bigint)
language sql stable parallel safe as $$
select c.citizen_id, c.id from cases_case as c
where c.incident_id = of_incident and stands(c.recorded_at, c.voided_at, known)
  and case when c.id in (select case_id from cases_transition where to_outcome = 'duplicate')
    then (select to_outcome <> 'duplicate' from cases_transition as last
      where last.case_id = c.id and stands(last.recorded_at, last.voided_at, known)
      order by occurred_at desc, number desc limit 1)
    else true end
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
