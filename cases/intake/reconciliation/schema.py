"""What the database itself sees to of comparisons: what was found stays as it was found."""

KEEPS_FINDINGS = """
create function refuse_edit_of_finding() returns trigger language plpgsql as $$
begin
  if new.found <> old.found and (select state from cases_reconciliation
    where id = old.reconciliation_id) <> 'running' then
    raise exception 'on which pile somebody was found is evidence'
      using errcode = 'check_violation', constraint = 'pileentry_found_kept';
  end if;
  return new;
end $$;
create trigger keep_findings before update on cases_pileentry
for each row execute function refuse_edit_of_finding();
"""
