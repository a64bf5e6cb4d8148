"""What places, counterpart bodies and incidents are called in French."""

from django.db import migrations, models


def in_french(model: str, name: str, length: int) -> migrations.AddField:
    """Return a column that is empty where nobody has entered a name."""
    field = models.CharField(blank=True, db_default="", max_length=length)
    return migrations.AddField(model, name, field)


class Migration(migrations.Migration):
    dependencies = [("cases", "0050_money")]

    operations = [
        in_french("place", "name_fr", 160),
        in_french("authority", "name_fr", 200),
        in_french("incident", "title_fr", 200),
        migrations.AddField("incident", "summary_fr", models.TextField(blank=True, db_default="")),
    ]
