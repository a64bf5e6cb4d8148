"""Shares and transfers; both walls ask who sees a citizen and what is shared now.

The text of functions and policies is what the code gave when this was written; tests compare them.
"""

import datetime
import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

KINDS = [
    ("open", "Opened"),
    ("advance", "Advanced"),
    ("fact", "Recorded as a fact"),
    ("hold", "Put on hold"),
    ("resume", "Resumed"),
    ("close", "Closed"),
    ("reopen", "Reopened"),
    ("transfer", "Taken over"),
]
STATUSES = [
    ("offered", "On offer"),
    ("accepted", "Accepted"),
    ("rejected", "Rejected"),
    ("withdrawn", "Withdrawn"),
]


def key():
    """The primary key."""
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def foreign(to, name="+", **options):
    """A key to a row that nothing deletes."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to, **options
    )


def by_staff():
    """Who did it; null for the system."""
    return foreign(settings.AUTH_USER_MODEL, blank=True, null=True)


SHARE = migrations.CreateModel(
    name="Share",
    fields=[
        ("id", key()),
        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        ("case", foreign("cases.case", "shares")),
        ("reference", models.CharField(editable=False, max_length=20)),
        ("owner", foreign("cases.mission", editable=False)),
        ("to_mission", foreign("cases.mission", db_index=False)),
        (
            "operations",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), blank=True, default=list
            ),
        ),
        ("until", models.DateTimeField()),
        ("reason", models.TextField()),
        ("granted_at", models.DateTimeField()),
        ("granted_by", by_staff()),
        ("extended_at", models.DateTimeField(blank=True, null=True)),
        ("revoked_at", models.DateTimeField(blank=True, null=True)),
        ("revoke_reason", models.TextField(blank=True)),
        ("version", models.PositiveIntegerField(default=1, editable=False)),
    ],
    options={
        "verbose_name": "share",
        "verbose_name_plural": "shares",
        "constraints": [
            models.CheckConstraint(
                condition=Q(until__gt=F("granted_at"))
                & Q(
                    until__lte=Coalesce("extended_at", "granted_at")
                    + Value(datetime.timedelta(days=90))
                ),
                name="share_at_most_ninety_days",
                violation_error_message=(
                    "A share ends at most 90 days ahead. It can be extended later."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(owner=F("to_mission")) | Q(revoked_at__isnull=False),
                name="share_with_another",
                violation_error_message="Your mission has this case. Choose another mission.",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="share_has_reason"),
        ],
        "indexes": [
            models.Index(
                fields=["to_mission", "until"],
                include=["case"],
                condition=Q(revoked_at__isnull=True),
                name="share_of_mission",
            )
        ],
    },
)
TRANSFER = migrations.CreateModel(
    name="Transfer",
    fields=[
        ("id", key()),
        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        ("case", foreign("cases.case", "transfers")),
        ("reference", models.CharField(editable=False, max_length=20)),
        ("from_mission", foreign("cases.mission", db_index=False)),
        ("to_mission", foreign("cases.mission", db_index=False)),
        ("summary", models.TextField()),
        ("status", models.CharField(choices=STATUSES, default="offered", max_length=10)),
        ("returns", foreign("cases.transfer", "returned_by", blank=True, null=True)),
        ("offered_at", models.DateTimeField()),
        ("offered_by", by_staff()),
        ("answered_at", models.DateTimeField(blank=True, null=True)),
        ("answered_by", by_staff()),
        ("answer", models.TextField(blank=True)),
        ("version", models.PositiveIntegerField(default=1, editable=False)),
    ],
    options={
        "verbose_name": "transfer",
        "verbose_name_plural": "transfers",
        "constraints": [
            models.CheckConstraint(
                condition=Q(status="offered", answered_at__isnull=True)
                | Q(status__in=["accepted", "rejected", "withdrawn"], answered_at__isnull=False),
                name="transfer_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(from_mission=F("to_mission")),
                name="transfer_to_another",
                violation_error_message=(
                    "Your mission has this case already. Choose another mission."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(summary=""),
                name="transfer_has_summary",
                violation_error_message=(
                    "Say what the other mission must know before it can answer."
                ),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status="offered"),
                name="transfer_one_on_offer",
                violation_error_message=(
                    "This case is on offer already. Withdraw that offer first."
                ),
            ),
        ],
        "indexes": [
            models.Index(fields=["to_mission", "status", "offered_at"], name="transfer_to"),
            models.Index(fields=["from_mission", "status", "offered_at"], name="transfer_from"),
        ],
    },
)

FUNCTIONS = r"""
drop function spread_case_missions cascade;
drop function set_case_missions cascade;
drop function set_citizen_missions cascade;
create function refresh_sight(person bigint) returns void
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
create function sight_of_citizen() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  insert into cases_citizensight (citizen_id, mission_id, may_write)
  values (new.id, new.registered_by_id, true);
  return null;
end $$;
create trigger sight_new after insert on cases_citizen
for each row execute function sight_of_citizen();
create function sight_of_case() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    update cases_share set owner_id = new.mission_id
    where case_id = new.id and owner_id <> new.mission_id;
    if old.citizen_id <> new.citizen_id then
      perform refresh_sight(old.citizen_id);
    end if;
  end if;
  perform refresh_sight(new.citizen_id);
  return null;
end $$;
create trigger sight_new after insert on cases_case
for each row execute function sight_of_case();
create trigger sight_moved after update of mission_id, citizen_id on cases_case
for each row
when ((old.mission_id, old.citizen_id) is distinct from (new.mission_id, new.citizen_id))
execute function sight_of_case();
create function set_case_missions() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  new.mission_ids := array(select new.mission_id union select to_mission_id from cases_share
    where case_id = new.id and revoked_at is null order by 1);
  return new;
end $$;
create trigger set_missions before insert or update of mission_id on cases_case
for each row execute function set_case_missions();
create function spread_share() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  person bigint;
begin
  update cases_case as shown set mission_ids = array(
    select shown.mission_id union select to_mission_id from cases_share
    where case_id = new.case_id and revoked_at is null order by 1)
  where shown.id = new.case_id returning shown.citizen_id into person;
  perform refresh_sight(person);
  return null;
end $$;
create trigger spread_share after insert or update on cases_share
for each row execute function spread_share();
create function refuse_other_hands() returns trigger language plpgsql as $$
begin
  if current_user <> (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
    raise exception 'the mission of a row of % is not changed so', tg_table_name
      using errcode = 'check_violation', constraint = tg_argv[0];
  end if;
  return new;
end $$;
create trigger keep_owner before update of mission_id on cases_case
for each row when (old.mission_id is distinct from new.mission_id)
execute function refuse_other_hands('case_moved_by_transfer');
create trigger keep_registrar before update of registered_by_id on cases_citizen
for each row when (old.registered_by_id is distinct from new.registered_by_id)
execute function refuse_other_hands('citizen_registered_once');
create function check_case_owner() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if (select mission_id from cases_case where id = new.id) is distinct from (
    select to_mission_id from cases_transition where case_id = new.id and voided_at is null
    order by occurred_at desc, number desc limit 1)
  then
    raise exception 'case % changed hands without a row of its ledger', new.id
      using errcode = 'check_violation', constraint = 'transition_position';
  end if;
  return null;
end $$;
create constraint trigger owner_chain after update of mission_id on cases_case
deferrable initially deferred for each row
when (old.mission_id is distinct from new.mission_id) execute function check_case_owner();
create function owns_case(which bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
select exists (select from cases_case where id = which and mission_id = app_mission())
$$;
create function is_shared_now(which bigint) returns boolean
language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from cases_share where case_id = which
    and to_mission_id = app_mission() and revoked_at is null and until > now());
end $$;
create function answer_transfer(which bigint, new_status text, words text) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  offer cases_transfer;
  person bigint;
  newest timestamptz;
  moment timestamptz;
begin
  select * into offer from cases_transfer where id = which for no key update;
  if not found or offer.status <> 'offered' or app_mission() is distinct from (
    case when new_status in ('accepted', 'rejected') then offer.to_mission_id
      when new_status = 'withdrawn' then offer.from_mission_id end)
  then
    return null;
  end if;
  newest := offer.offered_at;
  if new_status = 'accepted' then
    select citizen_id into person from cases_case where id = offer.case_id;
    select greatest(newest, ledger_at) into newest from cases_citizen
    where id = person for no key update;
    select greatest(newest, ledger_at) into newest from cases_case
    where id = offer.case_id for no key update;
  end if;
  moment := ledger_moment(newest);
  update cases_transfer set status = new_status, answered_at = moment,
    answered_by_id = app_staff(), answer = words where id = which;
  if new_status = 'accepted' then
    update cases_citizen set ledger_at = moment where id = person;
    update cases_share set revoked_at = moment
    where case_id = offer.case_id and to_mission_id = offer.to_mission_id and revoked_at is null;
    update cases_case set mission_id = offer.to_mission_id, assigned_to_id = null,
      ledger_at = moment, version = version + 1 where id = offer.case_id;
  end if;
  return moment;
end $$;
"""

WALLS = r"""
drop policy select_rows on cases_citizen;
drop policy insert_rows on cases_citizen;
drop policy update_rows on cases_citizen;
drop policy select_rows on cases_name;
drop policy insert_rows on cases_name;
drop policy update_rows on cases_name;
drop policy select_rows on cases_contactpoint;
drop policy insert_rows on cases_contactpoint;
drop policy update_rows on cases_contactpoint;
drop policy select_rows on cases_identitydocument;
drop policy insert_rows on cases_identitydocument;
drop policy update_rows on cases_identitydocument;
drop policy select_rows on cases_relative;
drop policy insert_rows on cases_relative;
drop policy update_rows on cases_relative;
drop policy select_rows on cases_crossing;
drop policy insert_rows on cases_crossing;
drop policy update_rows on cases_crossing;
drop policy select_rows on cases_stay;
drop policy insert_rows on cases_stay;
drop policy update_rows on cases_stay;
drop policy select_rows on cases_case;
drop policy insert_rows on cases_case;
drop policy update_rows on cases_case;
drop policy select_rows on cases_transition;
drop policy insert_rows on cases_transition;
drop policy update_rows on cases_transition;
drop policy select_rows on cases_note;
drop policy insert_rows on cases_note;
drop policy update_rows on cases_note;
drop policy select_rows on cases_step;
drop policy insert_rows on cases_step;
drop policy update_rows on cases_step;
drop policy select_rows on cases_inquiry;
drop policy insert_rows on cases_inquiry;
drop policy update_rows on cases_inquiry;
drop policy select_rows on cases_stepresult;
drop policy insert_rows on cases_stepresult;
drop policy select_rows on cases_clock;
drop policy insert_rows on cases_clock;
drop policy update_rows on cases_clock;
create policy select_rows on cases_citizen for select using ((select app_is_headquarters()) or registered_by_id = (select app_mission()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_citizen.id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_citizen for insert with check ((select app_is_headquarters()) or registered_by_id = (select app_mission()));
create policy update_rows on cases_citizen for update using ((select app_is_headquarters()) or registered_by_id = (select app_mission()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_citizen.id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or registered_by_id = (select app_mission()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_citizen.id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_name for select using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_name.citizen_id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_name for insert with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_name.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_name for update using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_name.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_name.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_contactpoint for select using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_contactpoint.citizen_id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_contactpoint for insert with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_contactpoint.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_contactpoint for update using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_contactpoint.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_contactpoint.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_identitydocument for select using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_identitydocument.citizen_id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_identitydocument for insert with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_identitydocument.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_identitydocument for update using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_identitydocument.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_identitydocument.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_relative for select using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_relative.citizen_id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_relative for insert with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_relative.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_relative for update using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_relative.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_relative.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_crossing for select using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_crossing.citizen_id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_crossing for insert with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_crossing.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_crossing for update using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_crossing.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_crossing.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_stay for select using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_stay.citizen_id and sight.mission_id = (select app_mission()) and (sight.until is null or sight.until > now())));
create policy insert_rows on cases_stay for insert with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_stay.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy update_rows on cases_stay for update using ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_stay.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))) with check ((select app_is_headquarters()) or (select true from cases_citizensight as sight where sight.citizen_id = cases_stay.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())));
create policy select_rows on cases_case for select using ((select app_is_headquarters()) or mission_id = (select app_mission()) or ((select app_mission()) = any(mission_ids) and is_shared_now(cases_case.id)));
create policy insert_rows on cases_case for insert with check ((select app_is_headquarters()) or (mission_id = (select app_mission()) and (select true from cases_citizensight as sight where sight.citizen_id = cases_case.citizen_id and sight.mission_id = (select app_mission()) and sight.until is null)));
create policy update_rows on cases_case for update using ((select app_is_headquarters()) or ((mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = cases_case.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)) and (select true from cases_citizensight as sight where sight.citizen_id = cases_case.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now())))) with check ((select app_is_headquarters()) or ((mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = cases_case.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)) and (select true from cases_citizensight as sight where sight.citizen_id = cases_case.citizen_id and sight.mission_id = (select app_mission()) and sight.may_write and (sight.write_until is null or sight.write_until > now()))));
create policy select_rows on cases_transition for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_transition for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_transition for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_note for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_note for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_note for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_step for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_step for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_step for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_inquiry for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_inquiry for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_inquiry for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_stepresult for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_stepresult for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy select_rows on cases_clock for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_clock for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_clock for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
alter table cases_share enable row level security;
alter table cases_share force row level security;
create policy owner_all on cases_share to current_user using (true) with check (true);
create policy select_rows on cases_share for select using ((select app_is_headquarters()) or to_mission_id = (select app_mission()) or owner_id = (select app_mission()));
create policy insert_rows on cases_share for insert with check ((select app_is_headquarters()) or (owner_id = (select app_mission()) and owns_case(case_id)));
create policy update_rows on cases_share for update using ((select app_is_headquarters()) or (owner_id = (select app_mission()) and owns_case(case_id))) with check ((select app_is_headquarters()) or (owner_id = (select app_mission()) and owns_case(case_id)));
alter table cases_transfer enable row level security;
alter table cases_transfer force row level security;
create policy owner_all on cases_transfer to current_user using (true) with check (true);
create policy select_rows on cases_transfer for select using ((select app_is_headquarters()) or from_mission_id = (select app_mission()) or to_mission_id = (select app_mission()));
create policy insert_rows on cases_transfer for insert with check (status = 'offered' and ((select app_is_headquarters()) or (from_mission_id = (select app_mission()) and owns_case(case_id))));
create policy update_rows on cases_transfer for update using ((select app_is_headquarters()) or from_mission_id = (select app_mission()) or to_mission_id = (select app_mission())) with check ((select app_is_headquarters()) or from_mission_id = (select app_mission()) or to_mission_id = (select app_mission()));
create trigger keep_version after update or delete on cases_share for each row execute function keep_row_version('', 'case_id');
create trigger keep_version after update or delete on cases_transfer for each row execute function keep_row_version('', 'case_id');
"""

RIGHTS = """
revoke all on function refresh_sight(bigint) from public;
revoke all on function owns_case(bigint) from public;
grant execute on function owns_case(bigint) to "APP_ROLE";
revoke all on function answer_transfer(bigint, text, text) from public;
grant execute on function answer_transfer(bigint, text, text) to "APP_ROLE";
revoke all on cases_citizensight from "APP_ROLE";
grant select on cases_citizensight to "APP_ROLE";
revoke all on cases_transfer from "APP_ROLE";
grant select, insert, update (version) on cases_transfer to "APP_ROLE";
revoke delete, truncate on cases_share from "APP_ROLE";
"""

FORMER_FUNCTIONS = r"""
drop function answer_transfer cascade;
drop function is_shared_now cascade;
drop function owns_case cascade;
drop function check_case_owner cascade;
drop function refuse_other_hands cascade;
drop function spread_share cascade;
drop function set_case_missions cascade;
drop function sight_of_case cascade;
drop function sight_of_citizen cascade;
drop function refresh_sight cascade;
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
"""

FORMER_WALLS = r"""
drop policy select_rows on cases_citizen;
drop policy insert_rows on cases_citizen;
drop policy update_rows on cases_citizen;
drop policy select_rows on cases_name;
drop policy insert_rows on cases_name;
drop policy update_rows on cases_name;
drop policy select_rows on cases_contactpoint;
drop policy insert_rows on cases_contactpoint;
drop policy update_rows on cases_contactpoint;
drop policy select_rows on cases_identitydocument;
drop policy insert_rows on cases_identitydocument;
drop policy update_rows on cases_identitydocument;
drop policy select_rows on cases_relative;
drop policy insert_rows on cases_relative;
drop policy update_rows on cases_relative;
drop policy select_rows on cases_crossing;
drop policy insert_rows on cases_crossing;
drop policy update_rows on cases_crossing;
drop policy select_rows on cases_stay;
drop policy insert_rows on cases_stay;
drop policy update_rows on cases_stay;
drop policy select_rows on cases_case;
drop policy insert_rows on cases_case;
drop policy update_rows on cases_case;
drop policy select_rows on cases_transition;
drop policy insert_rows on cases_transition;
drop policy update_rows on cases_transition;
drop policy select_rows on cases_note;
drop policy insert_rows on cases_note;
drop policy update_rows on cases_note;
drop policy select_rows on cases_step;
drop policy insert_rows on cases_step;
drop policy update_rows on cases_step;
drop policy select_rows on cases_inquiry;
drop policy insert_rows on cases_inquiry;
drop policy update_rows on cases_inquiry;
drop policy select_rows on cases_stepresult;
drop policy insert_rows on cases_stepresult;
drop policy select_rows on cases_clock;
drop policy insert_rows on cases_clock;
drop policy update_rows on cases_clock;
create policy select_rows on cases_citizen for select using ((select app_is_headquarters()) or (select app_mission()) = any(mission_ids));
create policy insert_rows on cases_citizen for insert with check ((select app_is_headquarters()) or (select app_mission()) = any(mission_ids));
create policy update_rows on cases_citizen for update using ((select app_is_headquarters()) or (select app_mission()) = any(mission_ids)) with check ((select app_is_headquarters()) or (select app_mission()) = any(mission_ids));
create policy select_rows on cases_name for select using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy insert_rows on cases_name for insert with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy update_rows on cases_name for update using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id)) with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy select_rows on cases_contactpoint for select using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy insert_rows on cases_contactpoint for insert with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy update_rows on cases_contactpoint for update using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id)) with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy select_rows on cases_identitydocument for select using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy insert_rows on cases_identitydocument for insert with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy update_rows on cases_identitydocument for update using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id)) with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy select_rows on cases_relative for select using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy insert_rows on cases_relative for insert with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy update_rows on cases_relative for update using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id)) with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy select_rows on cases_crossing for select using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy insert_rows on cases_crossing for insert with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy update_rows on cases_crossing for update using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id)) with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy select_rows on cases_stay for select using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy insert_rows on cases_stay for insert with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy update_rows on cases_stay for update using ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id)) with check ((select app_is_headquarters()) or (select true from cases_citizen as parent where parent.id = citizen_id));
create policy select_rows on cases_case for select using ((select app_is_headquarters()) or mission_id = (select app_mission()));
create policy insert_rows on cases_case for insert with check ((select app_is_headquarters()) or (mission_id = (select app_mission()) and (select true from cases_citizen as parent where parent.id = citizen_id)));
create policy update_rows on cases_case for update using ((select app_is_headquarters()) or mission_id = (select app_mission())) with check ((select app_is_headquarters()) or (mission_id = (select app_mission()) and (select true from cases_citizen as parent where parent.id = citizen_id)));
create policy select_rows on cases_transition for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_transition for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy update_rows on cases_transition for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id)) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy select_rows on cases_note for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_note for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy update_rows on cases_note for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id)) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy select_rows on cases_step for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_step for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy update_rows on cases_step for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id)) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy select_rows on cases_inquiry for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_inquiry for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy update_rows on cases_inquiry for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id)) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy select_rows on cases_stepresult for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_stepresult for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy select_rows on cases_clock for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_clock for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy update_rows on cases_clock for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id)) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0012_sight_filled"),)
    operations = (
        SHARE,
        TRANSFER,
        migrations.RunSQL(FUNCTIONS, FORMER_FUNCTIONS),
        migrations.RunSQL(WALLS, FORMER_WALLS),
        migrations.RunSQL(
            RIGHTS.replace("APP_ROLE", settings.DATABASE_APP_ROLE), migrations.RunSQL.noop
        ),
        migrations.RemoveField(model_name="citizen", name="mission_ids"),
        migrations.RemoveConstraint(model_name="transition", name="transition_kind_known"),
        migrations.AlterField(
            model_name="transition",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=8),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _label in KINDS]),
                name="transition_kind_known",
            ),
        ),
    )
