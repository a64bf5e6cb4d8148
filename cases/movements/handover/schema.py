"""SQL of handovers: whether one has a line in sight, asked with the asker's own rights.

The wall of the handover asks its lines, and theirs asks whether it is a draft: written out in
both, the database would see a ring.
"""

IN_SIGHT = """
create function handover_in_sight(which bigint) returns boolean
language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from cases_handoverline where handover_id = which);
end $$;
"""

FUNCTIONS = (IN_SIGHT,)

RIGHTS = """
revoke all on function handover_in_sight(bigint) from public;
grant execute on function handover_in_sight(bigint) to "{role}";
"""
