"""Legal bases, those of cases, and reports to persons; behind the walls from the first.

The text of the policies is what the code gave when this was written; tests compare them.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WALL = r"""
alter table cases_casebasis enable row level security;
alter table cases_casebasis force row level security;
create policy owner_all on cases_casebasis to current_user using (true) with check (true);
create policy select_rows on cases_casebasis for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_casebasis for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy update_rows on cases_casebasis for update using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id))))) with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
alter table cases_personreport enable row level security;
alter table cases_personreport force row level security;
create policy owner_all on cases_personreport to current_user using (true) with check (true);
create policy select_rows on cases_personreport for select using ((select app_sees_all()) or mission_id = (select app_sees_at()));
create policy insert_rows on cases_personreport for insert with check ((select app_sees_all()) or (mission_id = (select app_sees_at()) and (select true from cases_citizensight as sight where sight.citizen_id = cases_personreport.citizen_id and sight.mission_id = (select app_sees_at()) and (sight.until is null or sight.until > now()))));
create trigger keep_version after update or delete on cases_casebasis for each row execute function keep_row_version('', 'case_id');
create trigger keep_version after update or delete on cases_personreport for each row execute function keep_row_version('citizen_id', '');
create trigger keep_version after update or delete on cases_legalbasis for each row execute function keep_row_version('', '');
revoke all on cases_casebasis from "APP_ROLE";
grant select, insert, update (withdrawn_at, withdrawn_on, withdraw_note, ended_at) on cases_casebasis to "APP_ROLE";
revoke all on cases_personreport from "APP_ROLE";
grant select, insert on cases_personreport to "APP_ROLE";
revoke delete, truncate on cases_legalbasis from "APP_ROLE";
"""

NO_WALL = r"""
drop trigger keep_version on cases_legalbasis;
drop trigger keep_version on cases_personreport;
drop trigger keep_version on cases_casebasis;
drop policy owner_all on cases_casebasis;
drop policy select_rows on cases_casebasis;
drop policy insert_rows on cases_casebasis;
drop policy update_rows on cases_casebasis;
alter table cases_casebasis no force row level security;
alter table cases_casebasis disable row level security;
drop policy owner_all on cases_personreport;
drop policy select_rows on cases_personreport;
drop policy insert_rows on cases_personreport;
alter table cases_personreport no force row level security;
alter table cases_personreport disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0024_found"),)

    operations = (
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=160)),
                ("name_vi", models.CharField(blank=True, max_length=160)),
                ("name_fr", models.CharField(blank=True, max_length=160)),
                ("purpose", models.TextField()),
                ("purpose_vi", models.TextField(blank=True)),
                ("purpose_fr", models.TextField(blank=True)),
                ("law", models.CharField(max_length=300)),
                ("source", models.CharField(blank=True, max_length=400)),
                ("verified", models.BooleanField(default=False)),
                (
                    "consent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "The person’s own"),
                            ("guardian", "Of a guardian, for a child"),
                        ],
                        max_length=10,
                    ),
                ),
                ("needs_statement", models.BooleanField(default=False)),
                ("is_default", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "legal basis",
                "verbose_name_plural": "legal bases",
                "ordering": ("code",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("consent__in", ["", "person", "guardian"])),
                        name="legalbasis_consent_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_default", False),
                            models.Q(("consent", ""), ("needs_statement", False)),
                            _connector="OR",
                        ),
                        name="legalbasis_default_asks_nothing",
                        violation_error_message="Nobody is asked when a case is opened: a basis that needs consent or a statement cannot be the usual one.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("is_default",),
                        name="legalbasis_one_default",
                        violation_error_message="Another basis is the usual one already. Take it from that one first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("citizen", "The citizen"),
                            ("relative", "A relative"),
                            ("host_authority", "A host authority"),
                            ("mission", "Our own mission"),
                            ("other_mission", "Another of our missions"),
                            ("home_authority", "A home authority"),
                            ("organisation", "An organisation"),
                            ("press", "The press"),
                            ("other", "Another source"),
                        ],
                        max_length=16,
                    ),
                ),
                ("statement", models.TextField(blank=True)),
                (
                    "consent_form",
                    models.CharField(
                        blank=True,
                        choices=[("written", "In writing"), ("oral", "By word of mouth")],
                        max_length=8,
                    ),
                ),
                ("told_on", models.DateField(blank=True, null=True)),
                (
                    "told_in",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("vi", "Vietnamese"),
                            ("en", "English"),
                            ("fr", "French"),
                            ("th", "Thai"),
                            ("my", "Burmese"),
                            ("km", "Khmer"),
                            ("lo", "Lao"),
                            ("zh", "Chinese"),
                            ("other", "Another language"),
                        ],
                        max_length=5,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdraw_note", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bases",
                        to="cases.case",
                    ),
                ),
                (
                    "recorded_by",
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
                    "legal_basis",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.legalbasis",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal basis of a case",
                "verbose_name_plural": "legal bases of cases",
                "indexes": [
                    models.Index(fields=["case", "recorded_at"], name="casebasis_of_case"),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["legal_basis", "case"],
                        name="casebasis_standing",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("withdrawn_at__isnull", False)
                        ),
                        fields=["case"],
                        name="casebasis_needed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "source__in",
                                [
                                    "citizen",
                                    "relative",
                                    "host_authority",
                                    "mission",
                                    "other_mission",
                                    "home_authority",
                                    "organisation",
                                    "press",
                                    "other",
                                ],
                            )
                        ),
                        name="casebasis_source_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("consent_form__in", ["", "written", "oral"])),
                        name="casebasis_consent_form_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_in", ""), ("told_on__isnull", True)),
                            models.Q(
                                (
                                    "told_in__in",
                                    ["vi", "en", "fr", "th", "my", "km", "lo", "zh", "other"],
                                ),
                                ("told_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="casebasis_told_complete",
                        violation_error_message="Say both when the person was told and in which tongue.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdraw_note", ""),
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_on__isnull", True),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False), ("withdrawn_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="casebasis_withdrawn_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_at__gte", models.F("recorded_at")),
                            _connector="OR",
                        ),
                        name="casebasis_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("case",),
                        name="casebasis_one_standing",
                        violation_error_message="This case has another legal basis already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("person", "The person asked for it"),
                            ("representative", "Somebody asked who may act for the person"),
                            ("authority", "A body asked that the law entitles to it"),
                            ("check", "We check whether what we hold is right"),
                        ],
                        max_length=16,
                    ),
                ),
                ("asked_on", models.DateField(blank=True, null=True)),
                (
                    "language",
                    models.CharField(
                        choices=[("vi", "Vietnamese"), ("en", "English"), ("fr", "French")],
                        max_length=2,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="cases.citizen",
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
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "report to a person",
                "verbose_name_plural": "reports to persons",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason__in", ["person", "representative", "authority", "check"])
                        ),
                        name="personreport_reason_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["vi", "en", "fr"])),
                        name="personreport_language_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WALL.replace("APP_ROLE", settings.DATABASE_APP_ROLE), NO_WALL),
    )
