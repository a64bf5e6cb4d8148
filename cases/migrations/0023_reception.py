"""Reception points: which one receives a person, and what it sees of whoever is on the way there.

The text of functions and policies is what the code gave when this was written; tests compare them.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

FUNCTIONS = r"""
drop trigger set_missions on cases_case;
create function reception_until(stage text, outcome text, position_at timestamptz)
returns timestamptz language sql stable parallel safe as $$
select case when stage in ('ready', 'departed', 'arrived') then position_at + interval '730 days'
  when outcome = 'handed_over' then position_at + interval '14 days' end
$$;
create function is_arriving(which bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
select exists (select from cases_case where id = which and reception_point_id = app_sees_at()
  and reception_until(stage, outcome, position_at) > now())
$$;
create or replace function refresh_sight(person bigint) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform from cases_citizen where id = person for no key update;
  with wanted as (
    select mission_id,
      case when bool_and(until is not null) then max(until) end as until,
      bool_or(writes) as may_write,
      case when bool_and(until is not null) filter (where writes)
        then max(until) filter (where writes) end as write_until
    from (
      select registered_by_id as mission_id, null::timestamptz as until, true as writes
      from cases_citizen where id = person
      union all
      select mission_id, null, true from cases_case where citizen_id = person
      union all
      select share.to_mission_id, share.until, cardinality(share.operations) > 0
      from cases_share as share join cases_case as shown on shown.id = share.case_id
      where shown.citizen_id = person and share.revoked_at is null
      union all
      select reception_point_id, reception_until(stage, outcome, position_at), true
      from cases_case where citizen_id = person and reception_point_id is not null
        and reception_until(stage, outcome, position_at) is not null
    ) as source
    group by mission_id
  ), gone as (
    delete from cases_citizensight as sight where sight.citizen_id = person
      and sight.mission_id not in (select mission_id from wanted)
  )
  insert into cases_citizensight as sight
    (citizen_id, mission_id, until, may_write, write_until)
  select person, mission_id, until, may_write, write_until from wanted
  on conflict (mission_id, citizen_id) do update
    set until = excluded.until, may_write = excluded.may_write, write_until = excluded.write_until
    where (sight.until, sight.may_write, sight.write_until)
      is distinct from (excluded.until, excluded.may_write, excluded.write_until);
end $$;
create or replace function set_case_missions() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if new.reception_point_id is not null and 'reception_point' is distinct from
    (select kind from cases_mission where id = new.reception_point_id)
  then
    raise exception 'mission % receives nobody at home', new.reception_point_id
      using errcode = 'check_violation', constraint = 'case_reception_point_kind';
  end if;
  new.mission_ids := array(select new.mission_id union select to_mission_id from cases_share
    where case_id = new.id and revoked_at is null
    union select new.reception_point_id where new.reception_point_id is not null
    order by 1);
  return new;
end $$;
create or replace function spread_share() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  person bigint;
begin
  update cases_case as shown set mission_ids = array(
    select shown.mission_id union select to_mission_id from cases_share
    where case_id = new.case_id and revoked_at is null
    union select shown.reception_point_id where shown.reception_point_id is not null
    order by 1)
  where shown.id = new.case_id returning shown.citizen_id into person;
  perform refresh_sight(person);
  return null;
end $$;
create trigger sight_on_way after update of reception_point_id, stage, outcome, position_at
on cases_case for each row
when ((old.reception_point_id is not null or new.reception_point_id is not null)
  and (old.reception_point_id, old.stage, old.outcome, old.position_at)
    is distinct from (new.reception_point_id, new.stage, new.outcome, new.position_at))
execute function sight_of_case();
create trigger set_missions before insert or update of mission_id, reception_point_id on cases_case
for each row execute function set_case_missions();
"""

FORMER_FUNCTIONS = r"""
update cases_case set reception_point_id = null where reception_point_id is not null;
set constraints all immediate;
set constraints all deferred;
drop trigger sight_on_way on cases_case;
drop trigger set_missions on cases_case;
create or replace function refresh_sight(person bigint) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform from cases_citizen where id = person for no key update;
  with wanted as (
    select mission_id,
      case when bool_and(until is not null) then max(until) end as until,
      bool_or(writes) as may_write,
      case when bool_and(until is not null) filter (where writes)
        then max(until) filter (where writes) end as write_until
    from (
      select registered_by_id as mission_id, null::timestamptz as until, true as writes
      from cases_citizen where id = person
      union all
      select mission_id, null, true from cases_case where citizen_id = person
      union all
      select share.to_mission_id, share.until, cardinality(share.operations) > 0
      from cases_share as share join cases_case as shown on shown.id = share.case_id
      where shown.citizen_id = person and share.revoked_at is null
    ) as source
    group by mission_id
  ), gone as (
    delete from cases_citizensight as sight where sight.citizen_id = person
      and sight.mission_id not in (select mission_id from wanted)
  )
  insert into cases_citizensight as sight
    (citizen_id, mission_id, until, may_write, write_until)
  select person, mission_id, until, may_write, write_until from wanted
  on conflict (mission_id, citizen_id) do update
    set until = excluded.until, may_write = excluded.may_write, write_until = excluded.write_until
    where (sight.until, sight.may_write, sight.write_until)
      is distinct from (excluded.until, excluded.may_write, excluded.write_until);
end $$;
create or replace function set_case_missions() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  new.mission_ids := array(select new.mission_id union select to_mission_id from cases_share
    where case_id = new.id and revoked_at is null order by 1);
  return new;
end $$;
create or replace function spread_share() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  person bigint;
begin
  update cases_case as shown set mission_ids = array(
    select shown.mission_id union select to_mission_id from cases_share
    where case_id = new.case_id and revoked_at is null order by 1)
  where shown.id = new.case_id returning shown.citizen_id into person;
  perform refresh_sight(person);
  return null;
end $$;
create trigger set_missions before insert or update of mission_id on cases_case
for each row execute function set_case_missions();
drop function is_arriving(bigint);
drop function reception_until(text, text, timestamptz);
"""

WALLS = r"""
drop policy select_rows on cases_case;
drop policy update_rows on cases_case;
drop policy insert_rows on cases_transition;
drop policy update_rows on cases_transition;
drop policy select_rows on cases_note;
drop policy insert_rows on cases_note;
drop policy update_rows on cases_note;
drop policy insert_rows on cases_step;
drop policy update_rows on cases_step;
drop policy insert_rows on cases_inquiry;
drop policy update_rows on cases_inquiry;
drop policy insert_rows on cases_stepresult;
drop policy select_rows on cases_sealedpart;
drop policy insert_rows on cases_sealedpart;
drop policy insert_rows on cases_clock;
drop policy update_rows on cases_clock;
drop policy insert_rows on cases_reminder;
drop policy update_rows on cases_reminder;
drop policy select_rows on cases_rowversion;
create policy select_rows on cases_case for select using ((select app_sees_all()) or mission_id = (select app_sees_at()) or ((select app_sees_at()) = any(mission_ids) and (is_shared_now(cases_case.id) or is_arriving(cases_case.id))));
create policy update_rows on cases_case for update using ((select app_sees_all()) or ((mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = cases_case.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(cases_case.id)) and (select true from cases_citizensight as sight where sight.citizen_id = cases_case.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())))) with check ((select app_sees_all()) or ((mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = cases_case.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(cases_case.id)) and (select true from cases_citizensight as sight where sight.citizen_id = cases_case.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))));
create policy insert_rows on cases_transition for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy update_rows on cases_transition for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy select_rows on cases_note for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_note for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy update_rows on cases_note for update using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))))) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy insert_rows on cases_step for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy update_rows on cases_step for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy insert_rows on cases_inquiry for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy update_rows on cases_inquiry for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy insert_rows on cases_stepresult for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy select_rows on cases_sealedpart for select using ((select app_sees('file')) and (case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_sealedpart for insert with check ((select app_sees('file')) and (case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy insert_rows on cases_clock for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy update_rows on cases_clock for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy insert_rows on cases_reminder for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy update_rows on cases_reminder for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy select_rows on cases_rowversion for select using ((select app_sees_all()) or case when case_id is not null then (select app_sees('file')) and (select true from cases_case as parent where parent.id = case_id) when citizen_id is not null then (select app_sees('file')) and (select true from cases_citizen as parent where parent.id = citizen_id) when table_name = 'cases_directive' then (select true from cases_directive as parent where parent.id = row_id) when table_name = 'cases_directivemission' then (select true from cases_directivemission as parent where parent.id = row_id) when table_name in ('cases_directivereport', 'cases_missionplan') then false else (select app_kind()) = 'staff' end);
"""

FORMER_WALLS = r"""
drop policy select_rows on cases_case;
drop policy update_rows on cases_case;
drop policy insert_rows on cases_transition;
drop policy update_rows on cases_transition;
drop policy select_rows on cases_note;
drop policy insert_rows on cases_note;
drop policy update_rows on cases_note;
drop policy insert_rows on cases_step;
drop policy update_rows on cases_step;
drop policy insert_rows on cases_inquiry;
drop policy update_rows on cases_inquiry;
drop policy insert_rows on cases_stepresult;
drop policy select_rows on cases_sealedpart;
drop policy insert_rows on cases_sealedpart;
drop policy insert_rows on cases_clock;
drop policy update_rows on cases_clock;
drop policy insert_rows on cases_reminder;
drop policy update_rows on cases_reminder;
drop policy select_rows on cases_rowversion;
create policy select_rows on cases_case for select using ((select app_sees_all()) or mission_id = (select app_sees_at()) or ((select app_sees_at()) = any(mission_ids) and is_shared_now(cases_case.id)));
create policy update_rows on cases_case for update using ((select app_sees_all()) or ((mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = cases_case.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)) and (select true from cases_citizensight as sight where sight.citizen_id = cases_case.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())))) with check ((select app_sees_all()) or ((mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = cases_case.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)) and (select true from cases_citizensight as sight where sight.citizen_id = cases_case.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))));
create policy insert_rows on cases_transition for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_transition for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_note for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_note for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_note for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy insert_rows on cases_step for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_step for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy insert_rows on cases_inquiry for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_inquiry for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy insert_rows on cases_stepresult for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_sealedpart for select using ((case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_sealedpart for insert with check ((case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))));
create policy insert_rows on cases_clock for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_clock for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy insert_rows on cases_reminder for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_reminder for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_rowversion for select using ((select app_sees_all()) or case when case_id is not null then (select true from cases_case as parent where parent.id = case_id) when citizen_id is not null then (select true from cases_citizen as parent where parent.id = citizen_id) when table_name = 'cases_directive' then (select true from cases_directive as parent where parent.id = row_id) when table_name = 'cases_directivemission' then (select true from cases_directivemission as parent where parent.id = row_id) when table_name in ('cases_directivereport', 'cases_missionplan') then false else (select app_kind()) = 'staff' end);
"""

RIGHTS = """
revoke all on function is_arriving(bigint) from public;
grant execute on function is_arriving(bigint) to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0022_sealed_filled"),)
    operations = (
        migrations.AddField(
            model_name="case",
            name="reception_point",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.mission",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=Q(reception_point__isnull=False),
                fields=["reception_point", "position_at", "reference"],
                name="case_arriving",
            ),
        ),
        migrations.RunSQL(FUNCTIONS, FORMER_FUNCTIONS),
        migrations.RunSQL(WALLS, FORMER_WALLS),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    )
