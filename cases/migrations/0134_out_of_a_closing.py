"""Of cases that were closed and went on an index tells which they are: they are few."""

from django.db import migrations, models
from django.db.models import Q

OUT_AGAIN = Q(voided_at__isnull=True) & (Q(from_stage="closed") | Q(kind="reopen"))


class Migration(migrations.Migration):
    dependencies = [("cases", "0133_since_closing")]

    operations = [
        migrations.AddIndex(
            "transition",
            models.Index(fields=["case"], condition=OUT_AGAIN, name="transition_out_again"),
        ),
    ]
