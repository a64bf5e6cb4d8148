"""A sight that is renewed while ended ones are let go stays.

The SQL is what `cases/retention/schema.py` gave when it was written; tests compare them.
"""

from django.db import migrations

FORWARD = r"""
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
    -- One that is being renewed is looked at again once that is committed.
    when 'sights' then delete from cases_citizensight
      where id = any(gone::bigint[]) and until < before;
    else return 0;
  end case;
  return cardinality(gone);
end $$;
"""

BACKWARD = r"""
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


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0073_words_that_name_her"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
