"""SQL of what changed: rows are stamped as they are written, and told apart by those who see them.

A copy elsewhere asks what changed since a moment. The order of a walk is that of the people or the
cases, so only these have an index by it: whatever belongs to one is written together with it, or
touches it. These functions run with the rights of the owner, on the closed list with a pinned
search path: whoever writes a row need not see the sights of other missions.
"""

from typing import Final

STAMP: Final = """
create function stamp_change() returns trigger language plpgsql as $$
begin
  new.written_at := clock_timestamp();
  return new;
end $$;
"""
"""In real time, also where the moment of the work is another one; nobody else can set it."""

STAMPED: Final = (
    *("cases_case", "cases_citizen", "cases_citizensight", "cases_transition", "cases_step"),
    *("cases_inquiry", "cases_clock", "cases_crossing", "cases_stay"),
)
OF_CASES: Final = ("cases_transition", "cases_step", "cases_inquiry", "cases_clock")
OF_PEOPLE: Final = ("cases_crossing", "cases_stay")

TOUCH: Final = """
create function touch_case() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_case as parent set written_at = clock_timestamp()
  where parent.id in (select case_id from written) and parent.written_at < now();
  return null;
end $$;
create function touch_person() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_citizen as parent set written_at = clock_timestamp()
  where parent.id in (select citizen_id from written) and parent.written_at < now();
  return null;
end $$;
create function touch_sight() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  heads bigint[];
begin
  update cases_citizensight as sight set written_at = clock_timestamp()
  where sight.citizen_id in (select id from written) and sight.written_at < now();
  heads := array(
    select unnest(array[was.head_id, written.head_id]) from was join written using (id)
    where was.head_id is distinct from written.head_id);
  if heads <> '{}' then
    update cases_citizen as head set written_at = clock_timestamp()
    where head.id = any(heads) and head.written_at < now();
  end if;
  return null;
end $$;
"""
"""A row stamped since the transaction began is not written again: none lasts longer than half a
minute, and whoever reads begins that much earlier. What is touched is locked already: no operation
writes what belongs to a person or a case without it. A head whose double came or went says so.
"""

LEFT: Final = """
create function cases_that_left(
  since timestamptz, after_at timestamptz, after_id bigint, most integer)
returns table (left_at timestamptz, row_id bigint, reference text)
language sql stable security definer set search_path = public, pg_temp as $$
select moved.written_at, moved.id, gone.reference
from cases_transition as moved join cases_case as gone on gone.id = moved.case_id
where moved.from_mission_id is not null and moved.from_mission_id <> moved.to_mission_id
  and moved.written_at > since and (moved.written_at, moved.id) > (after_at, after_id)
  and app_sees_at() in (moved.from_mission_id, moved.to_mission_id)
  and gone.mission_id <> app_sees_at()
order by moved.written_at, moved.id limit most
$$;
create function people_once_seen(people bigint[])
returns table (person bigint, uuid uuid, head bigint)
language sql stable security definer set search_path = public, pg_temp as $$
select citizen.id, citizen.uuid, citizen.head_id
from cases_citizensight as sight join cases_citizen as citizen on citizen.id = sight.citizen_id
where sight.mission_id = app_sees_at() and sight.citizen_id = any(people)
$$;
"""
"""What a mission had and has no more: by the number or the id it knows already, and no more."""


def triggers() -> str:
    """Return the triggers of all tables that are stamped."""
    lines = [
        f"create trigger stamp_change before insert or update on {table} "
        "for each row execute function stamp_change();"
        for table in STAMPED
    ]
    for function, tables in (("touch_case", OF_CASES), ("touch_person", OF_PEOPLE)):
        lines += [
            f"create trigger {function}_{event} after {event} on {table} "
            f"referencing new table as written for each statement execute function {function}();"
            for table in tables
            for event in ("insert", "update")
        ]
    lines.append(
        "create trigger touch_sight after update on cases_citizen "
        "referencing old table as was new table as written "
        "for each statement execute function touch_sight();"
    )
    return "\n".join(lines) + "\n"


RIGHTS: Final = """
revoke all on function touch_case() from public;
revoke all on function touch_person() from public;
revoke all on function touch_sight() from public;
revoke all on function cases_that_left(timestamptz, timestamptz, bigint, integer) from public;
grant execute on function cases_that_left(timestamptz, timestamptz, bigint, integer) to "{role}";
revoke all on function people_once_seen(bigint[]) from public;
grant execute on function people_once_seen(bigint[]) to "{role}";
"""

FUNCTIONS: Final = (STAMP, TOUCH, LEFT)
