"""A reported figure has a version: two who correct it at once do not overwrite each other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0110_dates_of_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportedfigure",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.RemoveConstraint(model_name="reportedfigure", name="reportedfigure_once"),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.UniqueConstraint(
                fields=(
                    "incident",
                    "metric",
                    "nationality",
                    "country",
                    "as_of",
                    "source_name",
                    "value",
                    "scope",
                ),
                name="reportedfigure_once",
                nulls_distinct=False,
                violation_error_message="This source is entered with this very figure already.",
            ),
        ),
    ]
