"""A corrected point takes the number of the one it replaces, so only standing ones are unique."""

from django.db import migrations, models


def once(model: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=("citizen", "number"),
        condition=models.Q(voided_at__isnull=True),
        name=f"{model}_number_once",
    )


class Migration(migrations.Migration):
    dependencies = (("cases", "0003_totals"),)
    operations = (
        migrations.RemoveConstraint("crossing", "crossing_number_once"),
        migrations.AddConstraint("crossing", once("crossing")),
        migrations.RemoveConstraint("stay", "stay_number_once"),
        migrations.AddConstraint("stay", once("stay")),
    )
