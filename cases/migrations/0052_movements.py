"""Movements, their legs, escorts and notes; passengers, and the lists that were frozen.

The SQL is what `cases/core/walls_movements.py`, `cases/movements/schema.py` and
`cases/retention/schema.py` gave when it was written; tests compare them.
"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
create function take_movement_number(mission bigint, in_year integer)
returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  insert into cases_movementcounter as counter (mission_id, year, last)
  select mission, in_year, 1 where mission = app_sees_at() and mission > 0
  on conflict (mission_id, year) do update set last = counter.last + 1
  returning last
$$;
create function movement_in_sight(which bigint) returns boolean
language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from cases_passenger where movement_id = which);
end $$;
create function keep_movement_seats() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  trips bigint[] := array(select distinct movement_id from fresh);
begin
  update cases_movement as trip set seated = now.seated, waiting = now.waiting
    from (select t.id, count(*) filter (where p.state = 'seated') as seated,
        count(*) filter (where p.state = 'waiting') as waiting
      from unnest(trips) as t(id) left join cases_passenger as p on p.movement_id = t.id
      group by t.id) as now
    where trip.id = now.id
      and (trip.seated, trip.waiting) is distinct from (now.seated::int, now.waiting::int);
  update cases_leg as leg set seated = now.seated
    from (select l.id, count(p.id) as seated from cases_leg as l
      left join cases_passenger as p on p.movement_id = l.movement_id and p.state = 'seated'
        and p.first_leg <= l.number and (p.last_leg is null or p.last_leg >= l.number)
      where l.movement_id = any(trips) group by l.id) as now
    where leg.id = now.id and leg.seated is distinct from now.seated::int;
  update cases_movement as trip set mission_ids = now.ids
    from (select t.id, array(select distinct m from cases_passenger as p
        join cases_case as c on c.id = p.case_id, unnest(c.mission_ids || c.mission_id) as m
        where p.movement_id = t.id order by m) as ids from unnest(trips) as t(id)) as now
    where trip.id = now.id and not trip.mission_ids @> now.ids;
  return null;
end $$;
create trigger keep_seats_of_new after insert on cases_passenger
  referencing new table as fresh for each statement execute function keep_movement_seats();
create trigger keep_seats after update on cases_passenger
  referencing new table as fresh for each statement execute function keep_movement_seats();
create function keep_leg_seats() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_leg as leg set seated = (
      select count(*) from cases_passenger as p where p.movement_id = leg.movement_id
        and p.state = 'seated' and p.first_leg <= leg.number
        and (p.last_leg is null or p.last_leg >= leg.number))
    where leg.id = new.id;
  return null;
end $$;
create trigger keep_seats after insert on cases_leg for each row
  execute function keep_leg_seats();
create function keep_movement_missions() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_movement as trip
    set mission_ids = array(select distinct m
      from unnest(trip.mission_ids || new.mission_ids || new.mission_id) as m order by m)
    where trip.id in (select movement_id from cases_passenger where case_id = new.id)
      and not trip.mission_ids @> (new.mission_ids || new.mission_id);
  return null;
end $$;
create trigger keep_movement_missions after update on cases_case for each row
  when (old.mission_ids is distinct from new.mission_ids
    or old.mission_id is distinct from new.mission_id)
  execute function keep_movement_missions();
alter table cases_movement enable row level security;
alter table cases_movement force row level security;
create policy owner_all on cases_movement to current_user using (true) with check (true);
create policy select_rows on cases_movement for select using ((select app_sees('people')) and ((select app_sees_all()) or mission_id = (select app_sees_at()) or (reception_point_id = (select app_sees_at()) and manifest > 0) or ((select app_sees('file')) and (select app_sees_at()) = any(mission_ids) and movement_in_sight(id))));
create policy insert_rows on cases_movement for insert with check ((select app_sees('file')) and ((select app_sees_all()) or mission_id = (select app_sees_at())));
create policy update_rows on cases_movement for update using ((select app_sees('file')) and ((select app_sees_all()) or mission_id = (select app_sees_at()))) with check ((select app_sees('file')) and ((select app_sees_all()) or mission_id = (select app_sees_at())));
alter table cases_leg enable row level security;
alter table cases_leg force row level security;
create policy owner_all on cases_leg to current_user using (true) with check (true);
create policy select_rows on cases_leg for select using ((select app_sees_all()) or (select true from cases_movement as parent where parent.id = movement_id));
create policy insert_rows on cases_leg for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as trip where trip.id = movement_id and trip.mission_id = (select app_sees_at()))));
create policy update_rows on cases_leg for update using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as trip where trip.id = movement_id and trip.mission_id = (select app_sees_at())))) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as trip where trip.id = movement_id and trip.mission_id = (select app_sees_at()))));
alter table cases_escort enable row level security;
alter table cases_escort force row level security;
create policy owner_all on cases_escort to current_user using (true) with check (true);
create policy select_rows on cases_escort for select using ((select app_sees_all()) or (select true from cases_movement as parent where parent.id = movement_id));
create policy insert_rows on cases_escort for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as trip where trip.id = movement_id and trip.mission_id = (select app_sees_at()))));
create policy update_rows on cases_escort for update using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as trip where trip.id = movement_id and trip.mission_id = (select app_sees_at())))) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as trip where trip.id = movement_id and trip.mission_id = (select app_sees_at()))));
alter table cases_hostnote enable row level security;
alter table cases_hostnote force row level security;
create policy owner_all on cases_hostnote to current_user using (true) with check (true);
create policy select_rows on cases_hostnote for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as parent where parent.id = movement_id)));
create policy insert_rows on cases_hostnote for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as trip where trip.id = movement_id and trip.mission_id = (select app_sees_at()))));
create policy update_rows on cases_hostnote for update using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as trip where trip.id = movement_id and trip.mission_id = (select app_sees_at())))) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as trip where trip.id = movement_id and trip.mission_id = (select app_sees_at()))));
alter table cases_passenger enable row level security;
alter table cases_passenger force row level security;
create policy owner_all on cases_passenger to current_user using (true) with check (true);
create policy select_rows on cases_passenger for select using ((select app_sees('people')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_passenger for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as trip where trip.id = movement_id and trip.mission_id = (select app_sees_at()))) and (select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy update_rows on cases_passenger for update using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as trip where trip.id = movement_id and trip.mission_id = (select app_sees_at()))) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id))) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as trip where trip.id = movement_id and trip.mission_id = (select app_sees_at()))) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
alter table cases_seatchange enable row level security;
alter table cases_seatchange force row level security;
create policy owner_all on cases_seatchange to current_user using (true) with check (true);
create policy select_rows on cases_seatchange for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_seatchange for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)) and ((select app_sees_all()) or (select true from cases_passenger as rider join cases_movement as trip on trip.id = rider.movement_id where rider.id = passenger_id and rider.case_id = cases_seatchange.case_id and trip.mission_id = (select app_sees_at()))));
alter table cases_seatoverride enable row level security;
alter table cases_seatoverride force row level security;
create policy owner_all on cases_seatoverride to current_user using (true) with check (true);
create policy select_rows on cases_seatoverride for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)) and (code <> 'kept_apart' or (select app_sees('apart'))));
create policy insert_rows on cases_seatoverride for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)) and ((select app_sees_all()) or (select true from cases_passenger as rider join cases_movement as trip on trip.id = rider.movement_id where rider.id = passenger_id and rider.case_id = cases_seatoverride.case_id and trip.mission_id = (select app_sees_at()))));
alter table cases_manifestversion enable row level security;
alter table cases_manifestversion force row level security;
create policy owner_all on cases_manifestversion to current_user using (true) with check (true);
create policy select_rows on cases_manifestversion for select using ((select app_sees_all()) or (select true from cases_movement as parent where parent.id = movement_id));
create policy insert_rows on cases_manifestversion for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_movement as trip where trip.id = movement_id and trip.mission_id = (select app_sees_at()))));
alter table cases_manifestline enable row level security;
alter table cases_manifestline force row level security;
create policy owner_all on cases_manifestline to current_user using (true) with check (true);
create policy select_rows on cases_manifestline for select using ((select app_sees('people')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_manifestline for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)) and (select true from cases_manifestversion as made join cases_movement as trip on trip.id = made.movement_id where made.id = manifest_id and ((select app_sees_all()) or trip.mission_id = (select app_sees_at()))));
create trigger keep_version after update or delete on cases_movement for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_leg for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_escort for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_hostnote for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_passenger for each row execute function keep_row_version('', 'case_id');
drop policy select_rows on cases_rowversion;
create policy select_rows on cases_rowversion for select using ((select app_sees_all()) or case when case_id is not null then (select app_sees('file')) and (select true from cases_case as parent where parent.id = case_id) when citizen_id is not null then (select app_sees('file')) and (select true from cases_citizen as parent where parent.id = citizen_id) when table_name = 'cases_directive' then (select true from cases_directive as parent where parent.id = row_id) when table_name = 'cases_directivemission' then (select true from cases_directivemission as parent where parent.id = row_id) when table_name = 'cases_receivedreport' then (select true from cases_receivedreport as parent where parent.id = row_id) when table_name = 'cases_movement' then (select true from cases_movement as parent where parent.id = row_id) when table_name = 'cases_leg' then (select true from cases_leg as parent where parent.id = row_id) when table_name = 'cases_escort' then (select true from cases_escort as parent where parent.id = row_id) when table_name = 'cases_hostnote' then (select true from cases_hostnote as parent where parent.id = row_id) when table_name in ('cases_directivereport', 'cases_missionplan') then false else (select app_kind()) = 'staff' end);
create or replace function anonymise_citizen(person bigint) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  of_cases bigint[];
  of_reports bigint[];
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
  of_reports := array(select id from cases_receivedreport as told
      where coalesce(told.same_as_id, told.id) in (
        select report_id from cases_reportlink where case_id = any(of_cases) and undone_at is null)
      and not exists (
        select from cases_reportlink as link
          join cases_case as c on c.id = link.case_id
          join cases_citizen as other on other.id = c.citizen_id
        where link.report_id = coalesce(told.same_as_id, told.id) and link.undone_at is null
          and other.id <> person and other.anonymised_at is null));
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
    union all select 'cases_listrow:' || id from cases_listrow where (citizen_id = person or id in (select row_id from cases_pileentry
    where citizen_id = person and row_id is not null))
    union all select 'cases_pileentry:' || id from cases_pileentry where (citizen_id = person or candidate_id = person)
    union all select 'cases_retentionitem:' || id from cases_retentionitem where citizen_id = person
    union all select 'cases_citizensight:' || id from cases_citizensight where citizen_id = person
    union all select 'cases_receivedreport:' || id from cases_receivedreport where id = any(of_reports)
    union all select 'cases_reportlink:' || id from cases_reportlink where case_id = any(of_cases)
    union all select 'cases_letter:' || id from cases_letter where case_id = any(of_cases)
    union all select 'cases_lettercontent:' || id from cases_lettercontent where case_id = any(of_cases)
    union all select 'cases_attachment:' || id from cases_attachment where case_id = any(of_cases)
    union all select 'cases_attachedfile:' || id from cases_attachedfile where case_id = any(of_cases)
    union all select 'cases_costline:' || id from cases_costline where case_id = any(of_cases)
    union all select 'cases_deposit:' || id from cases_deposit where case_id = any(of_cases)
    union all select 'cases_undertaking:' || id from cases_undertaking where case_id = any(of_cases)
    union all select 'cases_repayment:' || id from cases_repayment where case_id = any(of_cases)
    union all select 'cases_sharedcost:' || id from cases_sharedcost where id in (select shared_id from cases_costline where case_id = any(of_cases))
    union all select 'cases_passenger:' || id from cases_passenger where case_id = any(of_cases)
    union all select 'cases_seatchange:' || id from cases_seatchange where case_id = any(of_cases)
    union all select 'cases_seatoverride:' || id from cases_seatoverride where case_id = any(of_cases)
    union all select 'cases_manifestline:' || id from cases_manifestline where case_id = any(of_cases)
    union all select 'cases_vulnerability:' || id from cases_vulnerability where case_id = any(of_cases)
    union all select 'cases_assessment:' || id from cases_assessment where case_id = any(of_cases)
    union all select 'cases_protectiondecision:' || id from cases_protectiondecision where case_id = any(of_cases)
    union all select 'cases_fitnessfinding:' || id from cases_fitnessfinding where case_id = any(of_cases)
    union all select 'cases_travelfitness:' || id from cases_travelfitness where case_id = any(of_cases)
    union all select 'cases_keepapart:' || id from cases_keepapart where (citizen_id = person or other_id = person)
    union all select 'cases_travelgroup:' || id from cases_travelgroup where id in (select group_id from cases_groupmember where case_id = any(of_cases))
    union all select 'cases_groupmember:' || id from cases_groupmember where case_id = any(of_cases)
    union all select 'cases_welfarecheck:' || id from cases_welfarecheck where case_id = any(of_cases)
    union all select 'cases_welfarefinding:' || id from cases_welfarefinding where case_id = any(of_cases)
    union all select 'cases_earlierreturn:' || id from cases_earlierreturn where (case_id = any(of_cases) or earlier_id = any(of_cases))
    union all select 'cases_note:' || id from cases_note where case_id = any(of_cases)
    union all select 'cases_sealednote:' || id from cases_sealednote where case_id = any(of_cases)
    union all select 'cases_contactentry:' || id from cases_contactentry where case_id = any(of_cases)
    union all select 'cases_statement:' || id from cases_statement where case_id = any(of_cases)
    union all select 'cases_safecontact:' || id from cases_safecontact where citizen_id = person
    union all select 'cases_transition:' || id from cases_transition where case_id = any(of_cases)
    union all select 'cases_step:' || id from cases_step where case_id = any(of_cases)
    union all select 'cases_inquiry:' || id from cases_inquiry where case_id = any(of_cases)
    union all select 'cases_stepresult:' || id from cases_stepresult where case_id = any(of_cases)
    union all select 'cases_sealedpart:' || id from cases_sealedpart where case_id = any(of_cases)
    union all select 'cases_casebasis:' || id from cases_casebasis where case_id = any(of_cases)
    union all select 'cases_unsealing:' || id from cases_unsealing where case_id = any(of_cases)
    union all select 'cases_draft:' || id from cases_draft where (from_case_id = any(of_cases) or from_report_id = any(of_reports))
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
    union all select uuid::text from cases_listrow where (citizen_id = person or id in (select row_id from cases_pileentry
    where citizen_id = person and row_id is not null))
    union all select uuid::text from cases_pileentry where (citizen_id = person or candidate_id = person)
    union all select uuid::text from cases_retentionitem where citizen_id = person
    union all select uuid::text from cases_receivedreport where id = any(of_reports)
    union all select uuid::text from cases_reportlink where case_id = any(of_cases)
    union all select uuid::text from cases_letter where case_id = any(of_cases)
    union all select uuid::text from cases_attachment where case_id = any(of_cases)
    union all select uuid::text from cases_costline where case_id = any(of_cases)
    union all select uuid::text from cases_deposit where case_id = any(of_cases)
    union all select uuid::text from cases_undertaking where case_id = any(of_cases)
    union all select uuid::text from cases_repayment where case_id = any(of_cases)
    union all select uuid::text from cases_sharedcost where id in (select shared_id from cases_costline where case_id = any(of_cases))
    union all select uuid::text from cases_passenger where case_id = any(of_cases)
    union all select uuid::text from cases_seatchange where case_id = any(of_cases)
    union all select uuid::text from cases_seatoverride where case_id = any(of_cases)
    union all select uuid::text from cases_vulnerability where case_id = any(of_cases)
    union all select uuid::text from cases_assessment where case_id = any(of_cases)
    union all select uuid::text from cases_protectiondecision where case_id = any(of_cases)
    union all select uuid::text from cases_fitnessfinding where case_id = any(of_cases)
    union all select uuid::text from cases_travelfitness where case_id = any(of_cases)
    union all select uuid::text from cases_keepapart where (citizen_id = person or other_id = person)
    union all select uuid::text from cases_travelgroup where id in (select group_id from cases_groupmember where case_id = any(of_cases))
    union all select uuid::text from cases_groupmember where case_id = any(of_cases)
    union all select uuid::text from cases_welfarecheck where case_id = any(of_cases)
    union all select uuid::text from cases_welfarefinding where case_id = any(of_cases)
    union all select uuid::text from cases_earlierreturn where (case_id = any(of_cases) or earlier_id = any(of_cases))
    union all select uuid::text from cases_note where case_id = any(of_cases)
    union all select uuid::text from cases_sealednote where case_id = any(of_cases)
    union all select uuid::text from cases_contactentry where case_id = any(of_cases)
    union all select uuid::text from cases_statement where case_id = any(of_cases)
    union all select uuid::text from cases_safecontact where citizen_id = person
    union all select uuid::text from cases_transition where case_id = any(of_cases)
    union all select uuid::text from cases_step where case_id = any(of_cases)
    union all select uuid::text from cases_inquiry where case_id = any(of_cases)
    union all select uuid::text from cases_stepresult where case_id = any(of_cases)
    union all select uuid::text from cases_sealedpart where case_id = any(of_cases)
    union all select uuid::text from cases_casebasis where case_id = any(of_cases)
    union all select uuid::text from cases_unsealing where case_id = any(of_cases)
    union all select uuid::text from cases_draft where (from_case_id = any(of_cases) or from_report_id = any(of_reports))
    union all select uuid::text from cases_clock where case_id = any(of_cases)
    union all select uuid::text from cases_reminder where case_id = any(of_cases)
    union all select uuid::text from cases_share where case_id = any(of_cases)
    union all select uuid::text from cases_transfer where case_id = any(of_cases)
    union all select uuid::text from cases_notice where case_id = any(of_cases)
    union all select uuid::text from cases_citizen where id = person);
  perform set_config('app.forgets', person::text, true);
  update cases_name set value = '—', sound_key = '', source_detail = '', withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_contactpoint set value = '—', note = '', unsafe_why = case when unsafe_why = '' then '' else '—' end, withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_identitydocument set number = '', number_key = '', issued_on = null, expires_on = null, holder_name = '', note = '', withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_relative set full_name = '—', phone = '', note = '', unsafe_why = case when unsafe_why = '' then '' else '—' end, withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
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
  update cases_listrow set cells = '[]', corrected = '{}', values = '{}', problems = '[]', reason = '', apart = '[]', because = ''
    where (citizen_id = person or id in (select row_id from cases_pileentry
    where citizen_id = person and row_id is not null));
  update cases_pileentry set reasons = '[]', differences = '[]', changes = '[]', done = '[]', because = ''
    where (citizen_id = person or candidate_id = person);
  update cases_searchkeys set keys = ''
    where citizen_id = person;
  update cases_receivedreport set text = '—', people = '', subject = '', sender_name = '', sender_phone = '', sender_email = '', find_text = '', text_key = '', phone_key = '', email_key = '', close_note = '', return_reason = ''
    where id = any(of_reports);
  update cases_letter set reply_reference = '', reply_note = '', withdraw_reason = case when withdraw_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_lettercontent set text = '—', values = '{}', pdf = ''::bytea
    where case_id = any(of_cases);
  update cases_attachment set size = 0
    where case_id = any(of_cases);
  update cases_attachedfile set name = '—', description = '', digest = '', sent_digest = '', width = null, height = null, pages = null, stored = null, preview = null
    where case_id = any(of_cases);
  update cases_costline set purpose = '—', voucher = '', rate_source = '', decide_reason = case when decide_reason = '' then '' else '—' end, void_reason = case when void_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_deposit set payer_words = '', receipt = '', note = '', rate_source = '', void_reason = case when void_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_undertaking set signer_words = '', paper_number = '', rate_source = '', release_words = '', void_reason = case when void_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_repayment set receipt = '', words = '', void_reason = case when void_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_passenger set seat = '', ticket_name = '', ticket_number = ''
    where case_id = any(of_cases);
  update cases_seatchange set reason = case when reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_seatoverride set reason = '—', facts = ''
    where case_id = any(of_cases);
  update cases_manifestline set shown = '{}'
    where case_id = any(of_cases);
  update cases_vulnerability set words = '', end_reason = case when end_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_assessment set answers = '{}', place = '—', assessor = '—', interpreter = '', spoken = '', words = ''
    where case_id = any(of_cases);
  update cases_protectiondecision set law = '—', body_words = '', document_number = '', words = '', appeal_words = '', end_reason = case when end_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_fitnessfinding set examiner = '—', help_needed = '', words = ''
    where case_id = any(of_cases);
  update cases_keepapart set words = '', end_reason = case when end_reason = '' then '' else '—' end
    where (citizen_id = person or other_id = person);
  update cases_welfarecheck set state = case when state = 'planned' then 'not_needed' else state end, drop_reason = case when state = 'planned' then 'forgotten' else drop_reason end, settled_at = coalesce(settled_at, moment)
    where case_id = any(of_cases);
  update cases_welfarefinding set words = ''
    where case_id = any(of_cases);
  update cases_note set text = '—', withdraw_reason = case when withdraw_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_sealednote set text = '—', withdraw_reason = case when withdraw_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_contactentry set whom = '', words = '', ground_words = case when ground_words = '' then '' else '—' end, void_reason = '', source_detail = ''
    where case_id = any(of_cases);
  update cases_statement set about = case when about = '' then '' else '—' end, words = '—', interpreter = '', guardian = '', taken_by = '', void_reason = '', source_detail = ''
    where case_id = any(of_cases);
  update cases_safecontact set way = '', hours_from = null, hours_until = null, zone = '', pretext = '', code_phrase = '', never = '', ended_at = coalesce(ended_at, moment), end_reason = ''
    where citizen_id = person;
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
    where (from_case_id = any(of_cases) or from_report_id = any(of_reports));
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
      ('cases_contactpoint', array['citizen_id', 'id', 'is_unsafe', 'kind', 'recorded_at', 'uuid', 'whose']),
      ('cases_identitydocument', array['citizen_id', 'country', 'id', 'kind', 'recorded_at', 'status', 'uuid']),
      ('cases_relative', array['citizen_id', 'id', 'is_unsafe', 'may_be_informed', 'recorded_at', 'relation', 'uuid']),
      ('cases_crossing', array['citizen_id', 'entered_at_id', 'from_country', 'id', 'is_regular', 'left_from_id', 'manner', 'number', 'occurred_at', 'occurred_from', 'operation', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'source', 'to_country', 'uuid', 'voided_at']),
      ('cases_stay', array['citizen_id', 'country', 'holder_id', 'id', 'kind', 'number', 'occurred_at', 'occurred_from', 'operation', 'place_id', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'source', 'uuid', 'voided_at']),
      ('cases_legalhold', array['citizen_id', 'id', 'lifted_at', 'lifted_by_id', 'placed_at', 'placed_by_id', 'uuid']),
      ('cases_anonymisation', array['answered_at', 'answered_by_id', 'asked_at', 'asked_by_id', 'citizen_id', 'ground', 'id', 'status', 'uuid']),
      ('cases_personreport', array['asked_on', 'citizen_id', 'id', 'language', 'mission_id', 'reason', 'recorded_at', 'recorded_by_id', 'uuid']),
      ('cases_rightsrequest', array['asked_by', 'basis_id', 'channel', 'citizen_id', 'confirmed_on', 'due_at', 'extended_on', 'id', 'kind', 'mission_id', 'outcome', 'received_on', 'recorded_at', 'recorded_by_id', 'report_id', 'settled_at', 'settled_by_id', 'settled_on', 'status', 'told_ahead', 'told_late', 'uuid', 'version']),
      ('cases_notthesame', array['citizen_id', 'declared_at', 'declared_by_id', 'id', 'mission_id', 'other_id', 'uuid']),
      ('cases_possibledouble', array['citizen_id', 'found_at', 'id', 'other_id', 'uuid']),
      ('cases_sameperson', array['citizen_id', 'dated', 'ended_by_id', 'id', 'into_id', 'mission_id', 'needs', 'operation', 'proposed_at', 'proposed_by_id', 'recorded_at', 'recorded_by_id', 'rejected_at', 'status', 'undone_at', 'uuid', 'version']),
      ('cases_listrow', array['case_id', 'citizen_id', 'id', 'number', 'received_id', 'settled_at', 'settled_by_id', 'sheet', 'state', 'uuid', 'version']),
      ('cases_pileentry', array['candidate_id', 'citizen_id', 'done_at', 'done_by_id', 'former_id', 'found', 'id', 'is_expected', 'match', 'number', 'pile', 'reconciliation_id', 'row_id', 'uuid', 'version']),
      ('cases_retentionitem', array['citizen_id', 'done_at', 'due_on', 'held_by', 'id', 'reference', 'rule', 'run_id', 'state', 'uuid']),
      ('cases_searchkeys', array['citizen_id']),
      ('cases_citizensight', array['citizen_id', 'id', 'may_write', 'mission_id', 'until', 'write_until']),
      ('cases_receivedreport', array['at_headquarters', 'channel', 'close_reason', 'closed_at', 'closed_by_id', 'id', 'incident_id', 'joined_at', 'joined_by_id', 'mission_id', 'opened_at', 'opened_by_id', 'received_at', 'received_from', 'recorded_at', 'recorded_by_id', 'returned_at', 'same_as_id', 'sender', 'sender_relation', 'status', 'taken_at', 'taken_by_id', 'uuid', 'version']),
      ('cases_reportlink', array['case_id', 'channel', 'id', 'mission_id', 'received_at', 'received_from', 'recorded_at', 'recorded_by_id', 'report_id', 'undone_at', 'undone_by_id', 'uuid']),
      ('cases_letter', array['authority_id', 'awaits_reply', 'batch_id', 'case_id', 'dated_on', 'digest', 'id', 'inquiry_id', 'issued_at', 'issued_by_id', 'kind', 'language', 'mission_id', 'number', 'pages', 'replaced_at', 'replaces_id', 'replied_at', 'reply_recorded_at', 'reply_recorded_by_id', 'restricted', 'serial', 'step_id', 'uuid', 'version', 'withdrawn_at', 'withdrawn_by_id', 'year']),
      ('cases_lettercontent', array['case_id', 'id', 'letter_id', 'made_by', 'restricted']),
      ('cases_attachment', array['case_id', 'document_id', 'id', 'mission_id', 'purpose', 'recorded_at', 'recorded_by_id', 'restricted', 'step_id', 'uuid', 'version', 'withdraw_reason', 'withdrawn_at', 'withdrawn_by_id']),
      ('cases_attachedfile', array['attachment_id', 'case_id', 'id', 'kind', 'recorded_at', 'restricted']),
      ('cases_costline', array['amount', 'amount_vnd', 'case_id', 'category', 'counts_from', 'currency', 'decided_at', 'decided_by_id', 'deposit_id', 'drawn', 'id', 'mission_id', 'payer', 'rate', 'rate_on', 'recorded_at', 'recorded_by_id', 'repaid_by_rule', 'replaces_id', 'restricted', 'shared_id', 'spent_on', 'undertaking_id', 'uuid', 'version', 'voided_at', 'voided_by_id']),
      ('cases_deposit', array['amount', 'amount_vnd', 'case_id', 'currency', 'held_by', 'id', 'mission_id', 'rate', 'rate_on', 'received_on', 'recorded_at', 'recorded_by_id', 'relative_id', 'restricted', 'uuid', 'version', 'voided_at', 'voided_by_id']),
      ('cases_undertaking', array['amount', 'amount_vnd', 'attachment_id', 'case_id', 'currency', 'due_on', 'id', 'letter_id', 'mission_id', 'rate', 'rate_on', 'recorded_at', 'recorded_by_id', 'relative_id', 'release_ground', 'released_at', 'released_by_id', 'restricted', 'signed_on', 'signer', 'uuid', 'version', 'voided_at', 'voided_by_id']),
      ('cases_repayment', array['amount', 'case_id', 'deposit_id', 'id', 'paid_on', 'recorded_at', 'recorded_by_id', 'restricted', 'undertaking_id', 'uuid', 'version', 'voided_at', 'voided_by_id']),
      ('cases_sharedcost', array['currency', 'id', 'mission_id', 'recorded_at', 'recorded_by_id', 'spent_on', 'uuid']),
      ('cases_passenger', array['case_id', 'changed_at', 'changed_by_id', 'first_leg', 'id', 'last_leg', 'movement_id', 'place', 'recorded_at', 'recorded_by_id', 'state', 'uuid']),
      ('cases_seatchange', array['act', 'case_id', 'id', 'passenger_id', 'recorded_at', 'recorded_by_id', 'uuid']),
      ('cases_seatoverride', array['case_id', 'code', 'id', 'passenger_id', 'recorded_at', 'recorded_by_id', 'uuid']),
      ('cases_manifestline', array['case_id', 'first_leg', 'id', 'last_leg', 'manifest_id', 'position']),
      ('cases_vulnerability', array['case_id', 'ended_at', 'ended_by_id', 'id', 'kind', 'recorded_at', 'recorded_by_id', 'restricted', 'since', 'source', 'until', 'uuid', 'version']),
      ('cases_assessment', array['age_then', 'assessed_on', 'case_id', 'id', 'number', 'recorded_at', 'recorded_by_id', 'restricted', 'uuid']),
      ('cases_protectiondecision', array['appeal', 'appeal_on', 'body', 'case_id', 'decided_on', 'ended_at', 'ended_by_id', 'id', 'recorded_at', 'recorded_by_id', 'restricted', 'result', 'side', 'uuid', 'version']),
      ('cases_fitnessfinding', array['case_id', 'examiner_role', 'fitness_id', 'id', 'recorded_at', 'restricted', 'uuid']),
      ('cases_travelfitness', array['case_id', 'id', 'recorded_at', 'recorded_by_id', 'result', 'uuid', 'valid_from', 'valid_until']),
      ('cases_keepapart', array['citizen_id', 'ended_at', 'ended_by_id', 'id', 'mission_id', 'other_id', 'reason', 'recorded_at', 'recorded_by_id', 'since', 'until', 'uuid', 'version']),
      ('cases_travelgroup', array['ended_at', 'ended_by_id', 'formed_at', 'formed_by_id', 'id', 'kind', 'mission_id', 'uuid', 'version']),
      ('cases_groupmember', array['case_id', 'group_id', 'id', 'left_at', 'left_by_id', 'recorded_at', 'recorded_by_id', 'role', 'since', 'until', 'uuid']),
      ('cases_welfarecheck', array['case_id', 'channel', 'counted_from', 'done_on', 'due_at', 'due_on', 'escalated_at', 'first_due_on', 'id', 'kind', 'mission_id', 'put_off_reason', 'recorded_at', 'recorded_by_id', 'reminded_at', 'settled_by_id', 'uuid', 'version']),
      ('cases_welfarefinding', array['case_id', 'check_made_id', 'condition', 'id', 'recorded_at', 'restricted', 'uuid', 'wants_support']),
      ('cases_earlierreturn', array['case_id', 'earlier_id', 'holds', 'id', 'noticed_at', 'told_at', 'uuid']),
      ('cases_note', array['author_id', 'case_id', 'id', 'only_for_id', 'recorded_at', 'uuid', 'withdrawn_at', 'withdrawn_by_id']),
      ('cases_sealednote', array['author_id', 'case_id', 'id', 'recorded_at', 'restricted', 'uuid', 'withdrawn_at', 'withdrawn_by_id']),
      ('cases_contactentry', array['case_id', 'channel', 'contact_point_id', 'ground', 'id', 'next_at', 'occurred_at', 'occurred_from', 'operation', 'outcome', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'relative_id', 'source', 'talked_with', 'uuid', 'voided_at']),
      ('cases_statement', array['answer', 'authority_id', 'case_id', 'channel', 'id', 'kind', 'language', 'occurred_at', 'occurred_from', 'operation', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'shared_with', 'source', 'uuid', 'voided_at']),
      ('cases_safecontact', array['citizen_id', 'contact_point_id', 'id', 'no_text', 'no_voicemail', 'recorded_at', 'recorded_by_id', 'uuid']),
      ('cases_transition', array['case_id', 'changes', 'copied_from_id', 'from_held', 'from_mission_id', 'from_outcome', 'from_stage', 'gate_open', 'id', 'kind', 'needs_review', 'number', 'occurred_at', 'occurred_from', 'operation', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'source', 'to_held', 'to_mission_id', 'to_outcome', 'to_stage', 'uuid', 'voided_at']),
      ('cases_step', array['after', 'body', 'case_id', 'code', 'id', 'number', 'opened_at', 'opens_at', 'procedure_id', 'recorded_at', 'sealed_grounds_id', 'status', 'status_at', 'status_by_id', 'taken_up_at', 'track', 'uuid']),
      ('cases_inquiry', array['answer_recorded_at', 'answered_at', 'answered_from', 'asked_at', 'asked_by_id', 'asked_from', 'asked_of_id', 'body', 'case_id', 'id', 'recorded_at', 'sealed_answer_id', 'sealed_question_id', 'step_id', 'uuid', 'verdict']),
      ('cases_stepresult', array['case_id', 'happened_at', 'happened_from', 'id', 'recorded_at', 'recorded_by_id', 'restricted', 'sealed_id', 'step_id', 'uuid']),
      ('cases_sealedpart', array['case_id', 'id', 'recorded_at', 'recorded_by_id', 'restricted', 'step_id', 'uuid']),
      ('cases_casebasis', array['case_id', 'consent_form', 'ended_at', 'id', 'legal_basis_id', 'recorded_at', 'recorded_by_id', 'source', 'told_in', 'told_on', 'uuid', 'withdrawn_at', 'withdrawn_on']),
      ('cases_unsealing', array['case_id', 'finding', 'from_mission_id', 'id', 'kind', 'mission_id', 'opened_at', 'opened_by_id', 'posting_id', 'reference', 'restricted', 'reviewed_at', 'reviewed_by_id', 'until', 'uuid', 'version']),
      ('cases_draft', array['began_at', 'ended_as', 'ended_at', 'from_case_id', 'from_report_id', 'id', 'posting_id', 'saved_at', 'staff_id', 'uuid']),
      ('cases_clock', array['case_id', 'due_at', 'id', 'limit_id', 'started_at', 'state', 'step_id', 'stopped_at', 'uuid']),
      ('cases_reminder', array['case_id', 'clock_id', 'due_at', 'id', 'kind', 'mission_id', 'notice_id', 'recorded_at', 'state', 'uuid']),
      ('cases_share', array['case_id', 'extended_at', 'granted_at', 'granted_by_id', 'id', 'operations', 'owner_id', 'reference', 'revoked_at', 'to_mission_id', 'until', 'uuid', 'version']),
      ('cases_transfer', array['answered_at', 'answered_by_id', 'case_id', 'from_mission_id', 'id', 'offered_at', 'offered_by_id', 'reference', 'returns_id', 'status', 'to_mission_id', 'uuid', 'version']),
      ('cases_notice', array['audience', 'case_id', 'created_at', 'from_mission_id', 'id', 'kind', 'mailing', 'meant_mission_id', 'meant_staff_id', 'mission_id', 'read_at', 'read_by_id', 'reference', 'staff_id', 'uuid']),
      ('cases_outboxmail', array['address', 'attempts', 'created_at', 'id', 'language', 'last_error', 'notice_id', 'sent_at', 'to_staff_id']),
      ('cases_case', array['assigned_to_id', 'blocked_since', 'blocker_authority_id', 'blocker_body', 'blocker_condition', 'blocker_kind', 'blocker_procedure_id', 'citizen_id', 'held', 'hold_reason', 'id', 'incident_id', 'last_contact_at', 'ledger_at', 'mission_id', 'mission_ids', 'next_attempt_at', 'next_due_at', 'next_due_limit_id', 'opened_at', 'outcome', 'playbook_id', 'position_at', 'reception_point_id', 'recorded_at', 'reference', 'report_source', 'return_wish', 'rows', 'stage', 'version', 'voided_at']),
      ('cases_citizen', array['head_id', 'id', 'ledger_at', 'nationality', 'nationality_status', 'now_country', 'now_holder_id', 'now_place_id', 'now_since', 'points', 'registered_at', 'registered_by_id', 'sex', 'uuid', 'version'])) as plan (name, kept)
    where plan.name = version.table_name
      and (version.citizen_id = person or version.case_id = any(of_cases)
        or (version.table_name = 'cases_receivedreport' and version.row_id = any(of_reports)));
  delete from cases_rowversion where (citizen_id = person or case_id = any(of_cases)
      or (table_name = 'cases_receivedreport' and row_id = any(of_reports)))
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
"""

BACKWARD = r"""
create or replace function anonymise_citizen(person bigint) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  of_cases bigint[];
  of_reports bigint[];
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
  of_reports := array(select id from cases_receivedreport as told
      where coalesce(told.same_as_id, told.id) in (
        select report_id from cases_reportlink where case_id = any(of_cases) and undone_at is null)
      and not exists (
        select from cases_reportlink as link
          join cases_case as c on c.id = link.case_id
          join cases_citizen as other on other.id = c.citizen_id
        where link.report_id = coalesce(told.same_as_id, told.id) and link.undone_at is null
          and other.id <> person and other.anonymised_at is null));
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
    union all select 'cases_listrow:' || id from cases_listrow where (citizen_id = person or id in (select row_id from cases_pileentry
    where citizen_id = person and row_id is not null))
    union all select 'cases_pileentry:' || id from cases_pileentry where (citizen_id = person or candidate_id = person)
    union all select 'cases_retentionitem:' || id from cases_retentionitem where citizen_id = person
    union all select 'cases_citizensight:' || id from cases_citizensight where citizen_id = person
    union all select 'cases_receivedreport:' || id from cases_receivedreport where id = any(of_reports)
    union all select 'cases_reportlink:' || id from cases_reportlink where case_id = any(of_cases)
    union all select 'cases_letter:' || id from cases_letter where case_id = any(of_cases)
    union all select 'cases_lettercontent:' || id from cases_lettercontent where case_id = any(of_cases)
    union all select 'cases_attachment:' || id from cases_attachment where case_id = any(of_cases)
    union all select 'cases_attachedfile:' || id from cases_attachedfile where case_id = any(of_cases)
    union all select 'cases_costline:' || id from cases_costline where case_id = any(of_cases)
    union all select 'cases_deposit:' || id from cases_deposit where case_id = any(of_cases)
    union all select 'cases_undertaking:' || id from cases_undertaking where case_id = any(of_cases)
    union all select 'cases_repayment:' || id from cases_repayment where case_id = any(of_cases)
    union all select 'cases_sharedcost:' || id from cases_sharedcost where id in (select shared_id from cases_costline where case_id = any(of_cases))
    union all select 'cases_vulnerability:' || id from cases_vulnerability where case_id = any(of_cases)
    union all select 'cases_assessment:' || id from cases_assessment where case_id = any(of_cases)
    union all select 'cases_protectiondecision:' || id from cases_protectiondecision where case_id = any(of_cases)
    union all select 'cases_fitnessfinding:' || id from cases_fitnessfinding where case_id = any(of_cases)
    union all select 'cases_travelfitness:' || id from cases_travelfitness where case_id = any(of_cases)
    union all select 'cases_keepapart:' || id from cases_keepapart where (citizen_id = person or other_id = person)
    union all select 'cases_travelgroup:' || id from cases_travelgroup where id in (select group_id from cases_groupmember where case_id = any(of_cases))
    union all select 'cases_groupmember:' || id from cases_groupmember where case_id = any(of_cases)
    union all select 'cases_welfarecheck:' || id from cases_welfarecheck where case_id = any(of_cases)
    union all select 'cases_welfarefinding:' || id from cases_welfarefinding where case_id = any(of_cases)
    union all select 'cases_earlierreturn:' || id from cases_earlierreturn where (case_id = any(of_cases) or earlier_id = any(of_cases))
    union all select 'cases_note:' || id from cases_note where case_id = any(of_cases)
    union all select 'cases_sealednote:' || id from cases_sealednote where case_id = any(of_cases)
    union all select 'cases_contactentry:' || id from cases_contactentry where case_id = any(of_cases)
    union all select 'cases_statement:' || id from cases_statement where case_id = any(of_cases)
    union all select 'cases_safecontact:' || id from cases_safecontact where citizen_id = person
    union all select 'cases_transition:' || id from cases_transition where case_id = any(of_cases)
    union all select 'cases_step:' || id from cases_step where case_id = any(of_cases)
    union all select 'cases_inquiry:' || id from cases_inquiry where case_id = any(of_cases)
    union all select 'cases_stepresult:' || id from cases_stepresult where case_id = any(of_cases)
    union all select 'cases_sealedpart:' || id from cases_sealedpart where case_id = any(of_cases)
    union all select 'cases_casebasis:' || id from cases_casebasis where case_id = any(of_cases)
    union all select 'cases_unsealing:' || id from cases_unsealing where case_id = any(of_cases)
    union all select 'cases_draft:' || id from cases_draft where (from_case_id = any(of_cases) or from_report_id = any(of_reports))
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
    union all select uuid::text from cases_listrow where (citizen_id = person or id in (select row_id from cases_pileentry
    where citizen_id = person and row_id is not null))
    union all select uuid::text from cases_pileentry where (citizen_id = person or candidate_id = person)
    union all select uuid::text from cases_retentionitem where citizen_id = person
    union all select uuid::text from cases_receivedreport where id = any(of_reports)
    union all select uuid::text from cases_reportlink where case_id = any(of_cases)
    union all select uuid::text from cases_letter where case_id = any(of_cases)
    union all select uuid::text from cases_attachment where case_id = any(of_cases)
    union all select uuid::text from cases_costline where case_id = any(of_cases)
    union all select uuid::text from cases_deposit where case_id = any(of_cases)
    union all select uuid::text from cases_undertaking where case_id = any(of_cases)
    union all select uuid::text from cases_repayment where case_id = any(of_cases)
    union all select uuid::text from cases_sharedcost where id in (select shared_id from cases_costline where case_id = any(of_cases))
    union all select uuid::text from cases_vulnerability where case_id = any(of_cases)
    union all select uuid::text from cases_assessment where case_id = any(of_cases)
    union all select uuid::text from cases_protectiondecision where case_id = any(of_cases)
    union all select uuid::text from cases_fitnessfinding where case_id = any(of_cases)
    union all select uuid::text from cases_travelfitness where case_id = any(of_cases)
    union all select uuid::text from cases_keepapart where (citizen_id = person or other_id = person)
    union all select uuid::text from cases_travelgroup where id in (select group_id from cases_groupmember where case_id = any(of_cases))
    union all select uuid::text from cases_groupmember where case_id = any(of_cases)
    union all select uuid::text from cases_welfarecheck where case_id = any(of_cases)
    union all select uuid::text from cases_welfarefinding where case_id = any(of_cases)
    union all select uuid::text from cases_earlierreturn where (case_id = any(of_cases) or earlier_id = any(of_cases))
    union all select uuid::text from cases_note where case_id = any(of_cases)
    union all select uuid::text from cases_sealednote where case_id = any(of_cases)
    union all select uuid::text from cases_contactentry where case_id = any(of_cases)
    union all select uuid::text from cases_statement where case_id = any(of_cases)
    union all select uuid::text from cases_safecontact where citizen_id = person
    union all select uuid::text from cases_transition where case_id = any(of_cases)
    union all select uuid::text from cases_step where case_id = any(of_cases)
    union all select uuid::text from cases_inquiry where case_id = any(of_cases)
    union all select uuid::text from cases_stepresult where case_id = any(of_cases)
    union all select uuid::text from cases_sealedpart where case_id = any(of_cases)
    union all select uuid::text from cases_casebasis where case_id = any(of_cases)
    union all select uuid::text from cases_unsealing where case_id = any(of_cases)
    union all select uuid::text from cases_draft where (from_case_id = any(of_cases) or from_report_id = any(of_reports))
    union all select uuid::text from cases_clock where case_id = any(of_cases)
    union all select uuid::text from cases_reminder where case_id = any(of_cases)
    union all select uuid::text from cases_share where case_id = any(of_cases)
    union all select uuid::text from cases_transfer where case_id = any(of_cases)
    union all select uuid::text from cases_notice where case_id = any(of_cases)
    union all select uuid::text from cases_citizen where id = person);
  perform set_config('app.forgets', person::text, true);
  update cases_name set value = '—', sound_key = '', source_detail = '', withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_contactpoint set value = '—', note = '', unsafe_why = case when unsafe_why = '' then '' else '—' end, withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_identitydocument set number = '', number_key = '', issued_on = null, expires_on = null, holder_name = '', note = '', withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
    where citizen_id = person;
  update cases_relative set full_name = '—', phone = '', note = '', unsafe_why = case when unsafe_why = '' then '' else '—' end, withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
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
  update cases_listrow set cells = '[]', corrected = '{}', values = '{}', problems = '[]', reason = '', apart = '[]', because = ''
    where (citizen_id = person or id in (select row_id from cases_pileentry
    where citizen_id = person and row_id is not null));
  update cases_pileentry set reasons = '[]', differences = '[]', changes = '[]', done = '[]', because = ''
    where (citizen_id = person or candidate_id = person);
  update cases_searchkeys set keys = ''
    where citizen_id = person;
  update cases_receivedreport set text = '—', people = '', subject = '', sender_name = '', sender_phone = '', sender_email = '', find_text = '', text_key = '', phone_key = '', email_key = '', close_note = '', return_reason = ''
    where id = any(of_reports);
  update cases_letter set reply_reference = '', reply_note = '', withdraw_reason = case when withdraw_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_lettercontent set text = '—', values = '{}', pdf = ''::bytea
    where case_id = any(of_cases);
  update cases_attachment set size = 0
    where case_id = any(of_cases);
  update cases_attachedfile set name = '—', description = '', digest = '', sent_digest = '', width = null, height = null, pages = null, stored = null, preview = null
    where case_id = any(of_cases);
  update cases_costline set purpose = '—', voucher = '', rate_source = '', decide_reason = case when decide_reason = '' then '' else '—' end, void_reason = case when void_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_deposit set payer_words = '', receipt = '', note = '', rate_source = '', void_reason = case when void_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_undertaking set signer_words = '', paper_number = '', rate_source = '', release_words = '', void_reason = case when void_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_repayment set receipt = '', words = '', void_reason = case when void_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_vulnerability set words = '', end_reason = case when end_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_assessment set answers = '{}', place = '—', assessor = '—', interpreter = '', spoken = '', words = ''
    where case_id = any(of_cases);
  update cases_protectiondecision set law = '—', body_words = '', document_number = '', words = '', appeal_words = '', end_reason = case when end_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_fitnessfinding set examiner = '—', help_needed = '', words = ''
    where case_id = any(of_cases);
  update cases_keepapart set words = '', end_reason = case when end_reason = '' then '' else '—' end
    where (citizen_id = person or other_id = person);
  update cases_welfarecheck set state = case when state = 'planned' then 'not_needed' else state end, drop_reason = case when state = 'planned' then 'forgotten' else drop_reason end, settled_at = coalesce(settled_at, moment)
    where case_id = any(of_cases);
  update cases_welfarefinding set words = ''
    where case_id = any(of_cases);
  update cases_note set text = '—', withdraw_reason = case when withdraw_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_sealednote set text = '—', withdraw_reason = case when withdraw_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_contactentry set whom = '', words = '', ground_words = case when ground_words = '' then '' else '—' end, void_reason = '', source_detail = ''
    where case_id = any(of_cases);
  update cases_statement set about = case when about = '' then '' else '—' end, words = '—', interpreter = '', guardian = '', taken_by = '', void_reason = '', source_detail = ''
    where case_id = any(of_cases);
  update cases_safecontact set way = '', hours_from = null, hours_until = null, zone = '', pretext = '', code_phrase = '', never = '', ended_at = coalesce(ended_at, moment), end_reason = ''
    where citizen_id = person;
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
    where (from_case_id = any(of_cases) or from_report_id = any(of_reports));
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
      ('cases_contactpoint', array['citizen_id', 'id', 'is_unsafe', 'kind', 'recorded_at', 'uuid', 'whose']),
      ('cases_identitydocument', array['citizen_id', 'country', 'id', 'kind', 'recorded_at', 'status', 'uuid']),
      ('cases_relative', array['citizen_id', 'id', 'is_unsafe', 'may_be_informed', 'recorded_at', 'relation', 'uuid']),
      ('cases_crossing', array['citizen_id', 'entered_at_id', 'from_country', 'id', 'is_regular', 'left_from_id', 'manner', 'number', 'occurred_at', 'occurred_from', 'operation', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'source', 'to_country', 'uuid', 'voided_at']),
      ('cases_stay', array['citizen_id', 'country', 'holder_id', 'id', 'kind', 'number', 'occurred_at', 'occurred_from', 'operation', 'place_id', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'source', 'uuid', 'voided_at']),
      ('cases_legalhold', array['citizen_id', 'id', 'lifted_at', 'lifted_by_id', 'placed_at', 'placed_by_id', 'uuid']),
      ('cases_anonymisation', array['answered_at', 'answered_by_id', 'asked_at', 'asked_by_id', 'citizen_id', 'ground', 'id', 'status', 'uuid']),
      ('cases_personreport', array['asked_on', 'citizen_id', 'id', 'language', 'mission_id', 'reason', 'recorded_at', 'recorded_by_id', 'uuid']),
      ('cases_rightsrequest', array['asked_by', 'basis_id', 'channel', 'citizen_id', 'confirmed_on', 'due_at', 'extended_on', 'id', 'kind', 'mission_id', 'outcome', 'received_on', 'recorded_at', 'recorded_by_id', 'report_id', 'settled_at', 'settled_by_id', 'settled_on', 'status', 'told_ahead', 'told_late', 'uuid', 'version']),
      ('cases_notthesame', array['citizen_id', 'declared_at', 'declared_by_id', 'id', 'mission_id', 'other_id', 'uuid']),
      ('cases_possibledouble', array['citizen_id', 'found_at', 'id', 'other_id', 'uuid']),
      ('cases_sameperson', array['citizen_id', 'dated', 'ended_by_id', 'id', 'into_id', 'mission_id', 'needs', 'operation', 'proposed_at', 'proposed_by_id', 'recorded_at', 'recorded_by_id', 'rejected_at', 'status', 'undone_at', 'uuid', 'version']),
      ('cases_listrow', array['case_id', 'citizen_id', 'id', 'number', 'received_id', 'settled_at', 'settled_by_id', 'sheet', 'state', 'uuid', 'version']),
      ('cases_pileentry', array['candidate_id', 'citizen_id', 'done_at', 'done_by_id', 'former_id', 'found', 'id', 'is_expected', 'match', 'number', 'pile', 'reconciliation_id', 'row_id', 'uuid', 'version']),
      ('cases_retentionitem', array['citizen_id', 'done_at', 'due_on', 'held_by', 'id', 'reference', 'rule', 'run_id', 'state', 'uuid']),
      ('cases_searchkeys', array['citizen_id']),
      ('cases_citizensight', array['citizen_id', 'id', 'may_write', 'mission_id', 'until', 'write_until']),
      ('cases_receivedreport', array['at_headquarters', 'channel', 'close_reason', 'closed_at', 'closed_by_id', 'id', 'incident_id', 'joined_at', 'joined_by_id', 'mission_id', 'opened_at', 'opened_by_id', 'received_at', 'received_from', 'recorded_at', 'recorded_by_id', 'returned_at', 'same_as_id', 'sender', 'sender_relation', 'status', 'taken_at', 'taken_by_id', 'uuid', 'version']),
      ('cases_reportlink', array['case_id', 'channel', 'id', 'mission_id', 'received_at', 'received_from', 'recorded_at', 'recorded_by_id', 'report_id', 'undone_at', 'undone_by_id', 'uuid']),
      ('cases_letter', array['authority_id', 'awaits_reply', 'batch_id', 'case_id', 'dated_on', 'digest', 'id', 'inquiry_id', 'issued_at', 'issued_by_id', 'kind', 'language', 'mission_id', 'number', 'pages', 'replaced_at', 'replaces_id', 'replied_at', 'reply_recorded_at', 'reply_recorded_by_id', 'restricted', 'serial', 'step_id', 'uuid', 'version', 'withdrawn_at', 'withdrawn_by_id', 'year']),
      ('cases_lettercontent', array['case_id', 'id', 'letter_id', 'made_by', 'restricted']),
      ('cases_attachment', array['case_id', 'document_id', 'id', 'mission_id', 'purpose', 'recorded_at', 'recorded_by_id', 'restricted', 'step_id', 'uuid', 'version', 'withdraw_reason', 'withdrawn_at', 'withdrawn_by_id']),
      ('cases_attachedfile', array['attachment_id', 'case_id', 'id', 'kind', 'recorded_at', 'restricted']),
      ('cases_costline', array['amount', 'amount_vnd', 'case_id', 'category', 'counts_from', 'currency', 'decided_at', 'decided_by_id', 'deposit_id', 'drawn', 'id', 'mission_id', 'payer', 'rate', 'rate_on', 'recorded_at', 'recorded_by_id', 'repaid_by_rule', 'replaces_id', 'restricted', 'shared_id', 'spent_on', 'undertaking_id', 'uuid', 'version', 'voided_at', 'voided_by_id']),
      ('cases_deposit', array['amount', 'amount_vnd', 'case_id', 'currency', 'held_by', 'id', 'mission_id', 'rate', 'rate_on', 'received_on', 'recorded_at', 'recorded_by_id', 'relative_id', 'restricted', 'uuid', 'version', 'voided_at', 'voided_by_id']),
      ('cases_undertaking', array['amount', 'amount_vnd', 'attachment_id', 'case_id', 'currency', 'due_on', 'id', 'letter_id', 'mission_id', 'rate', 'rate_on', 'recorded_at', 'recorded_by_id', 'relative_id', 'release_ground', 'released_at', 'released_by_id', 'restricted', 'signed_on', 'signer', 'uuid', 'version', 'voided_at', 'voided_by_id']),
      ('cases_repayment', array['amount', 'case_id', 'deposit_id', 'id', 'paid_on', 'recorded_at', 'recorded_by_id', 'restricted', 'undertaking_id', 'uuid', 'version', 'voided_at', 'voided_by_id']),
      ('cases_sharedcost', array['currency', 'id', 'mission_id', 'recorded_at', 'recorded_by_id', 'spent_on', 'uuid']),
      ('cases_vulnerability', array['case_id', 'ended_at', 'ended_by_id', 'id', 'kind', 'recorded_at', 'recorded_by_id', 'restricted', 'since', 'source', 'until', 'uuid', 'version']),
      ('cases_assessment', array['age_then', 'assessed_on', 'case_id', 'id', 'number', 'recorded_at', 'recorded_by_id', 'restricted', 'uuid']),
      ('cases_protectiondecision', array['appeal', 'appeal_on', 'body', 'case_id', 'decided_on', 'ended_at', 'ended_by_id', 'id', 'recorded_at', 'recorded_by_id', 'restricted', 'result', 'side', 'uuid', 'version']),
      ('cases_fitnessfinding', array['case_id', 'examiner_role', 'fitness_id', 'id', 'recorded_at', 'restricted', 'uuid']),
      ('cases_travelfitness', array['case_id', 'id', 'recorded_at', 'recorded_by_id', 'result', 'uuid', 'valid_from', 'valid_until']),
      ('cases_keepapart', array['citizen_id', 'ended_at', 'ended_by_id', 'id', 'mission_id', 'other_id', 'reason', 'recorded_at', 'recorded_by_id', 'since', 'until', 'uuid', 'version']),
      ('cases_travelgroup', array['ended_at', 'ended_by_id', 'formed_at', 'formed_by_id', 'id', 'kind', 'mission_id', 'uuid', 'version']),
      ('cases_groupmember', array['case_id', 'group_id', 'id', 'left_at', 'left_by_id', 'recorded_at', 'recorded_by_id', 'role', 'since', 'until', 'uuid']),
      ('cases_welfarecheck', array['case_id', 'channel', 'counted_from', 'done_on', 'due_at', 'due_on', 'escalated_at', 'first_due_on', 'id', 'kind', 'mission_id', 'put_off_reason', 'recorded_at', 'recorded_by_id', 'reminded_at', 'settled_by_id', 'uuid', 'version']),
      ('cases_welfarefinding', array['case_id', 'check_made_id', 'condition', 'id', 'recorded_at', 'restricted', 'uuid', 'wants_support']),
      ('cases_earlierreturn', array['case_id', 'earlier_id', 'holds', 'id', 'noticed_at', 'told_at', 'uuid']),
      ('cases_note', array['author_id', 'case_id', 'id', 'only_for_id', 'recorded_at', 'uuid', 'withdrawn_at', 'withdrawn_by_id']),
      ('cases_sealednote', array['author_id', 'case_id', 'id', 'recorded_at', 'restricted', 'uuid', 'withdrawn_at', 'withdrawn_by_id']),
      ('cases_contactentry', array['case_id', 'channel', 'contact_point_id', 'ground', 'id', 'next_at', 'occurred_at', 'occurred_from', 'operation', 'outcome', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'relative_id', 'source', 'talked_with', 'uuid', 'voided_at']),
      ('cases_statement', array['answer', 'authority_id', 'case_id', 'channel', 'id', 'kind', 'language', 'occurred_at', 'occurred_from', 'operation', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'shared_with', 'source', 'uuid', 'voided_at']),
      ('cases_safecontact', array['citizen_id', 'contact_point_id', 'id', 'no_text', 'no_voicemail', 'recorded_at', 'recorded_by_id', 'uuid']),
      ('cases_transition', array['case_id', 'changes', 'copied_from_id', 'from_held', 'from_mission_id', 'from_outcome', 'from_stage', 'gate_open', 'id', 'kind', 'needs_review', 'number', 'occurred_at', 'occurred_from', 'operation', 'recorded_at', 'recorded_by_id', 'recorded_for_id', 'source', 'to_held', 'to_mission_id', 'to_outcome', 'to_stage', 'uuid', 'voided_at']),
      ('cases_step', array['after', 'body', 'case_id', 'code', 'id', 'number', 'opened_at', 'opens_at', 'procedure_id', 'recorded_at', 'sealed_grounds_id', 'status', 'status_at', 'status_by_id', 'taken_up_at', 'track', 'uuid']),
      ('cases_inquiry', array['answer_recorded_at', 'answered_at', 'answered_from', 'asked_at', 'asked_by_id', 'asked_from', 'asked_of_id', 'body', 'case_id', 'id', 'recorded_at', 'sealed_answer_id', 'sealed_question_id', 'step_id', 'uuid', 'verdict']),
      ('cases_stepresult', array['case_id', 'happened_at', 'happened_from', 'id', 'recorded_at', 'recorded_by_id', 'restricted', 'sealed_id', 'step_id', 'uuid']),
      ('cases_sealedpart', array['case_id', 'id', 'recorded_at', 'recorded_by_id', 'restricted', 'step_id', 'uuid']),
      ('cases_casebasis', array['case_id', 'consent_form', 'ended_at', 'id', 'legal_basis_id', 'recorded_at', 'recorded_by_id', 'source', 'told_in', 'told_on', 'uuid', 'withdrawn_at', 'withdrawn_on']),
      ('cases_unsealing', array['case_id', 'finding', 'from_mission_id', 'id', 'kind', 'mission_id', 'opened_at', 'opened_by_id', 'posting_id', 'reference', 'restricted', 'reviewed_at', 'reviewed_by_id', 'until', 'uuid', 'version']),
      ('cases_draft', array['began_at', 'ended_as', 'ended_at', 'from_case_id', 'from_report_id', 'id', 'posting_id', 'saved_at', 'staff_id', 'uuid']),
      ('cases_clock', array['case_id', 'due_at', 'id', 'limit_id', 'started_at', 'state', 'step_id', 'stopped_at', 'uuid']),
      ('cases_reminder', array['case_id', 'clock_id', 'due_at', 'id', 'kind', 'mission_id', 'notice_id', 'recorded_at', 'state', 'uuid']),
      ('cases_share', array['case_id', 'extended_at', 'granted_at', 'granted_by_id', 'id', 'operations', 'owner_id', 'reference', 'revoked_at', 'to_mission_id', 'until', 'uuid', 'version']),
      ('cases_transfer', array['answered_at', 'answered_by_id', 'case_id', 'from_mission_id', 'id', 'offered_at', 'offered_by_id', 'reference', 'returns_id', 'status', 'to_mission_id', 'uuid', 'version']),
      ('cases_notice', array['audience', 'case_id', 'created_at', 'from_mission_id', 'id', 'kind', 'mailing', 'meant_mission_id', 'meant_staff_id', 'mission_id', 'read_at', 'read_by_id', 'reference', 'staff_id', 'uuid']),
      ('cases_outboxmail', array['address', 'attempts', 'created_at', 'id', 'language', 'last_error', 'notice_id', 'sent_at', 'to_staff_id']),
      ('cases_case', array['assigned_to_id', 'blocked_since', 'blocker_authority_id', 'blocker_body', 'blocker_condition', 'blocker_kind', 'blocker_procedure_id', 'citizen_id', 'held', 'hold_reason', 'id', 'incident_id', 'last_contact_at', 'ledger_at', 'mission_id', 'mission_ids', 'next_attempt_at', 'next_due_at', 'next_due_limit_id', 'opened_at', 'outcome', 'playbook_id', 'position_at', 'reception_point_id', 'recorded_at', 'reference', 'report_source', 'return_wish', 'rows', 'stage', 'version', 'voided_at']),
      ('cases_citizen', array['head_id', 'id', 'ledger_at', 'nationality', 'nationality_status', 'now_country', 'now_holder_id', 'now_place_id', 'now_since', 'points', 'registered_at', 'registered_by_id', 'sex', 'uuid', 'version'])) as plan (name, kept)
    where plan.name = version.table_name
      and (version.citizen_id = person or version.case_id = any(of_cases)
        or (version.table_name = 'cases_receivedreport' and version.row_id = any(of_reports)));
  delete from cases_rowversion where (citizen_id = person or case_id = any(of_cases)
      or (table_name = 'cases_receivedreport' and row_id = any(of_reports)))
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
drop policy select_rows on cases_rowversion;
create policy select_rows on cases_rowversion for select using ((select app_sees_all()) or case when case_id is not null then (select app_sees('file')) and (select true from cases_case as parent where parent.id = case_id) when citizen_id is not null then (select app_sees('file')) and (select true from cases_citizen as parent where parent.id = citizen_id) when table_name = 'cases_directive' then (select true from cases_directive as parent where parent.id = row_id) when table_name = 'cases_directivemission' then (select true from cases_directivemission as parent where parent.id = row_id) when table_name = 'cases_receivedreport' then (select true from cases_receivedreport as parent where parent.id = row_id) when table_name in ('cases_directivereport', 'cases_missionplan') then false else (select app_kind()) = 'staff' end);
drop trigger keep_version on cases_movement;
drop trigger keep_version on cases_leg;
drop trigger keep_version on cases_escort;
drop trigger keep_version on cases_hostnote;
drop trigger keep_version on cases_passenger;
drop policy owner_all on cases_manifestline;
drop policy select_rows on cases_manifestline;
drop policy insert_rows on cases_manifestline;
alter table cases_manifestline no force row level security;
alter table cases_manifestline disable row level security;
drop policy owner_all on cases_manifestversion;
drop policy select_rows on cases_manifestversion;
drop policy insert_rows on cases_manifestversion;
alter table cases_manifestversion no force row level security;
alter table cases_manifestversion disable row level security;
drop policy owner_all on cases_seatoverride;
drop policy select_rows on cases_seatoverride;
drop policy insert_rows on cases_seatoverride;
alter table cases_seatoverride no force row level security;
alter table cases_seatoverride disable row level security;
drop policy owner_all on cases_seatchange;
drop policy select_rows on cases_seatchange;
drop policy insert_rows on cases_seatchange;
alter table cases_seatchange no force row level security;
alter table cases_seatchange disable row level security;
drop policy owner_all on cases_passenger;
drop policy select_rows on cases_passenger;
drop policy insert_rows on cases_passenger;
drop policy update_rows on cases_passenger;
alter table cases_passenger no force row level security;
alter table cases_passenger disable row level security;
drop policy owner_all on cases_hostnote;
drop policy select_rows on cases_hostnote;
drop policy insert_rows on cases_hostnote;
drop policy update_rows on cases_hostnote;
alter table cases_hostnote no force row level security;
alter table cases_hostnote disable row level security;
drop policy owner_all on cases_escort;
drop policy select_rows on cases_escort;
drop policy insert_rows on cases_escort;
drop policy update_rows on cases_escort;
alter table cases_escort no force row level security;
alter table cases_escort disable row level security;
drop policy owner_all on cases_leg;
drop policy select_rows on cases_leg;
drop policy insert_rows on cases_leg;
drop policy update_rows on cases_leg;
alter table cases_leg no force row level security;
alter table cases_leg disable row level security;
drop policy owner_all on cases_movement;
drop policy select_rows on cases_movement;
drop policy insert_rows on cases_movement;
drop policy update_rows on cases_movement;
alter table cases_movement no force row level security;
alter table cases_movement disable row level security;
drop trigger keep_movement_missions on cases_case;
drop function keep_movement_missions();
drop trigger keep_seats on cases_leg;
drop function keep_leg_seats();
drop trigger keep_seats on cases_passenger;
drop trigger keep_seats_of_new on cases_passenger;
drop function keep_movement_seats();
drop function take_movement_number(bigint, integer);
drop function movement_in_sight(bigint);
"""

RIGHTS = """
revoke all on cases_movement from "{role}";
grant select, insert, update (incident_id, reception_point_id, title, state, state_reason, departs_at, arrives_at, manifest, is_changed, version) on cases_movement to "{role}";
revoke all on cases_leg from "{role}";
grant select, insert, update (mode, from_place_id, to_place_id, departs_at, arrives_at, carrier, service, capacity, meeting_place, meeting_at, departed_at, arrived_at, turned_back_at, dropped_at, why) on cases_leg to "{role}";
revoke all on cases_escort from "{role}";
grant select, insert, update (ended_at, ended_by_id) on cases_escort to "{role}";
revoke all on cases_hostnote from "{role}";
grant select, insert, update (answered_on, answer) on cases_hostnote to "{role}";
revoke all on cases_passenger from "{role}";
grant select, insert, update (state, place, first_leg, last_leg, seat, ticket_name, ticket_number, changed_at, changed_by_id) on cases_passenger to "{role}";
revoke all on cases_seatchange from "{role}";
grant select, insert on cases_seatchange to "{role}";
revoke all on cases_seatoverride from "{role}";
grant select, insert on cases_seatoverride to "{role}";
revoke all on cases_manifestversion from "{role}";
grant select, insert on cases_manifestversion to "{role}";
revoke all on cases_manifestline from "{role}";
grant select, insert on cases_manifestline to "{role}";
revoke all on cases_movementcounter from "{role}";
revoke all on function keep_movement_seats() from public;
revoke all on function keep_leg_seats() from public;
revoke all on function keep_movement_missions() from public;
revoke all on function take_movement_number(bigint, integer) from public;
grant execute on function take_movement_number(bigint, integer) to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0051_names_in_french")]

    operations = [
        migrations.CreateModel(
            name="Movement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=24, unique=True)),
                (
                    "mission_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planning", "Planning"),
                            ("frozen", "List frozen"),
                            ("under_way", "Under way"),
                            ("completed", "Completed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planning",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("state_reason", models.CharField(blank=True, max_length=500)),
                ("departs_at", models.DateTimeField()),
                ("arrives_at", models.DateTimeField()),
                ("seated", models.PositiveIntegerField(default=0, editable=False)),
                ("waiting", models.PositiveIntegerField(default=0, editable=False)),
                ("manifest", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("is_changed", models.BooleanField(default=False, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.incident",
                    ),
                ),
                (
                    "mission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.mission",
                    ),
                ),
                (
                    "reception_point",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.mission",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "movement",
                "verbose_name_plural": "movements",
                "ordering": ("-departs_at", "-number"),
            },
        ),
        migrations.CreateModel(
            name="ManifestVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("frozen_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("people", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "frozen_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="manifests",
                        to="cases.movement",
                    ),
                ),
            ],
            options={
                "verbose_name": "frozen list",
                "verbose_name_plural": "frozen lists",
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="Leg",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("bus", "Bus"),
                            ("van", "Car or van"),
                            ("foot", "On foot"),
                            ("flight", "Flight"),
                            ("boat", "Boat"),
                            ("train", "Train"),
                        ],
                        max_length=8,
                    ),
                ),
                ("departs_at", models.DateTimeField()),
                ("arrives_at", models.DateTimeField()),
                ("carrier", models.CharField(blank=True, max_length=120)),
                ("service", models.CharField(blank=True, max_length=24)),
                ("capacity", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("seated", models.PositiveIntegerField(default=0, editable=False)),
                ("meeting_place", models.CharField(blank=True, max_length=200)),
                ("meeting_at", models.DateTimeField(blank=True, null=True)),
                ("departed_at", models.DateTimeField(blank=True, null=True)),
                ("arrived_at", models.DateTimeField(blank=True, null=True)),
                ("turned_back_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("why", models.CharField(blank=True, max_length=500)),
                (
                    "from_place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.place",
                    ),
                ),
                (
                    "to_place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.place",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legs",
                        to="cases.movement",
                    ),
                ),
            ],
            options={
                "verbose_name": "leg",
                "verbose_name_plural": "legs",
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="HostNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("sent_on", models.DateField()),
                ("asked_for", models.CharField(max_length=500)),
                ("answer_due_on", models.DateField(blank=True, null=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("recorded_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.authority",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="host_notes",
                        to="cases.movement",
                    ),
                ),
            ],
            options={
                "verbose_name": "note to an authority",
                "verbose_name_plural": "notes to authorities",
            },
        ),
        migrations.CreateModel(
            name="Escort",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("consular", "Consular officer"),
                            ("police", "Police officer"),
                            ("immigration", "Immigration officer"),
                            ("nurse", "Nurse or doctor"),
                            ("interpreter", "Interpreter"),
                            ("organisation", "Somebody of an organisation"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                ("body", models.CharField(blank=True, max_length=160)),
                ("first_leg", models.PositiveSmallIntegerField(default=1)),
                ("last_leg", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escorts",
                        to="cases.movement",
                    ),
                ),
            ],
            options={
                "verbose_name": "escort",
                "verbose_name_plural": "escorts",
            },
        ),
        migrations.CreateModel(
            name="MovementCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mission_id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mission_id", "year"), name="movementcounter_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Passenger",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("seated", "Has a seat"),
                            ("waiting", "On the waiting list"),
                            ("off", "Taken off"),
                        ],
                        max_length=8,
                    ),
                ),
                ("place", models.PositiveIntegerField(blank=True, null=True)),
                ("first_leg", models.PositiveSmallIntegerField(default=1)),
                ("last_leg", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("seat", models.CharField(blank=True, max_length=24)),
                ("ticket_name", models.CharField(blank=True, max_length=120)),
                ("ticket_number", models.CharField(blank=True, max_length=40)),
                ("recorded_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="cases.case",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passengers",
                        to="cases.movement",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "passenger",
                "verbose_name_plural": "passengers",
            },
        ),
        migrations.CreateModel(
            name="SeatChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("seated", "Given a seat"),
                            ("waiting", "Put on the waiting list"),
                            ("moved_up", "Moved up on the waiting list"),
                            ("ticketed", "Seat or ticket written down"),
                            ("off", "Taken off"),
                            ("left_behind", "Stayed behind at the departure"),
                            ("turned_back", "Came back with the leg"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "passenger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="cases.passenger",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a seat",
                "verbose_name_plural": "changes of seats",
            },
        ),
        migrations.CreateModel(
            name="SeatOverride",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("code", models.CharField(max_length=40)),
                ("facts", models.CharField(max_length=64)),
                ("reason", models.CharField(max_length=500)),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "passenger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overrides",
                        to="cases.passenger",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "override of a check",
                "verbose_name_plural": "overrides of checks",
            },
        ),
        migrations.CreateModel(
            name="ManifestLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("first_leg", models.PositiveSmallIntegerField()),
                ("last_leg", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("shown", models.JSONField(default=dict)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "manifest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="cases.manifestversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of a frozen list",
                "verbose_name_plural": "lines of frozen lists",
                "ordering": ("position",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("manifest", "case"), name="manifestline_case_once"
                    ),
                    models.UniqueConstraint(
                        fields=("manifest", "position"), name="manifestline_in_order"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="movement",
            index=models.Index(
                fields=["mission", "-departs_at", "-number"], name="movement_of_mission"
            ),
        ),
        migrations.AddIndex(
            model_name="movement",
            index=models.Index(
                fields=["reception_point", "-departs_at", "-number"], name="movement_received"
            ),
        ),
        migrations.AddIndex(
            model_name="movement",
            index=models.Index(fields=["-departs_at", "-number"], name="movement_all"),
        ),
        migrations.AddIndex(
            model_name="movement",
            index=models.Index(
                condition=models.Q(("state__in", ["planning", "frozen", "under_way"])),
                fields=["departs_at"],
                name="movement_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["planning", "frozen", "under_way", "completed", "cancelled"])
                ),
                name="movement_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True),
                    models.Q(("state_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="movement_cancelled_has_reason",
                violation_error_message="Say why the movement is cancelled.",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["planning", "cancelled"]), ("manifest__gt", 0), _connector="OR"
                ),
                name="movement_leaves_frozen",
                violation_error_message="Nobody leaves before the list is frozen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(("arrives_at__gt", models.F("departs_at"))),
                name="movement_times_forwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="manifestversion",
            constraint=models.UniqueConstraint(
                fields=("movement", "number"), name="manifestversion_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="manifestversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="manifestversion_later_has_reason",
                violation_error_message="Say why the list is frozen again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["bus", "van", "foot", "flight", "boat", "train"])),
                name="leg_mode_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(
                condition=models.Q(("arrives_at__gt", models.F("departs_at"))),
                name="leg_times_forwards",
                violation_error_message="A leg arrives after it has departed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("arrived_at__gte", models.F("departed_at")), ("departed_at__isnull", False)
                    ),
                    ("arrived_at__isnull", True),
                    _connector="OR",
                ),
                name="leg_arrives_after_departing",
                violation_error_message="A leg arrives after it has departed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_place", models.F("to_place")), _negated=True),
                name="leg_two_places",
                violation_error_message="A leg goes from one place to another.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity__isnull", True), ("capacity__gt", 0), _connector="OR"
                ),
                name="leg_has_seats",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity__isnull", True),
                    ("dropped_at__isnull", False),
                    ("seated__lte", models.F("capacity")),
                    _connector="OR",
                ),
                name="leg_not_overbooked",
                violation_error_message="There are not so many seats on this leg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped_at__isnull", True)),
                fields=("movement", "number"),
                name="leg_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="hostnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on__isnull", True)),
                    models.Q(
                        ("answered_on__gte", models.F("sent_on")),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="hostnote_answer_is_whole",
                violation_error_message="An answer has a day, not before the note, and words.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hostnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer_due_on__isnull", True),
                    ("answer_due_on__gte", models.F("sent_on")),
                    _connector="OR",
                ),
                name="hostnote_due_after_sent",
                violation_error_message="The answer is wanted after the note was sent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="escort",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "consular",
                            "police",
                            "immigration",
                            "nurse",
                            "interpreter",
                            "organisation",
                            "other",
                        ],
                    )
                ),
                name="escort_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="escort",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), ("staff__isnull", False)),
                    models.Q(("staff__isnull", True), models.Q(("name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="escort_is_somebody",
                violation_error_message="Choose one of our staff, or write a name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="escort",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_leg__isnull", True),
                    ("last_leg__gte", models.F("first_leg")),
                    _connector="OR",
                ),
                name="escort_legs_forwards",
                violation_error_message="The last leg lies before the first.",
            ),
        ),
        migrations.AddIndex(
            model_name="passenger",
            index=models.Index(
                condition=models.Q(("state__in", ("seated", "waiting"))),
                fields=["case"],
                name="passenger_standing_of_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="passenger",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["seated", "waiting", "off"])),
                name="passenger_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="passenger",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place__isnull", False), ("state", "waiting")),
                    models.Q(
                        models.Q(("state", "waiting"), _negated=True), ("place__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="passenger_waits_at_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="passenger",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_leg__isnull", True),
                    ("last_leg__gte", models.F("first_leg")),
                    _connector="OR",
                ),
                name="passenger_legs_forwards",
                violation_error_message="The last leg lies before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passenger",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("seated", "waiting"))),
                fields=("movement", "case"),
                name="passenger_once_on_movement",
                violation_error_message="This person is on this movement already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act__in",
                        [
                            "seated",
                            "waiting",
                            "moved_up",
                            "ticketed",
                            "off",
                            "left_behind",
                            "turned_back",
                        ],
                    )
                ),
                name="seatchange_act_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatoverride",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="seatoverride_has_reason",
                violation_error_message="Say why the person travels nevertheless.",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
