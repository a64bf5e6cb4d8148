"""Briefings and their sheets.

The SQL is what `cases/core/walls.py` gave when it was written; tests compare them.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
alter table cases_briefing enable row level security;
alter table cases_briefing force row level security;
create policy owner_all on cases_briefing to current_user using (true) with check (true);
create policy select_rows on cases_briefing for select using ((select app_sees_all()));
create policy insert_rows on cases_briefing for insert with check ((select app_sees_all()));
create policy update_rows on cases_briefing for update using ((select app_sees_all())) with check ((select app_sees_all()));
alter table cases_briefingsheet enable row level security;
alter table cases_briefingsheet force row level security;
create policy owner_all on cases_briefingsheet to current_user using (true) with check (true);
create policy select_rows on cases_briefingsheet for select using ((select app_sees_all()) or ((select app_sees('published')) and published_at is not null));
create policy insert_rows on cases_briefingsheet for insert with check ((select app_sees_all()));
create policy update_rows on cases_briefingsheet for update using ((select app_sees_all())) with check ((select app_sees_all()));
"""

BACKWARD = """
drop policy owner_all on cases_briefingsheet;
drop policy select_rows on cases_briefingsheet;
drop policy insert_rows on cases_briefingsheet;
drop policy update_rows on cases_briefingsheet;
alter table cases_briefingsheet no force row level security;
alter table cases_briefingsheet disable row level security;
drop policy owner_all on cases_briefing;
drop policy select_rows on cases_briefing;
drop policy insert_rows on cases_briefing;
drop policy update_rows on cases_briefing;
alter table cases_briefing no force row level security;
alter table cases_briefing disable row level security;
"""

RIGHTS = """
revoke all on cases_briefing from "{role}";
grant select, insert, update (state, words, edition, words_by_id, approved_at, approved_by_id, returned_at, returned_by_id, return_reason, published_at, published_by_id, withdrawn_at, withdrawn_by_id, withdraw_reason, version) on cases_briefing to "{role}";
revoke all on cases_briefingsheet from "{role}";
grant select, insert, update (published_at, withdrawn_at, withdraw_reason, replaced_by) on cases_briefingsheet to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0056_snapshots")]

    operations = [
        migrations.CreateModel(
            name="Briefing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(editable=False, max_length=20, unique=True)),
                ("year", models.PositiveSmallIntegerField()),
                ("serial", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("note", "Briefing note"), ("report", "Situation report")],
                        max_length=8,
                    ),
                ),
                ("as_of", models.DateTimeField()),
                ("is_day", models.BooleanField()),
                ("known_at", models.DateTimeField()),
                ("zone", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("approved", "Approved"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("values", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("words", models.JSONField(blank=True, default=dict)),
                ("edition", models.PositiveSmallIntegerField(default=0)),
                ("drafted_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("return_reason", models.TextField(blank=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdraw_reason", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "approved_by",
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
                    "drafted_by",
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefings",
                        to="cases.incident",
                    ),
                ),
                (
                    "published_by",
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
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.briefing",
                    ),
                ),
                (
                    "returned_by",
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
                    "snapshot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefing",
                        to="cases.snapshot",
                    ),
                ),
                (
                    "withdrawn_by",
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
                    "words_by",
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
                "verbose_name": "briefing",
                "verbose_name_plural": "briefings",
                "ordering": ("-drafted_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="BriefingSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("edition", models.PositiveSmallIntegerField()),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("vi", "Vietnamese"), ("fr", "French")],
                        max_length=2,
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[("note", "Briefing note"), ("report", "Situation report")],
                        max_length=8,
                    ),
                ),
                ("subtitle", models.CharField(max_length=400)),
                ("as_of", models.DateTimeField()),
                ("zone", models.CharField(max_length=40)),
                ("content", models.JSONField()),
                ("text", models.TextField()),
                ("pdf", models.BinaryField()),
                ("pdf_text", models.TextField()),
                ("pages", models.PositiveSmallIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("approved_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdraw_reason", models.TextField(blank=True)),
                ("replaced_by", models.CharField(blank=True, max_length=20)),
                (
                    "briefing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="cases.briefing",
                    ),
                ),
            ],
            options={
                "verbose_name": "sheet of a briefing",
                "verbose_name_plural": "sheets of briefings",
                "ordering": ("-published_at", "-id"),
            },
        ),
        migrations.AddIndex(
            model_name="briefing",
            index=models.Index(fields=["incident", "kind", "-as_of"], name="briefing_of_incident"),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.UniqueConstraint(
                fields=("year", "serial"), name="briefing_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["note", "report"])), name="briefing_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "approved", "published", "withdrawn"])),
                name="briefing_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved", "published"]), _negated=True),
                    models.Q(("approved_at__isnull", False), ("edition__gte", 1)),
                    _connector="OR",
                ),
                name="briefing_approved_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(
                        models.Q(
                            ("drafted_by__isnull", True),
                            models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(
                            ("words_by__isnull", True),
                            models.Q(("approved_by", models.F("words_by")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="briefing_approved_by_another",
                violation_error_message="Whoever wrote a briefing does not approve it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="briefing_published_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state__in", ("withdrawn",)), ("withdrawn_at__isnull", False)),
                        models.Q(
                            models.Q(("state__in", ("withdrawn",)), _negated=True),
                            models.Q(("withdrawn_at__isnull", False), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        ("withdrawn_at__isnull", True),
                        models.Q(("withdraw_reason", ""), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="briefing_withdrawn_why",
                violation_error_message="Say why the briefing is withdrawn.",
            ),
        ),
        migrations.AddIndex(
            model_name="briefingsheet",
            index=models.Index(
                condition=models.Q(("published_at__isnull", False)),
                fields=["published_at", "uuid"],
                name="briefingsheet_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefingsheet",
            constraint=models.UniqueConstraint(
                fields=("briefing", "edition", "language"), name="briefingsheet_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="briefingsheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["en", "vi", "fr"])),
                name="briefingsheet_language_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefingsheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["note", "report"])),
                name="briefingsheet_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefingsheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdraw_reason", ""), ("withdrawn_at__isnull", True)),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdraw_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="briefingsheet_withdrawn_why",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
