"""SQL that forgets: one person over every relation, and rows of the machine.

Both functions run with the rights of the owner, on the closed list with a pinned search path: the
application role may change no fact, no row version and no entry of the record. `anonymise_citizen`
asks for itself who calls it, and that another asked for it before. What it empties is made from
`forgotten.py`; the migration holds the text as it was made.
"""

from cases.retention.forgotten_cases import FORGOTTEN
from cases.retention.forgotten_exports import EMPTIED, NAMES_HER
from cases.retention.forgotten_reports import HERS

NUMBERED = [
    table for table, plan in FORGOTTEN.items() if "id" in plan.kept and table != "cases_outboxmail"
]
WITH_UUID = [table for table, plan in FORGOTTEN.items() if "uuid" in plan.kept]
UPDATES = "\n".join(
    f"  update {table} set {plan.statement}\n    where {plan.scope};"  # noqa: S608 - our own names
    for table, plan in FORGOTTEN.items()
    if plan.emptied
)
ROWS = "\n    union all ".join(
    f"select '{table}:' || id from {table} where {FORGOTTEN[table].scope}"  # noqa: S608
    for table in NUMBERED
)
REFERENCES = "\n    union all ".join(
    f"select uuid::text from {table} where {FORGOTTEN[table].scope}"  # noqa: S608
    for table in WITH_UUID
)
KEPT = ",\n      ".join(
    f"('{table}', array[{', '.join(repr(name) for name in sorted(plan.kept))}])"
    for table, plan in FORGOTTEN.items()
)

MAY = """
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
    select from cases_anonymisation where citizen_id = any(records_of(person)) and status = 'asked'
      and asked_by_id is distinct from app_staff())
end
$$;
"""
"""Two people, or a report that one has approved and the machine carries out within thirty days."""

KEEPS = """
create function held_back_by(person bigint) returns text
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
"""
"""Of linked records each holds back all: forgotten is the whole person or nobody."""

ANONYMISE = f"""
create function anonymise_citizen(person bigint) returns timestamptz
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
  select coalesce(array_agg(id), '{{}}') into of_cases from cases_case where citizen_id = person;
  of_reports := array({HERS});
  moment := app_moment();
  update cases_anonymisation set status = 'done', answered_at = moment, answered_by_id = app_staff()
    where citizen_id = person and status = 'asked';
  own_rows := array({ROWS});
  own_references := array(select reference from cases_case where citizen_id = person
    union all {REFERENCES});
  perform set_config('app.forgets', person::text, true);
  update cases_export as told set {EMPTIED}
    where {NAMES_HER};
{UPDATES}
  update cases_rowversion as version set old = (
      select coalesce(jsonb_object_agg(key, value), '{{}}') from jsonb_each(version.old)
      where key = any(plan.kept))
    from (values {KEPT}) as plan (name, kept)
    where plan.name = version.table_name
      and (version.citizen_id = person or version.case_id = any(of_cases)
        or (version.table_name = 'cases_receivedreport' and version.row_id = any(of_reports)));
  delete from cases_rowversion where (citizen_id = person or case_id = any(of_cases)
      or (table_name = 'cases_receivedreport' and row_id = any(of_reports)))
    and old = '{{}}' and operation = current_setting('app.operation', true);
  update cases_receipt set key = 'forgotten-' || id, fingerprint = '', answer = '{{}}'
    where answer ->> 'reference' = any(own_references);
  update django_tasks_database_dbtaskresult set args_kwargs = '{{"args": [], "kwargs": {{}}}}',
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
"""  # noqa: S608 - our own names

ANONYMISED_ONCE = """
create trigger keep_anonymised before update of anonymised_at, age_band on cases_citizen
for each row when ((old.anonymised_at, old.age_band)
  is distinct from (new.anonymised_at, new.age_band))
execute function refuse_other_hands('citizen_anonymised_once');
"""

MACHINE = """
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
  union all
  select id::text from cases_citizensight where of_subject = 'sights' and until < before
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
    -- One that is being renewed is looked at again once that is committed.
    when 'sights' then delete from cases_citizensight
      where id = any(gone::bigint[]) and until < before;
    else return 0;
  end case;
  return cardinality(gone);
end $$;
"""
"""Rows of the machine are no facts: the system lets them go, once a report is approved."""

RIGHTS = """
revoke all on function may_anonymise(bigint) from public;
revoke all on function held_back_by(bigint) from public;
revoke all on function anonymise_citizen(bigint) from public;
revoke all on function old_machine_rows(text, timestamptz, integer) from public;
revoke all on function delete_machine_rows(text, timestamptz, integer) from public;
grant execute on function held_back_by(bigint) to "{role}";
grant execute on function anonymise_citizen(bigint) to "{role}";
grant execute on function old_machine_rows(text, timestamptz, integer) to "{role}";
grant execute on function delete_machine_rows(text, timestamptz, integer) to "{role}";
"""

FUNCTIONS = (MAY, KEEPS, ANONYMISE, ANONYMISED_ONCE, MACHINE)
