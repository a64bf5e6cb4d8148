"""Functions, triggers, row security and grants.

The text is what `cases/core/schema.py` and `cases/core/security.py` gave when it was written; a
test compares them.
"""

from django.conf import settings
from django.db import migrations

FORWARD = r"""
create function app_kind() returns text language sql stable parallel safe as
$$ select coalesce(current_setting('app.kind', true), '') $$;
create function app_staff() returns bigint language sql stable parallel safe as
$$ select nullif(current_setting('app.staff', true), '')::bigint $$;
create function app_mission() returns bigint language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('app.mission', true), ''), '0')::bigint $$;
create function app_is_headquarters() returns boolean language sql stable parallel safe as
$$ select coalesce(current_setting('app.headquarters', true), '') = '1' $$;
create function app_replay() returns timestamptz language sql stable parallel safe as
$$ select case when current_setting('app.kind', true) = 'system'
          then nullif(current_setting('app.replay', true), '')::timestamptz end $$;
create function app_moment() returns timestamptz language sql volatile as
$$ select coalesce(nullif(current_setting('app.moment', true), '')::timestamptz,
                   app_replay(), clock_timestamp()) $$;
create function ledger_moment(newest timestamptz) returns timestamptz
language plpgsql volatile as $$
declare
  moment timestamptz := coalesce(app_replay(), clock_timestamp());
begin
  if newest > moment then
    if app_replay() is not null then
      raise exception 'replay before the newest known moment %', newest
        using errcode = 'check_violation', constraint = 'ledger_moment_forwards';
    end if;
    moment := newest;
  end if;
  perform set_config('app.moment', moment::text, true);
  return moment;
end $$;
create function write_audit(
  new_event text, new_operation text, new_outcome text, new_code text,
  new_case bigint, new_citizen bigint, new_subjects jsonb, new_fields jsonb
) returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  insert into cases_auditentry (at, replayed_at, event, operation, outcome, code, kind, staff_id,
    posting_id, mission_id, case_id, citizen_id, subjects, fields)
  values (clock_timestamp(), app_replay(), new_event, new_operation, new_outcome, new_code,
    app_kind(), app_staff(), nullif(current_setting('app.posting', true), '')::bigint,
    nullif(app_mission(), 0), new_case, new_citizen, new_subjects, new_fields)
  returning id
$$;
create function keep_row_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before jsonb := to_jsonb(old) - array['version', 'mission_ids', 'ledger_at', 'points', 'rows'];
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
create function set_citizen_missions() returns trigger language plpgsql as $$
begin
  new.mission_ids := array[new.registered_by_id];
  return new;
end $$;
create trigger set_missions before insert on cases_citizen
for each row execute function set_citizen_missions();

create function set_case_missions() returns trigger language plpgsql as $$
begin
  new.mission_ids := array[new.mission_id];
  return new;
end $$;
create trigger set_missions before insert or update of mission_id on cases_case
for each row execute function set_case_missions();

create function spread_case_missions() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_citizen as person set mission_ids = (
    select array_agg(distinct mission order by mission) from (
      select person.registered_by_id as mission
      union select c.mission_id from cases_case as c where c.citizen_id = person.id
    ) as missions)
  where person.id = new.citizen_id;
  return null;
end $$;
create trigger spread_missions_new after insert on cases_case
for each row execute function spread_case_missions();
create trigger spread_missions_moved after update of mission_id on cases_case
for each row when (old.mission_id is distinct from new.mission_id)
execute function spread_case_missions();
create function take_references(mission bigint, in_year integer, how_many integer)
returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  insert into cases_referencecounter as counter (mission_id, year, last)
  select mission, in_year, how_many where mission = app_mission() and how_many between 1 and 10000
  on conflict (mission_id, year) do update set last = counter.last + excluded.last
  returning last - how_many + 1
$$;
create function check_stage_chain() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  place record;
  broken integer;
  final record;
begin
  select * into place from cases_case where id = new.case_id for no key update;
  select count(*) into broken from (
    select kind, occurred_at, from_stage, from_mission_id, from_held, from_outcome,
      row_number() over way as nth,
      lag(to_stage) over way as was_stage, lag(to_mission_id) over way as was_mission,
      lag(to_held) over way as was_held, lag(to_outcome) over way as was_outcome
    from cases_transition where case_id = new.case_id and voided_at is null
    window way as (order by occurred_at, number)
  ) as chain
  where (nth = 1) <> (kind = 'open')
    or (nth > 1 and (from_stage, from_mission_id, from_held, from_outcome)
        is distinct from (was_stage, was_mission, was_held, was_outcome));
  if broken > 0 then
    raise exception 'the ledger of case % does not chain', new.case_id
      using errcode = 'check_violation', constraint = 'transition_chain';
  end if;
  select to_stage, to_mission_id, to_held, to_outcome into final
  from cases_transition where case_id = new.case_id and voided_at is null
  order by occurred_at desc, number desc limit 1;
  if not found then
    if place.stage <> '' then
      raise exception 'case % has a position but no ledger', new.case_id
        using errcode = 'check_violation', constraint = 'transition_position';
    end if;
  elsif (place.stage, place.mission_id, place.held, place.outcome)
      is distinct from (final.to_stage, final.to_mission_id, final.to_held, final.to_outcome) then
    raise exception 'case % is not where its ledger ends', new.case_id
      using errcode = 'check_violation', constraint = 'transition_position';
  end if;
  return null;
end $$;
create constraint trigger stage_chain after insert or update on cases_transition
deferrable initially deferred for each row execute function check_stage_chain();
create function refuse_edit_of_fact() returns trigger language plpgsql as $$
declare
  kept text[] := array['voided_at', 'void_reason'];
begin
  if tg_op = 'DELETE' then
    raise exception 'facts are voided, never deleted'
      using errcode = 'check_violation', constraint = 'fact_never_deleted';
  end if;
  if old.voided_at is not null or (to_jsonb(old) - kept) <> (to_jsonb(new) - kept) then
    raise exception 'facts are voided and appended again, never edited'
      using errcode = 'check_violation', constraint = 'fact_never_edited';
  end if;
  return new;
end $$;
create trigger append_only before update or delete on cases_transition
for each row execute function refuse_edit_of_fact();
create trigger append_only before update or delete on cases_crossing
for each row execute function refuse_edit_of_fact();
create trigger append_only before update or delete on cases_stay
for each row execute function refuse_edit_of_fact();
alter table cases_citizen enable row level security;
alter table cases_citizen force row level security;
create policy owner_all on cases_citizen to current_user using (true) with check (true);
create policy select_rows on cases_citizen for select using ((select app_is_headquarters()) or (select app_mission()) = any(mission_ids));
create policy insert_rows on cases_citizen for insert with check ((select app_is_headquarters()) or (select app_mission()) = any(mission_ids));
create policy update_rows on cases_citizen for update using ((select app_is_headquarters()) or (select app_mission()) = any(mission_ids)) with check ((select app_is_headquarters()) or (select app_mission()) = any(mission_ids));
alter table cases_name enable row level security;
alter table cases_name force row level security;
create policy owner_all on cases_name to current_user using (true) with check (true);
create policy select_rows on cases_name for select using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy insert_rows on cases_name for insert with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy update_rows on cases_name for update using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id)) with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
alter table cases_contactpoint enable row level security;
alter table cases_contactpoint force row level security;
create policy owner_all on cases_contactpoint to current_user using (true) with check (true);
create policy select_rows on cases_contactpoint for select using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy insert_rows on cases_contactpoint for insert with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy update_rows on cases_contactpoint for update using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id)) with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
alter table cases_identitydocument enable row level security;
alter table cases_identitydocument force row level security;
create policy owner_all on cases_identitydocument to current_user using (true) with check (true);
create policy select_rows on cases_identitydocument for select using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy insert_rows on cases_identitydocument for insert with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy update_rows on cases_identitydocument for update using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id)) with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
alter table cases_relative enable row level security;
alter table cases_relative force row level security;
create policy owner_all on cases_relative to current_user using (true) with check (true);
create policy select_rows on cases_relative for select using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy insert_rows on cases_relative for insert with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy update_rows on cases_relative for update using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id)) with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
alter table cases_crossing enable row level security;
alter table cases_crossing force row level security;
create policy owner_all on cases_crossing to current_user using (true) with check (true);
create policy select_rows on cases_crossing for select using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy insert_rows on cases_crossing for insert with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy update_rows on cases_crossing for update using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id)) with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
alter table cases_stay enable row level security;
alter table cases_stay force row level security;
create policy owner_all on cases_stay to current_user using (true) with check (true);
create policy select_rows on cases_stay for select using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy insert_rows on cases_stay for insert with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy update_rows on cases_stay for update using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id)) with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
alter table cases_case enable row level security;
alter table cases_case force row level security;
create policy owner_all on cases_case to current_user using (true) with check (true);
create policy select_rows on cases_case for select using ((select app_is_headquarters()) or mission_id = (select app_mission()));
create policy insert_rows on cases_case for insert with check ((select app_is_headquarters()) or (mission_id = (select app_mission()) and (select true from cases_citizen as parent where parent.id = citizen_id)));
create policy update_rows on cases_case for update using ((select app_is_headquarters()) or mission_id = (select app_mission())) with check ((select app_is_headquarters()) or (mission_id = (select app_mission()) and (select true from cases_citizen as parent where parent.id = citizen_id)));
alter table cases_transition enable row level security;
alter table cases_transition force row level security;
create policy owner_all on cases_transition to current_user using (true) with check (true);
create policy select_rows on cases_transition for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_transition for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy update_rows on cases_transition for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id)) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
alter table cases_note enable row level security;
alter table cases_note force row level security;
create policy owner_all on cases_note to current_user using (true) with check (true);
create policy select_rows on cases_note for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_note for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy update_rows on cases_note for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id)) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
alter table cases_auditentry enable row level security;
alter table cases_auditentry force row level security;
create policy owner_all on cases_auditentry to current_user using (true) with check (true);
create policy select_rows on cases_auditentry for select using ((select app_is_headquarters()) or mission_id = (select app_mission()) or case when case_id is not null then (select true from cases_case as parent where parent.id = case_id) else (select true from cases_citizen as parent where parent.id = citizen_id) end);
alter table cases_rowversion enable row level security;
alter table cases_rowversion force row level security;
create policy owner_all on cases_rowversion to current_user using (true) with check (true);
create policy select_rows on cases_rowversion for select using ((select app_is_headquarters()) or case when case_id is not null then (select true from cases_case as parent where parent.id = case_id) when citizen_id is not null then (select true from cases_citizen as parent where parent.id = citizen_id) else (select app_kind()) = 'staff' end);
alter table cases_receipt enable row level security;
alter table cases_receipt force row level security;
create policy owner_all on cases_receipt to current_user using (true) with check (true);
create policy select_rows on cases_receipt for select using (staff_id = (select app_staff()));
create policy insert_rows on cases_receipt for insert with check (staff_id = (select app_staff()));
create policy update_rows on cases_receipt for update using (staff_id = (select app_staff())) with check (staff_id = (select app_staff()));
create trigger keep_version after update or delete on cases_citizen for each row execute function keep_row_version('id', '');
create trigger keep_version after update or delete on cases_name for each row execute function keep_row_version('citizen_id', '');
create trigger keep_version after update or delete on cases_contactpoint for each row execute function keep_row_version('citizen_id', '');
create trigger keep_version after update or delete on cases_identitydocument for each row execute function keep_row_version('citizen_id', '');
create trigger keep_version after update or delete on cases_relative for each row execute function keep_row_version('citizen_id', '');
create trigger keep_version after update or delete on cases_crossing for each row execute function keep_row_version('citizen_id', '');
create trigger keep_version after update or delete on cases_stay for each row execute function keep_row_version('citizen_id', '');
create trigger keep_version after update or delete on cases_case for each row execute function keep_row_version('citizen_id', 'id');
create trigger keep_version after update or delete on cases_transition for each row execute function keep_row_version('', 'case_id');
create trigger keep_version after update or delete on cases_note for each row execute function keep_row_version('', 'case_id');
create trigger keep_version after update or delete on cases_mission for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_authority for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_place for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_province for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_incident for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_reportedfigure for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_posting for each row execute function keep_row_version('', '');
do $$ declare name text; begin
  for name in select tablename from pg_tables
    where schemaname = 'public' and tablename like 'cases\_%'
  loop execute format('revoke delete, truncate on %I from "APP_ROLE"', name); end loop;
end $$;
revoke all on cases_referencecounter from "APP_ROLE";

revoke all on cases_citizen from "APP_ROLE";
grant select, insert, update on cases_citizen to "APP_ROLE";
revoke all on cases_name from "APP_ROLE";
grant select, insert, update on cases_name to "APP_ROLE";
revoke all on cases_contactpoint from "APP_ROLE";
grant select, insert, update on cases_contactpoint to "APP_ROLE";
revoke all on cases_identitydocument from "APP_ROLE";
grant select, insert, update on cases_identitydocument to "APP_ROLE";
revoke all on cases_relative from "APP_ROLE";
grant select, insert, update on cases_relative to "APP_ROLE";
revoke all on cases_crossing from "APP_ROLE";
grant select, insert, update on cases_crossing to "APP_ROLE";
revoke all on cases_stay from "APP_ROLE";
grant select, insert, update on cases_stay to "APP_ROLE";
revoke all on cases_case from "APP_ROLE";
grant select, insert, update on cases_case to "APP_ROLE";
revoke all on cases_transition from "APP_ROLE";
grant select, insert, update on cases_transition to "APP_ROLE";
revoke all on cases_note from "APP_ROLE";
grant select, insert, update on cases_note to "APP_ROLE";
revoke all on cases_auditentry from "APP_ROLE";
grant select on cases_auditentry to "APP_ROLE";
revoke all on cases_rowversion from "APP_ROLE";
grant select on cases_rowversion to "APP_ROLE";
revoke all on cases_receipt from "APP_ROLE";
grant select, insert, update on cases_receipt to "APP_ROLE";
"""

BACKWARD = """
drop policy owner_all on cases_citizen;
drop policy select_rows on cases_citizen;
drop policy insert_rows on cases_citizen;
drop policy update_rows on cases_citizen;
alter table cases_citizen no force row level security;
alter table cases_citizen disable row level security;
drop policy owner_all on cases_name;
drop policy select_rows on cases_name;
drop policy insert_rows on cases_name;
drop policy update_rows on cases_name;
alter table cases_name no force row level security;
alter table cases_name disable row level security;
drop policy owner_all on cases_contactpoint;
drop policy select_rows on cases_contactpoint;
drop policy insert_rows on cases_contactpoint;
drop policy update_rows on cases_contactpoint;
alter table cases_contactpoint no force row level security;
alter table cases_contactpoint disable row level security;
drop policy owner_all on cases_identitydocument;
drop policy select_rows on cases_identitydocument;
drop policy insert_rows on cases_identitydocument;
drop policy update_rows on cases_identitydocument;
alter table cases_identitydocument no force row level security;
alter table cases_identitydocument disable row level security;
drop policy owner_all on cases_relative;
drop policy select_rows on cases_relative;
drop policy insert_rows on cases_relative;
drop policy update_rows on cases_relative;
alter table cases_relative no force row level security;
alter table cases_relative disable row level security;
drop policy owner_all on cases_crossing;
drop policy select_rows on cases_crossing;
drop policy insert_rows on cases_crossing;
drop policy update_rows on cases_crossing;
alter table cases_crossing no force row level security;
alter table cases_crossing disable row level security;
drop policy owner_all on cases_stay;
drop policy select_rows on cases_stay;
drop policy insert_rows on cases_stay;
drop policy update_rows on cases_stay;
alter table cases_stay no force row level security;
alter table cases_stay disable row level security;
drop policy owner_all on cases_case;
drop policy select_rows on cases_case;
drop policy insert_rows on cases_case;
drop policy update_rows on cases_case;
alter table cases_case no force row level security;
alter table cases_case disable row level security;
drop policy owner_all on cases_transition;
drop policy select_rows on cases_transition;
drop policy insert_rows on cases_transition;
drop policy update_rows on cases_transition;
alter table cases_transition no force row level security;
alter table cases_transition disable row level security;
drop policy owner_all on cases_note;
drop policy select_rows on cases_note;
drop policy insert_rows on cases_note;
drop policy update_rows on cases_note;
alter table cases_note no force row level security;
alter table cases_note disable row level security;
drop policy owner_all on cases_auditentry;
drop policy select_rows on cases_auditentry;
alter table cases_auditentry no force row level security;
alter table cases_auditentry disable row level security;
drop policy owner_all on cases_rowversion;
drop policy select_rows on cases_rowversion;
alter table cases_rowversion no force row level security;
alter table cases_rowversion disable row level security;
drop policy owner_all on cases_receipt;
drop policy select_rows on cases_receipt;
drop policy insert_rows on cases_receipt;
drop policy update_rows on cases_receipt;
alter table cases_receipt no force row level security;
alter table cases_receipt disable row level security;
drop function refuse_edit_of_fact cascade;
drop function check_stage_chain cascade;
drop function take_references cascade;
drop function spread_case_missions cascade;
drop function set_case_missions cascade;
drop function set_citizen_missions cascade;
drop function keep_row_version cascade;
drop function write_audit cascade;
drop function ledger_moment cascade;
drop function app_moment cascade;
drop function app_replay cascade;
drop function app_is_headquarters cascade;
drop function app_mission cascade;
drop function app_staff cascade;
drop function app_kind cascade;
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0001_initial"),)
    operations = (
        migrations.RunSQL(FORWARD.replace("APP_ROLE", settings.DATABASE_APP_ROLE), BACKWARD),
    )
