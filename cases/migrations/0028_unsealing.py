"""Unsealing: what is restricted opened for an hour; who worked on a step does not waive it.

Beside it: where a reception point stands, offers that were answered wait in no inbox, and tables of
the file are read by roles that read files alone. The text of functions and policies is what the
code gave when this was written; tests compare them.
"""

import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

FUNCTIONS = r"""
create function app_posting() returns bigint language sql stable parallel safe as
$$ select nullif(current_setting('app.posting', true), '')::bigint $$;
create function refuse_own_waiver() returns trigger language plpgsql as $$
begin
  if app_staff() in (old.status_by_id,
    (select asked_by_id from cases_inquiry where step_id = old.id order by id desc limit 1),
    (select recorded_by_id from cases_stepresult where step_id = old.id order by id desc limit 1))
  then
    raise exception 'step % is waived by who worked on it', old.id
      using errcode = 'check_violation', constraint = 'step_waived_by_another';
  end if;
  return new;
end $$;
create trigger waived_by_another before update of status on cases_step for each row
when (new.status = 'waived' and old.status <> 'waived') execute function refuse_own_waiver();
create function settle_notices_of_transfer() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_notice set read_at = new.answered_at,
    read_by_id = case when new.status <> 'withdrawn' then app_staff() end
  where mission_id = new.to_mission_id and audience <> 'officer' and read_at is null
    and kind in ('transfer_offered', 'transfer_returned')
    and params ->> 'transfer' = new.uuid::text;
  return null;
end $$;
create trigger settle_notices after update of status on cases_transfer for each row
when (old.status = 'offered' and new.status <> 'offered')
execute function settle_notices_of_transfer();
"""

NO_FUNCTIONS = """
drop trigger settle_notices on cases_transfer;
drop function settle_notices_of_transfer();
drop trigger waived_by_another on cases_step;
drop function refuse_own_waiver();
drop function app_posting();
"""

WALL = r"""
alter table cases_unsealing enable row level security;
alter table cases_unsealing force row level security;
create policy owner_all on cases_unsealing to current_user using (true) with check (true);
create policy select_rows on cases_unsealing for select using ((select app_sees('file')) and (posting_id = (select app_posting()) or ((select app_sees('review')) and ((select app_sees_all()) or mission_id = (select app_sees_at()) or from_mission_id = (select app_sees_at())))));
create policy insert_rows on cases_unsealing for insert with check ((select app_sees('unseal')) and posting_id = (select app_posting()) and opened_by_id = (select app_staff()) and from_mission_id = (select app_mission()) and finding = '' and opened_at <= clock_timestamp() and mission_id = (select parent.mission_id from cases_case as parent where parent.id = cases_unsealing.case_id) and (select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy update_rows on cases_unsealing for update using ((select app_sees('file')) and (select app_sees('review')) and ((select app_sees_all()) or mission_id = (select app_sees_at()) or from_mission_id = (select app_sees_at())) and opened_by_id is distinct from (select app_staff())) with check ((select app_sees('file')) and (select app_sees('review')) and ((select app_sees_all()) or mission_id = (select app_sees_at()) or from_mission_id = (select app_sees_at())) and opened_by_id is distinct from (select app_staff()) and reviewed_by_id = (select app_staff()));
create trigger keep_version after update or delete on cases_unsealing for each row execute function keep_row_version('', 'case_id');
revoke all on cases_unsealing from "APP_ROLE";
grant select, insert, update (finding, finding_words, reviewed_at, reviewed_by_id, version) on cases_unsealing to "APP_ROLE";
"""

NO_WALL = """
drop trigger keep_version on cases_unsealing;
drop policy owner_all on cases_unsealing;
drop policy select_rows on cases_unsealing;
drop policy insert_rows on cases_unsealing;
drop policy update_rows on cases_unsealing;
alter table cases_unsealing no force row level security;
alter table cases_unsealing disable row level security;
"""

WALLS = r"""
drop policy select_rows on cases_transition;
drop policy insert_rows on cases_transition;
drop policy update_rows on cases_transition;
drop policy select_rows on cases_step;
drop policy insert_rows on cases_step;
drop policy update_rows on cases_step;
drop policy select_rows on cases_inquiry;
drop policy insert_rows on cases_inquiry;
drop policy update_rows on cases_inquiry;
drop policy select_rows on cases_stepresult;
drop policy insert_rows on cases_stepresult;
drop policy select_rows on cases_sealedpart;
drop policy insert_rows on cases_sealedpart;
drop policy select_rows on cases_clock;
drop policy insert_rows on cases_clock;
drop policy update_rows on cases_clock;
drop policy select_rows on cases_reminder;
drop policy insert_rows on cases_reminder;
drop policy update_rows on cases_reminder;
create policy select_rows on cases_transition for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_transition for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy update_rows on cases_transition for update using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))))) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy select_rows on cases_step for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_step for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy update_rows on cases_step for update using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))))) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy select_rows on cases_inquiry for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_inquiry for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy update_rows on cases_inquiry for update using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))))) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy select_rows on cases_stepresult for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_stepresult for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy select_rows on cases_sealedpart for select using ((case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end or ((select app_sees('unseal')) and (select true from cases_unsealing as opened where opened.posting_id = (select app_posting()) and opened.case_id = cases_sealedpart.case_id and opened.restricted = cases_sealedpart.restricted and opened.until > now() limit 1))) and (select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_sealedpart for insert with check ((case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and (select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy select_rows on cases_clock for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_clock for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy update_rows on cases_clock for update using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))))) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy select_rows on cases_reminder for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_reminder for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy update_rows on cases_reminder for update using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))))) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
"""

FORMER_WALLS = r"""
drop policy select_rows on cases_transition;
drop policy insert_rows on cases_transition;
drop policy update_rows on cases_transition;
drop policy select_rows on cases_step;
drop policy insert_rows on cases_step;
drop policy update_rows on cases_step;
drop policy select_rows on cases_inquiry;
drop policy insert_rows on cases_inquiry;
drop policy update_rows on cases_inquiry;
drop policy select_rows on cases_stepresult;
drop policy insert_rows on cases_stepresult;
drop policy select_rows on cases_sealedpart;
drop policy insert_rows on cases_sealedpart;
drop policy select_rows on cases_clock;
drop policy insert_rows on cases_clock;
drop policy update_rows on cases_clock;
drop policy select_rows on cases_reminder;
drop policy insert_rows on cases_reminder;
drop policy update_rows on cases_reminder;
create policy select_rows on cases_transition for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_transition for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy update_rows on cases_transition for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy select_rows on cases_step for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_step for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy update_rows on cases_step for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy select_rows on cases_inquiry for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_inquiry for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy update_rows on cases_inquiry for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy select_rows on cases_stepresult for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_stepresult for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy select_rows on cases_sealedpart for select using ((select app_sees('file')) and (case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_sealedpart for insert with check ((select app_sees('file')) and (case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy select_rows on cases_clock for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_clock for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy update_rows on cases_clock for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy select_rows on cases_reminder for select using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_reminder for insert with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
create policy update_rows on cases_reminder for update using ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))) with check ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))));
"""

RIGHTS = """
revoke all on function settle_notices_of_transfer() from public;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0027_record"),
    ]

    operations = [
        migrations.CreateModel(
            name="Unsealing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reference", models.CharField(editable=False, max_length=20)),
                (
                    "restricted",
                    models.CharField(
                        choices=[
                            ("protection", "Protection"),
                            ("health", "Health"),
                            ("money", "Money"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("life", "Danger to life"),
                            ("medical", "Medical emergency"),
                            ("deadline", "Deadline of a court or an authority"),
                            ("cover", "In place of a colleague who is absent"),
                            ("other", "Another reason"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[("justified", "Justified"), ("unjustified", "Not justified")],
                        max_length=12,
                    ),
                ),
                ("finding_words", models.TextField(blank=True)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "opening of sealed parts",
                "verbose_name_plural": "openings of sealed parts",
                "ordering": ("-opened_at", "-id"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_read_by_somebody",
        ),
        migrations.AddField(
            model_name="mission",
            name="place",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.place",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="status_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("read_at__isnull", False), ("read_by__isnull", True), _connector="OR"
                ),
                name="notice_read_before_reader",
            ),
        ),
        migrations.AddField(
            model_name="unsealing",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="unsealing",
            name="from_mission",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.mission",
            ),
        ),
        migrations.AddField(
            model_name="unsealing",
            name="mission",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.mission",
            ),
        ),
        migrations.AddField(
            model_name="unsealing",
            name="opened_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="unsealing",
            name="posting",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.posting",
            ),
        ),
        migrations.AddField(
            model_name="unsealing",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="unsealing",
            index=models.Index(fields=["posting", "case", "until"], name="unsealing_of_posting"),
        ),
        migrations.AddIndex(
            model_name="unsealing",
            index=models.Index(
                fields=["mission", "-opened_at", "-id"], name="unsealing_of_mission"
            ),
        ),
        migrations.AddIndex(
            model_name="unsealing",
            index=models.Index(fields=["from_mission", "-opened_at", "-id"], name="unsealing_from"),
        ),
        migrations.AddIndex(
            model_name="unsealing",
            index=models.Index(
                condition=models.Q(("finding", "")),
                fields=["mission", "from_mission"],
                name="unsealing_to_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="unsealing",
            constraint=models.CheckConstraint(
                condition=models.Q(("restricted__in", ["protection", "health", "money"])),
                name="unsealing_restricted_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unsealing",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["life", "medical", "deadline", "cover", "other"])),
                name="unsealing_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unsealing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__gt", models.F("opened_at")),
                    (
                        "until__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("opened_at"),
                            "+",
                            models.Value(datetime.timedelta(seconds=3600)),
                        ),
                    ),
                ),
                name="unsealing_ends_within_the_hour",
                violation_error_message="An opening ends within the hour.",
            ),
        ),
        migrations.AddConstraint(
            model_name="unsealing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.GreaterThanOrEqual(
                        django.db.models.functions.text.Length("reason"), 20
                    )
                ),
                name="unsealing_says_why",
                violation_error_message="Say why in at least 20 letters.",
            ),
        ),
        migrations.AddConstraint(
            model_name="unsealing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("finding", ""),
                        ("finding_words", ""),
                        ("reviewed_at__isnull", True),
                        ("reviewed_by__isnull", True),
                    ),
                    models.Q(
                        models.Q(("finding_words", ""), _negated=True),
                        ("finding__in", ["justified", "unjustified"]),
                        ("reviewed_at__gte", models.F("opened_at")),
                        ("reviewed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="unsealing_finding_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="unsealing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by__isnull", True),
                    models.Q(("reviewed_by", models.F("opened_by")), _negated=True),
                    _connector="OR",
                ),
                name="unsealing_judged_by_another",
                violation_error_message="Nobody judges an opening of their own.",
            ),
        ),
        migrations.AddConstraint(
            model_name="unsealing",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (models.F("posting"), "="),
                    (models.F("case"), "="),
                    (models.F("restricted"), "="),
                    (
                        models.Func(
                            models.F("opened_at"),
                            models.F("until"),
                            function="tstzrange",
                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="unsealing_once_at_a_time",
                violation_error_message="This is open to you already.",
            ),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(WALL.replace("APP_ROLE", settings.DATABASE_APP_ROLE), NO_WALL),
        migrations.RunSQL(WALLS, FORMER_WALLS),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
