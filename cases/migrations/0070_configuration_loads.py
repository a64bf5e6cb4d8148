"""Loads of a configuration: what was brought, shown and decided; the sweep spares their files.

The SQL is what `cases/core/walls_configuration.py` and `cases/files/schema.py` gave when it was
written; tests compare them.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
alter table cases_configurationload enable row level security;
alter table cases_configurationload force row level security;
create policy owner_all on cases_configurationload to current_user using (true) with check (true);
create policy select_rows on cases_configurationload for select using ((select app_sees('reference')) and ((select app_sees_all()) or not (select app_sees('people'))));
create policy insert_rows on cases_configurationload for insert with check ((select app_sees_all()) and brought_by_id = (select app_staff()) and posting_id = (select app_posting()) and state = 'shown' and decided_by_id is null);
create policy update_rows on cases_configurationload for update using ((select app_sees_all())) with check ((select app_sees_all()));
create or replace function stored_files_named(names uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select asked.key from unnest(names) as asked (key)
  where app_kind() <> 'system' or exists (
    select from cases_attachedfile where stored = asked.key or preview = asked.key)
    or exists (select from cases_export where stored = asked.key)
    or exists (select from cases_configurationload where stored = asked.key)
$$;
"""

BACKWARD = r"""
create or replace function stored_files_named(names uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select asked.key from unnest(names) as asked (key)
  where app_kind() <> 'system' or exists (
    select from cases_attachedfile where stored = asked.key or preview = asked.key)
    or exists (select from cases_export where stored = asked.key)
$$;
"""

RIGHTS = """
revoke all on cases_configurationload from "{role}";
grant select, insert, update (state, stopped_because, problems, proposed_at, decided_by_id, decided_posting_id, decided_at, decide_reason, round, done, stored, ended_at, expires_at, version) on cases_configurationload to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0069_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConfigurationLoad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("words", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("difference", models.JSONField(default=dict)),
                ("writes", models.PositiveIntegerField()),
                ("files_differ", models.PositiveIntegerField()),
                ("brought_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("shown", "Compared, not proposed"),
                            ("waiting", "Waits for a second person"),
                            ("loading", "Being loaded"),
                            ("loaded", "Loaded"),
                            ("stopped", "Stopped"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                        ],
                        default="shown",
                        max_length=10,
                    ),
                ),
                (
                    "stopped_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "differs",
                                "What would change was not what had been shown any more.",
                            ),
                            ("faulty", "Some of its entries were refused."),
                            (
                                "outdated",
                                "Other files were loaded, and this server has not started again.",
                            ),
                            (
                                "posting_ended",
                                "The posting of whoever confirmed it has ended.",
                            ),
                            ("lost", "The files that were kept could not be read."),
                        ],
                        max_length=16,
                    ),
                ),
                ("problems", models.JSONField(blank=True, default=list)),
                ("proposed_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decide_reason", models.CharField(blank=True, max_length=200)),
                ("round", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("done", models.PositiveIntegerField(default=0, editable=False)),
                ("stored", models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "brought_by",
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
                    "decided_posting",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.posting",
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
                "verbose_name": "load of a configuration",
                "verbose_name_plural": "loads of a configuration",
                "ordering": ("-brought_at", "-id"),
                "indexes": [
                    models.Index(fields=["-brought_at"], name="configurationload_newest"),
                    models.Index(
                        condition=models.Q(("state__in", ["shown", "waiting"])),
                        fields=["expires_at"],
                        name="configurationload_ends",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "shown",
                                    "waiting",
                                    "loading",
                                    "loaded",
                                    "stopped",
                                    "refused",
                                    "withdrawn",
                                    "expired",
                                ],
                            )
                        ),
                        name="configurationload_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stopped_because__in",
                                ["", "differs", "faulty", "outdated", "posting_ended", "lost"],
                            )
                        ),
                        name="configurationload_stop_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["shown", "waiting", "loading"]),
                                ("stored__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ["shown", "waiting", "loading"]), _negated=True
                                ),
                                ("stored__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="configurationload_files_until_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("brought_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="configurationload_second_is_another",
                        violation_error_message="Somebody else has to decide on this load.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", False), ("proposed_at__isnull", False)),
                            models.Q(
                                ("state__in", ["loading", "loaded", "stopped", "refused"]),
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="configurationload_was_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("files_differ", 0),
                            models.Q(
                                ("state__in", ["waiting", "loading", "loaded"]), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="configurationload_files_are_here",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
