"""Reported figures of other places, firmness or days of print are others; why one is disputed is
said in three languages, where somebody wrote it so."""

from django.db import migrations, models


def words() -> models.TextField:
    """Return the column; figures that are there have no words in that language."""
    return models.TextField(blank=True, default="")


class Migration(migrations.Migration):
    dependencies = [("cases", "0148_waits_without_closed_days")]

    operations = [
        migrations.AddField("reportedfigure", "dispute_reason_vi", words()),
        migrations.AddField("reportedfigure", "dispute_reason_fr", words()),
        migrations.RemoveConstraint("reportedfigure", "reportedfigure_once"),
        migrations.AddConstraint(
            "reportedfigure",
            models.UniqueConstraint(
                fields=(
                    "incident",
                    "metric",
                    "nationality",
                    "country",
                    "place",
                    "as_of",
                    "source_name",
                    "published_on",
                    "value",
                    "qualifier",
                    "scope",
                ),
                name="reportedfigure_once",
                nulls_distinct=False,
                violation_error_message="This source is entered with this very figure already.",
            ),
        ),
    ]
