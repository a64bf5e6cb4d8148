"""Directives of headquarters, what missions reported on them, and plans of missions.

The SQL is what `cases/core/security.py` gave when it was written; a test compares them. What is
kept of former values follows the row it is of.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
alter table cases_directivemission enable row level security;
alter table cases_directivemission force row level security;
create policy owner_all on cases_directivemission to current_user using (true) with check (true);
create policy select_rows on cases_directivemission for select using ((select app_is_headquarters()) or mission_id = (select app_mission()));
create policy insert_rows on cases_directivemission for insert with check ((select app_is_headquarters()));
create policy update_rows on cases_directivemission for update using ((select app_is_headquarters()) or mission_id = (select app_mission())) with check ((select app_is_headquarters()) or mission_id = (select app_mission()));
alter table cases_directive enable row level security;
alter table cases_directive force row level security;
create policy owner_all on cases_directive to current_user using (true) with check (true);
create policy select_rows on cases_directive for select using ((select app_is_headquarters()) or (select true from cases_directivemission as addressee where addressee.directive_id = cases_directive.id and addressee.mission_id = (select app_mission())));
create policy insert_rows on cases_directive for insert with check ((select app_is_headquarters()));
create policy update_rows on cases_directive for update using ((select app_is_headquarters()) or (select true from cases_directivemission as addressee where addressee.directive_id = cases_directive.id and addressee.mission_id = (select app_mission()))) with check ((select app_is_headquarters()));
alter table cases_directivereport enable row level security;
alter table cases_directivereport force row level security;
create policy owner_all on cases_directivereport to current_user using (true) with check (true);
create policy select_rows on cases_directivereport for select using ((select app_is_headquarters()) or (select true from cases_directivemission as parent where parent.id = addressee_id));
create policy insert_rows on cases_directivereport for insert with check ((select app_is_headquarters()) or (select true from cases_directivemission as parent where parent.id = addressee_id));
alter table cases_missionplan enable row level security;
alter table cases_missionplan force row level security;
create policy owner_all on cases_missionplan to current_user using (true) with check (true);
create policy select_rows on cases_missionplan for select using ((select app_is_headquarters()) or mission_id = (select app_mission()));
create policy insert_rows on cases_missionplan for insert with check ((select app_is_headquarters()) or mission_id = (select app_mission()));
create trigger keep_version after update or delete on cases_directivemission for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_directive for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_directivereport for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_missionplan for each row execute function keep_row_version('', '');
drop policy owner_all on cases_rowversion;
drop policy select_rows on cases_rowversion;
alter table cases_rowversion enable row level security;
alter table cases_rowversion force row level security;
create policy owner_all on cases_rowversion to current_user using (true) with check (true);
create policy select_rows on cases_rowversion for select using ((select app_is_headquarters()) or case when case_id is not null then (select true from cases_case as parent where parent.id = case_id) when citizen_id is not null then (select true from cases_citizen as parent where parent.id = citizen_id) when table_name = 'cases_directive' then (select true from cases_directive as parent where parent.id = row_id) when table_name = 'cases_directivemission' then (select true from cases_directivemission as parent where parent.id = row_id) when table_name in ('cases_directivereport', 'cases_missionplan') then false else (select app_kind()) = 'staff' end);
revoke all on cases_directivemission from "APP_ROLE";
grant select, insert, update (state, acknowledged_at, acknowledged_by_id) on cases_directivemission to "APP_ROLE";
revoke all on cases_directive from "APP_ROLE";
grant select, insert, update (withdrawn_at, withdraw_reason, version) on cases_directive to "APP_ROLE";
revoke all on cases_directivereport from "APP_ROLE";
grant select, insert on cases_directivereport to "APP_ROLE";
revoke all on cases_missionplan from "APP_ROLE";
grant select, insert on cases_missionplan to "APP_ROLE";
"""

BACKWARD = r"""
drop policy owner_all on cases_rowversion;
drop policy select_rows on cases_rowversion;
alter table cases_rowversion enable row level security;
alter table cases_rowversion force row level security;
create policy owner_all on cases_rowversion to current_user using (true) with check (true);
create policy select_rows on cases_rowversion for select using ((select app_is_headquarters()) or case when case_id is not null then (select true from cases_case as parent where parent.id = case_id) when citizen_id is not null then (select true from cases_citizen as parent where parent.id = citizen_id) else (select app_kind()) = 'staff' end);
drop trigger keep_version on cases_directivemission;
drop trigger keep_version on cases_directive;
drop trigger keep_version on cases_directivereport;
drop trigger keep_version on cases_missionplan;
drop policy owner_all on cases_missionplan;
drop policy select_rows on cases_missionplan;
drop policy insert_rows on cases_missionplan;
alter table cases_missionplan no force row level security;
alter table cases_missionplan disable row level security;
drop policy owner_all on cases_directivereport;
drop policy select_rows on cases_directivereport;
drop policy insert_rows on cases_directivereport;
alter table cases_directivereport no force row level security;
alter table cases_directivereport disable row level security;
drop policy owner_all on cases_directive;
drop policy select_rows on cases_directive;
drop policy insert_rows on cases_directive;
drop policy update_rows on cases_directive;
alter table cases_directive no force row level security;
alter table cases_directive disable row level security;
drop policy owner_all on cases_directivemission;
drop policy select_rows on cases_directivemission;
drop policy insert_rows on cases_directivemission;
drop policy update_rows on cases_directivemission;
alter table cases_directivemission no force row level security;
alter table cases_directivemission disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_notices"),
    ]

    operations = [
        migrations.CreateModel(
            name="Directive",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("title_vi", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField()),
                ("text_vi", models.TextField(blank=True)),
                ("paper", models.CharField(blank=True, max_length=120)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("issued_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdraw_reason", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="directives",
                        to="cases.incident",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "directive",
                "verbose_name_plural": "directives",
                "ordering": ("-issued_on", "-code"),
            },
        ),
        migrations.CreateModel(
            name="DirectiveMission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Not acknowledged"),
                            ("acknowledged", "Acknowledged"),
                            ("in_progress", "Under way"),
                            ("done", "Done"),
                        ],
                        default="pending",
                        max_length=12,
                    ),
                ),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addressees",
                        to="cases.directive",
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
            ],
            options={
                "verbose_name": "addressed mission",
                "verbose_name_plural": "addressed missions",
                "ordering": ("directive", "mission"),
            },
        ),
        migrations.CreateModel(
            name="DirectiveReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Not acknowledged"),
                            ("acknowledged", "Acknowledged"),
                            ("in_progress", "Under way"),
                            ("done", "Done"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="cases.directivemission",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "report on a directive",
                "verbose_name_plural": "reports on directives",
                "ordering": ("recorded_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="MissionPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("review_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="cases.incident",
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
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mission plan",
                "verbose_name_plural": "mission plans",
                "ordering": ("incident", "mission", "-number"),
            },
        ),
        migrations.AddConstraint(
            model_name="directive",
            constraint=models.UniqueConstraint(
                fields=("code",),
                name="directive_code_once",
                violation_error_message="There is a directive with this code already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="directive",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[0-9]{4}(?:-[a-z0-9]+)+$")),
                name="directive_code_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="directive",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__isnull", True),
                    ("due_on__gte", models.F("issued_on")),
                    _connector="OR",
                ),
                name="directive_due_after_issue",
                violation_error_message="A directive cannot be due before it was issued.",
            ),
        ),
        migrations.AddConstraint(
            model_name="directive",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdraw_reason", ""), ("withdrawn_at__isnull", True)),
                    models.Q(
                        models.Q(("withdrawn_at__isnull", False)),
                        models.Q(("withdraw_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="directive_withdrawn_why",
                violation_error_message="Say why the directive is withdrawn.",
            ),
        ),
        migrations.AddIndex(
            model_name="directivemission",
            index=models.Index(fields=["mission", "state"], name="directivemission_desk"),
        ),
        migrations.AddConstraint(
            model_name="directivemission",
            constraint=models.UniqueConstraint(
                fields=("directive", "mission"),
                name="directivemission_once",
                violation_error_message="The directive is addressed to this mission already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="directivemission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["pending", "acknowledged", "in_progress", "done"])
                ),
                name="directivemission_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="directivemission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("acknowledged_at__isnull", True), ("state", "pending")),
                    models.Q(
                        models.Q(("state", "pending"), _negated=True),
                        ("acknowledged_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="directivemission_acknowledged_when",
                violation_error_message="What is acknowledged has a moment at which it was.",
            ),
        ),
        migrations.AddConstraint(
            model_name="directivereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["pending", "acknowledged", "in_progress", "done"]),
                    models.Q(("state", "pending"), _negated=True),
                ),
                name="directivereport_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="directivereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "acknowledged"),
                    models.Q(("text", ""), _negated=True),
                    _connector="OR",
                ),
                name="directivereport_says_something",
                violation_error_message="Say what was done.",
            ),
        ),
        migrations.AddConstraint(
            model_name="missionplan",
            constraint=models.UniqueConstraint(
                fields=("incident", "mission", "number"),
                name="missionplan_number_once",
                violation_error_message="Somebody else entered a plan at the same moment. Look at it first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="missionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("text", ""), _negated=True), ("number__gte", 1)),
                name="missionplan_says_something",
                violation_error_message="Say what the mission will do.",
            ),
        ),
        migrations.RunSQL(FORWARD.replace("APP_ROLE", settings.DATABASE_APP_ROLE), BACKWARD),
    ]
