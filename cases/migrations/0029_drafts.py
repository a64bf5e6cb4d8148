"""Drafts of new cases, and their wall: each is its author's at one posting."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WALL = """
alter table cases_draft enable row level security;
alter table cases_draft force row level security;
create policy owner_all on cases_draft to current_user using (true) with check (true);
create policy select_rows on cases_draft for select using ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id))) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days'));
create policy insert_rows on cases_draft for insert with check (staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id)));
create policy update_rows on cases_draft for update using ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id))) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days')) with check ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and (select app_sees('people')) and (from_case_id is null or (select true from cases_case as parent where parent.id = from_case_id))) or ((select app_kind()) = 'system' and saved_at < now() - interval '7 days'));
"""

RIGHTS = """
revoke all on cases_draft from "{role}";
grant select, insert, update (content, carried, saved_at, ended_at, ended_as) on cases_draft to "{role}";
"""

NO_WALL = """
drop policy owner_all on cases_draft;
drop policy select_rows on cases_draft;
drop policy insert_rows on cases_draft;
drop policy update_rows on cases_draft;
alter table cases_draft no force row level security;
alter table cases_draft disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0028_unsealing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField()),
                ("content", models.JSONField(default=dict)),
                ("carried", models.JSONField(default=list)),
                ("began_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sent", "The case was opened"),
                            ("thrown_away", "Thrown away"),
                            ("expired", "Nobody went on with it"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "from_case",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
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
                (
                    "staff",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "draft of a new case",
                "verbose_name_plural": "drafts of new cases",
                "ordering": ("-saved_at", "-pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["posting", "staff"],
                        name="draft_unfinished",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("uuid",),
                        name="draft_uuid_once",
                        violation_error_message="This draft cannot be saved. Open the page anew.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_as__in", ["", "sent", "thrown_away", "expired"])
                        ),
                        name="draft_ended_as_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_as", ""), ("ended_at__isnull", True)),
                            models.Q(
                                models.Q(("ended_at__isnull", False)),
                                models.Q(("ended_as", ""), _negated=True),
                                ("carried", []),
                                ("content", {}),
                            ),
                            _connector="OR",
                        ),
                        name="draft_ended_is_empty",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WALL, NO_WALL),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
