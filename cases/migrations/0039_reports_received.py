"""Reports that came in about people, what links them to cases, and the drafts begun from them.

The SQL is what `cases/core/walls.py`, `cases/reports/schema.py` and `cases/retention/schema.py`
gave when it was written; tests compare them.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
alter table cases_receivedreport enable row level security;
alter table cases_receivedreport force row level security;
create policy owner_all on cases_receivedreport to current_user using (true) with check (true);
create policy select_rows on cases_receivedreport for select using ((select app_sees('file')) and ((select app_sees_all()) or mission_id = (select app_sees_at())));
create policy insert_rows on cases_receivedreport for insert with check ((select app_sees('file')) and ((select app_sees_all()) or mission_id = (select app_sees_at())));
create policy update_rows on cases_receivedreport for update using ((select app_sees('file')) and ((select app_sees_all()) or mission_id = (select app_sees_at()))) with check ((select app_sees('file')) and ((select app_sees_all()) or mission_id = (select app_sees_at())));
create trigger keep_version after update or delete on cases_receivedreport for each row execute function keep_row_version('', '');
alter table cases_reportlink enable row level security;
alter table cases_reportlink force row level security;
create policy owner_all on cases_reportlink to current_user using (true) with check (true);
create policy select_rows on cases_reportlink for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_reportlink for insert with check ((select app_sees('file')) and (select true from cases_receivedreport as told where told.id = report_id) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)) and ((select app_sees_all()) or mission_id = (select app_sees_at())));
create policy update_rows on cases_reportlink for update using ((select app_sees('file')) and (select true from cases_receivedreport as told where told.id = report_id) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id))) with check ((select app_sees('file')) and (select true from cases_receivedreport as told where told.id = report_id) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create trigger keep_version after update or delete on cases_reportlink for each row execute function keep_row_version('', 'case_id');
drop policy select_rows on cases_rowversion;
create policy select_rows on cases_rowversion for select using ((select app_sees_all()) or case when case_id is not null then (select app_sees('file')) and (select true from cases_case as parent where parent.id = case_id) when citizen_id is not null then (select app_sees('file')) and (select true from cases_citizen as parent where parent.id = citizen_id) when table_name = 'cases_directive' then (select true from cases_directive as parent where parent.id = row_id) when table_name = 'cases_directivemission' then (select true from cases_directivemission as parent where parent.id = row_id) when table_name = 'cases_receivedreport' then (select true from cases_receivedreport as parent where parent.id = row_id) when table_name in ('cases_directivereport', 'cases_missionplan') then false else (select app_kind()) = 'staff' end);
drop policy select_rows on cases_draft;
drop policy insert_rows on cases_draft;
drop policy update_rows on cases_draft;
create policy select_rows on cases_draft for select using ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id)) and (from_report_id is null or (select true from cases_receivedreport as told where told.id = from_report_id))) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days'));
create policy insert_rows on cases_draft for insert with check (staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id)) and (from_report_id is null or (select true from cases_receivedreport as told where told.id = from_report_id)));
create policy update_rows on cases_draft for update using ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id)) and (from_report_id is null or (select true from cases_receivedreport as told where told.id = from_report_id))) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days')) with check ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id)) and (from_report_id is null or (select true from cases_receivedreport as told where told.id = from_report_id))) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days'));
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
create function unopened_reports(at_mission bigint) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from (
    (select from cases_receivedreport where status = 'unopened' and not at_headquarters
      and mission_id = at_mission limit 100)
    union all
    (select from cases_receivedreport where status = 'unopened' and at_headquarters
      and exists (select from cases_mission where id = at_mission and kind = 'headquarters')
      limit 100)
  ) as waiting
  where app_kind() in ('', 'system') or (at_mission = app_mission() and app_sees('file'))
$$;
"""

BACKWARD = r"""
drop function unopened_reports(bigint);
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
drop policy select_rows on cases_draft;
drop policy insert_rows on cases_draft;
drop policy update_rows on cases_draft;
create policy select_rows on cases_draft for select using ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id))) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days'));
create policy insert_rows on cases_draft for insert with check (staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id)));
create policy update_rows on cases_draft for update using ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id))) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days')) with check ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id))) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days'));
drop policy select_rows on cases_rowversion;
create policy select_rows on cases_rowversion for select using ((select app_sees_all()) or case when case_id is not null then (select app_sees('file')) and (select true from cases_case as parent where parent.id = case_id) when citizen_id is not null then (select app_sees('file')) and (select true from cases_citizen as parent where parent.id = citizen_id) when table_name = 'cases_directive' then (select true from cases_directive as parent where parent.id = row_id) when table_name = 'cases_directivemission' then (select true from cases_directivemission as parent where parent.id = row_id) when table_name in ('cases_directivereport', 'cases_missionplan') then false else (select app_kind()) = 'staff' end);
drop trigger keep_version on cases_reportlink;
drop policy owner_all on cases_reportlink;
drop policy select_rows on cases_reportlink;
drop policy insert_rows on cases_reportlink;
drop policy update_rows on cases_reportlink;
alter table cases_reportlink no force row level security;
alter table cases_reportlink disable row level security;
drop trigger keep_version on cases_receivedreport;
drop policy owner_all on cases_receivedreport;
drop policy select_rows on cases_receivedreport;
drop policy insert_rows on cases_receivedreport;
drop policy update_rows on cases_receivedreport;
alter table cases_receivedreport no force row level security;
alter table cases_receivedreport disable row level security;
"""

RIGHTS = """
revoke all on cases_receivedreport from "{role}";
grant select, insert, update (mission_id, at_headquarters, status, opened_at, opened_by_id, taken_at, taken_by_id, same_as_id, joined_at, joined_by_id, close_reason, close_note, closed_at, closed_by_id, return_reason, returned_at, version) on cases_receivedreport to "{role}";
revoke all on cases_reportlink from "{role}";
grant select, insert, update (undone_at, undone_by_id) on cases_reportlink to "{role}";
revoke all on function unopened_reports(bigint) from public;
grant execute on function unopened_reports(bigint) to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0038_same_person"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReceivedReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("at_headquarters", models.BooleanField(default=False)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("mail", "E-mail"),
                            ("hotline", "Hotline call"),
                            ("chat", "Message by phone or chat"),
                            ("petition", "Petition or letter"),
                            ("organisation", "Message of an organisation"),
                            ("desk", "In person, at another desk"),
                            ("other", "Another way"),
                        ],
                        max_length=12,
                    ),
                ),
                ("received_from", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                (
                    "sender",
                    models.CharField(
                        choices=[
                            ("person", "The person herself"),
                            ("relative", "A relative"),
                            ("friend", "A friend or colleague"),
                            ("organisation", "An organisation"),
                            ("host_authority", "An authority of the host country"),
                            ("home_authority", "An authority at home"),
                            ("press", "The press"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=16,
                    ),
                ),
                ("sender_name", models.CharField(blank=True, max_length=200)),
                (
                    "sender_relation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("spouse", "Spouse"),
                            ("sibling", "Brother or sister"),
                            ("child", "Child"),
                            ("grandparent", "Grandparent"),
                            ("other_family", "Other family"),
                            ("friend", "Friend"),
                        ],
                        max_length=16,
                    ),
                ),
                ("sender_phone", models.CharField(blank=True, max_length=60)),
                ("sender_email", models.CharField(blank=True, max_length=254)),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField()),
                ("people", models.TextField(blank=True)),
                ("find_text", models.TextField(blank=True, editable=False)),
                ("text_key", models.CharField(blank=True, editable=False, max_length=64)),
                ("phone_key", models.CharField(blank=True, editable=False, max_length=60)),
                ("email_key", models.CharField(blank=True, editable=False, max_length=254)),
                ("recorded_at", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unopened", "Unopened"),
                            ("opened", "Opened"),
                            ("taken", "Being worked on"),
                            ("linked", "Linked to a case"),
                            ("closed", "Closed"),
                            ("joined", "Joined to an earlier one"),
                        ],
                        default="unopened",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("joined_at", models.DateTimeField(blank=True, null=True)),
                (
                    "close_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("answered", "Answered; no case is needed"),
                            ("nobody_named", "Nobody is named, and nobody can be asked"),
                            ("not_a_citizen", "About somebody who is not a citizen"),
                            ("for_others", "For another authority, and sent on"),
                            ("spam", "Spam or abuse"),
                            ("other", "Another reason"),
                        ],
                        max_length=16,
                    ),
                ),
                ("close_note", models.TextField(blank=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("return_reason", models.TextField(blank=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "closed_by",
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
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.incident",
                    ),
                ),
                (
                    "joined_by",
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
                    "mission",
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
                    "opened_by",
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
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doubles",
                        to="cases.receivedreport",
                    ),
                ),
                (
                    "taken_by",
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
                "verbose_name": "report received",
                "verbose_name_plural": "reports received",
            },
        ),
        migrations.AddField(
            model_name="draft",
            name="from_report",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.receivedreport",
            ),
        ),
        migrations.CreateModel(
            name="ReportLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("mail", "E-mail"),
                            ("hotline", "Hotline call"),
                            ("chat", "Message by phone or chat"),
                            ("petition", "Petition or letter"),
                            ("organisation", "Message of an organisation"),
                            ("desk", "In person, at another desk"),
                            ("other", "Another way"),
                        ],
                        max_length=12,
                    ),
                ),
                ("received_from", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_links",
                        to="cases.case",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="cases.receivedreport",
                    ),
                ),
                (
                    "undone_by",
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
                "verbose_name": "report of a case",
                "verbose_name_plural": "reports of cases",
            },
        ),
        migrations.AddIndex(
            model_name="receivedreport",
            index=models.Index(
                condition=models.Q(("status", "unopened"), ("at_headquarters", False)),
                fields=["mission", "received_at", "uuid"],
                name="receivedreport_unopened",
            ),
        ),
        migrations.AddIndex(
            model_name="receivedreport",
            index=models.Index(
                condition=models.Q(("status", "unopened"), ("at_headquarters", True)),
                fields=["received_at", "uuid"],
                name="receivedreport_unopened_hq",
            ),
        ),
        migrations.AddIndex(
            model_name="receivedreport",
            index=models.Index(
                condition=models.Q(
                    ("status__in", ["unopened", "opened", "taken"]), ("at_headquarters", False)
                ),
                fields=["mission", "received_at", "uuid"],
                name="receivedreport_to_do",
            ),
        ),
        migrations.AddIndex(
            model_name="receivedreport",
            index=models.Index(
                condition=models.Q(
                    ("status__in", ["unopened", "opened", "taken"]), ("at_headquarters", True)
                ),
                fields=["received_at", "uuid"],
                name="receivedreport_to_do_hq",
            ),
        ),
        migrations.AddIndex(
            model_name="receivedreport",
            index=models.Index(
                fields=["mission", "received_at", "uuid"], name="receivedreport_of_mission"
            ),
        ),
        migrations.AddIndex(
            model_name="receivedreport",
            index=models.Index(fields=["received_at", "uuid"], name="receivedreport_all"),
        ),
        migrations.AddIndex(
            model_name="receivedreport",
            index=models.Index(
                condition=models.Q(("text_key", ""), _negated=True),
                fields=["text_key"],
                name="receivedreport_text_key",
            ),
        ),
        migrations.AddIndex(
            model_name="receivedreport",
            index=models.Index(
                condition=models.Q(("phone_key", ""), _negated=True),
                fields=["phone_key"],
                name="receivedreport_phone_key",
            ),
        ),
        migrations.AddIndex(
            model_name="receivedreport",
            index=models.Index(
                condition=models.Q(("email_key", ""), _negated=True),
                fields=["email_key"],
                name="receivedreport_email_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "channel__in",
                        ["mail", "hotline", "chat", "petition", "organisation", "desk", "other"],
                    )
                ),
                name="receivedreport_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sender__in",
                        [
                            "person",
                            "relative",
                            "friend",
                            "organisation",
                            "host_authority",
                            "home_authority",
                            "press",
                            "unknown",
                        ],
                    )
                ),
                name="receivedreport_sender_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sender_relation__in",
                        [
                            "",
                            "mother",
                            "father",
                            "spouse",
                            "sibling",
                            "child",
                            "grandparent",
                            "other_family",
                            "friend",
                        ],
                    )
                ),
                name="receivedreport_relation_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="receivedreport_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("received_from__lte", models.F("received_at"))),
                name="receivedreport_interval_forwards",
                violation_error_message="The first possible moment lies after the last.",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mission__isnull", False), ("at_headquarters", True), _connector="OR"
                ),
                name="receivedreport_lies_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["unopened", "opened", "taken", "linked", "closed", "joined"])
                ),
                name="receivedreport_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opened_at__isnull", True), ("status", "unopened")),
                    models.Q(
                        models.Q(("status", "unopened"), _negated=True),
                        ("opened_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="receivedreport_opened_before_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "taken"), _negated=True),
                    ("taken_at__isnull", False),
                    _connector="OR",
                ),
                name="receivedreport_taken_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("joined_at__isnull", False),
                        ("same_as__isnull", False),
                        ("status", "joined"),
                    ),
                    models.Q(
                        models.Q(("status", "joined"), _negated=True), ("same_as__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="receivedreport_joined_to_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("same_as__isnull", True),
                    models.Q(("same_as", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="receivedreport_not_its_own_double",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "closed"), _negated=True),
                    models.Q(
                        (
                            "close_reason__in",
                            [
                                "answered",
                                "nobody_named",
                                "not_a_citizen",
                                "for_others",
                                "spam",
                                "other",
                            ],
                        ),
                        ("closed_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="receivedreport_closed_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "channel__in",
                        ["mail", "hotline", "chat", "petition", "organisation", "desk", "other"],
                    )
                ),
                name="reportlink_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)),
                fields=("report", "case"),
                name="reportlink_once",
                violation_error_message="The report is linked to this case already.",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
