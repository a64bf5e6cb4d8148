"""Work in the background is held to the token that began it; nobody is ever a service account.

Sights that ended are let go after their term and do not come back. The SQL is what
`cases/accounts/schema.py`, `cases/casework/schema.py` and `cases/retention/schema.py` gave when it
was written; tests compare them.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
create function refuse_login_of_service() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (to_jsonb(new) ->> tg_argv[0]) is not null and exists (select from cases_staff
      where id = (to_jsonb(new) ->> tg_argv[0])::bigint and kind = 'service') then
    raise exception 'nobody logs in with a service account'
      using errcode = 'check_violation', constraint = 'staff_service_logs_in_nowhere';
  end if;
  return new;
end $$;
create trigger refuse_service before insert or update of staff_id on cases_staffsession
for each row execute function refuse_login_of_service('staff_id');
create trigger refuse_service before insert or update of staff_id on cases_onetimelink
for each row execute function refuse_login_of_service('staff_id');
create trigger refuse_service before insert or update of user_id on mfa_authenticator
for each row execute function refuse_login_of_service('user_id');
create trigger keep_kind before update of kind on cases_staff
for each row when (old.kind is distinct from new.kind)
execute function refuse_other_hands('staff_kind_settled');
create function keep_service_small() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'cases_posting' then
    if new.role <> 'api_client' and exists (
        select from cases_staff where id = new.staff_id and kind = 'service') then
      raise exception 'a service account has the role of another system alone'
        using errcode = 'check_violation', constraint = 'posting_of_service';
    end if;
  elsif not exists (select from cases_posting as posting join cases_staff as holder
      on holder.id = posting.staff_id where posting.id = new.posting_id
      and holder.id = new.user_id and (holder.kind <> 'service'
        or (new.scopes is not null and new.expiry is not null))) then
    raise exception 'a token is of the holder of its posting, and one of a service is held'
      using errcode = 'check_violation', constraint = 'apitoken_of_service';
  end if;
  return new;
end $$;
create trigger keep_service before insert or update of role, staff_id on cases_posting
for each row execute function keep_service_small();
create trigger keep_service before insert or update of user_id, posting_id, scopes, expiry
on cases_apitoken for each row execute function keep_service_small();
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
    update cases_citizensight as sight
    set until = now() - interval '30 seconds', may_write = false, write_until = null
    where sight.citizen_id = person and sight.mission_id not in (select mission_id from wanted)
      and (sight.until is null or sight.until > now() - interval '30 seconds')
  )
  insert into cases_citizensight as sight
    (citizen_id, mission_id, until, may_write, write_until)
  select person, mission_id, until, may_write, write_until from wanted
  -- What ended and was let go after its term does not come back.
  where until is null or until > now() or exists (select from cases_citizensight as kept
    where kept.citizen_id = person and kept.mission_id = wanted.mission_id)
  on conflict (mission_id, citizen_id) do update
    set until = excluded.until, may_write = excluded.may_write, write_until = excluded.write_until,
      began_at = case when sight.until <= now() then clock_timestamp() else sight.began_at end
    where (sight.until, sight.may_write, sight.write_until)
      is distinct from (excluded.until, excluded.may_write, excluded.write_until);
end $$;
create or replace function old_machine_rows(of_subject text, before timestamptz, most integer)
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
create or replace function delete_machine_rows(of_subject text, before timestamptz, most integer)
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
    when 'sights' then delete from cases_citizensight where id = any(gone::bigint[]);
    else return 0;
  end case;
  return cardinality(gone);
end $$;
"""

BACKWARD = r"""
drop trigger refuse_service on cases_staffsession;
drop trigger refuse_service on cases_onetimelink;
drop trigger refuse_service on mfa_authenticator;
drop trigger keep_kind on cases_staff;
drop trigger keep_service on cases_posting;
drop trigger keep_service on cases_apitoken;
drop function keep_service_small();
drop function refuse_login_of_service();
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
    update cases_citizensight as sight
    set until = now() - interval '30 seconds', may_write = false, write_until = null
    where sight.citizen_id = person and sight.mission_id not in (select mission_id from wanted)
      and (sight.until is null or sight.until > now() - interval '30 seconds')
  )
  insert into cases_citizensight as sight
    (citizen_id, mission_id, until, may_write, write_until)
  select person, mission_id, until, may_write, write_until from wanted
  on conflict (mission_id, citizen_id) do update
    set until = excluded.until, may_write = excluded.may_write, write_until = excluded.write_until,
      began_at = case when sight.until <= now() then clock_timestamp() else sight.began_at end
    where (sight.until, sight.may_write, sight.write_until)
      is distinct from (excluded.until, excluded.may_write, excluded.write_until);
end $$;
create or replace function old_machine_rows(of_subject text, before timestamptz, most integer)
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
create or replace function delete_machine_rows(of_subject text, before timestamptz, most integer)
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


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0070_configuration_loads"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="export",
            name="export_stop_known",
        ),
        migrations.RemoveConstraint(
            model_name="reconciliation",
            name="reconciliation_stopped_says_why",
        ),
        migrations.AddField(
            model_name="export",
            name="token",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.KNOX_TOKEN_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="export",
            name="stopped_because",
            field=models.CharField(
                blank=True,
                choices=[
                    (
                        "grew",
                        "There are clearly more rows by now than were counted. Ask for it anew.",
                    ),
                    ("posting_ended", "The posting of whoever asked has ended."),
                    (
                        "out_of_sight",
                        "What was asked for is no longer in sight of whoever asked.",
                    ),
                    (
                        "right_ended",
                        "Whoever asked for it may not do it any more, or the API token is not valid any more.",
                    ),
                    ("forgotten", "Somebody who may stand in it was forgotten. Ask for it anew."),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="reconciliation",
            name="stopped_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("posting_ended", "The posting of whoever asked for it is over."),
                    (
                        "right_ended",
                        "Whoever asked for it may not do it any more, or the API token is not valid any more.",
                    ),
                    ("list_changed", "The columns of the list were said anew meanwhile."),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stopped_because__in",
                        ["", "grew", "posting_ended", "out_of_sight", "right_ended", "forgotten"],
                    )
                ),
                name="export_stop_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reconciliation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "stopped"),
                        ("stopped_because__in", ["posting_ended", "right_ended", "list_changed"]),
                    ),
                    models.Q(
                        models.Q(("state", "stopped"), _negated=True), ("stopped_because", "")
                    ),
                    _connector="OR",
                ),
                name="reconciliation_stopped_says_why",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
