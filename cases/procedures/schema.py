"""SQL that freezes a playbook: a published version and its parts never change, whoever writes.

The migration `frozen_playbooks` holds the same text.
"""

PLAYBOOK_FROZEN = """
create function playbook_frozen() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status = 'draft' then
      return old;
    end if;
  elsif old.status = 'draft' or (
    (old.code, old.number, old.title, old.title_vi, old.title_fr, old.countries,
      old.incident_codes, old.content, old.published_at)
    is not distinct from
    (new.code, new.number, new.title, new.title_vi, new.title_fr, new.countries,
      new.incident_codes, new.content, new.published_at)
    and (new.status = old.status or (old.status = 'published' and new.status = 'retired'))
  ) then
    return new;
  end if;
  raise exception 'a published playbook is frozen'
    using errcode = 'check_violation', constraint = 'playbook_frozen';
end $$;
create trigger playbook_frozen before update or delete on cases_playbook
  for each row execute function playbook_frozen();
"""

# The lock on the playbook lets nobody add a step while somebody else is publishing.
PART_FROZEN = """
create function playbook_part_frozen() returns trigger language plpgsql as $$
declare
  of_playbook bigint;
  its_status text;
begin
  foreach of_playbook in array array[
    case when tg_op <> 'INSERT' then old.playbook_id end,
    case when tg_op <> 'DELETE' then new.playbook_id end]
  loop
    select status into its_status from cases_playbook where id = of_playbook for share;
    if its_status <> 'draft' then
      raise exception 'a published playbook is frozen'
        using errcode = 'check_violation', constraint = 'playbook_frozen';
    end if;
  end loop;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger playbook_part_frozen before insert or update or delete on cases_playbookstep
  for each row execute function playbook_part_frozen();
create trigger playbook_part_frozen before insert or update or delete on cases_playbookgate
  for each row execute function playbook_part_frozen();
"""

FUNCTIONS = (PLAYBOOK_FROZEN, PART_FROZEN)
TRIGGERS = (
    ("cases_playbook", "playbook_frozen"),
    ("cases_playbookstep", "playbook_part_frozen"),
    ("cases_playbookgate", "playbook_part_frozen"),
)
