"""SQL of drafts: whether what one was begun from is still in sight.

`draft_in_sight` asks with the asker's own rights, through the walls of the case, the report and the
person without a case. Each is planned once for a connection, and only where a draft has such an
origin: written out in the policy, the three walls were planned with every work list.
"""

IN_SIGHT = """
create function draft_in_sight(of_case bigint, of_report bigint, of_stranger bigint)
returns boolean language plpgsql stable parallel safe as $$
begin
  if of_case is not null and not exists (select from cases_case where id = of_case) then
    return false;
  end if;
  if of_report is not null
    and not exists (select from cases_receivedreport where id = of_report) then
    return false;
  end if;
  return of_stranger is null
    or exists (select from cases_musterstranger where id = of_stranger);
end $$;
"""
