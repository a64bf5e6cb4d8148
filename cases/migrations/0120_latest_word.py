"""The last word is the one that cannot have been earlier, and a plan stands until it is done.

The SQL is what `cases/casework/talk_schema.py` gave when it was written; tests compare them. Rows
of cases are read anew by the triggers themselves, by touching one entry of each case.
"""

from django.db import migrations, models

WISH = """
create or replace function refresh_wish(person bigint) returns void
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
"""
WISH_BEFORE = WISH.replace(
    "said.occurred_from desc, said.occurred_at, said.id desc",
    "said.occurred_at desc, said.id desc",
)
ATTEMPTS = """
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
"""
ATTEMPTS_BEFORE = """
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
    order by occurred_at desc, id desc limit 1
  ), now as (
    select (select since from spoken), (select last from spoken),
      (select next_at from log order by occurred_at desc, id desc limit 1) as next
  )
  update cases_case as own
  set last_contact_from = now.since, last_contact_at = now.last, next_attempt_at = now.next
  from now where own.id = new.case_id
    and (own.last_contact_from, own.last_contact_at, own.next_attempt_at)
      is distinct from (now.since, now.last, now.next);
  return null;
end $$;
"""
READ_ANEW = """
set constraints all immediate;
update cases_contactentry set voided_at = voided_at
where id in (select min(id) from cases_contactentry group by case_id);
update cases_statement set voided_at = voided_at
where id in (select min(id) from cases_statement where kind = 'return' group by case_id);
"""
BEFORE_DEPARTURE = models.Q(stage__in=["reported", "contacted", "verified", "ready"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0119_outdated_recounts"),
    ]

    operations = [
        migrations.RunSQL(WISH + ATTEMPTS + READ_ANEW, WISH_BEFORE + ATTEMPTS_BEFORE + READ_ANEW),
        migrations.RemoveIndex(model_name="case", name="case_silent_of_mission"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=BEFORE_DEPARTURE,
                fields=["mission", "last_contact_from", "opened_at"],
                name="case_silent_of_mission",
            ),
        ),
    ]
