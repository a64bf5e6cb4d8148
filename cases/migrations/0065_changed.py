"""Rows say when they were last written, so that a copy elsewhere can ask what changed.

The columns are added with one moment for all rows there are, which rewrites no table. The SQL is
what `cases/casework/changes_schema.py`, `cases/casework/schema.py` and `cases/core/schema.py` gave
when it was written; tests compare them.
"""

import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
create or replace function keep_row_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before jsonb := to_jsonb(old) - array['version', 'mission_ids', 'ledger_at', 'points', 'rows',
    'head_id', 'blocker_kind', 'blocker_procedure_id', 'blocker_condition', 'blocker_body',
    'blocker_authority_id', 'blocked_since', 'next_due_at', 'next_due_limit_id', 'valid_until',
    'return_wish', 'last_contact_at', 'next_attempt_at', 'written_at'];
  after jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  changed jsonb;
begin
  select jsonb_object_agg(key, value) into changed
  from jsonb_each(before) where after -> key is distinct from value;
  if changed is not null then
    insert into cases_rowversion (table_name, row_id, case_id, citizen_id, old, operation,
      staff_id, recorded_at)
    values (tg_table_name, (to_jsonb(old) ->> 'id')::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[1], ''))::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[0], ''))::bigint,
      changed, coalesce(current_setting('app.operation', true), ''), app_staff(), app_moment());
  end if;
  return null;
end $$;
create or replace function refresh_sight(person bigint) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform from cases_citizen where id = person for no key update;
  with wanted as (
    select mission_id,
      case when bool_and(until is not null) then max(until) end as until,
      bool_or(writes) as may_write,
      case when bool_and(until is not null) filter (where writes)
        then max(until) filter (where writes) end as write_until
    from (
      select registered_by_id as mission_id, null::timestamptz as until, true as writes
      from cases_citizen where id = person
      union all
      select mission_id, null, true from cases_case where citizen_id = person
      union all
      select share.to_mission_id, share.until, cardinality(share.operations) > 0
      from cases_share as share join cases_case as shown on shown.id = share.case_id
      where shown.citizen_id = person and share.revoked_at is null
      union all
      select reception_point_id, reception_until(stage, outcome, position_at), true
      from cases_case where citizen_id = person and reception_point_id is not null
        and reception_until(stage, outcome, position_at) is not null
    ) as source
    group by mission_id
  ), gone as (
    update cases_citizensight as sight
    set until = now() - interval '30 seconds', may_write = false, write_until = null
    where sight.citizen_id = person and sight.mission_id not in (select mission_id from wanted)
      and (sight.until is null or sight.until > now() - interval '30 seconds')
  )
  insert into cases_citizensight as sight
    (citizen_id, mission_id, until, may_write, write_until)
  select person, mission_id, until, may_write, write_until from wanted
  on conflict (mission_id, citizen_id) do update
    set until = excluded.until, may_write = excluded.may_write, write_until = excluded.write_until,
      began_at = case when sight.until <= now() then clock_timestamp() else sight.began_at end
    where (sight.until, sight.may_write, sight.write_until)
      is distinct from (excluded.until, excluded.may_write, excluded.write_until);
end $$;
create function stamp_change() returns trigger language plpgsql as $$
begin
  new.written_at := clock_timestamp();
  return new;
end $$;
create function touch_case() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_case as parent set written_at = clock_timestamp()
  where parent.id in (select case_id from written) and parent.written_at < now();
  return null;
end $$;
create function touch_person() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_citizen as parent set written_at = clock_timestamp()
  where parent.id in (select citizen_id from written) and parent.written_at < now();
  return null;
end $$;
create function touch_sight() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  heads bigint[];
begin
  update cases_citizensight as sight set written_at = clock_timestamp()
  where sight.citizen_id in (select id from written) and sight.written_at < now();
  heads := array(
    select unnest(array[was.head_id, written.head_id]) from was join written using (id)
    where was.head_id is distinct from written.head_id);
  if heads <> '{}' then
    update cases_citizen as head set written_at = clock_timestamp()
    where head.id = any(heads) and head.written_at < now();
  end if;
  return null;
end $$;
create function cases_that_left(
  since timestamptz, after_at timestamptz, after_id bigint, most integer)
returns table (left_at timestamptz, row_id bigint, reference text)
language sql stable security definer set search_path = public, pg_temp as $$
select moved.written_at, moved.id, gone.reference
from cases_transition as moved join cases_case as gone on gone.id = moved.case_id
where moved.from_mission_id is not null and moved.from_mission_id <> moved.to_mission_id
  and moved.written_at > since and (moved.written_at, moved.id) > (after_at, after_id)
  and app_sees_at() in (moved.from_mission_id, moved.to_mission_id)
  and gone.mission_id <> app_sees_at()
order by moved.written_at, moved.id limit most
$$;
create function people_once_seen(people bigint[])
returns table (person bigint, uuid uuid, head bigint)
language sql stable security definer set search_path = public, pg_temp as $$
select citizen.id, citizen.uuid, citizen.head_id
from cases_citizensight as sight join cases_citizen as citizen on citizen.id = sight.citizen_id
where sight.mission_id = app_sees_at() and sight.citizen_id = any(people)
$$;
create trigger stamp_change before insert or update on cases_case for each row execute function stamp_change();
create trigger stamp_change before insert or update on cases_citizen for each row execute function stamp_change();
create trigger stamp_change before insert or update on cases_citizensight for each row execute function stamp_change();
create trigger stamp_change before insert or update on cases_transition for each row execute function stamp_change();
create trigger stamp_change before insert or update on cases_step for each row execute function stamp_change();
create trigger stamp_change before insert or update on cases_inquiry for each row execute function stamp_change();
create trigger stamp_change before insert or update on cases_clock for each row execute function stamp_change();
create trigger stamp_change before insert or update on cases_crossing for each row execute function stamp_change();
create trigger stamp_change before insert or update on cases_stay for each row execute function stamp_change();
create trigger touch_case_insert after insert on cases_transition referencing new table as written for each statement execute function touch_case();
create trigger touch_case_update after update on cases_transition referencing new table as written for each statement execute function touch_case();
create trigger touch_case_insert after insert on cases_step referencing new table as written for each statement execute function touch_case();
create trigger touch_case_update after update on cases_step referencing new table as written for each statement execute function touch_case();
create trigger touch_case_insert after insert on cases_inquiry referencing new table as written for each statement execute function touch_case();
create trigger touch_case_update after update on cases_inquiry referencing new table as written for each statement execute function touch_case();
create trigger touch_case_insert after insert on cases_clock referencing new table as written for each statement execute function touch_case();
create trigger touch_case_update after update on cases_clock referencing new table as written for each statement execute function touch_case();
create trigger touch_person_insert after insert on cases_crossing referencing new table as written for each statement execute function touch_person();
create trigger touch_person_update after update on cases_crossing referencing new table as written for each statement execute function touch_person();
create trigger touch_person_insert after insert on cases_stay referencing new table as written for each statement execute function touch_person();
create trigger touch_person_update after update on cases_stay referencing new table as written for each statement execute function touch_person();
create trigger touch_sight after update on cases_citizen referencing old table as was new table as written for each statement execute function touch_sight();
"""

BACKWARD = r"""
drop trigger stamp_change on cases_case;
drop trigger stamp_change on cases_citizen;
drop trigger stamp_change on cases_citizensight;
drop trigger stamp_change on cases_transition;
drop trigger stamp_change on cases_step;
drop trigger stamp_change on cases_inquiry;
drop trigger stamp_change on cases_clock;
drop trigger stamp_change on cases_crossing;
drop trigger stamp_change on cases_stay;
drop trigger touch_case_insert on cases_transition;
drop trigger touch_case_update on cases_transition;
drop trigger touch_case_insert on cases_step;
drop trigger touch_case_update on cases_step;
drop trigger touch_case_insert on cases_inquiry;
drop trigger touch_case_update on cases_inquiry;
drop trigger touch_case_insert on cases_clock;
drop trigger touch_case_update on cases_clock;
drop trigger touch_person_insert on cases_crossing;
drop trigger touch_person_update on cases_crossing;
drop trigger touch_person_insert on cases_stay;
drop trigger touch_person_update on cases_stay;
drop trigger touch_sight on cases_citizen;
drop function people_once_seen(bigint[]);
drop function cases_that_left(timestamptz, timestamptz, bigint, integer);
drop function touch_sight();
drop function touch_person();
drop function touch_case();
drop function stamp_change();
create or replace function refresh_sight(person bigint) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform from cases_citizen where id = person for no key update;
  with wanted as (
    select mission_id,
      case when bool_and(until is not null) then max(until) end as until,
      bool_or(writes) as may_write,
      case when bool_and(until is not null) filter (where writes)
        then max(until) filter (where writes) end as write_until
    from (
      select registered_by_id as mission_id, null::timestamptz as until, true as writes
      from cases_citizen where id = person
      union all
      select mission_id, null, true from cases_case where citizen_id = person
      union all
      select share.to_mission_id, share.until, cardinality(share.operations) > 0
      from cases_share as share join cases_case as shown on shown.id = share.case_id
      where shown.citizen_id = person and share.revoked_at is null
      union all
      select reception_point_id, reception_until(stage, outcome, position_at), true
      from cases_case where citizen_id = person and reception_point_id is not null
        and reception_until(stage, outcome, position_at) is not null
    ) as source
    group by mission_id
  ), gone as (
    delete from cases_citizensight as sight where sight.citizen_id = person
      and sight.mission_id not in (select mission_id from wanted)
  )
  insert into cases_citizensight as sight
    (citizen_id, mission_id, until, may_write, write_until)
  select person, mission_id, until, may_write, write_until from wanted
  on conflict (mission_id, citizen_id) do update
    set until = excluded.until, may_write = excluded.may_write, write_until = excluded.write_until
    where (sight.until, sight.may_write, sight.write_until)
      is distinct from (excluded.until, excluded.may_write, excluded.write_until);
end $$;
create or replace function keep_row_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before jsonb := to_jsonb(old) - array['version', 'mission_ids', 'ledger_at', 'points', 'rows',
    'head_id', 'blocker_kind', 'blocker_procedure_id', 'blocker_condition', 'blocker_body',
    'blocker_authority_id', 'blocked_since', 'next_due_at', 'next_due_limit_id', 'valid_until',
    'return_wish', 'last_contact_at', 'next_attempt_at'];
  after jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  changed jsonb;
begin
  select jsonb_object_agg(key, value) into changed
  from jsonb_each(before) where after -> key is distinct from value;
  if changed is not null then
    insert into cases_rowversion (table_name, row_id, case_id, citizen_id, old, operation,
      staff_id, recorded_at)
    values (tg_table_name, (to_jsonb(old) ->> 'id')::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[1], ''))::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[0], ''))::bigint,
      changed, coalesce(current_setting('app.operation', true), ''), app_staff(), app_moment());
  end if;
  return null;
end $$;
delete from cases_citizensight as sight where until <= now() and not exists (
  select from cases_share as share join cases_case as shown on shown.id = share.case_id
  where shown.citizen_id = sight.citizen_id and share.to_mission_id = sight.mission_id
    and share.revoked_at is null)
  and not exists (select from cases_case as coming where coming.citizen_id = sight.citizen_id
    and coming.reception_point_id = sight.mission_id);
"""

RIGHTS = """
revoke all on function touch_case() from public;
revoke all on function touch_person() from public;
revoke all on function touch_sight() from public;
revoke all on function cases_that_left(timestamptz, timestamptz, bigint, integer) from public;
grant execute on function cases_that_left(timestamptz, timestamptz, bigint, integer) to "{role}";
revoke all on function people_once_seen(bigint[]) from public;
grant execute on function people_once_seen(bigint[]) to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0064_scopes")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="written_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddField(
            model_name="citizen",
            name="written_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddField(
            model_name="citizensight",
            name="written_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddField(
            model_name="transition",
            name="written_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="written_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="written_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="written_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddField(
            model_name="crossing",
            name="written_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddField(
            model_name="stay",
            name="written_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddField(
            model_name="citizensight",
            name="began_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["mission", "written_at", "id"],
                name="case_changed_of_mission",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["written_at", "id"],
                name="case_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="citizen",
            index=models.Index(
                fields=["written_at", "id"],
                name="citizen_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="citizensight",
            index=models.Index(
                fields=["mission", "written_at", "citizen"],
                name="citizensight_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="citizensight",
            index=models.Index(
                fields=["mission", "until", "citizen"],
                condition=models.Q(("until__isnull", False)),
                name="citizensight_ends",
            ),
        ),
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(
                fields=["written_at", "id"],
                condition=models.Q(
                    ("from_mission__isnull", False),
                    models.Q(("from_mission", models.F("to_mission")), _negated=True),
                ),
                name="transition_between_missions",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
