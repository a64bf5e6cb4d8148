"""Notices and the outbox; the functions and walls are the same text as in the code."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FUNCTIONS = """
create function app_is_head() returns boolean language sql stable parallel safe as $$
  select exists (select from cases_posting
    where id = nullif(current_setting('app.posting', true), '')::bigint
      and role = 'head_of_mission')
$$;
create function is_posted(at_mission bigint, who bigint, as_role text)
returns boolean language sql volatile as $$
  select exists (
    select from cases_posting as p
    join cases_mission as m on m.id = p.mission_id
    join cases_staff as s on s.id = p.staff_id
    where p.mission_id = at_mission and s.is_active
      and (who is null or s.id = who) and (as_role = '' or p.role = as_role)
      and (app_moment() at time zone m.zone)::date
        between p.starts_on and coalesce(p.ends_on, 'infinity'))
$$;
create function tell_mission(of_kind text, to_mission bigint, to_audience text, to_staff bigint,
  about_case bigint, about text, said jsonb, by_mail boolean)
returns uuid language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  made uuid := gen_random_uuid();
  own_kind text;
  meant_staff bigint;
  meant_mission bigint;
  headquarters bigint;
begin
  if app_kind() = '' then
    raise exception 'nobody acts here' using errcode = 'insufficient_privilege';
  end if;
  select kind into own_kind from cases_mission where id = to_mission;
  if to_audience = 'officer' and not is_posted(to_mission, to_staff, '') then
    meant_staff := to_staff;
    to_staff := null;
    to_audience := 'head';
  end if;
  if to_audience = 'head' and own_kind = 'headquarters' then
    to_audience := 'mission';
  elsif to_audience = 'head' and not is_posted(to_mission, null, 'head_of_mission') then
    to_audience := 'mission';
    select id into headquarters from cases_mission where kind = 'headquarters' order by id limit 1;
    if found then
      meant_mission := to_mission;
      to_mission := headquarters;
    end if;
  end if;
  insert into cases_notice (uuid, kind, mission_id, audience, staff_id, meant_mission_id,
    meant_staff_id, from_mission_id, case_id, reference, params, created_at, mailing)
  values (made, of_kind, to_mission, to_audience, to_staff, meant_mission, meant_staff,
    nullif(app_mission(), 0), about_case, about, said, app_moment(),
    case when by_mail and app_replay() is null then 'due' else 'none' end);
  return made;
end $$;
create function unread_notices(reader bigint, at_mission bigint, as_role text) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from (
    (select from cases_notice where read_at is null and audience = 'officer'
      and staff_id = reader and mission_id = at_mission limit 10)
    union all
    (select from cases_notice where read_at is null and audience <> 'officer'
      and mission_id = at_mission
      and (audience = 'mission' or as_role = 'head_of_mission') limit 10)
  ) as waiting
$$;
"""

WALLS = """
alter table cases_notice enable row level security;
alter table cases_notice force row level security;
create policy owner_all on cases_notice to current_user using (true) with check (true);
create policy select_rows on cases_notice for select using ((select app_kind()) = 'system' or (mission_id = (select app_mission()) and (audience = 'mission' or staff_id = (select app_staff()) or (select app_is_head()))));
create policy update_rows on cases_notice for update using ((select app_kind()) = 'system' or (mission_id = (select app_mission()) and (audience = 'mission' or staff_id = (select app_staff()) or (select app_is_head())))) with check ((select app_kind()) = 'system' or (mission_id = (select app_mission()) and (audience = 'mission' or staff_id = (select app_staff()) or (select app_is_head()))));
alter table cases_outboxmail enable row level security;
alter table cases_outboxmail force row level security;
create policy owner_all on cases_outboxmail to current_user using (true) with check (true);
create policy select_rows on cases_outboxmail for select using ((select app_is_headquarters()));
create policy insert_rows on cases_outboxmail for insert with check ((select app_is_headquarters()));
create policy update_rows on cases_outboxmail for update using ((select app_is_headquarters())) with check ((select app_is_headquarters()));
"""

RIGHTS = """
revoke all on cases_notice from "{role}";
grant select, update (read_at, read_by_id, mailing) on cases_notice to "{role}";
revoke all on cases_outboxmail from "{role}";
grant select, insert, update on cases_outboxmail to "{role}";
revoke all on function tell_mission(text, bigint, text, bigint, bigint, text, jsonb, boolean)
  from public;
revoke all on function unread_notices(bigint, bigint, text) from public;
grant execute on function tell_mission(text, bigint, text, bigint, bigint, text, jsonb, boolean)
  to "{role}";
grant execute on function unread_notices(bigint, bigint, text) to "{role}";
"""

# The package indexes what waits; the worker also looks for what runs too long.
RUNNING = """
create index jobs_running on django_tasks_database_dbtaskresult (started_at)
  where status = 'RUNNING';
"""

UNDO = """
drop policy owner_all on cases_notice;
drop policy select_rows on cases_notice;
drop policy update_rows on cases_notice;
alter table cases_notice no force row level security;
alter table cases_notice disable row level security;
drop policy owner_all on cases_outboxmail;
drop policy select_rows on cases_outboxmail;
drop policy insert_rows on cases_outboxmail;
drop policy update_rows on cases_outboxmail;
alter table cases_outboxmail no force row level security;
alter table cases_outboxmail disable row level security;
drop function unread_notices(bigint, bigint, text);
drop function tell_mission(text, bigint, text, bigint, bigint, text, jsonb, boolean);
drop function is_posted(bigint, bigint, text);
drop function app_is_head();
drop index jobs_running;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_frozen_playbooks"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.CreateModel(
            name="QueuedJob",
            fields=[],
            options={
                "verbose_name": "background job",
                "verbose_name_plural": "background jobs",
                "ordering": ("-enqueued_at",),
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("django_tasks_database.dbtaskresult",),
        ),
        migrations.AddField(
            model_name="staff",
            name="email",
            field=models.EmailField(blank=True, max_length=120),
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=40)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("officer", "One officer"),
                            ("head", "The head of mission"),
                            ("mission", "Everyone at the mission"),
                        ],
                        max_length=8,
                    ),
                ),
                ("from_mission_id", models.BigIntegerField(null=True)),
                ("case_id", models.BigIntegerField(null=True)),
                ("reference", models.CharField(blank=True, max_length=80)),
                ("params", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "mailing",
                    models.CharField(
                        choices=[
                            ("none", "Shown in the app only"),
                            ("due", "Will be mailed"),
                            ("done", "Handed to the outbox"),
                        ],
                        default="none",
                        max_length=4,
                    ),
                ),
                (
                    "meant_mission",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.mission",
                    ),
                ),
                (
                    "meant_staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.mission",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ("-created_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="OutboxMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=120)),
                ("language", models.CharField(max_length=5)),
                ("subject", models.CharField(max_length=160)),
                ("body", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sent", "Sent"),
                            ("failed", "Given up"),
                            ("kept", "Stays in the app"),
                        ],
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=80)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to="cases.notice",
                    ),
                ),
                (
                    "to_staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mail of the outbox",
                "verbose_name_plural": "mails of the outbox",
                "ordering": ("-created_at", "-pk"),
            },
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["mission", "-created_at", "-id"], name="notice_mission"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(
                    ("read_at__isnull", True), models.Q(("audience", "officer"), _negated=True)
                ),
                fields=["mission", "audience"],
                name="notice_unread",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("audience", "officer"), ("read_at__isnull", True)),
                fields=["staff", "mission"],
                name="notice_unread_staff",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("mailing", "due")), fields=["id"], name="notice_to_mail"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience__in", ["officer", "head", "mission"])),
                name="notice_audience_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("mailing__in", ["none", "due", "done"])),
                name="notice_mailing_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience", "officer"), ("staff__isnull", False)),
                    models.Q(
                        models.Q(("audience", "officer"), _negated=True), ("staff__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="notice_names_its_officer",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                    models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                    _connector="OR",
                ),
                name="notice_read_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="outboxmail",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["next_try_at"],
                name="outboxmail_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxmail",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "sent", "failed", "kept"])),
                name="outboxmail_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxmail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "waiting"), _negated=True),
                    models.Q(
                        ("next_try_at__isnull", False), models.Q(("address", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="outboxmail_waits_for_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxmail",
            constraint=models.UniqueConstraint(
                fields=("notice", "to_staff"), name="outboxmail_once"
            ),
        ),
        migrations.RunSQL(FUNCTIONS, UNDO),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
        migrations.RunSQL(RUNNING, migrations.RunSQL.noop),
    ]
