"""Changes to administrators: one asks, another one confirms.

The SQL is what `cases/core/walls_administrators.py` gave when it was written; tests compare them.
"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
alter table cases_administratorchange enable row level security;
alter table cases_administratorchange force row level security;
create policy owner_all on cases_administratorchange to current_user using (true) with check (true);
create policy select_rows on cases_administratorchange for select using ((select app_kind()) <> '');
create policy insert_rows on cases_administratorchange for insert with check (asked_by_id = (select app_staff()) and staff_id <> (select app_staff()) and decided_by_id is null and state in ('waiting', 'at_once'));
create policy update_rows on cases_administratorchange for update using ((select app_kind()) <> '') with check (decided_by_id = (select app_staff()) or (decided_by_id is null and state in ('waiting', 'expired')));
"""

RIGHTS = """
revoke all on cases_administratorchange from "{role}";
grant select, insert, update (state, decided_by_id, decided_at, decide_reason, done_at, version) on cases_administratorchange to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0066_reference"),
    ]

    operations = [
        migrations.CreateModel(
            name="AdministratorChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("start_posting", "Give the role of an administrator"),
                            ("end_posting", "End the role of an administrator"),
                            ("disable_staff", "Close the account"),
                            ("enable_staff", "Open the account again"),
                            ("reset_password", "Reset the password"),
                            ("reset_second_factor", "Reset the second factor"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("field_officer", "Field officer"),
                            ("case_officer", "Case officer"),
                            ("head_of_mission", "Head of mission"),
                            ("headquarters_officer", "Headquarters officer"),
                            ("headquarters_lead", "Headquarters lead"),
                            ("reception_officer", "Reception officer"),
                            ("spokesperson", "Spokesperson’s desk"),
                            ("auditor", "Auditor"),
                            ("api_client", "API client"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=24,
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "deciders",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        editable=False,
                    ),
                ),
                ("as_asked", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for another administrator"),
                            ("confirmed", "Confirmed and done"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Not confirmed in time"),
                            ("at_once", "Done at once"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decide_reason", models.CharField(blank=True, max_length=200)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mission",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.mission",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "change to an administrator",
                "verbose_name_plural": "changes to administrators",
                "ordering": ("-asked_at", "-id"),
                "indexes": [
                    models.Index(fields=["-asked_at", "-id"], name="administratorchange_newest"),
                    models.Index(
                        condition=models.Q(("state", "at_once")),
                        fields=["asked_by", "asked_at"],
                        name="administratorchange_at_once",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "act__in",
                                [
                                    "start_posting",
                                    "end_posting",
                                    "disable_staff",
                                    "enable_staff",
                                    "reset_password",
                                    "reset_second_factor",
                                ],
                            )
                        ),
                        name="administratorchange_act_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "waiting",
                                    "confirmed",
                                    "rejected",
                                    "withdrawn",
                                    "expired",
                                    "at_once",
                                ],
                            )
                        ),
                        name="administratorchange_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "",
                                    "field_officer",
                                    "case_officer",
                                    "head_of_mission",
                                    "headquarters_officer",
                                    "headquarters_lead",
                                    "reception_officer",
                                    "spokesperson",
                                    "auditor",
                                    "api_client",
                                    "administrator",
                                ],
                            )
                        ),
                        name="administratorchange_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_by", models.F("staff")), _negated=True),
                        name="administratorchange_not_ones_own",
                        violation_error_message="Nobody does this to the own account.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("asked_by")), ("state", "withdrawn")),
                            models.Q(
                                ("state__in", ["confirmed", "rejected"]),
                                models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                models.Q(("decided_by", models.F("staff")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="administratorchange_decided_by_another",
                        violation_error_message="Another administrator has to decide on this.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(
                                ("decided_at__lte", models.F("expires_at")),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="administratorchange_confirmed_in_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True),
                            ("state", "confirmed"),
                            models.Q(("act", "disable_staff"), ("state", "at_once")),
                            _connector="OR",
                        ),
                        name="administratorchange_done_when_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("act", "start_posting"),
                                ("mission__isnull", False),
                                ("starts_on__isnull", False),
                                models.Q(("role", ""), _negated=True),
                            ),
                            models.Q(
                                ("act", "end_posting"),
                                ("ends_on__isnull", False),
                                ("mission__isnull", False),
                                models.Q(("role", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    ("act__in", ["start_posting", "end_posting"]), _negated=True
                                ),
                                ("ends_on__isnull", True),
                                ("mission__isnull", True),
                                ("role", ""),
                                ("starts_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="administratorchange_says_which_posting",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("staff",),
                        name="administratorchange_one_waits",
                        violation_error_message="Another change to this account waits already. Decide on that one first.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
