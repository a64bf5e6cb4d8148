"""An account may have chosen no language: its pages speak that of the browser."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0078_export_of_asker"),
    ]

    operations = [
        migrations.AlterField(
            model_name="staff",
            name="language",
            field=models.CharField(blank=True, default="", max_length=5),
        ),
    ]
