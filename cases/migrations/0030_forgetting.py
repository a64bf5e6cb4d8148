"""Forgetting a person: what asks for it, what holds it back, reports, and the function that does it.

The SQL is what `cases/retention/schema.py`, `cases/core/schema.py` and `cases/core/walls.py` gave when
it was written; tests compare them.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
create function app_forgets(owned regclass) returns boolean language sql stable as $$
  select coalesce(current_setting('app.forgets', true), '') <> ''
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = owned)
$$;
create or replace function refuse_edit_of_fact() returns trigger language plpgsql as $$
declare
  kept text[] := array['voided_at', 'void_reason'];
  words text[] := array['void_reason', 'source_detail', 'reason', 'note'];
begin
  if tg_op = 'DELETE' then
    raise exception 'facts are voided, never deleted'
      using errcode = 'check_violation', constraint = 'fact_never_deleted';
  end if;
  if app_forgets(tg_relid) and (to_jsonb(old) - words) = (to_jsonb(new) - words) then
    return new;
  end if;
  if old.voided_at is not null or (to_jsonb(old) - kept) <> (to_jsonb(new) - kept) then
    raise exception 'facts are voided and appended again, never edited'
      using errcode = 'check_violation', constraint = 'fact_never_edited';
  end if;
  return new;
end $$;
create or replace function refuse_edit_of_record() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and app_forgets(tg_relid) then
    return null;
  end if;
  raise exception 'the record of acts is only added to'
    using errcode = 'check_violation', constraint = 'record_only_added';
end $$;
create function refuse_other_edit_of_record() returns trigger language plpgsql as $$
declare
  about text[] := array['case_id', 'citizen_id', 'subjects', 'key'];
  said jsonb := to_jsonb(new);
begin
  if (to_jsonb(old) - about) <> (said - about)
    or num_nonnulls(said ->> 'case_id', said ->> 'citizen_id', said ->> 'key') > 0
    or coalesce(said -> 'subjects', '[]') <> '[]'
  then
    raise exception 'of the record only whom it is about is forgotten'
      using errcode = 'check_violation', constraint = 'record_only_added';
  end if;
  return new;
end $$;
create trigger only_forgotten before update on cases_auditentry
for each row execute function refuse_other_edit_of_record();
create trigger only_forgotten before update on cases_auditlink
for each row execute function refuse_other_edit_of_record();
alter table cases_legalhold enable row level security;
alter table cases_legalhold force row level security;
create policy owner_all on cases_legalhold to current_user using (true) with check (true);
create policy select_rows on cases_legalhold for select using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_legalhold.citizen_id and sight.mission_id = (select app_sees_at()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_legalhold for insert with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_legalhold.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_legalhold for update using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_legalhold.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_legalhold.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create trigger keep_version after update or delete on cases_legalhold for each row execute function keep_row_version('citizen_id', '');
alter table cases_anonymisation enable row level security;
alter table cases_anonymisation force row level security;
create policy owner_all on cases_anonymisation to current_user using (true) with check (true);
create policy select_rows on cases_anonymisation for select using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_anonymisation.citizen_id and sight.mission_id = (select app_sees_at()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_anonymisation for insert with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_anonymisation.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_anonymisation for update using ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_anonymisation.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_sees_all()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_anonymisation.citizen_id and sight.mission_id = (select app_sees_at()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create trigger keep_version after update or delete on cases_anonymisation for each row execute function keep_row_version('citizen_id', '');
alter table cases_retentionrun enable row level security;
alter table cases_retentionrun force row level security;
create policy owner_all on cases_retentionrun to current_user using (true) with check (true);
create policy select_rows on cases_retentionrun for select using ((select app_sees_all()));
create policy insert_rows on cases_retentionrun for insert with check ((select app_sees_all()));
create policy update_rows on cases_retentionrun for update using ((select app_sees_all())) with check ((select app_sees_all()));
alter table cases_retentionitem enable row level security;
alter table cases_retentionitem force row level security;
create policy owner_all on cases_retentionitem to current_user using (true) with check (true);
create policy select_rows on cases_retentionitem for select using ((select app_sees_all()));
create policy insert_rows on cases_retentionitem for insert with check ((select app_sees_all()));
create policy update_rows on cases_retentionitem for update using ((select app_sees_all())) with check ((select app_sees_all()));
create function may_anonymise(person bigint) returns boolean
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
create function held_back_by(person bigint) returns text
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
end
$$;
create function anonymise_citizen(person bigint) returns timestamptz
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
  update cases_name set value = '—', source_detail = '', withdrawn_at = coalesce(withdrawn_at, moment), withdraw_reason = ''
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
  update cases_citizen set full_name = '—', family_name = '', middle_name = '', given_name = '', sort_key = '~', age_band = case when birth_on is null then '' else (
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
      ('cases_retentionitem', array['citizen_id', 'done_at', 'due_on', 'held_by', 'id', 'reference', 'rule', 'run_id', 'state', 'uuid']),
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
create trigger keep_anonymised before update of anonymised_at, age_band on cases_citizen
for each row when ((old.anonymised_at, old.age_band)
  is distinct from (new.anonymised_at, new.age_band))
execute function refuse_other_hands('citizen_anonymised_once');
create function old_machine_rows(of_subject text, before timestamptz, most integer)
returns setof text language sql stable security definer set search_path = public, pg_temp as $$
select * from (
  select id::text from cases_notice as notice where of_subject = 'notices'
    and read_at < before and not exists (select from cases_reminder where notice_id = notice.id)
    and not exists (select from cases_outboxmail where notice_id = notice.id)
  union all
  select id::text from cases_outboxmail where of_subject = 'mails' and state <> 'waiting'
    and coalesce(sent_at, created_at) < before
  union all
  select id::text from cases_receipt where of_subject = 'receipts' and created_at < before
  union all
  select id::text from cases_staffsession where of_subject = 'sessions'
    and coalesce(ended_at, expire_date) < before
  union all
  select id::text from django_tasks_database_dbtaskresult where of_subject = 'jobs'
    and status in ('SUCCESSFUL', 'FAILED') and finished_at < before
) as old where app_kind() = 'system' and app_sees_all() limit most
$$;
create function delete_machine_rows(of_subject text, before timestamptz, most integer)
returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  gone text[] := array(select old_machine_rows(of_subject, before, most));
begin
  if not exists (select from cases_retentionrun where finished_at is null
    and approved_at > now() + app_shift() - interval '30 days')
  then
    raise exception 'no report was approved'
      using errcode = 'check_violation', constraint = 'anonymise_not_asked';
  end if;
  case of_subject
    when 'notices' then delete from cases_notice where id = any(gone::bigint[]);
    when 'mails' then delete from cases_outboxmail where id = any(gone::bigint[]);
    when 'receipts' then delete from cases_receipt where id = any(gone::bigint[]);
    when 'sessions' then delete from cases_staffsession where id = any(gone::bigint[]);
    when 'jobs' then delete from django_tasks_database_dbtaskresult where id = any(gone::uuid[]);
    else return 0;
  end case;
  return cardinality(gone);
end $$;
"""

RIGHTS = """
revoke all on cases_legalhold from "APP_ROLE";
grant select, insert, update on cases_legalhold to "APP_ROLE";
revoke all on cases_anonymisation from "APP_ROLE";
grant select, insert, update on cases_anonymisation to "APP_ROLE";
revoke all on cases_retentionrun from "APP_ROLE";
grant select, insert, update on cases_retentionrun to "APP_ROLE";
revoke all on cases_retentionitem from "APP_ROLE";
grant select, insert, update on cases_retentionitem to "APP_ROLE";
revoke all on function may_anonymise(bigint) from public;
revoke all on function held_back_by(bigint) from public;
revoke all on function anonymise_citizen(bigint) from public;
revoke all on function old_machine_rows(text, timestamptz, integer) from public;
revoke all on function delete_machine_rows(text, timestamptz, integer) from public;
grant execute on function held_back_by(bigint) to "APP_ROLE";
grant execute on function anonymise_citizen(bigint) to "APP_ROLE";
grant execute on function old_machine_rows(text, timestamptz, integer) to "APP_ROLE";
grant execute on function delete_machine_rows(text, timestamptz, integer) to "APP_ROLE";
"""

BACK = r"""
drop function delete_machine_rows(text, timestamptz, integer);
drop function old_machine_rows(text, timestamptz, integer);
drop trigger keep_anonymised on cases_citizen;
drop function anonymise_citizen(bigint);
drop function held_back_by(bigint);
drop function may_anonymise(bigint);
drop trigger keep_version on cases_legalhold;
drop policy owner_all on cases_legalhold;
drop policy select_rows on cases_legalhold;
drop policy insert_rows on cases_legalhold;
drop policy update_rows on cases_legalhold;
alter table cases_legalhold no force row level security;
alter table cases_legalhold disable row level security;
drop trigger keep_version on cases_anonymisation;
drop policy owner_all on cases_anonymisation;
drop policy select_rows on cases_anonymisation;
drop policy insert_rows on cases_anonymisation;
drop policy update_rows on cases_anonymisation;
alter table cases_anonymisation no force row level security;
alter table cases_anonymisation disable row level security;
drop policy owner_all on cases_retentionrun;
drop policy select_rows on cases_retentionrun;
drop policy insert_rows on cases_retentionrun;
drop policy update_rows on cases_retentionrun;
alter table cases_retentionrun no force row level security;
alter table cases_retentionrun disable row level security;
drop policy owner_all on cases_retentionitem;
drop policy select_rows on cases_retentionitem;
drop policy insert_rows on cases_retentionitem;
drop policy update_rows on cases_retentionitem;
alter table cases_retentionitem no force row level security;
alter table cases_retentionitem disable row level security;
drop trigger only_forgotten on cases_auditentry;
drop trigger only_forgotten on cases_auditlink;
drop function refuse_other_edit_of_record();
create or replace function refuse_edit_of_record() returns trigger language plpgsql as $$
begin
  raise exception 'the record of acts is only added to'
    using errcode = 'check_violation', constraint = 'record_only_added';
end $$;
create or replace function refuse_edit_of_fact() returns trigger language plpgsql as $$
declare
  kept text[] := array['voided_at', 'void_reason'];
begin
  if tg_op = 'DELETE' then
    raise exception 'facts are voided, never deleted'
      using errcode = 'check_violation', constraint = 'fact_never_deleted';
  end if;
  if old.voided_at is not null or (to_jsonb(old) - kept) <> (to_jsonb(new) - kept) then
    raise exception 'facts are voided and appended again, never edited'
      using errcode = 'check_violation', constraint = 'fact_never_edited';
  end if;
  return new;
end $$;
drop function app_forgets(regclass);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0029_drafts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Anonymisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("term", "The term of retention is over"),
                            ("wish", "The person asked for it"),
                            ("mistake", "The person should not have been registered"),
                            ("order", "A competent authority ordered it"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Asked, waits for a second person"),
                            ("done", "Anonymised"),
                            ("declined", "Declined"),
                        ],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "asked anonymisation",
                "verbose_name_plural": "asked anonymisations",
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reason", models.TextField()),
                ("placed_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lift_reason", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "legal hold",
                "verbose_name_plural": "legal holds",
            },
        ),
        migrations.CreateModel(
            name="RetentionItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("rule", models.SlugField(max_length=60)),
                ("reference", models.CharField(max_length=40)),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "Due"),
                            ("held", "Held back"),
                            ("soon", "Due within 90 days"),
                            ("done", "Done"),
                            ("skipped", "Left out: no longer due"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "held_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open_case", "a case is open"),
                            ("live_share", "a case is shared or on offer"),
                            ("legal_hold", "a legal hold stands"),
                            ("review", "somebody has to decide"),
                        ],
                        max_length=10,
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "line of a report of retention",
                "verbose_name_plural": "lines of reports of retention",
            },
        ),
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("made_at", models.DateTimeField()),
                ("as_of", models.DateField()),
                ("total", models.PositiveIntegerField(default=0)),
                ("counts", models.JSONField(default=dict)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "report of retention",
                "verbose_name_plural": "reports of retention",
                "ordering": ("-made_at", "-id"),
            },
        ),
        migrations.AddField(
            model_name="citizen",
            name="age_band",
            field=models.CharField(
                blank=True,
                choices=[("child", "Under 18"), ("adult", "18 to 59"), ("elderly", "60 or older")],
                db_default="",
                default="",
                editable=False,
                max_length=7,
            ),
        ),
        migrations.AddField(
            model_name="citizen",
            name="anonymised_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="citizen",
            constraint=models.CheckConstraint(
                condition=models.Q(("age_band__in", ["", "child", "adult", "elderly"])),
                name="citizen_age_band_known",
            ),
        ),
        migrations.AddField(
            model_name="anonymisation",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="anonymisation",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="anonymisation",
            name="citizen",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="anonymisations",
                to="cases.citizen",
            ),
        ),
        migrations.AddField(
            model_name="legalhold",
            name="citizen",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holds",
                to="cases.citizen",
            ),
        ),
        migrations.AddField(
            model_name="legalhold",
            name="lifted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="legalhold",
            name="placed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="retentionitem",
            name="citizen",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
            ),
        ),
        migrations.AddField(
            model_name="retentionrun",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="retentionitem",
            name="run",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="cases.retentionrun",
            ),
        ),
        migrations.AddConstraint(
            model_name="anonymisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ["term", "wish", "mistake", "order"])),
                name="anonymisation_ground_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="anonymisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("status", "asked")),
                    models.Q(("answered_at__isnull", False), ("status__in", ["done", "declined"])),
                    _connector="OR",
                ),
                name="anonymisation_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="anonymisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "asked")),
                fields=("citizen",),
                name="anonymisation_one_asked",
                violation_error_message="Somebody asked for it already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalhold",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="legalhold_has_reason",
                violation_error_message="Say why everything must be kept.",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lift_reason", ""), ("lifted_at__isnull", True)),
                    models.Q(
                        models.Q(("lifted_at__isnull", False)),
                        models.Q(("lift_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="legalhold_lifted_why",
                violation_error_message="Say why the hold is lifted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalhold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at__isnull", True)),
                fields=("citizen",),
                name="legalhold_one_standing",
                violation_error_message="A legal hold stands already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_at__isnull", False),
                    models.Q(("approved_at__isnull", True), ("finished_at__isnull", True)),
                    _connector="OR",
                ),
                name="retentionrun_finished_when_approved",
            ),
        ),
        migrations.AddIndex(
            model_name="retentionitem",
            index=models.Index(
                fields=["run", "state", "due_on", "id"], name="retentionitem_of_run"
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("held_by__in", ["open_case", "live_share", "legal_hold", "review"]),
                        ("state", "held"),
                    ),
                    models.Q(models.Q(("state", "held"), _negated=True), ("held_by", "")),
                    _connector="OR",
                ),
                name="retentionitem_held_by_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["due", "held", "soon", "done", "skipped"])),
                name="retentionitem_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionitem",
            constraint=models.UniqueConstraint(
                fields=("run", "citizen"), name="retentionitem_once"
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
        migrations.RunSQL(
            RIGHTS.replace("APP_ROLE", settings.DATABASE_APP_ROLE), migrations.RunSQL.noop
        ),
    ]
