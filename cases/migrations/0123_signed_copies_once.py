"""Whether a file stands anywhere already is asked by its digest."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0121_latest_word")]

    operations = [
        migrations.AddIndex(
            model_name="attachedfile",
            index=django.contrib.postgres.indexes.HashIndex(
                fields=["sent_digest"], name="attachedfile_sent"
            ),
        ),
    ]
