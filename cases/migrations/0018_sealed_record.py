"""The chain of the record: each entry keeps its transaction, links are made by a sealer.

The text of the functions is what `cases/core/evidence/schema.py` gave when this was written; tests
compare them. Entries that are there already get the number of this migration's transaction.
"""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Cast

FORWARD = r"""
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
    about := sha256(key || convert_to(jsonb_build_array(entry.case_id, entry.citizen_id, entry.subjects)::text, 'UTF8'));
    hash := sha256(hash || convert_to(jsonb_build_array(seq, entry.id, entry.xact, extract(epoch from entry.at), extract(epoch from entry.replayed_at), entry.event, entry.operation, entry.outcome, entry.code, entry.kind, entry.staff_id, entry.posting_id, entry.mission_id, entry.fields)::text, 'UTF8') || about);
    insert into cases_auditlink (seq, entry_id, key, about, hash)
    values (seq, entry.id, key, about, hash);
    linked := linked + 1;
  end loop;
  close finished;
  return linked;
end $$;

create function refuse_edit_of_record() returns trigger language plpgsql as $$
begin
  raise exception 'the record of acts is only added to'
    using errcode = 'check_violation', constraint = 'record_only_added';
end $$;
create trigger only_added before update or delete or truncate on cases_auditentry
for each statement execute function refuse_edit_of_record();
create trigger only_added before update or delete or truncate on cases_auditlink
for each statement execute function refuse_edit_of_record();

alter table cases_auditlink enable row level security;
alter table cases_auditlink force row level security;
create policy owner_all on cases_auditlink to current_user using (true) with check (true);
create policy select_rows on cases_auditlink for select using ((select app_is_headquarters()));
"""
BACK = """
drop policy owner_all on cases_auditlink;
drop policy select_rows on cases_auditlink;
alter table cases_auditlink no force row level security;
alter table cases_auditlink disable row level security;
drop trigger only_added on cases_auditlink;
drop trigger only_added on cases_auditentry;
drop function refuse_edit_of_record();
drop function seal_audit(integer);
drop function seal_horizon(pg_snapshot);
"""
RIGHTS = """
revoke all on cases_auditlink from "APP_ROLE";
grant select on cases_auditlink to "APP_ROLE";
revoke all on function seal_audit(integer) from public;
grant execute on function seal_audit(integer) to "APP_ROLE";
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_present"),
    ]

    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="xact",
            field=models.BigIntegerField(
                db_default=Cast(
                    Cast(models.Func(function="pg_current_xact_id"), models.TextField()),
                    models.BigIntegerField(),
                ),
                editable=False,
            ),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["xact", "id"], name="auditentry_xact"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["at"], name="auditentry_at"
            ),
        ),
        migrations.CreateModel(
            name="AuditLink",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("key", models.BinaryField(null=True)),
                ("about", models.BinaryField()),
                ("hash", models.BinaryField()),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="link",
                        to="cases.auditentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "link of the record",
                "verbose_name_plural": "links of the record",
            },
        ),
        migrations.RunSQL(FORWARD, BACK),
        migrations.RunSQL(
            RIGHTS.replace("APP_ROLE", settings.DATABASE_APP_ROLE), migrations.RunSQL.noop
        ),
    ]
