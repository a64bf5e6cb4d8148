"""A first contact that is done counts as a talk with the person, also where it stands in no log.

The SQL is what `cases/casework/talk_schema.py` gave when it was written; a test compares.
"""

from django.db import migrations

FORWARD = """
create or replace function refresh_attempts(own_case bigint) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform from cases_case where id = own_case for no key update;
  with log as (
    select id, talked_with, outcome, occurred_from, occurred_at, next_at from cases_contactentry
    where case_id = own_case and voided_at is null
  ), spoken as (
    select occurred_from as since, occurred_at as last, id from log
    where talked_with = 'citizen' and outcome in ('reached', 'cut_off')
    union all
    (select said.happened_from, said.happened_at, 0 from cases_step as step
     join cases_procedure as kind on kind.id = step.procedure_id and kind.code = 'first-contact'
     join cases_stepresult as said on said.step_id = step.id
     where step.case_id = own_case and step.status = 'done'
     order by said.id desc limit 1)
    order by since desc, last, id desc limit 1
  ), now as (
    select (select since from spoken), (select last from spoken),
      (select plan.next_at from log as plan
        where plan.next_at is not null and not exists (
          select from log as tried
          where tried.id <> plan.id and tried.occurred_from >= plan.occurred_at
            and (tried.id > plan.id or tried.occurred_from >= plan.next_at))
        order by plan.id desc limit 1) as next
  )
  update cases_case as own
  set last_contact_from = now.since, last_contact_at = now.last, next_attempt_at = now.next
  from now where own.id = own_case
    and (own.last_contact_from, own.last_contact_at, own.next_attempt_at)
      is distinct from (now.since, now.last, now.next);
end $$;
create or replace function keep_attempts() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform refresh_attempts(new.case_id);
  return null;
end $$;
create or replace function keep_first_contact() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select from cases_procedure where id = new.procedure_id and code = 'first-contact'
  ) then
    perform refresh_attempts(new.case_id);
  end if;
  return null;
end $$;
create trigger keep_first_contact after update of status, status_at on cases_step
for each row when ('done' in (old.status, new.status)) execute function keep_first_contact();
revoke all on function refresh_attempts(bigint) from public;
"""
BACKWARD = """
drop trigger keep_first_contact on cases_step;
drop function keep_first_contact();
create or replace function keep_attempts() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform from cases_case where id = new.case_id for no key update;
  with log as (
    select id, talked_with, outcome, occurred_from, occurred_at, next_at from cases_contactentry
    where case_id = new.case_id and voided_at is null
  ), spoken as (
    select occurred_from as since, occurred_at as last from log
    where talked_with = 'citizen' and outcome in ('reached', 'cut_off')
    order by occurred_from desc, occurred_at, id desc limit 1
  ), now as (
    select (select since from spoken), (select last from spoken),
      (select plan.next_at from log as plan
        where plan.next_at is not null and not exists (
          select from log as tried
          where tried.id <> plan.id and tried.occurred_from >= plan.occurred_at
            and (tried.id > plan.id or tried.occurred_from >= plan.next_at))
        order by plan.id desc limit 1) as next
  )
  update cases_case as own
  set last_contact_from = now.since, last_contact_at = now.last, next_attempt_at = now.next
  from now where own.id = new.case_id
    and (own.last_contact_from, own.last_contact_at, own.next_attempt_at)
      is distinct from (now.since, now.last, now.next);
  return null;
end $$;
drop function refresh_attempts(bigint);
"""
AGAIN = """
select refresh_attempts(case_id) from (
  select distinct step.case_id from cases_step as step
  join cases_procedure as kind on kind.id = step.procedure_id and kind.code = 'first-contact'
  where step.status = 'done') as known;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0162_letters_left_out")]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
    ]
