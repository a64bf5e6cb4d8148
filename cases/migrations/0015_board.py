"""The one index that the board reads, and one for the list of cases that wait for an authority."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_reminders"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("stage__in", ["closed", ""]), _negated=True),
                fields=["mission", "blocker_kind", "blocker_procedure", "blocker_condition"],
                include=(
                    "blocker_body",
                    "blocker_authority",
                    "blocked_since",
                    "next_due_at",
                    "valid_until",
                    "incident",
                    "mission_ids",
                    "id",
                ),
                name="case_board",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    models.Q(("stage__in", ["closed", ""]), _negated=True),
                    ("blocker_authority__isnull", False),
                ),
                fields=["blocker_authority", "position_at", "reference"],
                name="case_awaited",
            ),
        ),
    ]
