"""What exactly a reported figure counts is said in three languages, where somebody wrote it so."""

from django.db import migrations, models


def words() -> models.CharField:
    """Return the column; figures that are there have no words in that language."""
    return models.CharField(max_length=400, blank=True, default="")


class Migration(migrations.Migration):
    dependencies = [("cases", "0136_accepted_at_sending")]

    operations = [
        migrations.AddField("reportedfigure", "scope_vi", words()),
        migrations.AddField("reportedfigure", "scope_fr", words()),
    ]
