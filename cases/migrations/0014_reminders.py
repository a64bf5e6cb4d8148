"""Reminders of limits, their wall and their former values."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WALLS = """
alter table cases_reminder enable row level security;
alter table cases_reminder force row level security;
create policy owner_all on cases_reminder to current_user using (true) with check (true);
create policy select_rows on cases_reminder for select using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id));
create policy insert_rows on cases_reminder for insert with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create policy update_rows on cases_reminder for update using ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))) with check ((select app_is_headquarters()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_mission()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_mission()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1))));
create trigger keep_version after update or delete on cases_reminder for each row execute function keep_row_version('', 'case_id');
"""

RIGHTS = """
revoke all on cases_reminder from "{role}";
grant select, insert, update on cases_reminder to "{role}";
"""

UNDO = """
drop trigger keep_version on cases_reminder;
drop policy owner_all on cases_reminder;
drop policy select_rows on cases_reminder;
drop policy insert_rows on cases_reminder;
drop policy update_rows on cases_reminder;
alter table cases_reminder no force row level security;
alter table cases_reminder disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_moves"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ahead", "Runs out soon"),
                            ("expired", "Has run out"),
                            ("escalated", "Has run out, told to the head of mission"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("sent", "Told"), ("read", "Read")], default="sent", max_length=4
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="cases.case",
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="cases.clock",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="cases.notice",
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
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ("-recorded_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("clock", "kind", "due_at", "mission"), name="reminder_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["ahead", "expired", "escalated"])),
                        name="reminder_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["sent", "read"])),
                        name="reminder_state_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WALLS, UNDO),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
