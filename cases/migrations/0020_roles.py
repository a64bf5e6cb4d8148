"""What a role sees, in both walls: the setting `app.sees`, asked by every policy.

The text of functions and policies is what the code gave when this was written; tests compare them.
"""

from django.db import migrations, models
from django.db.models import Q

ROLES = [
    ("field_officer", "Field officer"),
    ("case_officer", "Case officer"),
    ("head_of_mission", "Head of mission"),
    ("headquarters_officer", "Headquarters officer"),
    ("headquarters_lead", "Headquarters lead"),
    ("reception_officer", "Reception officer"),
    ("spokesperson", "Spokesperson’s desk"),
    ("auditor", "Auditor"),
    ("api_client", "API client"),
    ("administrator", "Administrator"),
]

FUNCTIONS = r"""
create function app_sees(word text) returns boolean language sql stable parallel safe as
$$ select word = any(string_to_array(coalesce(current_setting('app.sees', true), ''), ' ')) $$;
create function app_sees_all() returns boolean language sql stable parallel safe as
$$ select app_is_headquarters() and app_sees('people') $$;
create function app_sees_at() returns bigint language sql stable parallel safe as
$$ select case when app_sees('people') then app_mission() else 0 end $$;
create or replace function take_references(mission bigint, in_year integer, how_many integer)
returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  insert into cases_referencecounter as counter (mission_id, year, last)
  select mission, in_year, how_many
  where mission = app_sees_at() and mission > 0 and how_many between 1 and 10000
  on conflict (mission_id, year) do update set last = counter.last + excluded.last
  returning last - how_many + 1
$$;
create or replace function owns_case(which bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
select exists (select from cases_case where id = which and mission_id = app_sees_at())
$$;
create or replace function is_shared_now(which bigint) returns boolean
language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from cases_share where case_id = which
    and to_mission_id = app_sees_at() and revoked_at is null and until > now());
end $$;
create or replace function answer_transfer(which bigint, new_status text, words text) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  offer cases_transfer;
  person bigint;
  newest timestamptz;
  moment timestamptz;
begin
  select * into offer from cases_transfer where id = which for no key update;
  if not found or offer.status <> 'offered' or app_sees_at() is distinct from (
    case when new_status in ('accepted', 'rejected') then offer.to_mission_id
      when new_status = 'withdrawn' then offer.from_mission_id end)
  then
    return null;
  end if;
  newest := offer.offered_at;
  if new_status = 'accepted' then
    select citizen_id into person from cases_case where id = offer.case_id;
    select greatest(newest, ledger_at) into newest from cases_citizen
    where id = person for no key update;
    select greatest(newest, ledger_at) into newest from cases_case
    where id = offer.case_id for no key update;
  end if;
  moment := ledger_moment(newest);
  update cases_transfer set status = new_status, answered_at = moment,
    answered_by_id = app_staff(), answer = words where id = which;
  if new_status = 'accepted' then
    update cases_citizen set ledger_at = moment where id = person;
    update cases_share set revoked_at = moment - app_shift()
    where case_id = offer.case_id and to_mission_id = offer.to_mission_id and revoked_at is null;
    update cases_case set mission_id = offer.to_mission_id, assigned_to_id = null,
      ledger_at = moment, version = version + 1 where id = offer.case_id;
  end if;
  return moment;
end $$;
create or replace function may_count_incident(of_incident bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
select app_sees_all()
  or exists (select from cases_case
    where incident_id = of_incident and mission_id = app_sees_at() and voided_at is null)
  or exists (select from cases_transition as t join cases_case as c on c.id = t.case_id
    where t.from_mission_id = app_sees_at() and t.to_mission_id <> t.from_mission_id
      and t.voided_at is null and c.incident_id = of_incident)
$$;
create or replace function incident_totals(
  of_incident bigint, at_moment timestamptz default null, known timestamptz default null
) returns table (dimension text, key text, total bigint, men bigint, women bigint)
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan set work_mem = '64MB' set random_page_cost = 1.1 as $$
declare
  is_whole boolean := not app_sees_all();
  of_zone text;
begin
  if not may_count_incident(of_incident) then
    return;
  end if;
  at_moment := coalesce(at_moment, 'infinity');
  known := coalesce(known, 'infinity');
  select zone into of_zone from cases_incident where id = of_incident;
  if is_whole and not (ends_day(at_moment, of_zone) and ends_day(known, of_zone)) then
    raise exception 'totals are given to missions for whole days only'
      using errcode = 'check_violation', constraint = 'totals_of_whole_days';
  end if;
  return query
  with way as materialized (select * from figure_ways(of_incident, at_moment, known)),
  position as (
    select case grouping(w.country, w.place_id, w.holder_id, w.sex)
        when 15 then 'counted' when 7 then 'country' when 3 then 'place' when 13 then 'holder'
        else 'sex' end as by, w.country, w.place_id, w.holder_id, w.sex, count(*) as persons,
      count(*) filter (where w.sex = 'm') as m, count(*) filter (where w.sex = 'f') as f
    from way as w
    group by grouping sets ((), (w.country), (w.country, w.place_id), (w.holder_id), (w.sex))
  )
  select t.* from (
  select p.by, coalesce(case p.by when 'place' then coalesce(place.code, p.country)
      when 'country' then p.country when 'holder' then holder.code else p.sex end, '')::text,
    p.persons, case when p.by = 'country' and not is_whole then p.m end,
    case when p.by = 'country' and not is_whole then p.f end
  from position as p
  left join cases_place as place on place.id = p.place_id
  left join cases_authority as holder on holder.id = p.holder_id
  union all
  select 'crossed', entered.country, count(*),
    case when not is_whole then count(*) filter (where entered.sex = 'm') end,
    case when not is_whole then count(*) filter (where entered.sex = 'f') end
  from (select unnest(w.crossed_into) as country, w.sex from way as w) as entered
  group by entered.country
  union all
  select unnest(array['straddling', 'contradictory']), '',
    unnest(array[coalesce(sum(w.straddling), 0)::bigint,
      count(*) filter (where w.is_contradictory)]), null, null from way as w
  union all
  select * from case_totals(of_incident, at_moment, known)
  ) as t (dimension, key, total, men, women)
  where not is_whole or t.dimension not in ('place', 'holder', 'held', 'outcome');
end $$;
create or replace function unread_notices(reader bigint, at_mission bigint, as_role text) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from (
    (select from cases_notice where read_at is null and audience = 'officer'
      and staff_id = reader and mission_id = at_mission limit 10)
    union all
    (select from cases_notice where read_at is null and audience <> 'officer'
      and mission_id = at_mission
      and (audience = 'mission' or as_role = 'head_of_mission') limit 10)
  ) as waiting
  where app_kind() in ('', 'system') or (reader = app_staff() and app_sees('people'))
$$;
"""

FORMER_FUNCTIONS = r"""
create or replace function take_references(mission bigint, in_year integer, how_many integer)
returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  insert into cases_referencecounter as counter (mission_id, year, last)
  select mission, in_year, how_many where mission = app_mission() and how_many between 1 and 10000
  on conflict (mission_id, year) do update set last = counter.last + excluded.last
  returning last - how_many + 1
$$;
create or replace function owns_case(which bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
select exists (select from cases_case where id = which and mission_id = app_mission())
$$;
create or replace function is_shared_now(which bigint) returns boolean
language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from cases_share where case_id = which
    and to_mission_id = app_mission() and revoked_at is null and until > now());
end $$;
create or replace function answer_transfer(which bigint, new_status text, words text) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  offer cases_transfer;
  person bigint;
  newest timestamptz;
  moment timestamptz;
begin
  select * into offer from cases_transfer where id = which for no key update;
  if not found or offer.status <> 'offered' or app_mission() is distinct from (
    case when new_status in ('accepted', 'rejected') then offer.to_mission_id
      when new_status = 'withdrawn' then offer.from_mission_id end)
  then
    return null;
  end if;
  newest := offer.offered_at;
  if new_status = 'accepted' then
    select citizen_id into person from cases_case where id = offer.case_id;
    select greatest(newest, ledger_at) into newest from cases_citizen
    where id = person for no key update;
    select greatest(newest, ledger_at) into newest from cases_case
    where id = offer.case_id for no key update;
  end if;
  moment := ledger_moment(newest);
  update cases_transfer set status = new_status, answered_at = moment,
    answered_by_id = app_staff(), answer = words where id = which;
  if new_status = 'accepted' then
    update cases_citizen set ledger_at = moment where id = person;
    update cases_share set revoked_at = moment - app_shift()
    where case_id = offer.case_id and to_mission_id = offer.to_mission_id and revoked_at is null;
    update cases_case set mission_id = offer.to_mission_id, assigned_to_id = null,
      ledger_at = moment, version = version + 1 where id = offer.case_id;
  end if;
  return moment;
end $$;
create or replace function may_count_incident(of_incident bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
select app_is_headquarters()
  or exists (select from cases_case
    where incident_id = of_incident and mission_id = app_mission() and voided_at is null)
  or exists (select from cases_transition as t join cases_case as c on c.id = t.case_id
    where t.from_mission_id = app_mission() and t.to_mission_id <> t.from_mission_id
      and t.voided_at is null and c.incident_id = of_incident)
$$;
create or replace function incident_totals(
  of_incident bigint, at_moment timestamptz default null, known timestamptz default null
) returns table (dimension text, key text, total bigint, men bigint, women bigint)
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan set work_mem = '64MB' set random_page_cost = 1.1 as $$
declare
  is_whole boolean := not app_is_headquarters();
  of_zone text;
begin
  if not may_count_incident(of_incident) then
    return;
  end if;
  at_moment := coalesce(at_moment, 'infinity');
  known := coalesce(known, 'infinity');
  select zone into of_zone from cases_incident where id = of_incident;
  if is_whole and not (ends_day(at_moment, of_zone) and ends_day(known, of_zone)) then
    raise exception 'totals are given to missions for whole days only'
      using errcode = 'check_violation', constraint = 'totals_of_whole_days';
  end if;
  return query
  with way as materialized (select * from figure_ways(of_incident, at_moment, known)),
  position as (
    select case grouping(w.country, w.place_id, w.holder_id, w.sex)
        when 15 then 'counted' when 7 then 'country' when 3 then 'place' when 13 then 'holder'
        else 'sex' end as by, w.country, w.place_id, w.holder_id, w.sex, count(*) as persons,
      count(*) filter (where w.sex = 'm') as m, count(*) filter (where w.sex = 'f') as f
    from way as w
    group by grouping sets ((), (w.country), (w.country, w.place_id), (w.holder_id), (w.sex))
  )
  select t.* from (
  select p.by, coalesce(case p.by when 'place' then coalesce(place.code, p.country)
      when 'country' then p.country when 'holder' then holder.code else p.sex end, '')::text,
    p.persons, case when p.by = 'country' and not is_whole then p.m end,
    case when p.by = 'country' and not is_whole then p.f end
  from position as p
  left join cases_place as place on place.id = p.place_id
  left join cases_authority as holder on holder.id = p.holder_id
  union all
  select 'crossed', entered.country, count(*),
    case when not is_whole then count(*) filter (where entered.sex = 'm') end,
    case when not is_whole then count(*) filter (where entered.sex = 'f') end
  from (select unnest(w.crossed_into) as country, w.sex from way as w) as entered
  group by entered.country
  union all
  select unnest(array['straddling', 'contradictory']), '',
    unnest(array[coalesce(sum(w.straddling), 0)::bigint,
      count(*) filter (where w.is_contradictory)]), null, null from way as w
  union all
  select * from case_totals(of_incident, at_moment, known)
  ) as t (dimension, key, total, men, women)
  where not is_whole or t.dimension not in ('place', 'holder', 'held', 'outcome');
end $$;
create or replace function unread_notices(reader bigint, at_mission bigint, as_role text) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from (
    (select from cases_notice where read_at is null and audience = 'officer'
      and staff_id = reader and mission_id = at_mission limit 10)
    union all
    (select from cases_notice where read_at is null and audience <> 'officer'
      and mission_id = at_mission
      and (audience = 'mission' or as_role = 'head_of_mission') limit 10)
  ) as waiting
$$;
drop function app_sees_at();
drop function app_sees_all();
drop function app_sees(text);
"""

WALLS = r"""
drop policy select_rows on cases_citizensight;
drop policy select_rows on cases_citizen;
drop policy insert_rows on cases_citizen;
drop policy update_rows on cases_citizen;
drop policy select_rows on cases_name;
drop policy insert_rows on cases_name;
drop policy update_rows on cases_name;
drop policy select_rows on cases_contactpoint;
drop policy insert_rows on cases_contactpoint;
drop policy update_rows on cases_contactpoint;
drop policy select_rows on cases_identitydocument;
drop policy insert_rows on cases_identitydocument;
drop policy update_rows on cases_identitydocument;
drop policy select_rows on cases_relative;
drop policy insert_rows on cases_relative;
drop policy update_rows on cases_relative;
drop policy select_rows on cases_crossing;
drop policy insert_rows on cases_crossing;
drop policy update_rows on cases_crossing;
drop policy select_rows on cases_stay;
drop policy insert_rows on cases_stay;
drop policy update_rows on cases_stay;
drop policy select_rows on cases_case;
drop policy insert_rows on cases_case;
drop policy update_rows on cases_case;
drop policy select_rows on cases_share;
drop policy insert_rows on cases_share;
drop policy update_rows on cases_share;
drop policy select_rows on cases_transfer;
drop policy insert_rows on cases_transfer;
drop policy update_rows on cases_transfer;
drop policy select_rows on cases_transition;
drop policy insert_rows on cases_transition;
drop policy update_rows on cases_transition;
drop policy select_rows on cases_note;
drop policy insert_rows on cases_note;
drop policy update_rows on cases_note;
drop policy select_rows on cases_step;
drop policy insert_rows on cases_step;
drop policy update_rows on cases_step;
drop policy select_rows on cases_inquiry;
drop policy insert_rows on cases_inquiry;
drop policy update_rows on cases_inquiry;
drop policy select_rows on cases_stepresult;
drop policy insert_rows on cases_stepresult;
drop policy select_rows on cases_clock;
drop policy insert_rows on cases_clock;
drop policy update_rows on cases_clock;
drop policy select_rows on cases_reminder;
drop policy insert_rows on cases_reminder;
drop policy update_rows on cases_reminder;
drop policy select_rows on cases_auditentry;
drop policy select_rows on cases_rowversion;
drop policy select_rows on cases_directive;
drop policy insert_rows on cases_directive;
drop policy update_rows on cases_directive;
drop policy select_rows on cases_directivemission;
drop policy insert_rows on cases_directivemission;
drop policy update_rows on cases_directivemission;
drop policy select_rows on cases_directivereport;
drop policy insert_rows on cases_directivereport;
drop policy select_rows on cases_missionplan;
drop policy insert_rows on cases_missionplan;
drop policy select_rows on cases_notice;
drop policy update_rows on cases_notice;
drop policy select_rows on cases_auditlink;
drop policy select_rows on cases_outboxmail;
drop policy insert_rows on cases_outboxmail;
drop policy update_rows on cases_outboxmail;
create policy select_rows on cases_citizensight for select using ((select app_sees_all()) or mission_id = (select app_sees_at()));
create policy select_rows on cases_citizen for select using ((select app_sees_all()) or registered_by_id = (select app_sees_at()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_citizen.id and sight.mission_id = (select app_sees_at()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_citizen for insert with check ((select app_sees_all()) or registered_by_id = (select app_sees_at()));
create policy update_rows on cases_citizen for update using ((select app_sees_all()) or registered_by_id = (select app_sees_at()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_citizen.id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_sees_all()) or registered_by_id = (select app_sees_at()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_citizen.id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_name for select using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_name.citizen_id and sight.mission_id = (select app_sees_at()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_name for insert with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_name.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_name for update using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_name.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_name.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_contactpoint for select using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_contactpoint.citizen_id and sight.mission_id = (select app_sees_at()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_contactpoint for insert with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_contactpoint.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_contactpoint for update using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_contactpoint.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_contactpoint.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_identitydocument for select using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_identitydocument.citizen_id and sight.mission_id = (select app_sees_at()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_identitydocument for insert with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_identitydocument.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_identitydocument for update using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_identitydocument.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_identitydocument.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_relative for select using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_relative.citizen_id and sight.mission_id = (select app_sees_at()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_relative for insert with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_relative.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_relative for update using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_relative.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_relative.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_crossing for select using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_crossing.citizen_id and sight.mission_id = (select app_sees_at()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_crossing for insert with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_crossing.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_crossing for update using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_crossing.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_crossing.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_stay for select using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_stay.citizen_id and sight.mission_id = (select app_sees_at()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_stay for insert with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_stay.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_stay for update using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_stay.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_stay.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_case for select using ((select app_sees_all()) or mission_id = (select app_sees_at()) or ((select app_sees_at()) = any(mission_ids) and is_shared_now(cases_case.id)));
create policy insert_rows on cases_case for insert with check ((select app_sees_all()) or (mission_id = (select app_sees_at()) and (select true from cases_citizensight as sight where sight.citizen_id = cases_case.citizen_id and sight.mission_id = (select app_sees_at()) and sight.until is null)));
create policy update_rows on cases_case for update using ((select app_sees_all()) or ((mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = cases_case.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)) and (select true from cases_citizensight as sight where sight.citizen_id = cases_case.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())))) with check ((select app_sees_all()) or ((mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = cases_case.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)) and (select true from cases_citizensight as sight where sight.citizen_id = cases_case.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))));
create policy select_rows on cases_share for select using ((select app_sees_all()) or to_mission_id = (select app_sees_at()) or owner_id = (select app_sees_at()));
create policy insert_rows on cases_share for insert with check ((select app_sees_all()) or (owner_id = (select app_sees_at()) and owns_case(case_id)));
create policy update_rows on cases_share for update using ((select app_sees_all()) or (owner_id = (select app_sees_at()) and owns_case(case_id))) with check ((select app_sees_all()) or (owner_id = (select app_sees_at()) and owns_case(case_id)));
create policy select_rows on cases_transfer for select using ((select app_sees_all()) or from_mission_id = (select app_sees_at()) or to_mission_id = (select app_sees_at()));
create policy insert_rows on cases_transfer for insert with check (status = 'offered' and ((select app_sees_all()) or (from_mission_id = (select app_sees_at()) and owns_case(case_id))));
create policy update_rows on cases_transfer for update using ((select app_sees_all()) or from_mission_id = (select app_sees_at()) or to_mission_id = (select app_sees_at())) with check ((select app_sees_all()) or from_mission_id = (select app_sees_at()) or to_mission_id = (select app_sees_at()));
create policy select_rows on cases_transition for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_transition for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_transition for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_note for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_note for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_note for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_step for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_step for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_step for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_inquiry for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_inquiry for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_inquiry for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_stepresult for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_stepresult for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_clock for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_clock for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_clock for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_reminder for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_reminder for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_reminder for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_auditentry for select using ((select app_sees_all()) or mission_id = (select app_sees_at()) or ((select app_sees('audit')) and ((select app_is_headquarters()) or mission_id = (select app_mission()))) or case when case_id is not null then (select true from cases_case as parent where parent.id = case_id) else (select true from cases_citizen as parent where parent.id = citizen_id) end);
create policy select_rows on cases_rowversion for select using ((select app_sees_all()) or case when case_id is not null then (select true from cases_case as parent where parent.id = case_id) when citizen_id is not null then (select true from cases_citizen as parent where parent.id = citizen_id) when table_name = 'cases_directive' then (select true from cases_directive as parent where parent.id = row_id) when table_name = 'cases_directivemission' then (select true from cases_directivemission as parent where parent.id = row_id) when table_name in ('cases_directivereport', 'cases_missionplan') then false else (select app_kind()) = 'staff' end);
create policy select_rows on cases_directive for select using ((select app_sees_all()) or (select true from cases_directivemission as addressee where addressee.directive_id = cases_directive.id and addressee.mission_id = (select app_sees_at())));
create policy insert_rows on cases_directive for insert with check ((select app_sees_all()));
create policy update_rows on cases_directive for update using ((select app_sees_all()) or (select true from cases_directivemission as addressee where addressee.directive_id = cases_directive.id and addressee.mission_id = (select app_sees_at()))) with check ((select app_sees_all()));
create policy select_rows on cases_directivemission for select using ((select app_sees_all()) or mission_id = (select app_sees_at()));
create policy insert_rows on cases_directivemission for insert with check ((select app_sees_all()));
create policy update_rows on cases_directivemission for update using ((select app_sees_all()) or mission_id = (select app_sees_at())) with check ((select app_sees_all()) or mission_id = (select app_sees_at()));
create policy select_rows on cases_directivereport for select using ((select app_sees_all()) or (select true from cases_directivemission as parent where parent.id = addressee_id));
create policy insert_rows on cases_directivereport for insert with check ((select app_sees_all()) or (select true from cases_directivemission as parent where parent.id = addressee_id));
create policy select_rows on cases_missionplan for select using ((select app_sees_all()) or mission_id = (select app_sees_at()));
create policy insert_rows on cases_missionplan for insert with check ((select app_sees_all()) or mission_id = (select app_sees_at()));
create policy select_rows on cases_notice for select using ((select app_kind()) = 'system' or (mission_id = (select app_sees_at()) and (audience = 'mission' or staff_id = (select app_staff()) or (select app_is_head()))));
create policy update_rows on cases_notice for update using ((select app_kind()) = 'system' or (mission_id = (select app_sees_at()) and (audience = 'mission' or staff_id = (select app_staff()) or (select app_is_head())))) with check ((select app_kind()) = 'system' or (mission_id = (select app_sees_at()) and (audience = 'mission' or staff_id = (select app_staff()) or (select app_is_head()))));
create policy select_rows on cases_auditlink for select using ((select app_sees_all()));
create policy select_rows on cases_outboxmail for select using ((select app_sees_all()));
create policy insert_rows on cases_outboxmail for insert with check ((select app_sees_all()));
create policy update_rows on cases_outboxmail for update using ((select app_sees_all())) with check ((select app_sees_all()));
"""

FORMER_WALLS = r"""
drop policy select_rows on cases_citizensight;
drop policy select_rows on cases_citizen;
drop policy insert_rows on cases_citizen;
drop policy update_rows on cases_citizen;
drop policy select_rows on cases_name;
drop policy insert_rows on cases_name;
drop policy update_rows on cases_name;
drop policy select_rows on cases_contactpoint;
drop policy insert_rows on cases_contactpoint;
drop policy update_rows on cases_contactpoint;
drop policy select_rows on cases_identitydocument;
drop policy insert_rows on cases_identitydocument;
drop policy update_rows on cases_identitydocument;
drop policy select_rows on cases_relative;
drop policy insert_rows on cases_relative;
drop policy update_rows on cases_relative;
drop policy select_rows on cases_crossing;
drop policy insert_rows on cases_crossing;
drop policy update_rows on cases_crossing;
drop policy select_rows on cases_stay;
drop policy insert_rows on cases_stay;
drop policy update_rows on cases_stay;
drop policy select_rows on cases_case;
drop policy insert_rows on cases_case;
drop policy update_rows on cases_case;
drop policy select_rows on cases_share;
drop policy insert_rows on cases_share;
drop policy update_rows on cases_share;
drop policy select_rows on cases_transfer;
drop policy insert_rows on cases_transfer;
drop policy update_rows on cases_transfer;
drop policy select_rows on cases_transition;
drop policy insert_rows on cases_transition;
drop policy update_rows on cases_transition;
drop policy select_rows on cases_note;
drop policy insert_rows on cases_note;
drop policy update_rows on cases_note;
drop policy select_rows on cases_step;
drop policy insert_rows on cases_step;
drop policy update_rows on cases_step;
drop policy select_rows on cases_inquiry;
drop policy insert_rows on cases_inquiry;
drop policy update_rows on cases_inquiry;
drop policy select_rows on cases_stepresult;
drop policy insert_rows on cases_stepresult;
drop policy select_rows on cases_clock;
drop policy insert_rows on cases_clock;
drop policy update_rows on cases_clock;
drop policy select_rows on cases_reminder;
drop policy insert_rows on cases_reminder;
drop policy update_rows on cases_reminder;
drop policy select_rows on cases_auditentry;
drop policy select_rows on cases_rowversion;
drop policy select_rows on cases_directive;
drop policy insert_rows on cases_directive;
drop policy update_rows on cases_directive;
drop policy select_rows on cases_directivemission;
drop policy insert_rows on cases_directivemission;
drop policy update_rows on cases_directivemission;
drop policy select_rows on cases_directivereport;
drop policy insert_rows on cases_directivereport;
drop policy select_rows on cases_missionplan;
drop policy insert_rows on cases_missionplan;
drop policy select_rows on cases_notice;
drop policy update_rows on cases_notice;
drop policy select_rows on cases_auditlink;
drop policy select_rows on cases_outboxmail;
drop policy insert_rows on cases_outboxmail;
drop policy update_rows on cases_outboxmail;
create policy select_rows on cases_citizensight for select using ((select app_is_headquarters()) or mission_id = (select app_mission()));
create policy select_rows on cases_citizen for select using ((select app_is_headquarters()) or registered_by_id = (select app_mission()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_citizen.id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_citizen for insert with check ((select app_is_headquarters()) or registered_by_id = (select app_mission()));
create policy update_rows on cases_citizen for update using ((select app_is_headquarters()) or registered_by_id = (select app_mission()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_citizen.id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or registered_by_id = (select app_mission()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_citizen.id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_name for select using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_name.citizen_id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_name for insert with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_name.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_name for update using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_name.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_name.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_contactpoint for select using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_contactpoint.citizen_id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_contactpoint for insert with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_contactpoint.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_contactpoint for update using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_contactpoint.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_contactpoint.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_identitydocument for select using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_identitydocument.citizen_id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_identitydocument for insert with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_identitydocument.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_identitydocument for update using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_identitydocument.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_identitydocument.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_relative for select using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_relative.citizen_id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_relative for insert with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_relative.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_relative for update using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_relative.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_relative.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_crossing for select using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_crossing.citizen_id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_crossing for insert with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_crossing.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_crossing for update using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_crossing.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_crossing.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_stay for select using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_stay.citizen_id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_stay for insert with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_stay.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_stay for update using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_stay.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_stay.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_case for select using ((select app_is_headquarters()) or mission_id = (select app_mission()) or ((select app_mission()) = any(mission_ids) and is_shared_now(cases_case.id)));
create policy insert_rows on cases_case for insert with check ((select app_is_headquarters()) or (mission_id = (select app_mission()) and (select true from cases_citizensight as sight where sight.citizen_id = cases_case.citizen_id and sight.mission_id = (select app_mission()) and sight.until is null)));
create policy update_rows on cases_case for update using ((select app_is_headquarters()) or ((mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = cases_case.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)) and (select true from cases_citizensight as sight where sight.citizen_id = cases_case.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())))) with check ((select app_is_headquarters()) or ((mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = cases_case.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)) and (select true from cases_citizensight as sight where sight.citizen_id = cases_case.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))));
create policy select_rows on cases_share for select using ((select app_is_headquarters()) or to_mission_id = (select app_mission()) or owner_id = (select app_mission()));
create policy insert_rows on cases_share for insert with check ((select app_is_headquarters()) or (owner_id = (select app_mission()) and owns_case(case_id)));
create policy update_rows on cases_share for update using ((select app_is_headquarters()) or (owner_id = (select app_mission()) and owns_case(case_id))) with check ((select app_is_headquarters()) or (owner_id = (select app_mission()) and owns_case(case_id)));
create policy select_rows on cases_transfer for select using ((select app_is_headquarters()) or from_mission_id = (select app_mission()) or to_mission_id = (select app_mission()));
create policy insert_rows on cases_transfer for insert with check (status = 'offered' and ((select app_is_headquarters()) or (from_mission_id = (select app_mission()) and owns_case(case_id))));
create policy update_rows on cases_transfer for update using ((select app_is_headquarters()) or from_mission_id = (select app_mission()) or to_mission_id = (select app_mission())) with check ((select app_is_headquarters()) or from_mission_id = (select app_mission()) or to_mission_id = (select app_mission()));
create policy select_rows on cases_transition for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_transition for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_transition for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_note for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_note for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_note for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_step for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_step for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_step for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_inquiry for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_inquiry for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_inquiry for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_stepresult for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_stepresult for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_clock for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_clock for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_clock for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_reminder for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_reminder for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_reminder for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_auditentry for select using ((select app_is_headquarters()) or mission_id = (select app_mission()) or case when case_id is not null then (select true from cases_case as parent where parent.id = case_id) else (select true from cases_citizen as parent where parent.id = citizen_id) end);
create policy select_rows on cases_rowversion for select using ((select app_is_headquarters()) or case when case_id is not null then (select true from cases_case as parent where parent.id = case_id) when citizen_id is not null then (select true from cases_citizen as parent where parent.id = citizen_id) when table_name = 'cases_directive' then (select true from cases_directive as parent where parent.id = row_id) when table_name = 'cases_directivemission' then (select true from cases_directivemission as parent where parent.id = row_id) when table_name in ('cases_directivereport', 'cases_missionplan') then false else (select app_kind()) = 'staff' end);
create policy select_rows on cases_directive for select using ((select app_is_headquarters()) or (select true from cases_directivemission as addressee where addressee.directive_id = cases_directive.id and addressee.mission_id = (select app_mission())));
create policy insert_rows on cases_directive for insert with check ((select app_is_headquarters()));
create policy update_rows on cases_directive for update using ((select app_is_headquarters()) or (select true from cases_directivemission as addressee where addressee.directive_id = cases_directive.id and addressee.mission_id = (select app_mission()))) with check ((select app_is_headquarters()));
create policy select_rows on cases_directivemission for select using ((select app_is_headquarters()) or mission_id = (select app_mission()));
create policy insert_rows on cases_directivemission for insert with check ((select app_is_headquarters()));
create policy update_rows on cases_directivemission for update using ((select app_is_headquarters()) or mission_id = (select app_mission())) with check ((select app_is_headquarters()) or mission_id = (select app_mission()));
create policy select_rows on cases_directivereport for select using ((select app_is_headquarters()) or (select true from cases_directivemission as parent where parent.id = addressee_id));
create policy insert_rows on cases_directivereport for insert with check ((select app_is_headquarters()) or (select true from cases_directivemission as parent where parent.id = addressee_id));
create policy select_rows on cases_missionplan for select using ((select app_is_headquarters()) or mission_id = (select app_mission()));
create policy insert_rows on cases_missionplan for insert with check ((select app_is_headquarters()) or mission_id = (select app_mission()));
create policy select_rows on cases_notice for select using ((select app_kind()) = 'system' or (mission_id = (select app_mission()) and (audience = 'mission' or staff_id = (select app_staff()) or (select app_is_head()))));
create policy update_rows on cases_notice for update using ((select app_kind()) = 'system' or (mission_id = (select app_mission()) and (audience = 'mission' or staff_id = (select app_staff()) or (select app_is_head())))) with check ((select app_kind()) = 'system' or (mission_id = (select app_mission()) and (audience = 'mission' or staff_id = (select app_staff()) or (select app_is_head()))));
create policy select_rows on cases_auditlink for select using ((select app_is_headquarters()));
create policy select_rows on cases_outboxmail for select using ((select app_is_headquarters()));
create policy insert_rows on cases_outboxmail for insert with check ((select app_is_headquarters()));
create policy update_rows on cases_outboxmail for update using ((select app_is_headquarters())) with check ((select app_is_headquarters()));
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0019_accounts"),)
    operations = (
        migrations.AlterField(
            model_name="posting",
            name="role",
            field=models.CharField(choices=ROLES, max_length=24),
        ),
        migrations.RemoveConstraint(model_name="posting", name="posting_role_known"),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=Q(role__in=[code for code, _words in ROLES]), name="posting_role_known"
            ),
        ),
        migrations.RunSQL(FUNCTIONS, FORMER_FUNCTIONS),
        migrations.RunSQL(WALLS, FORMER_WALLS),
    )
