"""Whoever decides on an export or on a load does so once, and in her own name.

The SQL is what `cases/exports/schema.py` and `cases/configuration/schema.py` gave when it was
written; tests compare them.
"""

from django.db import migrations

FORWARD = r"""
create function keep_decider() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if old.decided_by_id is not null or new.decided_by_id is distinct from app_staff()
    or (to_jsonb(new) ? 'decided_posting_id'
      and (to_jsonb(new) ->> 'decided_posting_id')::bigint is distinct from app_posting())
  then
    raise exception 'who decides is who acts'
      using errcode = 'check_violation', constraint = 'decided_in_own_name';
  end if;
  return new;
end $$;
create trigger decided_in_own_name before update of decided_by_id on cases_export
for each row when (old.decided_by_id is distinct from new.decided_by_id)
execute function keep_decider();
create trigger decided_in_own_name before update
of decided_by_id, decided_posting_id on cases_configurationload for each row
when ((old.decided_by_id, old.decided_posting_id)
  is distinct from (new.decided_by_id, new.decided_posting_id))
execute function keep_decider();
"""

BACKWARD = """
drop trigger decided_in_own_name on cases_configurationload;
drop trigger decided_in_own_name on cases_export;
drop function keep_decider();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0075_stopped_loads"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
