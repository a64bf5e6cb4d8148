"""What is said: notes and who reads them, the contact log, statements, rules of safe contact.

The SQL is what `cases/core/walls.py`, `cases/casework/talk_schema.py` and
`cases/retention/schema.py` gave when it was written; tests compare them.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
alter table cases_sealednote enable row level security;
alter table cases_sealednote force row level security;
create policy owner_all on cases_sealednote to current_user using (true) with check (true);
create policy select_rows on cases_sealednote for select using ((case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end or ((select app_sees('unseal')) and (select true from cases_unsealing as opened where opened.posting_id = (select app_posting()) and opened.case_id = cases_sealednote.case_id and opened.restricted = cases_sealednote.restricted and opened.until > now() limit 1))) and (select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_sealednote for insert with check ((case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and (select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy update_rows on cases_sealednote for update using ((case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and (select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))))) with check ((case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and (select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create trigger keep_version after update or delete on cases_sealednote for each row execute function keep_row_version('', 'case_id');
alter table cases_contactentry enable row level security;
alter table cases_contactentry force row level security;
create policy owner_all on cases_contactentry to current_user using (true) with check (true);
create policy select_rows on cases_contactentry for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_contactentry for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy update_rows on cases_contactentry for update using (((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))))) and voided_at is null) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create trigger keep_version after update or delete on cases_contactentry for each row execute function keep_row_version('', 'case_id');
alter table cases_statement enable row level security;
alter table cases_statement force row level security;
create policy owner_all on cases_statement to current_user using (true) with check (true);
create policy select_rows on cases_statement for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_statement for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy update_rows on cases_statement for update using (((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))))) and voided_at is null) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create trigger keep_version after update or delete on cases_statement for each row execute function keep_row_version('', 'case_id');
alter table cases_safecontact enable row level security;
alter table cases_safecontact force row level security;
create policy owner_all on cases_safecontact to current_user using (true) with check (true);
create policy select_rows on cases_safecontact for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_safecontact.citizen_id and sight.mission_id = (select app_sees_at()) and (sight.until is null or sight.until > now()))));
create policy insert_rows on cases_safecontact for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_safecontact.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))));
create policy update_rows on cases_safecontact for update using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_safecontact.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) and ended_at is null) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_safecontact.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))));
create trigger keep_version after update or delete on cases_safecontact for each row execute function keep_row_version('citizen_id', '');
drop policy select_rows on cases_note;
drop policy insert_rows on cases_note;
drop policy update_rows on cases_note;
create policy select_rows on cases_note for select using (((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id))) and ((select app_sees_all()) or only_for_id is null or only_for_id = (select app_sees_at())));
create policy insert_rows on cases_note for insert with check (((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))))) and ((select app_sees_all()) or only_for_id is null or only_for_id = (select app_sees_at())));
create policy update_rows on cases_note for update using (((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))))) and ((select app_sees_all()) or only_for_id is null or only_for_id = (select app_sees_at()))) with check (((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))))) and ((select app_sees_all()) or only_for_id is null or only_for_id = (select app_sees_at())));
create function refresh_wish(person bigint) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  records bigint[] := records_of(person);
begin
  perform from cases_case where citizen_id = any(records) order by id for no key update;
  update cases_case as own set return_wish = latest.answer
  from (
    select c.id, coalesce((
      select said.answer from cases_statement as said
      join cases_case as other on other.id = said.case_id
      where other.citizen_id = any(records) and other.incident_id = c.incident_id
        and said.kind = 'return' and said.voided_at is null
      order by said.occurred_at desc, said.id desc limit 1), '') as answer
    from cases_case as c where c.citizen_id = any(records)
  ) as latest
  where own.id = latest.id and own.return_wish <> latest.answer;
end $$;
create function keep_wish() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform refresh_wish((select citizen_id from cases_case where id = new.case_id));
  return null;
end $$;
create trigger keep_wish after insert or update of voided_at on cases_statement
for each row when (new.kind = 'return') execute function keep_wish();
create function keep_wish_of_linked() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform refresh_wish(new.id);
  if old.head_id is not null and old.head_id <> new.id then
    perform refresh_wish(old.head_id);
  end if;
  return null;
end $$;
create trigger keep_wish_of_linked after update of head_id on cases_citizen
for each row when (old.head_id is distinct from new.head_id)
execute function keep_wish_of_linked();
create function keep_attempts() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform from cases_case where id = new.case_id for no key update;
  with log as (
    select id, talked_with, outcome, occurred_at, next_at from cases_contactentry
    where case_id = new.case_id and voided_at is null
  ), now as (
    select
      (select max(occurred_at) from log
        where talked_with = 'citizen' and outcome in ('reached', 'cut_off')) as last,
      (select next_at from log order by occurred_at desc, id desc limit 1) as next
  )
  update cases_case as own set last_contact_at = now.last, next_attempt_at = now.next
  from now where own.id = new.case_id
    and (own.last_contact_at, own.next_attempt_at) is distinct from (now.last, now.next);
  return null;
end $$;
create trigger keep_attempts after insert or update of voided_at on cases_contactentry
for each row execute function keep_attempts();
create or replace function keep_row_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before jsonb := to_jsonb(old) - array['version', 'mission_ids', 'ledger_at', 'points', 'rows',
    'head_id', 'blocker_kind', 'blocker_procedure_id', 'blocker_condition', 'blocker_body',
    'blocker_authority_id', 'blocked_since', 'next_due_at', 'next_due_limit_id', 'valid_until',
    'return_wish', 'last_contact_at', 'next_attempt_at'];
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
drop trigger keep_wish_of_linked on cases_citizen;
drop trigger keep_wish on cases_statement;
drop trigger keep_attempts on cases_contactentry;
drop function keep_wish_of_linked();
drop function keep_wish();
drop function keep_attempts();
drop function refresh_wish(bigint);
drop trigger keep_version on cases_sealednote;
drop policy owner_all on cases_sealednote;
drop policy select_rows on cases_sealednote;
drop policy insert_rows on cases_sealednote;
drop policy update_rows on cases_sealednote;
alter table cases_sealednote no force row level security;
alter table cases_sealednote disable row level security;
drop trigger keep_version on cases_contactentry;
drop policy owner_all on cases_contactentry;
drop policy select_rows on cases_contactentry;
drop policy insert_rows on cases_contactentry;
drop policy update_rows on cases_contactentry;
alter table cases_contactentry no force row level security;
alter table cases_contactentry disable row level security;
drop trigger keep_version on cases_statement;
drop policy owner_all on cases_statement;
drop policy select_rows on cases_statement;
drop policy insert_rows on cases_statement;
drop policy update_rows on cases_statement;
alter table cases_statement no force row level security;
alter table cases_statement disable row level security;
drop trigger keep_version on cases_safecontact;
drop policy owner_all on cases_safecontact;
drop policy select_rows on cases_safecontact;
drop policy insert_rows on cases_safecontact;
drop policy update_rows on cases_safecontact;
alter table cases_safecontact no force row level security;
alter table cases_safecontact disable row level security;
drop policy select_rows on cases_note;
drop policy insert_rows on cases_note;
drop policy update_rows on cases_note;
create policy select_rows on cases_note for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_note for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_note for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
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
    union all select 'cases_retentionitem:' || id from cases_retentionitem where citizen_id = person
    union all select 'cases_citizensight:' || id from cases_citizensight where citizen_id = person
    union all select 'cases_receivedreport:' || id from cases_receivedreport where id = any(of_reports)
    union all select 'cases_reportlink:' || id from cases_reportlink where case_id = any(of_cases)
    union all select 'cases_note:' || id from cases_note where case_id = any(of_cases)
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
    union all select uuid::text from cases_retentionitem where citizen_id = person
    union all select uuid::text from cases_receivedreport where id = any(of_reports)
    union all select uuid::text from cases_reportlink where case_id = any(of_cases)
    union all select uuid::text from cases_note where case_id = any(of_cases)
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
  update cases_receivedreport set text = '—', people = '', subject = '', sender_name = '', sender_phone = '', sender_email = '', find_text = '', text_key = '', phone_key = '', email_key = '', close_note = '', return_reason = ''
    where id = any(of_reports);
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
      ('cases_receivedreport', array['at_headquarters', 'channel', 'close_reason', 'closed_at', 'closed_by_id', 'id', 'incident_id', 'joined_at', 'joined_by_id', 'mission_id', 'opened_at', 'opened_by_id', 'received_at', 'received_from', 'recorded_at', 'recorded_by_id', 'returned_at', 'same_as_id', 'sender', 'sender_relation', 'status', 'taken_at', 'taken_by_id', 'uuid', 'version']),
      ('cases_reportlink', array['case_id', 'channel', 'id', 'mission_id', 'received_at', 'received_from', 'recorded_at', 'recorded_by_id', 'report_id', 'undone_at', 'undone_by_id', 'uuid']),
      ('cases_note', array['author_id', 'case_id', 'id', 'recorded_at', 'uuid']),
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
      ('cases_case', array['assigned_to_id', 'blocked_since', 'blocker_authority_id', 'blocker_body', 'blocker_condition', 'blocker_kind', 'blocker_procedure_id', 'citizen_id', 'held', 'hold_reason', 'id', 'incident_id', 'ledger_at', 'mission_id', 'mission_ids', 'next_due_at', 'next_due_limit_id', 'opened_at', 'outcome', 'playbook_id', 'position_at', 'reception_point_id', 'recorded_at', 'reference', 'report_source', 'rows', 'stage', 'version', 'voided_at']),
      ('cases_citizen', array['id', 'ledger_at', 'nationality', 'nationality_status', 'now_country', 'now_holder_id', 'now_place_id', 'now_since', 'points', 'registered_at', 'registered_by_id', 'sex', 'uuid', 'version'])) as plan (name, kept)
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
"""

RIGHTS = """
revoke all on function refresh_wish(bigint) from public;
revoke all on cases_sealednote from "{role}";
grant select, insert, update (withdrawn_at, withdrawn_by_id, withdraw_reason) on cases_sealednote to "{role}";
revoke all on cases_contactentry from "{role}";
grant select, insert, update (voided_at, void_reason) on cases_contactentry to "{role}";
revoke all on cases_statement from "{role}";
grant select, insert, update (voided_at, void_reason) on cases_statement to "{role}";
revoke all on cases_safecontact from "{role}";
grant select, insert, update (ended_at, end_reason) on cases_safecontact to "{role}";
revoke all on cases_note from "{role}";
grant select, insert, update (withdrawn_at, withdrawn_by_id, withdraw_reason) on cases_note to "{role}";
"""

FORMER_RIGHTS = """
revoke all on cases_note from "{role}";
grant select, insert, update on cases_note to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0041_proposals_and_terms"),)

    operations = [
        migrations.CreateModel(
            name="ContactEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("occurred_from", models.DateTimeField()),
                ("occurred_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                ("void_reason", models.TextField(blank=True)),
                ("operation", models.CharField(max_length=60)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("citizen", "The citizen"),
                            ("relative", "A relative"),
                            ("host_authority", "A host authority"),
                            ("mission", "Our own mission"),
                            ("other_mission", "Another of our missions"),
                            ("home_authority", "A home authority"),
                            ("organisation", "An organisation"),
                            ("press", "The press"),
                            ("other", "Another source"),
                        ],
                        default="mission",
                        max_length=20,
                    ),
                ),
                ("source_detail", models.CharField(blank=True, max_length=300)),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "talked_with",
                    models.CharField(
                        choices=[
                            ("citizen", "The citizen"),
                            ("relative", "A relative"),
                            ("host_authority", "A host authority"),
                            ("home_authority", "A home authority"),
                            ("organisation", "An organisation"),
                            ("other", "Somebody else"),
                        ],
                        max_length=16,
                    ),
                ),
                ("whom", models.CharField(blank=True, max_length=160)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "By phone"),
                            ("video", "By video call"),
                            ("message", "By messages of an app"),
                            ("visit", "Face to face"),
                            ("email", "By e-mail"),
                            ("letter", "By letter"),
                            ("other", "In another way"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("reached", "Reached"),
                            ("no_answer", "No answer"),
                            ("left_word", "Left word"),
                            ("cut_off", "The line was cut"),
                            ("refused", "Did not want to speak"),
                            ("wrong_number", "The number is wrong"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("listened", "We only listened, and told nothing"),
                            ("reported", "The relative reported the case to us"),
                            ("vital", "A vital interest of the person"),
                            ("mistake", "Something was told without consent, by mistake"),
                        ],
                        max_length=8,
                    ),
                ),
                ("ground_words", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "entry of the contact log",
                "verbose_name_plural": "contact log",
            },
        ),
        migrations.CreateModel(
            name="SafeContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("way", models.CharField(blank=True, max_length=160)),
                ("hours_from", models.TimeField(blank=True, null=True)),
                ("hours_until", models.TimeField(blank=True, null=True)),
                ("zone", models.CharField(blank=True, max_length=40)),
                ("pretext", models.CharField(blank=True, max_length=300)),
                ("code_phrase", models.CharField(blank=True, max_length=160)),
                ("never", models.CharField(blank=True, max_length=300)),
                ("no_voicemail", models.BooleanField(default=False)),
                ("no_text", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("end_reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "rules of safe contact",
                "verbose_name_plural": "rules of safe contact",
            },
        ),
        migrations.CreateModel(
            name="SealedNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("text", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdraw_reason",
                    models.CharField(blank=True, db_default="", default="", max_length=300),
                ),
                (
                    "restricted",
                    models.CharField(
                        choices=[
                            ("protection", "Protection"),
                            ("health", "Health"),
                            ("money", "Money"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "verbose_name": "restricted note",
                "verbose_name_plural": "restricted notes",
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("occurred_from", models.DateTimeField()),
                ("occurred_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                ("void_reason", models.TextField(blank=True)),
                ("operation", models.CharField(max_length=60)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("citizen", "The citizen"),
                            ("relative", "A relative"),
                            ("host_authority", "A host authority"),
                            ("mission", "Our own mission"),
                            ("other_mission", "Another of our missions"),
                            ("home_authority", "A home authority"),
                            ("organisation", "An organisation"),
                            ("press", "The press"),
                            ("other", "Another source"),
                        ],
                        default="mission",
                        max_length=20,
                    ),
                ),
                ("source_detail", models.CharField(blank=True, max_length=300)),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("return", "Wish to return"),
                            ("inform_family", "Consent to inform the family"),
                            ("share_data", "Consent to share data"),
                            ("consular_contact", "Wish for consular contact"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("only_some", "Only those named"),
                            ("not_yet", "Not yet"),
                            ("ask_later", "To be asked again later"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "shared_with",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("host_authority", "A host authority"),
                            ("home_authority", "A home authority"),
                            ("organisation", "An organisation (IOM, NGO)"),
                            ("other", "Somebody else"),
                        ],
                        max_length=16,
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=300)),
                ("words", models.TextField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "By phone"),
                            ("video", "By video call"),
                            ("message", "By messages of an app"),
                            ("visit", "Face to face"),
                            ("email", "By e-mail"),
                            ("letter", "By letter"),
                            ("other", "In another way"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("vi", "Vietnamese"),
                            ("en", "English"),
                            ("fr", "French"),
                            ("th", "Thai"),
                            ("my", "Burmese"),
                            ("km", "Khmer"),
                            ("lo", "Lao"),
                            ("zh", "Chinese"),
                            ("other", "Another language"),
                        ],
                        max_length=5,
                    ),
                ),
                ("interpreter", models.CharField(blank=True, max_length=160)),
                ("guardian", models.CharField(blank=True, max_length=160)),
                ("taken_by", models.CharField(blank=True, max_length=160)),
            ],
            options={
                "verbose_name": "statement",
                "verbose_name_plural": "statements",
            },
        ),
        migrations.AddField(
            model_name="case",
            name="last_contact_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="next_attempt_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="return_wish",
            field=models.CharField(
                blank=True,
                choices=[
                    ("yes", "Yes"),
                    ("no", "No"),
                    ("only_some", "Only those named"),
                    ("not_yet", "Not yet"),
                    ("ask_later", "To be asked again later"),
                ],
                db_default="",
                default="",
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="contactpoint",
            name="is_unsafe",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="contactpoint",
            name="unsafe_why",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="note",
            name="only_for",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.mission",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="withdraw_reason",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="note",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="note",
            name="withdrawn_by",
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
            model_name="relative",
            name="is_unsafe",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="relative",
            name="unsafe_why",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    models.Q(("stage__in", ["closed", ""]), _negated=True),
                    ("next_attempt_at__isnull", False),
                ),
                fields=["mission", "next_attempt_at", "reference"],
                name="case_attempt_of_mission",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    models.Q(("stage__in", ["closed", ""]), _negated=True),
                    ("next_attempt_at__isnull", False),
                ),
                fields=["next_attempt_at", "reference"],
                name="case_attempt",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_unsafe", False), ("unsafe_why", "")),
                    models.Q(("is_unsafe", True), models.Q(("unsafe_why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="contactpoint_unsafe_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdraw_reason", ""), ("withdrawn_at__isnull", True)),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdraw_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="note_withdrawn_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="relative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_unsafe", False), ("unsafe_why", "")),
                    models.Q(("is_unsafe", True), models.Q(("unsafe_why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="relative_unsafe_why",
            ),
        ),
        migrations.AddField(
            model_name="contactentry",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contact_entries",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="contactentry",
            name="contact_point",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.contactpoint",
            ),
        ),
        migrations.AddField(
            model_name="contactentry",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contactentry",
            name="recorded_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.mission",
            ),
        ),
        migrations.AddField(
            model_name="contactentry",
            name="relative",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.relative",
            ),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="citizen",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="safe_contacts",
                to="cases.citizen",
            ),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="contact_point",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.contactpoint",
            ),
        ),
        migrations.AddField(
            model_name="safecontact",
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
        migrations.AddField(
            model_name="sealednote",
            name="author",
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
            model_name="sealednote",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="sealednote",
            name="withdrawn_by",
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
            model_name="statement",
            name="authority",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.authority",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="recorded_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.mission",
            ),
        ),
        migrations.AddIndex(
            model_name="contactentry",
            index=models.Index(fields=["case", "occurred_at"], name="contactentry_of_case"),
        ),
        migrations.AddConstraint(
            model_name="contactentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("occurred_from__lte", models.F("occurred_at"))),
                name="contactentry_interval_forwards",
                violation_error_message="The first possible moment lies after the last.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("occurred_at__lte", models.F("recorded_at"))),
                name="contactentry_not_in_future",
                violation_error_message="A fact cannot happen after it was recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voided_at__isnull", True),
                    ("voided_at__gte", models.F("recorded_at")),
                    _connector="OR",
                ),
                name="contactentry_voided_after_recorded",
                violation_error_message="A fact cannot be voided before it was recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "source__in",
                        [
                            "citizen",
                            "relative",
                            "host_authority",
                            "mission",
                            "other_mission",
                            "home_authority",
                            "organisation",
                            "press",
                            "other",
                        ],
                    )
                ),
                name="contactentry_source_known",
                violation_error_message="This source is not known.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "talked_with__in",
                        [
                            "citizen",
                            "relative",
                            "host_authority",
                            "home_authority",
                            "organisation",
                            "other",
                        ],
                    )
                ),
                name="contactentry_with_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "channel__in",
                        ["phone", "video", "message", "visit", "email", "letter", "other"],
                    )
                ),
                name="contactentry_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        ["reached", "no_answer", "left_word", "cut_off", "refused", "wrong_number"],
                    )
                ),
                name="contactentry_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("talked_with", "relative"),
                    models.Q(("ground", ""), ("ground_words", ""), ("relative__isnull", True)),
                    _connector="OR",
                ),
                name="contactentry_relative_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", ""), ("ground_words", "")),
                    ("ground__in", ["listened", "reported"]),
                    models.Q(
                        ("ground__in", ("vital", "mistake")),
                        models.Q(("ground_words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="contactentry_ground_in_words",
                violation_error_message="Say in words why that was so.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("next_at__isnull", True),
                    ("next_at__gt", models.F("occurred_from")),
                    _connector="OR",
                ),
                name="contactentry_next_after",
                violation_error_message="The next attempt comes after this one.",
            ),
        ),
        migrations.AddIndex(
            model_name="safecontact",
            index=models.Index(fields=["citizen", "recorded_at"], name="safecontact_of_citizen"),
        ),
        migrations.AddConstraint(
            model_name="safecontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("hours_from__isnull", True), ("hours_until__isnull", True), ("zone", "")
                    ),
                    models.Q(
                        ("hours_from__isnull", False),
                        ("hours_until__isnull", False),
                        models.Q(("zone", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="safecontact_hours_complete",
                violation_error_message="Give both hours, and the time zone they are meant in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="safecontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("ended_at__gte", models.F("recorded_at")),
                    _connector="OR",
                ),
                name="safecontact_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="safecontact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("citizen",),
                name="safecontact_one_standing",
                violation_error_message="This person has other rules already.",
            ),
        ),
        migrations.AddIndex(
            model_name="sealednote",
            index=models.Index(fields=["case", "-recorded_at"], name="sealednote_of_case"),
        ),
        migrations.AddConstraint(
            model_name="sealednote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="sealednote_has_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="sealednote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdraw_reason", ""), ("withdrawn_at__isnull", True)),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdraw_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sealednote_withdrawn_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealednote",
            constraint=models.CheckConstraint(
                condition=models.Q(("restricted__in", ["protection", "health", "money"])),
                name="sealednote_restricted_known",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["case", "kind", "occurred_at"], name="statement_of_case"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("occurred_from__lte", models.F("occurred_at"))),
                name="statement_interval_forwards",
                violation_error_message="The first possible moment lies after the last.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("occurred_at__lte", models.F("recorded_at"))),
                name="statement_not_in_future",
                violation_error_message="A fact cannot happen after it was recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voided_at__isnull", True),
                    ("voided_at__gte", models.F("recorded_at")),
                    _connector="OR",
                ),
                name="statement_voided_after_recorded",
                violation_error_message="A fact cannot be voided before it was recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "source__in",
                        [
                            "citizen",
                            "relative",
                            "host_authority",
                            "mission",
                            "other_mission",
                            "home_authority",
                            "organisation",
                            "press",
                            "other",
                        ],
                    )
                ),
                name="statement_source_known",
                violation_error_message="This source is not known.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer__in", ["yes", "no", "not_yet", "ask_later"]), ("kind", "return")
                    ),
                    models.Q(
                        ("answer__in", ["yes", "no", "only_some", "ask_later"]),
                        ("kind", "inform_family"),
                    ),
                    models.Q(("answer__in", ["yes", "no", "ask_later"]), ("kind", "share_data")),
                    models.Q(
                        ("answer__in", ["yes", "no", "ask_later"]), ("kind", "consular_contact")
                    ),
                    _connector="OR",
                ),
                name="statement_answer_fits",
                violation_error_message="This is no answer to that question.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "share_data"),
                        (
                            "shared_with__in",
                            ["host_authority", "home_authority", "organisation", "other"],
                        ),
                    ),
                    models.Q(
                        models.Q(("kind", "share_data"), _negated=True),
                        ("authority__isnull", True),
                        ("shared_with", ""),
                    ),
                    _connector="OR",
                ),
                name="statement_shared_with_whom",
                violation_error_message="Say with whom the data would be shared.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "only_some"), _negated=True),
                    models.Q(("about", ""), _negated=True),
                    _connector="OR",
                ),
                name="statement_names_some",
                violation_error_message="Write down who may be informed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="statement_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "channel__in",
                        ["phone", "video", "message", "visit", "email", "letter", "other"],
                    )
                ),
                name="statement_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("language__in", ["vi", "en", "fr", "th", "my", "km", "lo", "zh", "other"])
                ),
                name="statement_language_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("return_wish__in", ["", "yes", "no", "only_some", "not_yet", "ask_later"])
                ),
                name="case_return_wish_known",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(
            RIGHTS.format(role=settings.DATABASE_APP_ROLE),
            FORMER_RIGHTS.format(role=settings.DATABASE_APP_ROLE),
        ),
    ]
