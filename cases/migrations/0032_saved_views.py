"""Saved views of the work list, and their wall: own ones, and those shared with the mission."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

WALL = """
alter table cases_savedview enable row level security;
alter table cases_savedview force row level security;
create policy owner_all on cases_savedview to current_user using (true) with check (true);
create policy select_rows on cases_savedview for select using ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and mission_id = (select app_sees_at())) or (shared_at is not null and mission_id = (select app_sees_at())));
create policy insert_rows on cases_savedview for insert with check (staff_id = (select app_staff()) and posting_id = (select app_posting()) and mission_id = (select app_sees_at()) and shared_at is null);
create policy update_rows on cases_savedview for update using ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and mission_id = (select app_sees_at())) or (shared_at is not null and mission_id = (select app_sees_at()) and (select app_is_head()))) with check ((staff_id = (select app_staff()) and posting_id = (select app_posting()) and mission_id = (select app_sees_at()) and (shared_at is null or (select app_is_head()))) or (shared_at is not null and mission_id = (select app_sees_at()) and (select app_is_head())));
"""

RIGHTS = """
revoke all on cases_savedview from "{role}";
grant select, insert, update (name, position, shared_at, removed_at, version) on cases_savedview to "{role}";
"""

NO_WALL = """
drop policy owner_all on cases_savedview;
drop policy select_rows on cases_savedview;
drop policy insert_rows on cases_savedview;
drop policy update_rows on cases_savedview;
alter table cases_savedview no force row level security;
alter table cases_savedview disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0031_rights_requests"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("asks", models.JSONField()),
                ("position", models.PositiveSmallIntegerField()),
                ("saved_at", models.DateTimeField()),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "ordering": ("position", "pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=["posting", "staff"],
                        name="savedview_own",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("removed_at__isnull", True), ("shared_at__isnull", False)
                        ),
                        fields=["mission"],
                        name="savedview_shared",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="savedview_has_name"
                    ),
                    models.UniqueConstraint(
                        models.F("posting"),
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("removed_at__isnull", True)),
                        name="savedview_name_once",
                        violation_error_message="You have a view of this name already.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WALL, NO_WALL),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
