"""Closings by a death are looked at: whether the person was seen or spoken with after it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0120_latest_word"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(
                condition=models.Q(to_outcome="died", voided_at__isnull=True),
                fields=["id"],
                name="transition_died",
            ),
        ),
    ]
