"""SQL that finds the exports in which somebody was taken along.

The record names the ids of all rows of an export, some thousand in an entry. They are found by an
index over those entries alone. Row security lets no index of this kind answer a query of the
application, so a function with the rights of the owner asks it, and tells the numbers of entries;
the entries themselves are read behind the wall as any other.
"""

from typing import Final

EXPORTS: Final = (
    *("export_cases", "export_people", "export_crossings", "export_stays", "export_steps"),
)
NAMES: Final = ", ".join(repr(name) for name in EXPORTS)
IDS: Final = "subjects -> 0 -> 'ids'"

INDEX: Final = f"""
create index auditentry_exported on cases_auditentry using gin (({IDS}) jsonb_path_ops)
where operation in ({NAMES});
"""
FOUND: Final = f"""
create function entries_of_exports(people bigint[], of_cases bigint[]) returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
with hers as (
  select 'export_people' as operation, id from unnest(people) as id
  union all select 'export_cases', id from unnest(of_cases) as id
  union all select 'export_crossings', id from cases_crossing where citizen_id = any(people)
  union all select 'export_stays', id from cases_stay where citizen_id = any(people)
  union all select 'export_steps', id from cases_step where case_id = any(of_cases)
)
select distinct entry.id from hers join cases_auditentry as entry
  on entry.operation in ({NAMES}) and entry.{IDS} @> to_jsonb(hers.id)
where entry.operation = hers.operation
  and (app_sees_all() or entry.mission_id = app_sees_at())
$$;
"""  # noqa: S608 - our own names
RIGHTS: Final = """
revoke all on function entries_of_exports(bigint[], bigint[]) from public;
grant execute on function entries_of_exports(bigint[], bigint[]) to "{role}";
"""
FUNCTIONS: Final = (FOUND,)
