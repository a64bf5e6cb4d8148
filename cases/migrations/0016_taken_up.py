"""Since when a step is worked on anew: its limits run from then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0015_board"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="taken_up_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
