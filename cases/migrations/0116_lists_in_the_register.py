"""A list in front of letters for many is a line of the register: it says to whom it goes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0115_clocks_of_questions"),
    ]

    operations = [
        migrations.AddField(
            model_name="letterbatch",
            name="authority",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.authority",
            ),
        ),
        migrations.AddIndex(
            model_name="letterbatch",
            index=models.Index(
                condition=models.Q(("number", ""), _negated=True),
                fields=["issued_at", "uuid"],
                name="letterbatch_numbered",
            ),
        ),
    ]
