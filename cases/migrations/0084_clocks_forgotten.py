"""What is kept of a clock when its person is forgotten: its spans, its calendar and its verdict.

The SQL is what `cases/retention/schema.py` gave when it was written; tests compare them.
"""

from django.db import migrations

FORWARD = r"""
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
    union all select 'cases_mustermark:' || id from cases_mustermark where case_id = any(of_cases)
    union all select 'cases_musterstranger:' || id from cases_musterstranger where case_id = any(of_cases)
    union all select 'cases_handover:' || id from cases_handover where id in (select handover_id from cases_handoverline where case_id = any(of_cases))
    union all select 'cases_handoverline:' || id from cases_handoverline where case_id = any(of_cases)
    union all select 'cases_handoverhealth:' || id from cases_handoverhealth where case_id = any(of_cases)
    union all select 'cases_claim:' || id from cases_claim where id in (select claim_id from cases_claimline where case_id = any(of_cases))
    union all select 'cases_claimline:' || id from cases_claimline where case_id = any(of_cases)
    union all select 'cases_claimpayment:' || id from cases_claimpayment where case_id = any(of_cases)
    union all select 'cases_legcost:' || id from cases_legcost where case_id = any(of_cases)
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
    union all select 'cases_snapshotcase:' || id from cases_snapshotcase where case_id = any(of_cases)
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
    union all select 'cases_draft:' || id from cases_draft where (from_case_id = any(of_cases) or from_report_id = any(of_reports) or from_stranger_id in (select id from cases_musterstranger where case_id = any(of_cases)))
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
    union all select uuid::text from cases_mustermark where case_id = any(of_cases)
    union all select uuid::text from cases_musterstranger where case_id = any(of_cases)
    union all select uuid::text from cases_handover where id in (select handover_id from cases_handoverline where case_id = any(of_cases))
    union all select uuid::text from cases_handoverline where case_id = any(of_cases)
    union all select uuid::text from cases_handoverhealth where case_id = any(of_cases)
    union all select uuid::text from cases_claim where id in (select claim_id from cases_claimline where case_id = any(of_cases))
    union all select uuid::text from cases_claimline where case_id = any(of_cases)
    union all select uuid::text from cases_claimpayment where case_id = any(of_cases)
    union all select uuid::text from cases_legcost where case_id = any(of_cases)
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
    union all select uuid::text from cases_draft where (from_case_id = any(of_cases) or from_report_id = any(of_reports) or from_stranger_id in (select id from cases_musterstranger where case_id = any(of_cases)))
    union all select uuid::text from cases_clock where case_id = any(of_cases)
    union all select uuid::text from cases_reminder where case_id = any(of_cases)
    union all select uuid::text from cases_share where case_id = any(of_cases)
    union all select uuid::text from cases_transfer where case_id = any(of_cases)
    union all select uuid::text from cases_notice where case_id = any(of_cases)
    union all select uuid::text from cases_citizen where id = person);
  perform set_config('app.forgets', person::text, true);
  update cases_export as told set words = '—', decide_reason = case when decide_reason = '' then '' else '—' end
    where exists (
      select from (
        select full_name as called, 2 as least from cases_citizen where id = person
        union all select value, 2 from cases_name where citizen_id = person
        union all select number, 6 from cases_identitydocument where citizen_id = person
          and length(upper(regexp_replace(number, '[^A-Za-z0-9]+', '', 'g'))) < 6
      ) as hers
      where called <> '—' and length(btrim(' ' || regexp_replace(app_fold(called), '[[:punct:][:space:]]+', ' ', 'g') || ' ')) >= least
        and position(' ' || regexp_replace(app_fold(called), '[[:punct:][:space:]]+', ' ', 'g') || ' ' in ' ' || regexp_replace(app_fold(told.words || ' ' || told.decide_reason), '[[:punct:][:space:]]+', ' ', 'g') || ' ') > 0)
    or exists (
      select from (
        select number from cases_identitydocument where citizen_id = person
        union all select reference from cases_case where citizen_id = person
      ) as hers
      where length(upper(regexp_replace(number, '[^A-Za-z0-9]+', '', 'g'))) >= 6
        and position(upper(regexp_replace(number, '[^A-Za-z0-9]+', '', 'g')) in upper(regexp_replace(told.words || ' ' || told.decide_reason, '[^A-Za-z0-9]+', '', 'g'))) > 0);
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
  update cases_mustermark set words = case when words = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_musterstranger set name = '—', words = case when words = '' then '' else '—' end, followed = case when followed = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_handover set digest = case when digest = '' then '' else '—' end, remarks = case when remarks = '' then '' else '—' end, correct_reason = case when correct_reason = '' then '' else '—' end, void_reason = case when void_reason = '' then '' else '—' end
    where id in (select handover_id from cases_handoverline where case_id = any(of_cases));
  update cases_handoverline set reason = case when reason = '' then '' else '—' end, added_reason = case when added_reason = '' then '' else '—' end, whereabouts = '', belongings = '', remarks = '', received_body = '', papers = '[]', home_province_id = null, shown = null
    where case_id = any(of_cases);
  update cases_handoverhealth set words = ''
    where case_id = any(of_cases);
  update cases_claim set words = case when words = '' then '' else '—' end, digest = case when digest = '' then '' else '—' end, answer_words = case when answer_words = '' then '' else '—' end, withdraw_reason = case when withdraw_reason = '' then '' else '—' end
    where id in (select claim_id from cases_claimline where case_id = any(of_cases));
  update cases_claimline set shown = null, rate_source = '', void_reason = case when void_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_claimpayment set receipt = '', words = '', rate_source = '', void_reason = case when void_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_legcost set void_reason = case when void_reason = '' then '' else '—' end
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
    where (from_case_id = any(of_cases) or from_report_id = any(of_reports) or from_stranger_id in (select id from cases_musterstranger where case_id = any(of_cases)));
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
      ('cases_mustermark', array['case_id', 'clock_doubt', 'id', 'is_extra', 'key', 'mark', 'muster_id', 'received_at', 'said_at', 'searched', 'seen_at', 'seen_by_id', 'settles_id', 'settles_other_id', 'uuid']),
      ('cases_musterstranger', array['case_id', 'clock_doubt', 'id', 'key', 'muster_id', 'received_at', 'said_at', 'seen_at', 'seen_by_id', 'settled_at', 'settled_by_id', 'sex', 'uuid', 'version']),
      ('cases_handover', array['closes', 'corrects_id', 'handed_body', 'handed_function', 'handed_name', 'id', 'kind', 'mission_id', 'movement_id', 'number', 'occurred_at', 'occurred_from', 'people', 'place_id', 'prepared_at', 'prepared_by_id', 'received_body', 'received_by_id', 'received_function', 'received_name', 'reception_point_id', 'reported', 'serial', 'signed_at', 'signed_by_id', 'state', 'uuid', 'version', 'voided_at', 'voided_by_id', 'year']),
      ('cases_handoverline', array['case_id', 'handover_id', 'id', 'position', 'recorded_at', 'recorded_by_id', 'said_at', 'said_by_id', 'state', 'uuid']),
      ('cases_handoverhealth', array['case_id', 'id', 'line_id', 'recorded_at', 'recorded_by_id', 'restricted', 'uuid']),
      ('cases_claim', array['answered_at', 'answered_by_id', 'answered_on', 'authority_id', 'body_words', 'claimed_on', 'id', 'mission_id', 'number', 'payer', 'prepared_at', 'prepared_by_id', 'serial', 'size', 'state', 'submitted_at', 'submitted_by_id', 'total_vnd', 'totals', 'uuid', 'version', 'withdrawn_at', 'withdrawn_by_id', 'year']),
      ('cases_claimline', array['amount', 'amount_vnd', 'case_id', 'claim_id', 'currency', 'id', 'is_frozen', 'line_id', 'mission_id', 'position', 'rate', 'rate_on', 'recorded_at', 'recorded_by_id', 'restricted', 'uuid', 'version', 'voided_at', 'voided_by_id']),
      ('cases_claimpayment', array['amount', 'amount_vnd', 'case_id', 'claim_id', 'claim_line_id', 'currency', 'id', 'mission_id', 'payment', 'rate', 'rate_on', 'received_on', 'recorded_at', 'recorded_by_id', 'restricted', 'uuid', 'version', 'voided_at', 'voided_by_id']),
      ('cases_legcost', array['case_id', 'id', 'leg_id', 'line_id', 'recorded_at', 'recorded_by_id', 'restricted', 'uuid', 'version', 'voided_at', 'voided_by_id']),
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
      ('cases_snapshotcase', array['case_id', 'cells', 'id', 'snapshot_id']),
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
      ('cases_draft', array['began_at', 'ended_as', 'ended_at', 'from_case_id', 'from_report_id', 'from_stranger_id', 'id', 'posting_id', 'saved_at', 'staff_id', 'uuid']),
      ('cases_clock', array['calendar', 'case_id', 'due_at', 'due_from', 'id', 'is_counted', 'limit_id', 'started_at', 'started_from', 'state', 'step_id', 'stopped_at', 'stopped_from', 'uuid', 'verdict']),
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
        or case when said.key = 'citizen_ids' then said.value::jsonb @> to_jsonb(person) end
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
    union all select 'cases_passenger:' || id from cases_passenger where case_id = any(of_cases)
    union all select 'cases_seatchange:' || id from cases_seatchange where case_id = any(of_cases)
    union all select 'cases_seatoverride:' || id from cases_seatoverride where case_id = any(of_cases)
    union all select 'cases_manifestline:' || id from cases_manifestline where case_id = any(of_cases)
    union all select 'cases_mustermark:' || id from cases_mustermark where case_id = any(of_cases)
    union all select 'cases_musterstranger:' || id from cases_musterstranger where case_id = any(of_cases)
    union all select 'cases_handover:' || id from cases_handover where id in (select handover_id from cases_handoverline where case_id = any(of_cases))
    union all select 'cases_handoverline:' || id from cases_handoverline where case_id = any(of_cases)
    union all select 'cases_handoverhealth:' || id from cases_handoverhealth where case_id = any(of_cases)
    union all select 'cases_claim:' || id from cases_claim where id in (select claim_id from cases_claimline where case_id = any(of_cases))
    union all select 'cases_claimline:' || id from cases_claimline where case_id = any(of_cases)
    union all select 'cases_claimpayment:' || id from cases_claimpayment where case_id = any(of_cases)
    union all select 'cases_legcost:' || id from cases_legcost where case_id = any(of_cases)
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
    union all select 'cases_snapshotcase:' || id from cases_snapshotcase where case_id = any(of_cases)
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
    union all select 'cases_draft:' || id from cases_draft where (from_case_id = any(of_cases) or from_report_id = any(of_reports) or from_stranger_id in (select id from cases_musterstranger where case_id = any(of_cases)))
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
    union all select uuid::text from cases_mustermark where case_id = any(of_cases)
    union all select uuid::text from cases_musterstranger where case_id = any(of_cases)
    union all select uuid::text from cases_handover where id in (select handover_id from cases_handoverline where case_id = any(of_cases))
    union all select uuid::text from cases_handoverline where case_id = any(of_cases)
    union all select uuid::text from cases_handoverhealth where case_id = any(of_cases)
    union all select uuid::text from cases_claim where id in (select claim_id from cases_claimline where case_id = any(of_cases))
    union all select uuid::text from cases_claimline where case_id = any(of_cases)
    union all select uuid::text from cases_claimpayment where case_id = any(of_cases)
    union all select uuid::text from cases_legcost where case_id = any(of_cases)
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
    union all select uuid::text from cases_draft where (from_case_id = any(of_cases) or from_report_id = any(of_reports) or from_stranger_id in (select id from cases_musterstranger where case_id = any(of_cases)))
    union all select uuid::text from cases_clock where case_id = any(of_cases)
    union all select uuid::text from cases_reminder where case_id = any(of_cases)
    union all select uuid::text from cases_share where case_id = any(of_cases)
    union all select uuid::text from cases_transfer where case_id = any(of_cases)
    union all select uuid::text from cases_notice where case_id = any(of_cases)
    union all select uuid::text from cases_citizen where id = person);
  perform set_config('app.forgets', person::text, true);
  update cases_export as told set words = '—', decide_reason = case when decide_reason = '' then '' else '—' end
    where exists (
      select from (
        select full_name as called, 2 as least from cases_citizen where id = person
        union all select value, 2 from cases_name where citizen_id = person
        union all select number, 6 from cases_identitydocument where citizen_id = person
          and length(upper(regexp_replace(number, '[^A-Za-z0-9]+', '', 'g'))) < 6
      ) as hers
      where called <> '—' and length(btrim(' ' || regexp_replace(app_fold(called), '[[:punct:][:space:]]+', ' ', 'g') || ' ')) >= least
        and position(' ' || regexp_replace(app_fold(called), '[[:punct:][:space:]]+', ' ', 'g') || ' ' in ' ' || regexp_replace(app_fold(told.words || ' ' || told.decide_reason), '[[:punct:][:space:]]+', ' ', 'g') || ' ') > 0)
    or exists (
      select from (
        select number from cases_identitydocument where citizen_id = person
        union all select reference from cases_case where citizen_id = person
      ) as hers
      where length(upper(regexp_replace(number, '[^A-Za-z0-9]+', '', 'g'))) >= 6
        and position(upper(regexp_replace(number, '[^A-Za-z0-9]+', '', 'g')) in upper(regexp_replace(told.words || ' ' || told.decide_reason, '[^A-Za-z0-9]+', '', 'g'))) > 0);
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
  update cases_mustermark set words = case when words = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_musterstranger set name = '—', words = case when words = '' then '' else '—' end, followed = case when followed = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_handover set digest = case when digest = '' then '' else '—' end, remarks = case when remarks = '' then '' else '—' end, correct_reason = case when correct_reason = '' then '' else '—' end, void_reason = case when void_reason = '' then '' else '—' end
    where id in (select handover_id from cases_handoverline where case_id = any(of_cases));
  update cases_handoverline set reason = case when reason = '' then '' else '—' end, added_reason = case when added_reason = '' then '' else '—' end, whereabouts = '', belongings = '', remarks = '', received_body = '', papers = '[]', home_province_id = null, shown = null
    where case_id = any(of_cases);
  update cases_handoverhealth set words = ''
    where case_id = any(of_cases);
  update cases_claim set words = case when words = '' then '' else '—' end, digest = case when digest = '' then '' else '—' end, answer_words = case when answer_words = '' then '' else '—' end, withdraw_reason = case when withdraw_reason = '' then '' else '—' end
    where id in (select claim_id from cases_claimline where case_id = any(of_cases));
  update cases_claimline set shown = null, rate_source = '', void_reason = case when void_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_claimpayment set receipt = '', words = '', rate_source = '', void_reason = case when void_reason = '' then '' else '—' end
    where case_id = any(of_cases);
  update cases_legcost set void_reason = case when void_reason = '' then '' else '—' end
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
    where (from_case_id = any(of_cases) or from_report_id = any(of_reports) or from_stranger_id in (select id from cases_musterstranger where case_id = any(of_cases)));
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
      ('cases_mustermark', array['case_id', 'clock_doubt', 'id', 'is_extra', 'key', 'mark', 'muster_id', 'received_at', 'said_at', 'searched', 'seen_at', 'seen_by_id', 'settles_id', 'settles_other_id', 'uuid']),
      ('cases_musterstranger', array['case_id', 'clock_doubt', 'id', 'key', 'muster_id', 'received_at', 'said_at', 'seen_at', 'seen_by_id', 'settled_at', 'settled_by_id', 'sex', 'uuid', 'version']),
      ('cases_handover', array['closes', 'corrects_id', 'handed_body', 'handed_function', 'handed_name', 'id', 'kind', 'mission_id', 'movement_id', 'number', 'occurred_at', 'occurred_from', 'people', 'place_id', 'prepared_at', 'prepared_by_id', 'received_body', 'received_by_id', 'received_function', 'received_name', 'reception_point_id', 'reported', 'serial', 'signed_at', 'signed_by_id', 'state', 'uuid', 'version', 'voided_at', 'voided_by_id', 'year']),
      ('cases_handoverline', array['case_id', 'handover_id', 'id', 'position', 'recorded_at', 'recorded_by_id', 'said_at', 'said_by_id', 'state', 'uuid']),
      ('cases_handoverhealth', array['case_id', 'id', 'line_id', 'recorded_at', 'recorded_by_id', 'restricted', 'uuid']),
      ('cases_claim', array['answered_at', 'answered_by_id', 'answered_on', 'authority_id', 'body_words', 'claimed_on', 'id', 'mission_id', 'number', 'payer', 'prepared_at', 'prepared_by_id', 'serial', 'size', 'state', 'submitted_at', 'submitted_by_id', 'total_vnd', 'totals', 'uuid', 'version', 'withdrawn_at', 'withdrawn_by_id', 'year']),
      ('cases_claimline', array['amount', 'amount_vnd', 'case_id', 'claim_id', 'currency', 'id', 'is_frozen', 'line_id', 'mission_id', 'position', 'rate', 'rate_on', 'recorded_at', 'recorded_by_id', 'restricted', 'uuid', 'version', 'voided_at', 'voided_by_id']),
      ('cases_claimpayment', array['amount', 'amount_vnd', 'case_id', 'claim_id', 'claim_line_id', 'currency', 'id', 'mission_id', 'payment', 'rate', 'rate_on', 'received_on', 'recorded_at', 'recorded_by_id', 'restricted', 'uuid', 'version', 'voided_at', 'voided_by_id']),
      ('cases_legcost', array['case_id', 'id', 'leg_id', 'line_id', 'recorded_at', 'recorded_by_id', 'restricted', 'uuid', 'version', 'voided_at', 'voided_by_id']),
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
      ('cases_snapshotcase', array['case_id', 'cells', 'id', 'snapshot_id']),
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
      ('cases_draft', array['began_at', 'ended_as', 'ended_at', 'from_case_id', 'from_report_id', 'from_stranger_id', 'id', 'posting_id', 'saved_at', 'staff_id', 'uuid']),
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
        or case when said.key = 'citizen_ids' then said.value::jsonb @> to_jsonb(person) end
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


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0083_limit_terms_filled"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
