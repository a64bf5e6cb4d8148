"""SQL of the sealer: links finished entries into a chain, outside the transactions of the acts.

An entry keeps the number of its transaction. All transactions below the lowest one of this database
that still runs have ended, so entries below it are complete and no late one can come in before
them: links go by transaction and id, and no running transaction is ever overtaken. Linking inside
the transaction of an act would hold a lock through its commit and end group commit.

A link covers the entry in two parts. `about` (which case, which person, which rows) enters the
chain as a digest with a random key of its own, kept in the link: when somebody must be forgotten,
those columns and the key may go, and neither breaks the chain nor can the digest be guessed. The
rest (when, what, who, how it ended, names of fields) enters directly. No part is a personal value.
"""

ABOUT = "jsonb_build_array(entry.case_id, entry.citizen_id, entry.subjects)::text"
REST = (
    "jsonb_build_array({seq}, entry.id, entry.xact, extract(epoch from entry.at), "
    "extract(epoch from entry.replayed_at), entry.event, entry.operation, entry.outcome, "
    "entry.code, entry.kind, entry.staff_id, entry.posting_id, entry.mission_id, "
    "entry.fields)::text"
)

HORIZON = """
create function seal_horizon(seen pg_snapshot) returns bigint
language sql stable set search_path = pg_catalog, pg_temp as $$
select least(pg_current_xact_id_if_assigned()::text::bigint,
  coalesce(min(running::text::bigint), pg_snapshot_xmax(seen)::text::bigint))
from pg_snapshot_xip(seen) as running
where not exists (
  select from pg_locks as held join pg_stat_activity as session on session.pid = held.pid
  where held.locktype = 'transactionid' and held.granted and held.transactionid = running::xid
    and session.datname <> current_database())
$$;
"""
"""Below it every transaction of this database has ended. What is known to run in another database
of the server writes no entry here and is not waited for; what has ended since the snapshot was
taken is, until the next round.
"""

SEALER = f"""
create function seal_audit(most integer) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  last record;
  finished refcursor;
  entry cases_auditentry;
  since_xact bigint := -1;
  since_id bigint := -1;
  seq bigint := 0;
  hash bytea := ''::bytea;
  key bytea;
  about bytea;
  linked integer := 0;
begin
  perform pg_advisory_xact_lock(7265616, 1);
  select link.seq, link.hash, linked_entry.xact, linked_entry.id, linked_entry.xact <
    pg_snapshot_xmax(pg_current_snapshot())::text::bigint as is_of_this_server into last
  from cases_auditlink as link join cases_auditentry as linked_entry
    on linked_entry.id = link.entry_id
  order by link.seq desc limit 1;
  if found then
    seq := last.seq;
    hash := last.hash;
    -- Numbers of transactions begin anew when a dump is loaded into another server: what is not
    -- linked is then looked for everywhere, until the first entry of the new server is linked.
    if last.is_of_this_server then
      since_xact := last.xact;
      since_id := last.id;
    end if;
  end if;
  if since_xact >= 0 then
    open finished for
      select waiting.* from cases_auditentry as waiting
      where (waiting.xact, waiting.id) > (since_xact, since_id)
        and waiting.xact < (select seal_horizon(pg_current_snapshot()))
      order by waiting.xact, waiting.id;
  else
    -- Lowest and beyond are those of the snapshot in which the entries are seen, else an entry
    -- committed meanwhile would pass for one of another server.
    open finished for
      with snapshot as materialized (
        select seal_horizon(pg_current_snapshot()) as lowest,
          pg_snapshot_xmax(pg_current_snapshot())::text::bigint as beyond,
          coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0) as own
      )
      select waiting.* from cases_auditentry as waiting, snapshot
      where (waiting.xact < snapshot.lowest
          or (waiting.xact >= snapshot.beyond and waiting.xact <> snapshot.own))
        and not exists (select from cases_auditlink as link where link.entry_id = waiting.id)
      order by waiting.xact < snapshot.beyond, waiting.xact, waiting.id;
  end if;
  loop
    exit when linked >= most;
    fetch finished into entry;
    exit when not found;
    continue when exists (select from cases_auditlink as link where link.entry_id = entry.id);
    seq := seq + 1;
    key := uuid_send(gen_random_uuid());
    about := sha256(key || convert_to({ABOUT}, 'UTF8'));
    hash := sha256(hash || convert_to({REST.format(seq="seq")}, 'UTF8') || about);
    insert into cases_auditlink (seq, entry_id, key, about, hash)
    values (seq, entry.id, key, about, hash);
    linked := linked + 1;
  end loop;
  close finished;
  return linked;
end $$;
"""

ONLY_ADDED = """
create function refuse_edit_of_record() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and app_forgets(tg_relid) then
    return null;
  end if;
  raise exception 'the record of acts is only added to'
    using errcode = 'check_violation', constraint = 'record_only_added';
end $$;
create trigger only_added before update or delete or truncate on cases_auditentry
for each statement execute function refuse_edit_of_record();
create trigger only_added before update or delete or truncate on cases_auditlink
for each statement execute function refuse_edit_of_record();
"""

ONLY_FORGOTTEN = """
create function refuse_other_edit_of_record() returns trigger language plpgsql as $$
declare
  about text[] := array['case_id', 'citizen_id', 'subjects', 'key'];
  said jsonb := to_jsonb(new);
begin
  if (to_jsonb(old) - about) <> (said - about)
    or num_nonnulls(said ->> 'case_id', said ->> 'citizen_id', said ->> 'key') > 0
    or coalesce(said -> 'subjects', '[]') <> '[]'
  then
    raise exception 'of the record only whom it is about is forgotten'
      using errcode = 'check_violation', constraint = 'record_only_added';
  end if;
  return new;
end $$;
create trigger only_forgotten before update on cases_auditentry
for each row execute function refuse_other_edit_of_record();
create trigger only_forgotten before update on cases_auditlink
for each row execute function refuse_other_edit_of_record();
"""
"""The one update there is: whom an entry is about and the key of its digest go, when somebody is
forgotten. The statement is refused to everybody but the function that forgets.
"""

FUNCTIONS = (HORIZON, SEALER, ONLY_ADDED, ONLY_FORGOTTEN)
