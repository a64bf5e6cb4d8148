"""Whether a member of staff wants notices by mail as well; what a mission is called in French."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0034_not_the_same")]

    operations = [
        migrations.AddField(
            "staff", "is_mailed", models.BooleanField(db_default=True, default=True)
        ),
        migrations.AddField(
            "mission", "name_fr", models.CharField(blank=True, db_default="", max_length=160)
        ),
    ]
