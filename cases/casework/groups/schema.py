"""SQL of travel groups: whether a group has a member in sight, asked with the asker's own rights.

The wall of the group asks its members, and theirs asks for the group when one is made: written out
in both, the database would see a ring.
"""

IN_SIGHT = """
create function group_in_sight(which bigint) returns boolean
language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from cases_groupmember where group_id = which);
end $$;
"""

FUNCTIONS = (IN_SIGHT,)
