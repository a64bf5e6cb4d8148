"""SQL of attachments: which bytes a row names, and how many a mission keeps.

The sweep asks for all rows, of every case and group, and learns nothing but which of its own names
are in use; a quota counts what stands on cases that are another mission's now. Both run with the
rights of the owner, on the closed list.
"""

NAMED = """
create function stored_files_named(names uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select asked.key from unnest(names) as asked (key)
  where app_kind() <> 'system' or exists (
    select from cases_attachedfile where stored = asked.key or preview = asked.key)
    or exists (select from cases_export where stored = asked.key)
    or exists (select from cases_configurationload where stored = asked.key)
$$;
"""
"""To anybody else than the system every name is in use: nothing is told, and nothing is removed."""

BYTES = """
create function stored_bytes_of(at_mission bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(size), 0)::bigint from cases_attachment
  where mission_id = at_mission and (app_sees_all() or at_mission = app_mission())
$$;
"""

RIGHTS = """
revoke all on function stored_files_named(uuid[]) from public;
revoke all on function stored_bytes_of(bigint) from public;
grant execute on function stored_files_named(uuid[]) to "{role}";
grant execute on function stored_bytes_of(bigint) to "{role}";
"""

FUNCTIONS = (NAMED, BYTES)
