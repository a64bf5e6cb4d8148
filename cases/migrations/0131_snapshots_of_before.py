"""Snapshots that are there were counted by the former order of what is known to days alone."""

from django.db import migrations, models


def flag(*, default: bool) -> models.BooleanField:
    """Return the column; those that are there have the first default."""
    return models.BooleanField(default=default, editable=False)


class Migration(migrations.Migration):
    dependencies = [("cases", "0130_since_reopening_and_return")]

    operations = [
        migrations.AddField("snapshot", "by_last_instants", flag(default=True)),
        migrations.AlterField("snapshot", "by_last_instants", flag(default=False)),
    ]
