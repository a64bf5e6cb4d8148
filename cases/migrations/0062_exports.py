"""Exports: what was taken along, by whom and what for; the sweep of stored files spares theirs.

The SQL is what `cases/core/walls_exports.py` and `cases/files/schema.py` gave when it was written;
tests compare them.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
alter table cases_export enable row level security;
alter table cases_export force row level security;
create policy owner_all on cases_export to current_user using (true) with check (true);
create policy select_rows on cases_export for select using ((select app_sees('file')) and ((select app_sees_all()) or mission_id = (select app_sees_at())));
create policy insert_rows on cases_export for insert with check ((select app_sees('file')) and mission_id = (select app_sees_at()) and asked_by_id = (select app_staff()) and posting_id = (select app_posting()) and state = 'counted' and decided_by_id is null);
create policy update_rows on cases_export for update using ((select app_sees('file')) and ((select app_sees_all()) or mission_id = (select app_sees_at()))) with check ((select app_sees('file')) and ((select app_sees_all()) or mission_id = (select app_sees_at())));
create or replace function stored_files_named(names uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select asked.key from unnest(names) as asked (key)
  where app_kind() <> 'system' or exists (
    select from cases_attachedfile where stored = asked.key or preview = asked.key)
    or exists (select from cases_export where stored = asked.key)
$$;
"""

BACKWARD = r"""
create or replace function stored_files_named(names uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select asked.key from unnest(names) as asked (key)
  where app_kind() <> 'system' or exists (
    select from cases_attachedfile where stored = asked.key or preview = asked.key)
$$;
"""

RIGHTS = """
revoke all on cases_export from "{role}";
grant select, insert, update (state, stopped_because, decided_by_id, decided_at, decide_reason, round, done, rows, size, digest, stored, ready_at, ended_at, expires_at, version) on cases_export to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0061_frozen_later"),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("asked_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cases", "Cases"),
                            ("people", "People"),
                            ("crossings", "Crossings"),
                            ("stays", "Stays"),
                            ("steps", "Steps"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("csv", "Table for a spreadsheet (CSV)"),
                            ("xlsx", "Workbook (XLSX)"),
                            ("ndjson", "Data for another system (NDJSON)"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("vi", "Tiếng Việt"), ("fr", "Français")],
                        max_length=2,
                    ),
                ),
                ("asks", models.JSONField(blank=True, default=dict)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("coordination", "Work with another body on these people"),
                            ("reporting", "A report to our own authorities"),
                            ("checking", "Checking our own records"),
                            ("system", "Another system of ours"),
                            ("inquiry", "A request of a court, an inquiry or an audit"),
                        ],
                        max_length=16,
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("counted", models.PositiveIntegerField()),
                ("needs_second", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("counted", "Counted, not started"),
                            ("waiting", "Waits for a second person"),
                            ("writing", "Being written"),
                            ("ready", "Ready"),
                            ("stopped", "Stopped"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                        ],
                        default="counted",
                        max_length=10,
                    ),
                ),
                (
                    "stopped_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "grew",
                                "There are clearly more rows by now than were counted. Ask for it anew.",
                            ),
                            ("posting_ended", "The posting of whoever asked has ended."),
                            (
                                "forgotten",
                                "Somebody who may stand in it was forgotten. Ask for it anew.",
                            ),
                        ],
                        max_length=16,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decide_reason", models.CharField(blank=True, max_length=200)),
                ("round", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("done", models.PositiveIntegerField(default=0, editable=False)),
                ("rows", models.PositiveIntegerField(blank=True, null=True)),
                ("size", models.BigIntegerField(blank=True, null=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("stored", models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField()),
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
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.mission",
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.posting",
                    ),
                ),
            ],
            options={
                "verbose_name": "export",
                "verbose_name_plural": "exports",
                "ordering": ("-asked_at", "-id"),
                "indexes": [
                    models.Index(fields=["mission", "-asked_at"], name="export_of_mission"),
                    models.Index(
                        condition=models.Q(("state__in", ["counted", "waiting", "ready"])),
                        fields=["expires_at"],
                        name="export_ends",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["cases", "people", "crossings", "stays", "steps"])
                        ),
                        name="export_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["csv", "xlsx", "ndjson"])),
                        name="export_format_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "vi", "fr"])),
                        name="export_language_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stopped_because__in", ["", "grew", "posting_ended", "forgotten"])
                        ),
                        name="export_stop_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                ["coordination", "reporting", "checking", "system", "inquiry"],
                            ),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="export_has_purpose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "counted",
                                    "waiting",
                                    "writing",
                                    "ready",
                                    "stopped",
                                    "refused",
                                    "withdrawn",
                                    "expired",
                                ],
                            )
                        ),
                        name="export_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stored__isnull", True),
                            models.Q(
                                ("rows__isnull", False),
                                ("size__isnull", False),
                                ("state", "ready"),
                                models.Q(("digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="export_only_ready_has_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("stored__isnull", False),
                            _connector="OR",
                        ),
                        name="export_ready_has_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="export_second_is_another",
                        violation_error_message="Somebody else has to decide on this export.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("needs_second", False),
                            ("decided_at__isnull", False),
                            models.Q(("state__in", ["writing", "ready"]), _negated=True),
                            _connector="OR",
                        ),
                        name="export_large_was_approved",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
