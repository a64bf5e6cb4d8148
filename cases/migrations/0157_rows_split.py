"""A row of a list that names several people is split: further ones have a part of their own."""

from django.db import migrations, models

ONCE = "listrow_stands_once"


class Migration(migrations.Migration):
    dependencies = [("cases", "0153_lost_comes_last")]

    operations = [
        migrations.AddField("listrow", "part", models.PositiveSmallIntegerField(default=0)),
        migrations.RemoveConstraint("listrow", ONCE),
        migrations.AddConstraint(
            "listrow",
            models.UniqueConstraint(fields=["received", "sheet", "number", "part"], name=ONCE),
        ),
        migrations.AlterModelOptions(
            "listrow",
            {
                "ordering": ("received", "sheet", "number", "part"),
                "verbose_name": "row of a list",
                "verbose_name_plural": "rows of lists",
            },
        ),
    ]
