"""Row security, row versions and grants of steps; what repeats the steps is no version.

The text is what `cases/core/schema.py` and `cases/core/security.py` gave when it was written.
"""

from django.conf import settings
from django.db import migrations

FORWARD = r"""
alter table cases_step enable row level security;
alter table cases_step force row level security;
create policy owner_all on cases_step to current_user using (true) with check (true);
create policy select_rows on cases_step for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_step for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy update_rows on cases_step for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id)) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
alter table cases_inquiry enable row level security;
alter table cases_inquiry force row level security;
create policy owner_all on cases_inquiry to current_user using (true) with check (true);
create policy select_rows on cases_inquiry for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_inquiry for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy update_rows on cases_inquiry for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id)) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
alter table cases_stepresult enable row level security;
alter table cases_stepresult force row level security;
create policy owner_all on cases_stepresult to current_user using (true) with check (true);
create policy select_rows on cases_stepresult for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_stepresult for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
alter table cases_clock enable row level security;
alter table cases_clock force row level security;
create policy owner_all on cases_clock to current_user using (true) with check (true);
create policy select_rows on cases_clock for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_clock for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy update_rows on cases_clock for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id)) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create trigger keep_version after update or delete on cases_step for each row execute function keep_row_version('', 'case_id');
create trigger keep_version after update or delete on cases_inquiry for each row execute function keep_row_version('', 'case_id');
create trigger keep_version after update or delete on cases_stepresult for each row execute function keep_row_version('', 'case_id');
create trigger keep_version after update or delete on cases_clock for each row execute function keep_row_version('', 'case_id');
revoke all on cases_step from "APP_ROLE";
grant select, insert, update on cases_step to "APP_ROLE";
revoke all on cases_inquiry from "APP_ROLE";
grant select, insert, update on cases_inquiry to "APP_ROLE";
revoke all on cases_stepresult from "APP_ROLE";
grant select, insert on cases_stepresult to "APP_ROLE";
revoke all on cases_clock from "APP_ROLE";
grant select, insert, update on cases_clock to "APP_ROLE";
"""

BACKWARD = r"""
drop trigger keep_version on cases_step;
drop trigger keep_version on cases_inquiry;
drop trigger keep_version on cases_stepresult;
drop trigger keep_version on cases_clock;
drop policy owner_all on cases_step;
drop policy select_rows on cases_step;
drop policy insert_rows on cases_step;
drop policy update_rows on cases_step;
alter table cases_step no force row level security;
alter table cases_step disable row level security;
drop policy owner_all on cases_inquiry;
drop policy select_rows on cases_inquiry;
drop policy insert_rows on cases_inquiry;
drop policy update_rows on cases_inquiry;
alter table cases_inquiry no force row level security;
alter table cases_inquiry disable row level security;
drop policy owner_all on cases_stepresult;
drop policy select_rows on cases_stepresult;
drop policy insert_rows on cases_stepresult;
alter table cases_stepresult no force row level security;
alter table cases_stepresult disable row level security;
drop policy owner_all on cases_clock;
drop policy select_rows on cases_clock;
drop policy insert_rows on cases_clock;
drop policy update_rows on cases_clock;
alter table cases_clock no force row level security;
alter table cases_clock disable row level security;
"""

VERSIONS = r"""
create or replace function keep_row_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before jsonb := to_jsonb(old) - array['version', 'mission_ids', 'ledger_at', 'points', 'rows',
    'blocker_kind', 'blocker_procedure_id', 'blocker_condition', 'blocker_body',
    'blocker_authority_id', 'blocked_since', 'next_due_at', 'next_due_limit_id', 'valid_until'];
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
"""

VERSIONS_BEFORE = r"""
create or replace function keep_row_version() returns trigger
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
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0006_steps"),)
    operations = (
        migrations.RunSQL(FORWARD.replace("APP_ROLE", settings.DATABASE_APP_ROLE), BACKWARD),
        migrations.RunSQL(VERSIONS, VERSIONS_BEFORE),
    )
