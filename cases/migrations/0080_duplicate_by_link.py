"""A case is a duplicate by a link alone, and figures count everybody else.

What was closed as a duplicate without a link stays as it was written and counts again: the closing
balances of its incident are taken away and made anew in the background. The SQL is what
`cases/publishing/schema_ways.py`, `schema_points.py` and `cases/citizens/same_schema.py` gave when
it was written; tests compare them.
"""

from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
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
create or replace function figure_persons(of_incident bigint, known timestamptz)
returns table (citizen_id bigint, case_id bigint)
language sql stable parallel safe as $$
select c.citizen_id, c.id from cases_case as c
where c.incident_id = of_incident and stands(c.recorded_at, c.voided_at, known)
  and c.id not in (select double.case_id from figure_doubles(array(
    select closed.id from cases_case as closed where closed.incident_id = of_incident
      and closed.id in (select t.case_id from cases_transition as t
        where t.to_outcome = 'duplicate')), known) as double)
$$;
create or replace function figure_ways_of(
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
    and c.id not in (select double.case_id from figure_doubles(array(
      select closed.id from unnest(citizens) as of(citizen_id)
      join cases_case as closed
        on closed.incident_id = of_incident and closed.citizen_id = of.citizen_id
      where closed.id in (select t.case_id from cases_transition as t
        where t.to_outcome = 'duplicate')), known) as double)
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
create function check_duplicate_by_link() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if exists (select from cases_transition where id = new.id and voided_at is null)
    and not exists (select from cases_case as mine join cases_case as other
      on other.reference = new.changes ->> 'duplicate_of' and other.id <> mine.id
      and other.incident_id = mine.incident_id and other.voided_at is null
      and other.citizen_id = any(records_of(mine.citizen_id))
    where mine.id = new.case_id)
  then
    raise exception 'case % is closed as a duplicate without a link', new.case_id
      using errcode = 'check_violation', constraint = 'transition_duplicate_by_link';
  end if;
  return null;
end $$;
create constraint trigger duplicate_by_link after insert on cases_transition
deferrable initially deferred for each row
when (new.changes ->> 'outcome' = 'duplicate' and new.copied_from_id is null)
execute function check_duplicate_by_link();
"""

BACKWARD = r"""
drop trigger duplicate_by_link on cases_transition;
drop function check_duplicate_by_link();
create or replace function figure_persons(of_incident bigint, known timestamptz)
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
create or replace function figure_ways_of(
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
drop function figure_doubles(bigint[], timestamptz);
"""

BALANCES = """
with incident as (
  select c.incident_id as id from cases_transition as t join cases_case as c on c.id = t.case_id
  where t.to_outcome = 'duplicate' and t.changes ->> 'outcome' = 'duplicate'
    and not t.changes ? 'duplicate_of'
), balance as (
  delete from cases_figurebalance where incident_id in (select id from incident)
)
delete from cases_figureclosing where incident_id in (select id from incident);
"""

RIGHTS = """
revoke all on function figure_doubles(bigint[], timestamptz) from public;
grant execute on function figure_doubles(bigint[], timestamptz) to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0079_chosen_language"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(
                fields=["id"],
                condition=models.Q(
                    ("changes__outcome", "duplicate"),
                    models.Q(("changes__has_key", "duplicate_of"), _negated=True),
                    ("voided_at__isnull", True),
                ),
                name="transition_by_hand",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
        migrations.RunSQL(BALANCES, BALANCES),
    ]
