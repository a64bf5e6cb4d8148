"""What somebody took along is found by who asked, however many exports there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0077_drafts_in_sight"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="export",
            index=models.Index(fields=["asked_by", "-asked_at"], name="export_of_asker"),
        ),
    ]
