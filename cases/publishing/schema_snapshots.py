"""SQL of snapshots: what is frozen stays as it is, whoever asks."""

FROZEN = """
create function keep_frozen() returns trigger language plpgsql as $$
begin
  raise exception 'snapshot % is frozen', old.id
    using errcode = 'check_violation', constraint = 'snapshot_frozen_once';
end $$;
create trigger keep_frozen before update of digest, frozen_at on cases_snapshot
  for each row when (old.frozen_at is not null) execute function keep_frozen();
"""

THAWED = """
drop trigger keep_frozen on cases_snapshot;
drop function keep_frozen();
"""
