"""SQL of exports: what one person has taken along alone, and in whose name somebody decides.

Row security shows her the exports of the mission where she acts; what she took at another posting
counts together with them, so a function with the rights of the owner adds it up. It tells a number,
and of nobody but the account whose eyes the transaction has.
"""

from typing import Final

TAKEN: Final = """
create function rows_taken_alone(of_kinds text[], since timestamptz) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(greatest(counted, rows)), 0)::bigint from cases_export
  where asked_by_id = app_staff() and kind = any(of_kinds)
    and round > 0 and decided_at is null
    and (ready_at is not null or state <> 'stopped')
    and coalesce(ready_at, ended_at, 'infinity') > since
$$;
"""
"""From the moment its file was ready; what is being written counts, what never came to be does not.
"""

DECIDER: Final = """
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
"""
"""Once, and in one's own name; loads of a configuration are held to it as well."""

RIGHTS: Final = """
revoke all on function rows_taken_alone(text[], timestamptz) from public;
grant execute on function rows_taken_alone(text[], timestamptz) to "{role}";
"""
FUNCTIONS: Final = (TAKEN, DECIDER)
