"""SQL of the same person: heads, whereabouts of all records of one person, and the last guard.

These functions run with the rights of the owner, on the closed list with a pinned search path:
whoever links or records a crossing need not see every record of the person. They write nothing but
what follows from the links and from the ledger of whereabouts.
"""

from typing import Final

RECORDS: Final = """
create function records_of(person bigint) returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
select array_agg(id order by id) from (
  select person as id union select other.id from cases_citizen as mine
  join cases_citizen as other on other.head_id = mine.head_id where mine.id = person
) as record
$$;
"""
"""Ids alone: what is known of a record is read through both walls."""

# Crossings that another of some linked records tells of already: of two entries with the same
# countries, moments that overlap and places that are equal or not known, the first counts. Each
# crossing of a record is that of one crossing of the other.
REPEATED: Final = """
create function repeated_crossings(records bigint[], known timestamptz)
returns table (crossing_id bigint)
language sql stable parallel safe as $$
with crossed as materialized (
  select x.*, row_number() over (order by occurred_at, number, citizen_id) as nth
  from cases_crossing as x
  where citizen_id = any(records) and stands(recorded_at, voided_at, known)
)
select later.id from crossed as later
join crossed as earlier on earlier.citizen_id <> later.citizen_id and earlier.nth < later.nth
    and earlier.from_country = later.from_country and earlier.to_country = later.to_country
    and earlier.occurred_from <= later.occurred_at and later.occurred_from <= earlier.occurred_at
    and coalesce(earlier.left_from_id = later.left_from_id, true)
    and coalesce(earlier.entered_at_id = later.entered_at_id, true)
left join crossed as own on own.citizen_id = later.citizen_id and own.nth < later.nth
    and own.from_country = earlier.from_country and own.to_country = earlier.to_country
    and own.occurred_from <= earlier.occurred_at and earlier.occurred_from <= own.occurred_at
    and coalesce(own.left_from_id = earlier.left_from_id, true)
    and coalesce(own.entered_at_id = earlier.entered_at_id, true)
group by later.id, earlier.citizen_id
having count(distinct earlier.id) > count(distinct own.id)
$$;
"""

AGREEING: Final = """
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
"""`either_way` and `agreeing` of `casework/whereabouts.py`, over the points of one way in order."""

# Points by their last possible instants; one that is known less precisely comes where it fits best
# among those within its span: `in_order` of `casework/whereabouts.py` is the same rule. Of `point`:
# what makes a way by `key`, with `out_of`, `country` and `is_derived`: nobody said that the person
# is lost, which comes last of its instant. Each slot is behind a point, or before all; it costs
# what it contradicts.
PLACED: Final = """border as (
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
), fitted as materialized (
  select point.*, row_number() over way as was,
    either_way(occurred_from, occurred_at, lag(occurred_from) over way, lag(occurred_at) over way)
      as may_turn
  from point left join slotted on slotted.{key} = point.{key}
    and slotted.record_id = point.record_id and slotted.number = point.number
  where occurred_at <= {until}
  window way as (partition by point.{key} order by coalesce(at, occurred_at),
    coalesce(side, 0), case when side is not null then occurred_from end,
    case when side is not null then occurred_at end desc, is_derived, point.number,
    point.record_id)
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

SETTLE: Final = """
create function settle_way(person bigint) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  records bigint[] := records_of(person);
begin
  perform from cases_citizen where id = any(records) order by id for no key update;
  with point as (
    select person as person_id, citizen_id as record_id, occurred_from, occurred_at, number,
      'crossing' as kind, from_country as out_of, to_country as country,
      null::bigint as place_id, null::bigint as holder_id, false as is_derived
    from cases_crossing where citizen_id = any(records) and voided_at is null
      and id not in (select crossing_id from repeated_crossings(records, 'infinity'))
    union all
    select person, citizen_id, occurred_from, occurred_at, number, kind, country, country,
      place_id, holder_id,
      kind = 'lost' and operation not in ('record_stay', 'correct_stay')
    from cases_stay where citizen_id = any(records) and voided_at is null
  ), {placed}, last as (
    select * from placed order by turn desc limit 1
  ), named as (
    select country from placed where kind <> 'left' order by turn desc limit 1
  ), now as (
    select coalesce(named.country, '') as country, last.place_id, last.holder_id,
      last.occurred_from as since_from, last.occurred_at as since
    from (values (true)) as always left join last on true left join named on true
  )
  update cases_citizen as record set now_country = now.country, now_place_id = now.place_id,
    now_holder_id = now.holder_id, now_from = now.since_from, now_since = now.since
  from now where record.id = any(records)
    and (record.now_country, record.now_place_id, record.now_holder_id, record.now_from,
      record.now_since)
      is distinct from (now.country, now.place_id, now.holder_id, now.since_from, now.since);
end $$;
"""
WHEREABOUTS: Final = SETTLE.replace("{placed}", PLACED.format(key="person_id", until="'infinity'"))
"""One person is at one place, whichever of her records says so."""

LINKED: Final = """
create function settle_same_person() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  records bigint[];
  top bigint;
begin
  perform from cases_citizen where id in (new.citizen_id, new.into_id)
    order by id for no key update;
  if new.recorded_at is null then
    return null;
  end if;
  if new.undone_at is null and exists (select from cases_sameperson
    where citizen_id = new.into_id and recorded_at is not null and undone_at is null)
  then
    raise exception 'record % is linked itself', new.into_id
      using errcode = 'check_violation', constraint = 'sameperson_into_head';
  end if;
  records := records_of(new.citizen_id) || records_of(new.into_id);
  perform from cases_citizen where id = any(records) order by id for no key update;
  if exists (select from cases_citizen
    where id in (new.citizen_id, new.into_id) and anonymised_at is not null)
    and new.undone_at is null
  then
    raise exception 'record % or % was anonymised', new.citizen_id, new.into_id
      using errcode = 'check_violation', constraint = 'sameperson_still_known';
  end if;
  with recursive up(record, above) as (
    select id, id from cases_citizen where id = any(records)
    union
    select up.record, link.into_id from up join cases_sameperson as link
      on link.citizen_id = up.above and link.recorded_at is not null and link.undone_at is null
  ), found as (
    select up.record, up.above as head from up where not exists (select from cases_sameperson
      where citizen_id = up.above and recorded_at is not null and undone_at is null)
  ), head as (
    select record, case when count(*) over (partition by head) > 1 then head end as head from found
  )
  update cases_citizen as citizen set head_id = head.head
  from head where head.record = citizen.id and citizen.head_id is distinct from head.head;
  for top in select distinct coalesce(head_id, id) from cases_citizen where id = any(records)
  loop
    perform settle_way(top);
  end loop;
  return null;
end $$;
create trigger settle_same_person after insert or update on cases_sameperson
for each row execute function settle_same_person();
create function refuse_own_head() returns trigger language plpgsql as $$
begin
  if current_user <> (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
    raise exception 'the head of a record follows from the links'
      using errcode = 'check_violation', constraint = 'citizen_head_by_links';
  end if;
  return new;
end $$;
create trigger keep_head before update of head_id on cases_citizen
for each row when (old.head_id is distinct from new.head_id) execute function refuse_own_head();
create trigger no_head before insert on cases_citizen
for each row when (new.head_id is not null) execute function refuse_own_head();
"""

GUARD: Final = """
create function check_same_person() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  odd bigint;
begin
  with recursive up(record, above, steps) as (
    select new.citizen_id, new.citizen_id, 0
    union all
    select up.record, link.into_id, up.steps + 1 from up join cases_sameperson as link
      on link.citizen_id = up.above and link.recorded_at is not null and link.undone_at is null
    where up.steps < 1000
  )
  select max(steps) into odd from up;
  if odd >= 1000 then
    raise exception 'the links of record % go round in a circle', new.citizen_id
      using errcode = 'check_violation', constraint = 'sameperson_no_circle';
  end if;
  select c.incident_id into odd from cases_case as c
  where c.citizen_id = any(records_of(new.citizen_id) || records_of(new.into_id))
    and c.voided_at is null and c.outcome <> 'duplicate'
  group by c.incident_id, (select coalesce(head_id, id) from cases_citizen where id = c.citizen_id)
  having count(*) > 1 limit 1;
  if found then
    raise exception 'a person would have two cases in incident %', odd
      using errcode = 'check_violation', constraint = 'case_once_per_person';
  end if;
  return null;
end $$;
create constraint trigger same_person_holds after insert or update on cases_sameperson
deferrable initially deferred for each row execute function check_same_person();
create function check_case_of_person() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if (select head_id from cases_citizen where id = new.citizen_id) is not null and exists (
    select from cases_case as mine join cases_case as other
      on other.citizen_id = any(records_of(mine.citizen_id)) and other.id <> mine.id
      and other.incident_id = mine.incident_id
      and other.voided_at is null and other.outcome <> 'duplicate'
    where mine.id = new.id and mine.voided_at is null and mine.outcome <> 'duplicate')
  then
    raise exception 'a person would have two cases in incident %', new.incident_id
      using errcode = 'check_violation', constraint = 'case_once_per_person';
  end if;
  return null;
end $$;
create constraint trigger once_per_person after insert on cases_case
deferrable initially deferred for each row execute function check_case_of_person();
create constraint trigger once_per_person_again after update of outcome on cases_case
deferrable initially deferred for each row
when (old.outcome = 'duplicate' and new.outcome <> 'duplicate')
execute function check_case_of_person();
"""
"""The last guard, when all is written: no circle, and one case of a person in an incident."""

BY_LINK: Final = """
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
"""A case is closed as a duplicate of another case of its person in the incident, which a standing
link says. What was closed otherwise before is copied behind late news and not asked again.
"""

OURS: Final = """
create function same_person_is_ours(one bigint, other bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
with record as (select unnest(records_of(one) || records_of(other)) as id)
select app_sees_all() or not exists (
  select from record where not exists (select from cases_citizensight as sight
    where sight.citizen_id = record.id and sight.mission_id = app_sees_at()
      and sight.until is null)
) and not exists (
  select from record join cases_case as mine on mine.citizen_id = record.id
  join cases_case as theirs on theirs.incident_id = mine.incident_id and theirs.id <> mine.id
    and theirs.citizen_id in (select id from record)
  where mine.voided_at is null and theirs.voided_at is null and mine.mission_id <> app_sees_at())
$$;
"""
"""Whether a mission may decide alone: it has every record for good, and each case that would close
or open again. Tells it nothing but that.
"""

RIGHTS: Final = """
revoke all on function records_of(bigint) from public;
grant execute on function records_of(bigint) to "{role}";
revoke all on function settle_way(bigint) from public;
grant execute on function settle_way(bigint) to "{role}";
revoke all on function same_person_is_ours(bigint, bigint) from public;
grant execute on function same_person_is_ours(bigint, bigint) to "{role}";
"""

FUNCTIONS = (RECORDS, REPEATED, AGREEING, WHEREABOUTS, LINKED, GUARD, BY_LINK, OURS)
