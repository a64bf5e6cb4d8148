"""Whether a draft's origin is in sight is asked by a function, not planned with every work list.

The SQL is what `cases/intake/schema.py` and `cases/core/walls_drafts.py` gave when it was written;
tests compare them.
"""

from django.db import migrations

FORWARD = r"""
create function draft_in_sight(of_case bigint, of_report bigint, of_stranger bigint)
returns boolean language plpgsql stable parallel safe as $$
begin
  if of_case is not null and not exists (select from cases_case where id = of_case) then
    return false;
  end if;
  if of_report is not null
    and not exists (select from cases_receivedreport where id = of_report) then
    return false;
  end if;
  return of_stranger is null
    or exists (select from cases_musterstranger where id = of_stranger);
end $$;
drop policy select_rows on cases_draft;
drop policy insert_rows on cases_draft;
drop policy update_rows on cases_draft;
create policy select_rows on cases_draft for select using ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and draft_in_sight(from_case_id, from_report_id, from_stranger_id)) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days'));
create policy insert_rows on cases_draft for insert with check (staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and draft_in_sight(from_case_id, from_report_id, from_stranger_id));
create policy update_rows on cases_draft for update using ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and draft_in_sight(from_case_id, from_report_id, from_stranger_id)) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days')) with check ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and draft_in_sight(from_case_id, from_report_id, from_stranger_id)) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days'));
"""

BACKWARD = r"""
drop policy select_rows on cases_draft;
drop policy insert_rows on cases_draft;
drop policy update_rows on cases_draft;
create policy select_rows on cases_draft for select using ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id)) and (from_report_id is null or (select true from cases_receivedreport as told where told.id = from_report_id)) and (from_stranger_id is null or (select true from cases_musterstranger as here where here.id = from_stranger_id))) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days'));
create policy insert_rows on cases_draft for insert with check (staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id)) and (from_report_id is null or (select true from cases_receivedreport as told where told.id = from_report_id)) and (from_stranger_id is null or (select true from cases_musterstranger as here where here.id = from_stranger_id)));
create policy update_rows on cases_draft for update using ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id)) and (from_report_id is null or (select true from cases_receivedreport as told where told.id = from_report_id)) and (from_stranger_id is null or (select true from cases_musterstranger as here where here.id = from_stranger_id))) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days')) with check ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id)) and (from_report_id is null or (select true from cases_receivedreport as told where told.id = from_report_id)) and (from_stranger_id is null or (select true from cases_musterstranger as here where here.id = from_stranger_id))) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days'));
drop function draft_in_sight(bigint, bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0076_decided_in_own_name"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
