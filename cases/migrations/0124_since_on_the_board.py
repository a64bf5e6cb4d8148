"""The index of the board holds both ends of since when a case is blocked."""

from django.db import migrations, models


def board(*blocked: str) -> models.Index:
    """Return the one index that the board reads."""
    return models.Index(
        condition=models.Q(("stage__in", ["closed", ""]), _negated=True),
        fields=["mission", "blocker_kind", "blocker_procedure", "blocker_condition"],
        include=(
            *("blocker_body", "blocker_authority", *blocked, "next_due_at", "valid_until"),
            *("incident", "mission_ids", "id"),
        ),
        name="case_board",
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0123_former_clocks")]

    operations = [
        migrations.RemoveIndex("case", "case_board"),
        migrations.AddIndex("case", board("blocked_from", "blocked_since")),
    ]
