"""SQL that keeps what was said, and when to try again, on the rows of cases.

Definer functions of the closed list: a statement on one record of a person counts for her cases at
other missions too, whose rows whoever takes it down may not write. They lock cases in id order and
count anew, so that two officers at once come to the same. Of what was said the last one is the one
that cannot have been earlier than the others (`cases.core.facts.lateness`).
"""

WISH = """
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
      order by said.occurred_from desc, said.occurred_at, said.id desc limit 1), '') as answer
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
"""
"""The latest word on her return, on whichever of her records, in the same incident."""

ATTEMPTS = """
create function refresh_attempts(own_case bigint) returns void
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
create function keep_attempts() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform refresh_attempts(new.case_id);
  return null;
end $$;
create trigger keep_attempts after insert or update of voided_at on cases_contactentry
for each row execute function keep_attempts();
create function keep_first_contact() returns trigger
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
"""
"""When somebody was spoken with last, and when it is to be tried again.

A first contact that is done counts as a talk, whether it stands in the log or not.

That is as the entry written last says that plans an attempt and is not done. It is done by what
certainly happened after it, and was written after it or happened at the planned moment or later.
"""

RIGHTS = """
revoke all on function refresh_wish(bigint) from public;
revoke all on function refresh_attempts(bigint) from public;
"""

FUNCTIONS = (WISH, ATTEMPTS)
