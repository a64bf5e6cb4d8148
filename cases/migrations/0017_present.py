"""The clock of the ledgers may stand apart from the real time: in the demonstration, by `app.shift`."""

from django.db import migrations

FORWARDS = """
create function app_shift() returns interval language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('app.shift', true), '')::interval, interval '0') $$;
create function app_clock() returns timestamptz language sql volatile as
$$ select clock_timestamp() + app_shift() $$;
create or replace function app_moment() returns timestamptz language sql volatile as
$$ select coalesce(nullif(current_setting('app.moment', true), '')::timestamptz,
                   app_replay(), app_clock()) $$;
create or replace function ledger_moment(newest timestamptz) returns timestamptz
language plpgsql volatile as $$
declare
  moment timestamptz := coalesce(app_replay(), app_clock());
begin
  if newest > moment then
    if app_replay() is not null then
      raise exception 'replay before the newest known moment %', newest
        using errcode = 'check_violation', constraint = 'ledger_moment_forwards';
    end if;
    moment := newest;
  end if;
  perform set_config('app.moment', moment::text, true);
  return moment;
end $$;
create or replace function write_audit(
  new_event text, new_operation text, new_outcome text, new_code text,
  new_case bigint, new_citizen bigint, new_subjects jsonb, new_fields jsonb
) returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  insert into cases_auditentry (at, replayed_at, event, operation, outcome, code, kind, staff_id,
    posting_id, mission_id, case_id, citizen_id, subjects, fields)
  values (clock_timestamp(),
    coalesce(app_replay(), case when app_shift() <> interval '0' then app_moment() end),
    new_event, new_operation, new_outcome, new_code,
    app_kind(), app_staff(), nullif(current_setting('app.posting', true), '')::bigint,
    nullif(app_mission(), 0), new_case, new_citizen, new_subjects, new_fields)
  returning id
$$;
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
"""

BACKWARDS = """
create or replace function app_moment() returns timestamptz language sql volatile as
$$ select coalesce(nullif(current_setting('app.moment', true), '')::timestamptz,
                   app_replay(), clock_timestamp()) $$;
create or replace function ledger_moment(newest timestamptz) returns timestamptz
language plpgsql volatile as $$
declare
  moment timestamptz := coalesce(app_replay(), clock_timestamp());
begin
  if newest > moment then
    if app_replay() is not null then
      raise exception 'replay before the newest known moment %', newest
        using errcode = 'check_violation', constraint = 'ledger_moment_forwards';
    end if;
    moment := newest;
  end if;
  perform set_config('app.moment', moment::text, true);
  return moment;
end $$;
create or replace function write_audit(
  new_event text, new_operation text, new_outcome text, new_code text,
  new_case bigint, new_citizen bigint, new_subjects jsonb, new_fields jsonb
) returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  insert into cases_auditentry (at, replayed_at, event, operation, outcome, code, kind, staff_id,
    posting_id, mission_id, case_id, citizen_id, subjects, fields)
  values (clock_timestamp(), app_replay(), new_event, new_operation, new_outcome, new_code,
    app_kind(), app_staff(), nullif(current_setting('app.posting', true), '')::bigint,
    nullif(app_mission(), 0), new_case, new_citizen, new_subjects, new_fields)
  returning id
$$;
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
    update cases_share set revoked_at = moment
    where case_id = offer.case_id and to_mission_id = offer.to_mission_id and revoked_at is null;
    update cases_case set mission_id = offer.to_mission_id, assigned_to_id = null,
      ledger_at = moment, version = version + 1 where id = offer.case_id;
  end if;
  return moment;
end $$;
drop function app_clock();
drop function app_shift();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_taken_up"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
