"""Records that are of one person: links, heads, one way and one case of each person.

The SQL is what `cases/citizens/same_schema.py`, `cases/publishing/schema_ways.py`,
`cases/core/schema.py`, `cases/core/walls.py` and `cases/retention/schema.py` gave when it was
written; tests compare them.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
create function records_of(person bigint) returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
select array_agg(id order by id) from (
  select person as id union select other.id from cases_citizen as mine
  join cases_citizen as other on other.head_id = mine.head_id where mine.id = person
) as record
$$;
create function settle_way(person bigint) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  records bigint[] := records_of(person);
begin
  perform from cases_citizen where id = any(records) order by id for no key update;
  with point as (
    select citizen_id, occurred_at, number, true as names_country, to_country as country,
      null::bigint as place_id, null::bigint as holder_id
    from cases_crossing where citizen_id = any(records) and voided_at is null
    union all
    select citizen_id, occurred_at, number, kind = 'at', country, place_id, holder_id
    from cases_stay where citizen_id = any(records) and voided_at is null
  ), last as (
    select * from point order by occurred_at desc, number desc, citizen_id desc limit 1
  ), named as (
    select country from point where names_country
    order by occurred_at desc, number desc, citizen_id desc limit 1
  ), now as (
    select coalesce(named.country, '') as country, last.place_id, last.holder_id,
      last.occurred_at as since
    from (values (true)) as always left join last on true left join named on true
  )
  update cases_citizen as record set now_country = now.country, now_place_id = now.place_id,
    now_holder_id = now.holder_id, now_since = now.since
  from now where record.id = any(records)
    and (record.now_country, record.now_place_id, record.now_holder_id, record.now_since)
      is distinct from (now.country, now.place_id, now.holder_id, now.since);
end $$;
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
create or replace function figure_ways(of_incident bigint, at_moment timestamptz, known timestamptz)
returns table (citizen_id bigint, case_id bigint, sex text, country text, place_id bigint,
  holder_id bigint, crossed_into text[], straddling bigint, is_contradictory boolean,
  claim_kind text, claim_id bigint, left_id bigint)
language sql stable parallel safe as $$
with record as materialized (
  select * from figure_records(known)
), kin as materialized (
  select mine.record_id as citizen_id, other.record_id from record as mine
  join record as other on other.head_id = mine.head_id
  where exists (select from cases_case as c
    where c.incident_id = of_incident and c.citizen_id = mine.record_id)
), headed as materialized (
  select record.record_id, coalesce(former.sex, head.sex) as sex from record
  join cases_citizen as head on head.id = record.head_id
  left join figure_sex(known) as former on former.citizen_id = record.head_id
  where record.record_id <> record.head_id
), point as materialized (
  select x.citizen_id, x.citizen_id as record_id, x.id, x.number, x.occurred_from,
    x.occurred_at, 'crossing' as kind, x.from_country as out_of, x.to_country as country,
    null::bigint as place_id, null::bigint as holder_id
  from figure_persons(of_incident, known) as person
  join cases_crossing as x on x.citizen_id = person.citizen_id
  where stands(x.recorded_at, x.voided_at, known) and x.occurred_from <= at_moment
  union all
  select s.citizen_id, s.citizen_id, s.id, s.number, s.occurred_from, s.occurred_at, s.kind,
    s.country, s.country, s.place_id, s.holder_id
  from figure_persons(of_incident, known) as person
  join cases_stay as s on s.citizen_id = person.citizen_id
  where stands(s.recorded_at, s.voided_at, known) and s.occurred_from <= at_moment
  union all
  select kin.citizen_id, x.citizen_id, x.id, x.number, x.occurred_from, x.occurred_at, 'crossing',
    x.from_country, x.to_country, null, null
  from kin cross join lateral (
    select * from cases_crossing where citizen_id = kin.record_id offset 0) as x
  where kin.record_id <> kin.citizen_id
    and stands(x.recorded_at, x.voided_at, known) and x.occurred_from <= at_moment
  union all
  select kin.citizen_id, s.citizen_id, s.id, s.number, s.occurred_from, s.occurred_at, s.kind,
    s.country, s.country, s.place_id, s.holder_id
  from kin cross join lateral (
    select * from cases_stay where citizen_id = kin.record_id offset 0) as s
  where kin.record_id <> kin.citizen_id
    and stands(s.recorded_at, s.voided_at, known) and s.occurred_from <= at_moment
), claim as materialized (
  select *, lead(id) over way is null as is_last, lag(country) over way as was_in,
    max(occurred_at) filter (where kind = 'at') over way >= occurred_from as overlaps_stay
  from point where kind <> 'left' and occurred_at <= at_moment
  window way as (partition by citizen_id order by occurred_at, number, record_id
    rows between unbounded preceding and 1 preceding)
), gone as (
  select distinct on (citizen_id) citizen_id, record_id, id, occurred_at, number from point
  where kind = 'left' and occurred_at <= at_moment
  order by citizen_id, occurred_at desc, number desc, record_id desc
), entered as (
  select citizen_id, array_agg(distinct country::text) as countries from claim
  where kind = 'crossing' group by citizen_id
), unsure as (
  select citizen_id, count(*) as points from point
  where occurred_at > at_moment group by citizen_id
), odd as (
  select citizen_id from claim where out_of <> was_in
  union
  select later.citizen_id from claim
  join cases_stay as later on later.id = claim.id
  join cases_stay as earlier on earlier.citizen_id = later.citizen_id
  where claim.kind = 'at' and claim.overlaps_stay and earlier.kind = 'at'
    and stands(earlier.recorded_at, earlier.voided_at, known) and earlier.occurred_at <= at_moment
    and earlier.occurred_from <= later.occurred_at and later.occurred_from <= earlier.occurred_at
    and (earlier.source, earlier.source_detail) <> (later.source, later.source_detail)
    and (earlier.country <> later.country or earlier.place_id <> later.place_id
      or earlier.holder_id <> later.holder_id)
  union
  select claim.citizen_id from claim
  join kin on kin.citizen_id = claim.citizen_id
  join cases_stay as later on later.id = claim.id
  join cases_stay as earlier on earlier.citizen_id = kin.record_id
  where claim.kind = 'at' and claim.overlaps_stay and earlier.kind = 'at'
    and stands(earlier.recorded_at, earlier.voided_at, known) and earlier.occurred_at <= at_moment
    and earlier.occurred_from <= later.occurred_at and later.occurred_from <= earlier.occurred_at
    and (earlier.source, earlier.source_detail) <> (later.source, later.source_detail)
    and (earlier.country <> later.country or earlier.place_id <> later.place_id
      or earlier.holder_id <> later.holder_id)
)
select person.citizen_id, person.case_id, coalesce(headed.sex, former.sex, citizen.sex),
  coalesce(claim.country, ''),
  case when is_there then claim.place_id end, case when is_there then claim.holder_id end,
  entered.countries, coalesce(unsure.points, 0), odd.citizen_id is not null,
  claim.kind, claim.id, case when not is_there then gone.id end
from figure_persons(of_incident, known) as person
join cases_citizen as citizen on citizen.id = person.citizen_id
left join figure_sex(known) as former on former.citizen_id = person.citizen_id
left join headed on headed.record_id = person.citizen_id
left join claim on claim.citizen_id = person.citizen_id and claim.is_last
left join gone on gone.citizen_id = person.citizen_id
left join entered on entered.citizen_id = person.citizen_id
left join unsure on unsure.citizen_id = person.citizen_id
left join odd on odd.citizen_id = person.citizen_id
cross join lateral (select gone.id is null
  or (claim.occurred_at, claim.number, claim.record_id)
  > (gone.occurred_at, gone.number, gone.record_id) as is_there) as since
$$;
create or replace function keep_row_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before jsonb := to_jsonb(old) - array['version', 'mission_ids', 'ledger_at', 'points', 'rows',
    'head_id', 'blocker_kind', 'blocker_procedure_id', 'blocker_condition', 'blocker_body',
    'blocker_authority_id', 'blocked_since', 'next_due_at', 'next_due_limit_id', 'valid_until'];
  after jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  changed jsonb;
begin
  select jsonb_object_agg(key, value) into changed
  from jsonb_each(before) where after -> key is distinct from value;
  if changed is not null then
    insert into cases_rowversion (table_name, row_id, case_id, citizen_id, old, operation,
      staff_id, recorded_at)
    values (tg_table_name, (to_jsonb(old) ->> 'id')::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[1], ''))::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[0], ''))::bigint,
      changed, coalesce(current_setting('app.operation', true), ''), app_staff(), app_moment());
  end if;
  return null;
end $$;
create or replace function may_anonymise(person bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
select app_sees_all() and case app_kind()
  when 'system' then exists (
    select from cases_retentionitem as item join cases_retentionrun as run on run.id = item.run_id
    where item.citizen_id = person and item.state = 'due' and run.finished_at is null
      and run.approved_at > now() + app_shift() - interval '30 days')
  else exists (
    select from cases_posting as posting join cases_mission as place
      on place.id = posting.mission_id and place.kind = 'headquarters'
    where posting.id = nullif(current_setting('app.posting', true), '')::bigint
      and posting.staff_id = app_staff() and posting.role = 'headquarters_lead'
      and (app_moment() at time zone place.zone)::date
        between posting.starts_on and coalesce(posting.ends_on, 'infinity'))
  and exists (
    select from cases_anonymisation where citizen_id = any(records_of(person)) and status = 'asked'
      and asked_by_id is distinct from app_staff())
end
$$;
create or replace function held_back_by(person bigint) returns text
language sql stable security definer set search_path = public, pg_temp as $$
with record as (select records_of(person) as ids)
select case when not app_sees_all() then null
  when exists (select from cases_case
      where citizen_id = any(ids) and stage not in ('closed', ''))
    then 'open_case'
  when exists (select from cases_share as share join cases_case as c on c.id = share.case_id
      where c.citizen_id = any(ids) and share.revoked_at is null and share.until > now())
    or exists (select from cases_transfer as offer join cases_case as c on c.id = offer.case_id
      where c.citizen_id = any(ids) and offer.status = 'offered')
    then 'live_share'
  when exists (select from cases_legalhold where citizen_id = any(ids) and lifted_at is null)
    then 'legal_hold'
  when exists (select from cases_rightsrequest
      where citizen_id = any(ids) and status = 'open' and kind <> 'deletion')
    then 'request'
end
from record
$$;
create or replace function anonymise_citizen(person bigint) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  of_cases bigint[];
  own_rows text[];
  own_references text[];
  moment timestamptz;
begin
  perform from cases_citizen where id = person for no key update;
  perform from cases_case where citizen_id = person order by id for no key update;
  if not coalesce(may_anonymise(person), false) then
    raise exception 'nobody else asked that person % be anonymised', person
      using errcode = 'check_violation', constraint = 'anonymise_not_asked';
  end if;
  if held_back_by(person) is not null
    or exists (select from cases_citizen where id = person and anonymised_at is not null)
  then
    raise exception 'person % cannot be anonymised now', person
      using errcode = 'check_violation', constraint = 'anonymise_not_yet';
  end if;
  -- The sealer must not link an entry as it was while we empty it.
  perform pg_advisory_xact_lock(7265616, 1);
  select coalesce(array_agg(id), '{}') into of_cases from cases_case where citizen_id = person;
  moment := app_moment();
  update cases_anonymisation set status = 'done', answered_at = moment, answered_by_id = app_staff()
    where citizen_id = person and status = 'asked';
  own_rows := array(select 'cases_name:' || id from cases_name where citizen_id = person
    union all select 'cases_contactpoint:' || id from cases_contactpoint where citizen_id = person
    union all select 'cases_identitydocument:' || id from cases_identitydocument where citizen_id = person
    union all select 'cases_relative:' || id from cases_relative where citizen_id = person
    union all select 'cases_crossing:' || id from cases_crossing where citizen_id = person
    union all select 'cases_stay:' || id from cases_stay where citizen_id = person
    union all select 'cases_legalhold:' || id from cases_legalhold where citizen_id = person
    union all select 'cases_anonymisation:' || id from cases_anonymisation where citizen_id = person
    union all select 'cases_personreport:' || id from cases_personreport where citizen_id = person
    union all select 'cases_rightsrequest:' || id from cases_rightsrequest where citizen_id = person
    union all select 'cases_notthesame:' || id from cases_notthesame where (citizen_id = person or other_id = person)
    union all select 'cases_possibledouble:' || id from cases_possibledouble where (citizen_id = person or other_id = person)
    union all select 'cases_sameperson:' || id from cases_sameperson where (citizen_id = person or into_id = person)
    union all select 'cases_retentionitem:' || id from cases_retentionitem where citizen_id = person
    union all select 'cases_citizensight:' || id from cases_citizensight where citizen_id = person
    union all select 'cases_note:' || id from cases_note where case_id = any(of_cases)
    union all select 'cases_transition:' || id from cases_transition where case_id = any(of_cases)
    union all select 'cases_step:' || id from cases_step where case_id = any(of_cases)
    union all select 'cases_inquiry:' || id from cases_inquiry where case_id = any(of_cases)
    union all select 'cases_stepresult:' || id from cases_stepresult where case_id = any(of_cases)
    union all select 'cases_sealedpart:' || id from cases_sealedpart where case_id = any(of_cases)
    union all select 'cases_casebasis:' || id from cases_casebasis where case_id = any(of_cases)
    union all select 'cases_unsealing:' || id from cases_unsealing where case_id = any(of_cases)
    union all select 'cases_draft:' || id from cases_draft where from_case_id = any(of_cases)
    union all select 'cases_clock:' || id from cases_clock where case_id = any(of_cases)
    union all select 'cases_reminder:' || id from cases_reminder where case_id = any(of_cases)
    union all select 'cases_share:' || id from cases_share where case_id = any(of_cases)
    union all select 'cases_transfer:' || id from cases_transfer where case_id = any(of_cases)
    union all select 'cases_notice:' || id from cases_notice where case_id = any(of_cases)
    union all select 'cases_case:' || id from cases_case where citizen_id = person
    union all select 'cases_citizen:' || id from cases_citizen where id = person);
  own_references := array(select reference from cases_case where citizen_id = person
    union all select uuid::text from cases_name where citizen_id = person
    union all select uuid::text from cases_contactpoint where citizen_id = person
    union all select uuid::text from cases_identitydocument where citizen_id = person
    union all select uuid::text from cases_relative where citizen_id = person
    union all select uuid::text from cases_crossing where citizen_id = person
    union all select uuid::text from cases_stay where citizen_id = person
    union all select uuid::text from cases_legalhold where citizen_id = person
    union all select uuid::text from cases_anonymisation where citizen_id = person
    union all select uuid::text from cases_personreport where citizen_id = person
    union all select uuid::text from cases_rightsrequest where citizen_id = person
    union all select uuid::text from cases_notthesame where (citizen_id = person or other_id = person)
    union all select uuid::text from cases_possibledouble where (citizen_id = person or other_id = person)
    union all select uuid::text from cases_sameperson where (citizen_id = person or into_id = person)
    union all select uuid::text from cases_retentionitem where citizen_id = person
    union all select uuid::text from cases_note where case_id = any(of_cases)
    union all select uuid::text from cases_transition where case_id = any(of_cases)
    union all select uuid::text from cases_step where case_id = any(of_cases)
    union all select uuid::text from cases_inquiry where case_id = any(of_cases)
    union all select uuid::text from cases_stepresult where case_id = any(of_cases)
    union all select uuid::text from cases_sealedpart where case_id = any(of_cases)
    union all select uuid::text from cases_casebasis where case_id = any(of_cases)
    union all select uuid::text from cases_unsealing where case_id = any(of_cases)
    union all select uuid::text from cases_draft where from_case_id = any(of_cases)
    union all select uuid::text from cases_clock where case_id = any(of_cases)
    union all select uuid::text from cases_reminder where case_id = any(of_cases)
    union all select uuid::text from cases_share where case_id = any(of_cases)
    union all select uuid::text from cases_transfer where case_id = any(of_cases)
    union all select uuid::text from cases_notice where case_id = any(of_cases)
    union all select uuid::text from cases_citizen where id = person);
  perform set_config('app.forgets', person::text, true);
  update cases_name set value = '—', sound_key = '', source_detail = '', withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_contactpoint set value = '—', note = '', withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_identitydocument set number = '', number_key = '', issued_on = null, expires_on = null, holder_name = '', note = '', withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_relative set full_name = '—', phone = '', note = '', withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_crossing set note = '', void_reason = '', source_detail = ''
    where citizen_id = person;
  update cases_stay set note = '', void_reason = '', source_detail = ''
    where citizen_id = person;
  update cases_legalhold set reason = '—', lift_reason = case when lift_reason = '' then '' else '—' end
    where citizen_id = person;
  update cases_rightsrequest set words = '—', asker_name = case when asker_name = '' then '' else '—' end, mandate = case when mandate = '' then '' else '—' end, extend_reason = case when extend_reason = '' then '' else '—' end, answer = case when answer = '' then '' else '—' end, refusal_ground = case when refusal_ground = '' then '' else '—' end
    where citizen_id = person;
  update cases_notthesame set reason = '—'
    where (citizen_id = person or other_id = person);
  update cases_possibledouble set reasons = '[]'
    where (citizen_id = person or other_id = person);
  update cases_sameperson set because = '—', reasons = '[]', ended_reason = case when ended_reason = '' then '' else '—' end
    where (citizen_id = person or into_id = person);
  update cases_searchkeys set keys = ''
    where citizen_id = person;
  update cases_note set text = '—'
    where case_id = any(of_cases);
  update cases_transition set reason = '', void_reason = '', source_detail = ''
    where case_id = any(of_cases);
  update cases_step set reference = '', grounds = case when grounds = '' then '' else '—' end, expires_on = null
    where case_id = any(of_cases);
  update cases_inquiry set reference = '', question = '', answer_reference = '', answer = ''
    where case_id = any(of_cases);
  update cases_stepresult set values = '{}', reference = '', note = '', expires_on = null
    where case_id = any(of_cases);
  update cases_sealedpart set content = '{}'
    where case_id = any(of_cases);
  update cases_casebasis set statement = '', withdraw_note = ''
    where case_id = any(of_cases);
  update cases_unsealing set reason = repeat('—', 20), finding_words = case when finding_words = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_draft set content = '{}', carried = '[]'
    where from_case_id = any(of_cases);
  update cases_share set reason = '—', revoke_reason = case when revoke_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_transfer set summary = '—', answer = case when answer = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_notice set params = '{}'
    where case_id = any(of_cases);
  update cases_outboxmail set subject = '—', body = '', state = case when state = 'waiting' then 'kept' else state end, next_try_at = null
    where notice_id in (select id from cases_notice where case_id = any(of_cases));
  update cases_case set summary = '', journey_on = null, valid_until = null
    where citizen_id = person;
  update cases_citizen set full_name = '—', family_name = '', middle_name = '', given_name = '', sort_key = '~', sound_key = '', age_band = case when birth_on is null then '' else (
    with age as (select extract(year from age(
      coalesce((select min(opened_at) from cases_case where citizen_id = person), registered_at),
      birth_on)) as years)
    select case when years < 18 then 'child' when years < 60 then 'adult' else 'elderly' end
    from age) end, birth_on = null, birth_precision = 'none', birth_place = '', origin_province_id = null, origin_commune = '', note = '', anonymised_at = moment
    where id = person;
  update cases_rowversion as version set old = (
      select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(version.old)
      where key = any(plan.kept))
    from (values ('cases_name', array['citizen_id', 'id', 'kind', 'recorded_at', 'script', 'uuid']),
      ('cases_contactpoint', array['citizen_id', 'id', 'kind', 'recorded_at', 'uuid', 'whose']),
      ('cases_identitydocument', array['citizen_id', 'country', 'id', 'kind', 'recorded_at', 'status', 'uuid']),
      ('cases_relative', array['citizen_id', 'id', 'may_be_informed', 'recorded_at', 'relation', 'uuid']),
      ('cases_crossing', array['citizen_id', 'entered_at_id', 'from_country', 'id', 'is_regular', 'left_from_id', 'manner', 'number', 'occurred_at', 'occurred_from', 'operation', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'source', 'to_country', 'uuid', 'voided_at']),
      ('cases_stay', array['citizen_id', 'country', 'holder_id', 'id', 'kind', 'number', 'occurred_at', 'occurred_from', 'operation', 'place_id', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'source', 'uuid', 'voided_at']),
      ('cases_legalhold', array['citizen_id', 'id', 'lifted_at', 'lifted_by_id', 'placed_at', 'placed_by_id', 'uuid']),
      ('cases_anonymisation', array['answered_at', 'answered_by_id', 'asked_at', 'asked_by_id', 'citizen_id', 'ground', 'id', 'status', 'uuid']),
      ('cases_personreport', array['asked_on', 'citizen_id', 'id', 'language', 'mission_id', 'reason', 'recorded_at', 'recorded_by_id', 'uuid']),
      ('cases_rightsrequest', array['asked_by', 'basis_id', 'channel', 'citizen_id', 'confirmed_on', 'due_at', 'extended_on', 'id', 'kind', 'mission_id', 'outcome', 'received_on', 'recorded_at', 'recorded_by_id', 'report_id', 'settled_at', 'settled_by_id', 'settled_on', 'status', 'told_ahead', 'told_late', 'uuid', 'version']),
      ('cases_notthesame', array['citizen_id', 'declared_at', 'declared_by_id', 'id', 'mission_id', 'other_id', 'uuid']),
      ('cases_possibledouble', array['citizen_id', 'found_at', 'id', 'other_id', 'uuid']),
      ('cases_sameperson', array['citizen_id', 'dated', 'ended_by_id', 'id', 'into_id', 'mission_id', 'needs', 'operation', 'proposed_at', 'proposed_by_id', 'recorded_at', 'recorded_by_id', 'rejected_at', 'status', 'undone_at', 'uuid', 'version']),
      ('cases_retentionitem', array['citizen_id', 'done_at', 'due_on', 'held_by', 'id', 'reference', 'rule', 'run_id', 'state', 'uuid']),
      ('cases_searchkeys', array['citizen_id']),
      ('cases_citizensight', array['citizen_id', 'id', 'may_write', 'mission_id', 'until', 'write_until']),
      ('cases_note', array['author_id', 'case_id', 'id', 'recorded_at', 'uuid']),
      ('cases_transition', array['case_id', 'changes', 'copied_from_id', 'from_held', 'from_mission_id', 'from_outcome', 'from_stage', 'gate_open', 'id', 'kind', 'needs_review', 'number', 'occurred_at', 'occurred_from', 'operation', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'source', 'to_held', 'to_mission_id', 'to_outcome', 'to_stage', 'uuid', 'voided_at']),
      ('cases_step', array['after', 'body', 'case_id', 'code', 'id', 'number', 'opened_at', 'opens_at', 'procedure_id', 'recorded_at', 'sealed_grounds_id', 'status', 'status_at', 'status_by_id', 'taken_up_at', 'track', 'uuid']),
      ('cases_inquiry', array['answer_recorded_at', 'answered_at', 'answered_from', 'asked_at', 'asked_by_id', 'asked_from', 'asked_of_id', 'body', 'case_id', 'id', 'recorded_at', 'sealed_answer_id', 'sealed_question_id', 'step_id', 'uuid', 'verdict']),
      ('cases_stepresult', array['case_id', 'happened_at', 'happened_from', 'id', 'recorded_at', 'recorded_by_id', 'restricted', 'sealed_id', 'step_id', 'uuid']),
      ('cases_sealedpart', array['case_id', 'id', 'recorded_at', 'recorded_by_id', 'restricted', 'step_id', 'uuid']),
      ('cases_casebasis', array['case_id', 'consent_form', 'ended_at', 'id', 'legal_basis_id', 'recorded_at', 'recorded_by_id', 'source', 'told_in', 'told_on', 'uuid', 'withdrawn_at', 'withdrawn_on']),
      ('cases_unsealing', array['case_id', 'finding', 'from_mission_id', 'id', 'kind', 'mission_id', 'opened_at', 'opened_by_id', 'posting_id', 'reference', 'restricted', 'reviewed_at', 'reviewed_by_id', 'until', 'uuid', 'version']),
      ('cases_draft', array['began_at', 'ended_as', 'ended_at', 'from_case_id', 'id', 'posting_id', 'saved_at', 'staff_id', 'uuid']),
      ('cases_clock', array['case_id', 'due_at', 'id', 'limit_id', 'started_at', 'state', 'step_id', 'stopped_at', 'uuid']),
      ('cases_reminder', array['case_id', 'clock_id', 'due_at', 'id', 'kind', 'mission_id', 'notice_id', 'recorded_at', 'state', 'uuid']),
      ('cases_share', array['case_id', 'extended_at', 'granted_at', 'granted_by_id', 'id', 'operations', 'owner_id', 'reference', 'revoked_at', 'to_mission_id', 'until', 'uuid', 'version']),
      ('cases_transfer', array['answered_at', 'answered_by_id', 'case_id', 'from_mission_id', 'id', 'offered_at', 'offered_by_id', 'reference', 'returns_id', 'status', 'to_mission_id', 'uuid', 'version']),
      ('cases_notice', array['audience', 'case_id', 'created_at', 'from_mission_id', 'id', 'kind', 'mailing', 'meant_mission_id', 'meant_staff_id', 'mission_id', 'read_at', 'read_by_id', 'reference', 'staff_id', 'uuid']),
      ('cases_outboxmail', array['address', 'attempts', 'created_at', 'id', 'language', 'last_error', 'notice_id', 'sent_at', 'to_staff_id']),
      ('cases_case', array['assigned_to_id', 'blocked_since', 'blocker_authority_id', 'blocker_body', 'blocker_condition', 'blocker_kind', 'blocker_procedure_id', 'citizen_id', 'held', 'hold_reason', 'id', 'incident_id', 'ledger_at', 'mission_id', 'mission_ids', 'next_due_at', 'next_due_limit_id', 'opened_at', 'outcome', 'playbook_id', 'position_at', 'reception_point_id', 'recorded_at', 'reference', 'report_source', 'rows', 'stage', 'version', 'voided_at']),
      ('cases_citizen', array['head_id', 'id', 'ledger_at', 'nationality', 'nationality_status', 'now_country', 'now_holder_id', 'now_place_id', 'now_since', 'points', 'registered_at', 'registered_by_id', 'sex', 'uuid', 'version'])) as plan (name, kept)
    where plan.name = version.table_name
      and (version.citizen_id = person or version.case_id = any(of_cases));
  delete from cases_rowversion where (citizen_id = person or case_id = any(of_cases))
    and old = '{}' and operation = current_setting('app.operation', true);
  update cases_receipt set key = 'forgotten-' || id, fingerprint = '', answer = '{}'
    where answer ->> 'reference' = any(own_references);
  update django_tasks_database_dbtaskresult set args_kwargs = '{"args": [], "kwargs": {}}',
      return_value = null, traceback = ''
    where status in ('SUCCESSFUL', 'FAILED') and exists (
      select from jsonb_each_text(args_kwargs -> 'kwargs') as said
      where (said.key = 'citizen_id' and said.value = person::text)
        or (said.key = 'case_id' and said.value = any(of_cases::text[]))
        or said.value = any(own_references));
  with alone as (
    select entry.id from cases_auditentry as entry
    where (entry.citizen_id = person or entry.case_id = any(of_cases)) and not exists (
      select from jsonb_array_elements(entry.subjects) as subject
      where subject ? 'ids'
        or (subject ->> 'table' || ':' || (subject ->> 'id')) <> all(own_rows))
  ), keys as (
    update cases_auditlink set key = null where entry_id in (select id from alone)
  )
  update cases_auditentry set case_id = null, citizen_id = null, subjects = '[]'
    where id in (select id from alone);
  perform set_config('app.forgets', '', true);
  return moment;
end $$;
alter table cases_sameperson enable row level security;
alter table cases_sameperson force row level security;
create policy owner_all on cases_sameperson to current_user using (true) with check (true);
create policy select_rows on cases_sameperson for select using ((select app_sees_all()) or ((select true from cases_citizensight as sight where sight.citizen_id = cases_sameperson.citizen_id and sight.mission_id = (select app_sees_at()) and (sight.until is null or sight.until > now())) and (select true from cases_citizensight as sight where sight.citizen_id = cases_sameperson.into_id and sight.mission_id = (select app_sees_at()) and (sight.until is null or sight.until > now()))));
create policy insert_rows on cases_sameperson for insert with check ((select app_sees_all()) or ((select true from cases_citizensight as sight where sight.citizen_id = cases_sameperson.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())) and (select true from cases_citizensight as sight where sight.citizen_id = cases_sameperson.into_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))));
create policy update_rows on cases_sameperson for update using ((select app_sees_all()) or ((select true from cases_citizensight as sight where sight.citizen_id = cases_sameperson.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())) and (select true from cases_citizensight as sight where sight.citizen_id = cases_sameperson.into_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())))) with check ((select app_sees_all()) or ((select true from cases_citizensight as sight where sight.citizen_id = cases_sameperson.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())) and (select true from cases_citizensight as sight where sight.citizen_id = cases_sameperson.into_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))));
"""

RIGHTS = r"""
revoke all on function records_of(bigint) from public;
grant execute on function records_of(bigint) to "APP_ROLE";
revoke all on function settle_way(bigint) from public;
grant execute on function settle_way(bigint) to "APP_ROLE";
revoke all on function same_person_is_ours(bigint, bigint) from public;
grant execute on function same_person_is_ours(bigint, bigint) to "APP_ROLE";
revoke all on cases_sameperson from "APP_ROLE";
grant select, insert, update (status, needs, reasons, recorded_at, recorded_by_id, operation, undone_at, rejected_at, ended_by_id, ended_reason, version) on cases_sameperson to "APP_ROLE";
"""

BACK = r"""
create or replace function figure_ways(of_incident bigint, at_moment timestamptz, known timestamptz)
returns table (citizen_id bigint, case_id bigint, sex text, country text, place_id bigint,
  holder_id bigint, crossed_into text[], straddling bigint, is_contradictory boolean,
  claim_kind text, claim_id bigint, left_id bigint)
language sql stable parallel safe as $$
with point as materialized (
  select x.citizen_id, x.id, x.number, x.occurred_from, x.occurred_at, 'crossing' as kind,
    x.from_country as out_of, x.to_country as country,
    null::bigint as place_id, null::bigint as holder_id
  from figure_persons(of_incident, known) as person
  join cases_crossing as x on x.citizen_id = person.citizen_id
  where stands(x.recorded_at, x.voided_at, known) and x.occurred_from <= at_moment
  union all
  select s.citizen_id, s.id, s.number, s.occurred_from, s.occurred_at, s.kind,
    s.country, s.country, s.place_id, s.holder_id
  from figure_persons(of_incident, known) as person
  join cases_stay as s on s.citizen_id = person.citizen_id
  where stands(s.recorded_at, s.voided_at, known) and s.occurred_from <= at_moment
), claim as materialized (
  select *, lead(id) over way is null as is_last, lag(country) over way as was_in,
    max(occurred_at) filter (where kind = 'at') over way >= occurred_from as overlaps_stay
  from point where kind <> 'left' and occurred_at <= at_moment
  window way as (partition by citizen_id order by occurred_at, number
    rows between unbounded preceding and 1 preceding)
), gone as (
  select distinct on (citizen_id) citizen_id, id, occurred_at, number from point
  where kind = 'left' and occurred_at <= at_moment
  order by citizen_id, occurred_at desc, number desc
), entered as (
  select citizen_id, array_agg(distinct country::text) as countries from claim
  where kind = 'crossing' group by citizen_id
), unsure as (
  select citizen_id, count(*) as points from point
  where occurred_at > at_moment group by citizen_id
), odd as (
  select citizen_id from claim where out_of <> was_in
  union
  select later.citizen_id from claim
  join cases_stay as later on later.id = claim.id
  join cases_stay as earlier on earlier.citizen_id = later.citizen_id
  where claim.kind = 'at' and claim.overlaps_stay and earlier.kind = 'at'
    and stands(earlier.recorded_at, earlier.voided_at, known) and earlier.occurred_at <= at_moment
    and earlier.occurred_from <= later.occurred_at and later.occurred_from <= earlier.occurred_at
    and (earlier.source, earlier.source_detail) <> (later.source, later.source_detail)
    and (earlier.country <> later.country or earlier.place_id <> later.place_id
      or earlier.holder_id <> later.holder_id)
)
select person.citizen_id, person.case_id, coalesce(former.sex, citizen.sex),
  coalesce(claim.country, ''),
  case when is_there then claim.place_id end, case when is_there then claim.holder_id end,
  entered.countries, coalesce(unsure.points, 0), odd.citizen_id is not null,
  claim.kind, claim.id, case when not is_there then gone.id end
from figure_persons(of_incident, known) as person
join cases_citizen as citizen on citizen.id = person.citizen_id
left join figure_sex(known) as former on former.citizen_id = person.citizen_id
left join claim on claim.citizen_id = person.citizen_id and claim.is_last
left join gone on gone.citizen_id = person.citizen_id
left join entered on entered.citizen_id = person.citizen_id
left join unsure on unsure.citizen_id = person.citizen_id
left join odd on odd.citizen_id = person.citizen_id
cross join lateral (select gone.id is null or (claim.occurred_at, claim.number)
  > (gone.occurred_at, gone.number) as is_there) as since
$$;
create or replace function keep_row_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before jsonb := to_jsonb(old) - array['version', 'mission_ids', 'ledger_at', 'points', 'rows',
    'blocker_kind', 'blocker_procedure_id', 'blocker_condition', 'blocker_body',
    'blocker_authority_id', 'blocked_since', 'next_due_at', 'next_due_limit_id', 'valid_until'];
  after jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  changed jsonb;
begin
  select jsonb_object_agg(key, value) into changed
  from jsonb_each(before) where after -> key is distinct from value;
  if changed is not null then
    insert into cases_rowversion (table_name, row_id, case_id, citizen_id, old, operation,
      staff_id, recorded_at)
    values (tg_table_name, (to_jsonb(old) ->> 'id')::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[1], ''))::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[0], ''))::bigint,
      changed, coalesce(current_setting('app.operation', true), ''), app_staff(), app_moment());
  end if;
  return null;
end $$;
create or replace function may_anonymise(person bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
select app_sees_all() and case app_kind()
  when 'system' then exists (
    select from cases_retentionitem as item join cases_retentionrun as run on run.id = item.run_id
    where item.citizen_id = person and item.state = 'due' and run.finished_at is null
      and run.approved_at > now() + app_shift() - interval '30 days')
  else exists (
    select from cases_posting as posting join cases_mission as place
      on place.id = posting.mission_id and place.kind = 'headquarters'
    where posting.id = nullif(current_setting('app.posting', true), '')::bigint
      and posting.staff_id = app_staff() and posting.role = 'headquarters_lead'
      and (app_moment() at time zone place.zone)::date
        between posting.starts_on and coalesce(posting.ends_on, 'infinity'))
  and exists (
    select from cases_anonymisation where citizen_id = person and status = 'asked'
      and asked_by_id is distinct from app_staff())
end
$$;
create or replace function held_back_by(person bigint) returns text
language sql stable security definer set search_path = public, pg_temp as $$
select case when not app_sees_all() then null
  when exists (select from cases_case where citizen_id = person and stage not in ('closed', ''))
    then 'open_case'
  when exists (select from cases_share as share join cases_case as c on c.id = share.case_id
      where c.citizen_id = person and share.revoked_at is null and share.until > now())
    or exists (select from cases_transfer as offer join cases_case as c on c.id = offer.case_id
      where c.citizen_id = person and offer.status = 'offered')
    then 'live_share'
  when exists (select from cases_legalhold where citizen_id = person and lifted_at is null)
    then 'legal_hold'
  when exists (select from cases_rightsrequest
      where citizen_id = person and status = 'open' and kind <> 'deletion')
    then 'request'
end
$$;
create or replace function anonymise_citizen(person bigint) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  of_cases bigint[];
  own_rows text[];
  own_references text[];
  moment timestamptz;
begin
  perform from cases_citizen where id = person for no key update;
  perform from cases_case where citizen_id = person order by id for no key update;
  if not coalesce(may_anonymise(person), false) then
    raise exception 'nobody else asked that person % be anonymised', person
      using errcode = 'check_violation', constraint = 'anonymise_not_asked';
  end if;
  if held_back_by(person) is not null
    or exists (select from cases_citizen where id = person and anonymised_at is not null)
  then
    raise exception 'person % cannot be anonymised now', person
      using errcode = 'check_violation', constraint = 'anonymise_not_yet';
  end if;
  -- The sealer must not link an entry as it was while we empty it.
  perform pg_advisory_xact_lock(7265616, 1);
  select coalesce(array_agg(id), '{}') into of_cases from cases_case where citizen_id = person;
  moment := app_moment();
  update cases_anonymisation set status = 'done', answered_at = moment, answered_by_id = app_staff()
    where citizen_id = person and status = 'asked';
  own_rows := array(select 'cases_name:' || id from cases_name where citizen_id = person
    union all select 'cases_contactpoint:' || id from cases_contactpoint where citizen_id = person
    union all select 'cases_identitydocument:' || id from cases_identitydocument where citizen_id = person
    union all select 'cases_relative:' || id from cases_relative where citizen_id = person
    union all select 'cases_crossing:' || id from cases_crossing where citizen_id = person
    union all select 'cases_stay:' || id from cases_stay where citizen_id = person
    union all select 'cases_legalhold:' || id from cases_legalhold where citizen_id = person
    union all select 'cases_anonymisation:' || id from cases_anonymisation where citizen_id = person
    union all select 'cases_personreport:' || id from cases_personreport where citizen_id = person
    union all select 'cases_rightsrequest:' || id from cases_rightsrequest where citizen_id = person
    union all select 'cases_notthesame:' || id from cases_notthesame where (citizen_id = person or other_id = person)
    union all select 'cases_possibledouble:' || id from cases_possibledouble where (citizen_id = person or other_id = person)
    union all select 'cases_retentionitem:' || id from cases_retentionitem where citizen_id = person
    union all select 'cases_citizensight:' || id from cases_citizensight where citizen_id = person
    union all select 'cases_note:' || id from cases_note where case_id = any(of_cases)
    union all select 'cases_transition:' || id from cases_transition where case_id = any(of_cases)
    union all select 'cases_step:' || id from cases_step where case_id = any(of_cases)
    union all select 'cases_inquiry:' || id from cases_inquiry where case_id = any(of_cases)
    union all select 'cases_stepresult:' || id from cases_stepresult where case_id = any(of_cases)
    union all select 'cases_sealedpart:' || id from cases_sealedpart where case_id = any(of_cases)
    union all select 'cases_casebasis:' || id from cases_casebasis where case_id = any(of_cases)
    union all select 'cases_unsealing:' || id from cases_unsealing where case_id = any(of_cases)
    union all select 'cases_draft:' || id from cases_draft where from_case_id = any(of_cases)
    union all select 'cases_clock:' || id from cases_clock where case_id = any(of_cases)
    union all select 'cases_reminder:' || id from cases_reminder where case_id = any(of_cases)
    union all select 'cases_share:' || id from cases_share where case_id = any(of_cases)
    union all select 'cases_transfer:' || id from cases_transfer where case_id = any(of_cases)
    union all select 'cases_notice:' || id from cases_notice where case_id = any(of_cases)
    union all select 'cases_case:' || id from cases_case where citizen_id = person
    union all select 'cases_citizen:' || id from cases_citizen where id = person);
  own_references := array(select reference from cases_case where citizen_id = person
    union all select uuid::text from cases_name where citizen_id = person
    union all select uuid::text from cases_contactpoint where citizen_id = person
    union all select uuid::text from cases_identitydocument where citizen_id = person
    union all select uuid::text from cases_relative where citizen_id = person
    union all select uuid::text from cases_crossing where citizen_id = person
    union all select uuid::text from cases_stay where citizen_id = person
    union all select uuid::text from cases_legalhold where citizen_id = person
    union all select uuid::text from cases_anonymisation where citizen_id = person
    union all select uuid::text from cases_personreport where citizen_id = person
    union all select uuid::text from cases_rightsrequest where citizen_id = person
    union all select uuid::text from cases_notthesame where (citizen_id = person or other_id = person)
    union all select uuid::text from cases_possibledouble where (citizen_id = person or other_id = person)
    union all select uuid::text from cases_retentionitem where citizen_id = person
    union all select uuid::text from cases_note where case_id = any(of_cases)
    union all select uuid::text from cases_transition where case_id = any(of_cases)
    union all select uuid::text from cases_step where case_id = any(of_cases)
    union all select uuid::text from cases_inquiry where case_id = any(of_cases)
    union all select uuid::text from cases_stepresult where case_id = any(of_cases)
    union all select uuid::text from cases_sealedpart where case_id = any(of_cases)
    union all select uuid::text from cases_casebasis where case_id = any(of_cases)
    union all select uuid::text from cases_unsealing where case_id = any(of_cases)
    union all select uuid::text from cases_draft where from_case_id = any(of_cases)
    union all select uuid::text from cases_clock where case_id = any(of_cases)
    union all select uuid::text from cases_reminder where case_id = any(of_cases)
    union all select uuid::text from cases_share where case_id = any(of_cases)
    union all select uuid::text from cases_transfer where case_id = any(of_cases)
    union all select uuid::text from cases_notice where case_id = any(of_cases)
    union all select uuid::text from cases_citizen where id = person);
  perform set_config('app.forgets', person::text, true);
  update cases_name set value = '—', sound_key = '', source_detail = '', withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_contactpoint set value = '—', note = '', withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_identitydocument set number = '', number_key = '', issued_on = null, expires_on = null, holder_name = '', note = '', withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_relative set full_name = '—', phone = '', note = '', withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_crossing set note = '', void_reason = '', source_detail = ''
    where citizen_id = person;
  update cases_stay set note = '', void_reason = '', source_detail = ''
    where citizen_id = person;
  update cases_legalhold set reason = '—', lift_reason = case when lift_reason = '' then '' else '—' end
    where citizen_id = person;
  update cases_rightsrequest set words = '—', asker_name = case when asker_name = '' then '' else '—' end, mandate = case when mandate = '' then '' else '—' end, extend_reason = case when extend_reason = '' then '' else '—' end, answer = case when answer = '' then '' else '—' end, refusal_ground = case when refusal_ground = '' then '' else '—' end
    where citizen_id = person;
  update cases_notthesame set reason = '—'
    where (citizen_id = person or other_id = person);
  update cases_possibledouble set reasons = '[]'
    where (citizen_id = person or other_id = person);
  update cases_searchkeys set keys = ''
    where citizen_id = person;
  update cases_note set text = '—'
    where case_id = any(of_cases);
  update cases_transition set reason = '', void_reason = '', source_detail = ''
    where case_id = any(of_cases);
  update cases_step set reference = '', grounds = case when grounds = '' then '' else '—' end, expires_on = null
    where case_id = any(of_cases);
  update cases_inquiry set reference = '', question = '', answer_reference = '', answer = ''
    where case_id = any(of_cases);
  update cases_stepresult set values = '{}', reference = '', note = '', expires_on = null
    where case_id = any(of_cases);
  update cases_sealedpart set content = '{}'
    where case_id = any(of_cases);
  update cases_casebasis set statement = '', withdraw_note = ''
    where case_id = any(of_cases);
  update cases_unsealing set reason = repeat('—', 20), finding_words = case when finding_words = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_draft set content = '{}', carried = '[]'
    where from_case_id = any(of_cases);
  update cases_share set reason = '—', revoke_reason = case when revoke_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_transfer set summary = '—', answer = case when answer = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_notice set params = '{}'
    where case_id = any(of_cases);
  update cases_outboxmail set subject = '—', body = '', state = case when state = 'waiting' then 'kept' else state end, next_try_at = null
    where notice_id in (select id from cases_notice where case_id = any(of_cases));
  update cases_case set summary = '', journey_on = null, valid_until = null
    where citizen_id = person;
  update cases_citizen set full_name = '—', family_name = '', middle_name = '', given_name = '', sort_key = '~', sound_key = '', age_band = case when birth_on is null then '' else (
    with age as (select extract(year from age(
      coalesce((select min(opened_at) from cases_case where citizen_id = person), registered_at),
      birth_on)) as years)
    select case when years < 18 then 'child' when years < 60 then 'adult' else 'elderly' end
    from age) end, birth_on = null, birth_precision = 'none', birth_place = '', origin_province_id = null, origin_commune = '', note = '', anonymised_at = moment
    where id = person;
  update cases_rowversion as version set old = (
      select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(version.old)
      where key = any(plan.kept))
    from (values ('cases_name', array['citizen_id', 'id', 'kind', 'recorded_at', 'script', 'uuid']),
      ('cases_contactpoint', array['citizen_id', 'id', 'kind', 'recorded_at', 'uuid', 'whose']),
      ('cases_identitydocument', array['citizen_id', 'country', 'id', 'kind', 'recorded_at', 'status', 'uuid']),
      ('cases_relative', array['citizen_id', 'id', 'may_be_informed', 'recorded_at', 'relation', 'uuid']),
      ('cases_crossing', array['citizen_id', 'entered_at_id', 'from_country', 'id', 'is_regular', 'left_from_id', 'manner', 'number', 'occurred_at', 'occurred_from', 'operation', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'source', 'to_country', 'uuid', 'voided_at']),
      ('cases_stay', array['citizen_id', 'country', 'holder_id', 'id', 'kind', 'number', 'occurred_at', 'occurred_from', 'operation', 'place_id', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'source', 'uuid', 'voided_at']),
      ('cases_legalhold', array['citizen_id', 'id', 'lifted_at', 'lifted_by_id', 'placed_at', 'placed_by_id', 'uuid']),
      ('cases_anonymisation', array['answered_at', 'answered_by_id', 'asked_at', 'asked_by_id', 'citizen_id', 'ground', 'id', 'status', 'uuid']),
      ('cases_personreport', array['asked_on', 'citizen_id', 'id', 'language', 'mission_id', 'reason', 'recorded_at', 'recorded_by_id', 'uuid']),
      ('cases_rightsrequest', array['asked_by', 'basis_id', 'channel', 'citizen_id', 'confirmed_on', 'due_at', 'extended_on', 'id', 'kind', 'mission_id', 'outcome', 'received_on', 'recorded_at', 'recorded_by_id', 'report_id', 'settled_at', 'settled_by_id', 'settled_on', 'status', 'told_ahead', 'told_late', 'uuid', 'version']),
      ('cases_notthesame', array['citizen_id', 'declared_at', 'declared_by_id', 'id', 'mission_id', 'other_id', 'uuid']),
      ('cases_possibledouble', array['citizen_id', 'found_at', 'id', 'other_id', 'uuid']),
      ('cases_retentionitem', array['citizen_id', 'done_at', 'due_on', 'held_by', 'id', 'reference', 'rule', 'run_id', 'state', 'uuid']),
      ('cases_searchkeys', array['citizen_id']),
      ('cases_citizensight', array['citizen_id', 'id', 'may_write', 'mission_id', 'until', 'write_until']),
      ('cases_note', array['author_id', 'case_id', 'id', 'recorded_at', 'uuid']),
      ('cases_transition', array['case_id', 'changes', 'copied_from_id', 'from_held', 'from_mission_id', 'from_outcome', 'from_stage', 'gate_open', 'id', 'kind', 'needs_review', 'number', 'occurred_at', 'occurred_from', 'operation', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'source', 'to_held', 'to_mission_id', 'to_outcome', 'to_stage', 'uuid', 'voided_at']),
      ('cases_step', array['after', 'body', 'case_id', 'code', 'id', 'number', 'opened_at', 'opens_at', 'procedure_id', 'recorded_at', 'sealed_grounds_id', 'status', 'status_at', 'status_by_id', 'taken_up_at', 'track', 'uuid']),
      ('cases_inquiry', array['answer_recorded_at', 'answered_at', 'answered_from', 'asked_at', 'asked_by_id', 'asked_from', 'asked_of_id', 'body', 'case_id', 'id', 'recorded_at', 'sealed_answer_id', 'sealed_question_id', 'step_id', 'uuid', 'verdict']),
      ('cases_stepresult', array['case_id', 'happened_at', 'happened_from', 'id', 'recorded_at', 'recorded_by_id', 'restricted', 'sealed_id', 'step_id', 'uuid']),
      ('cases_sealedpart', array['case_id', 'id', 'recorded_at', 'recorded_by_id', 'restricted', 'step_id', 'uuid']),
      ('cases_casebasis', array['case_id', 'consent_form', 'ended_at', 'id', 'legal_basis_id', 'recorded_at', 'recorded_by_id', 'source', 'told_in', 'told_on', 'uuid', 'withdrawn_at', 'withdrawn_on']),
      ('cases_unsealing', array['case_id', 'finding', 'from_mission_id', 'id', 'kind', 'mission_id', 'opened_at', 'opened_by_id', 'posting_id', 'reference', 'restricted', 'reviewed_at', 'reviewed_by_id', 'until', 'uuid', 'version']),
      ('cases_draft', array['began_at', 'ended_as', 'ended_at', 'from_case_id', 'id', 'posting_id', 'saved_at', 'staff_id', 'uuid']),
      ('cases_clock', array['case_id', 'due_at', 'id', 'limit_id', 'started_at', 'state', 'step_id', 'stopped_at', 'uuid']),
      ('cases_reminder', array['case_id', 'clock_id', 'due_at', 'id', 'kind', 'mission_id', 'notice_id', 'recorded_at', 'state', 'uuid']),
      ('cases_share', array['case_id', 'extended_at', 'granted_at', 'granted_by_id', 'id', 'operations', 'owner_id', 'reference', 'revoked_at', 'to_mission_id', 'until', 'uuid', 'version']),
      ('cases_transfer', array['answered_at', 'answered_by_id', 'case_id', 'from_mission_id', 'id', 'offered_at', 'offered_by_id', 'reference', 'returns_id', 'status', 'to_mission_id', 'uuid', 'version']),
      ('cases_notice', array['audience', 'case_id', 'created_at', 'from_mission_id', 'id', 'kind', 'mailing', 'meant_mission_id', 'meant_staff_id', 'mission_id', 'read_at', 'read_by_id', 'reference', 'staff_id', 'uuid']),
      ('cases_outboxmail', array['address', 'attempts', 'created_at', 'id', 'language', 'last_error', 'notice_id', 'sent_at', 'to_staff_id']),
      ('cases_case', array['assigned_to_id', 'blocked_since', 'blocker_authority_id', 'blocker_body', 'blocker_condition', 'blocker_kind', 'blocker_procedure_id', 'citizen_id', 'held', 'hold_reason', 'id', 'incident_id', 'ledger_at', 'mission_id', 'mission_ids', 'next_due_at', 'next_due_limit_id', 'opened_at', 'outcome', 'playbook_id', 'position_at', 'reception_point_id', 'recorded_at', 'reference', 'report_source', 'rows', 'stage', 'version', 'voided_at']),
      ('cases_citizen', array['id', 'ledger_at', 'nationality', 'nationality_status', 'now_country', 'now_holder_id', 'now_place_id', 'now_since', 'points', 'registered_at', 'registered_by_id', 'sex', 'uuid', 'version'])) as plan (name, kept)
    where plan.name = version.table_name
      and (version.citizen_id = person or version.case_id = any(of_cases));
  delete from cases_rowversion where (citizen_id = person or case_id = any(of_cases))
    and old = '{}' and operation = current_setting('app.operation', true);
  update cases_receipt set key = 'forgotten-' || id, fingerprint = '', answer = '{}'
    where answer ->> 'reference' = any(own_references);
  update django_tasks_database_dbtaskresult set args_kwargs = '{"args": [], "kwargs": {}}',
      return_value = null, traceback = ''
    where status in ('SUCCESSFUL', 'FAILED') and exists (
      select from jsonb_each_text(args_kwargs -> 'kwargs') as said
      where (said.key = 'citizen_id' and said.value = person::text)
        or (said.key = 'case_id' and said.value = any(of_cases::text[]))
        or said.value = any(own_references));
  with alone as (
    select entry.id from cases_auditentry as entry
    where (entry.citizen_id = person or entry.case_id = any(of_cases)) and not exists (
      select from jsonb_array_elements(entry.subjects) as subject
      where subject ? 'ids'
        or (subject ->> 'table' || ':' || (subject ->> 'id')) <> all(own_rows))
  ), keys as (
    update cases_auditlink set key = null where entry_id in (select id from alone)
  )
  update cases_auditentry set case_id = null, citizen_id = null, subjects = '[]'
    where id in (select id from alone);
  perform set_config('app.forgets', '', true);
  return moment;
end $$;
drop function figure_records(timestamptz);
drop policy owner_all on cases_sameperson;
drop policy select_rows on cases_sameperson;
drop policy insert_rows on cases_sameperson;
drop policy update_rows on cases_sameperson;
alter table cases_sameperson no force row level security;
alter table cases_sameperson disable row level security;
drop trigger settle_same_person on cases_sameperson;
drop trigger keep_head on cases_citizen;
drop trigger no_head on cases_citizen;
drop trigger same_person_holds on cases_sameperson;
drop trigger once_per_person on cases_case;
drop trigger once_per_person_again on cases_case;
drop function settle_same_person();
drop function refuse_own_head();
drop function check_same_person();
drop function check_case_of_person();
drop function same_person_is_ours(bigint, bigint);
drop function settle_way(bigint);
drop function records_of(bigint);
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0037_lists"),)

    operations = (
        migrations.CreateModel(
            name="SamePerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Waits for another person"),
                            ("standing", "Linked"),
                            ("rejected", "Rejected: two people"),
                            ("undone", "Undone"),
                        ],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                (
                    "needs",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("another", "Another head of mission, or headquarters"),
                            ("headquarters", "Headquarters"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                (
                    "dated",
                    models.CharField(
                        choices=[
                            ("opening", "From its opening: it never was a case of its own"),
                            ("decision", "From today: until now both cases counted"),
                        ],
                        default="opening",
                        max_length=8,
                    ),
                ),
                ("because", models.CharField(max_length=300)),
                ("reasons", models.JSONField(default=list)),
                ("proposed_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                ("operation", models.CharField(blank=True, default="", max_length=60)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("rejected_at", models.DateTimeField(blank=True, null=True)),
                ("ended_reason", models.CharField(blank=True, default="", max_length=300)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "link of the same person",
                "verbose_name_plural": "links of the same person",
            },
        ),
        migrations.AddField(
            model_name="citizen",
            name="head",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.citizen",
            ),
        ),
        migrations.AddIndex(
            model_name="citizen",
            index=models.Index(
                condition=models.Q(("head__isnull", False)),
                fields=["head", "id"],
                name="citizen_linked",
            ),
        ),
        migrations.AddField(
            model_name="sameperson",
            name="citizen",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.citizen",
            ),
        ),
        migrations.AddField(
            model_name="sameperson",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sameperson",
            name="into",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.citizen",
            ),
        ),
        migrations.AddField(
            model_name="sameperson",
            name="mission",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.mission",
            ),
        ),
        migrations.AddField(
            model_name="sameperson",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sameperson",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="sameperson",
            index=models.Index(fields=["citizen", "id"], name="sameperson_citizen"),
        ),
        migrations.AddIndex(
            model_name="sameperson",
            index=models.Index(fields=["into", "id"], name="sameperson_into"),
        ),
        migrations.AddIndex(
            model_name="sameperson",
            index=models.Index(
                condition=models.Q(("status", "proposed")),
                fields=["proposed_at", "id"],
                name="sameperson_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="sameperson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["proposed", "standing"])),
                fields=("citizen",),
                name="sameperson_one_open",
                violation_error_message="This record is linked already, or somebody has proposed it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sameperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("citizen", models.F("into")), _negated=True),
                name="sameperson_two_records",
                violation_error_message="This is the same record.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sameperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("needs__in", ["", "another", "headquarters"])),
                name="sameperson_needs_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="sameperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("dated__in", ["opening", "decision"])),
                name="sameperson_dated_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="sameperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("recorded_at", None),
                        ("rejected_at", None),
                        ("status", "proposed"),
                        ("undone_at", None),
                    ),
                    models.Q(
                        ("recorded_at", None),
                        ("rejected_at__isnull", False),
                        ("status", "rejected"),
                        ("undone_at", None),
                    ),
                    models.Q(
                        ("recorded_at__isnull", False),
                        ("rejected_at", None),
                        ("status", "standing"),
                        ("undone_at", None),
                    ),
                    models.Q(
                        ("recorded_at__isnull", False),
                        ("rejected_at", None),
                        ("status", "undone"),
                        ("undone_at__gte", models.F("recorded_at")),
                    ),
                    _connector="OR",
                ),
                name="sameperson_status_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="sameperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("needs", ""),
                    ("recorded_at", None),
                    ("proposed_by", None),
                    models.Q(
                        ("recorded_by__isnull", False),
                        models.Q(("recorded_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sameperson_two_people",
                violation_error_message="Somebody else must confirm that this is one person.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sameperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("because", ""), _negated=True), name="sameperson_says_why"
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
        migrations.RunSQL(
            RIGHTS.replace("APP_ROLE", settings.DATABASE_APP_ROLE), migrations.RunSQL.noop
        ),
    )
