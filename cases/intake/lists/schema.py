"""What the database itself sees to of lists: evidence is not rewritten.

Cells are emptied, by taking the list back or by forgetting the person, and never replaced; a row
from which somebody was registered stays as it is.
"""

KEEPS_EVIDENCE = """
create function refuse_edit_of_list_row() returns trigger language plpgsql as $$
begin
  if new.cells <> old.cells and new.cells <> '[]'::jsonb then
    raise exception 'cells of a list are kept as they came'
      using errcode = 'check_violation', constraint = 'listrow_cells_kept';
  end if;
  if old.case_id is not null and not app_forgets(tg_relid)
    and to_jsonb(new) - 'version' <> to_jsonb(old) - 'version' then
    raise exception 'a settled row of a list stays as it is'
      using errcode = 'check_violation', constraint = 'listrow_settled_stays';
  end if;
  return new;
end $$;
create trigger keep_evidence before update on cases_listrow
for each row execute function refuse_edit_of_list_row();
"""
