"""SQL of reports: how many at a desk nobody has opened, read where it is known who logs in.

Nobody has a context yet when the postings are read, so the function runs with the rights of the
owner, on the closed list; it counts, at most one more than a page says, and shows nothing.
"""

UNOPENED = """
create function unopened_reports(at_mission bigint) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from (
    (select from cases_receivedreport where status = 'unopened' and not at_headquarters
      and mission_id = at_mission limit 100)
    union all
    (select from cases_receivedreport where status = 'unopened' and at_headquarters
      and exists (select from cases_mission where id = at_mission and kind = 'headquarters')
      limit 100)
  ) as waiting
  where app_kind() in ('', 'system') or (at_mission = app_mission() and app_sees('file'))
$$;
"""

RIGHTS = """
revoke all on function unopened_reports(bigint) from public;
grant execute on function unopened_reports(bigint) to "{role}";
"""
