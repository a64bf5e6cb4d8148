"""A recount is outdated where what was corrected was put back before anybody decided."""

from django.db import migrations, models
from django.db.models import Q

OPEN = ("listing", "proposed")
STATES = (
    ("listing", "Clocks are being listed"),
    ("proposed", "To be decided"),
    ("accepted", "Being written"),
    ("done", "Counted anew"),
    ("declined", "Left as it was"),
    ("outdated", "No longer holds"),
)
BACK = """
update cases_recount set state = 'proposed', decided_at = null where state = 'outdated';
set constraints all immediate;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0118_foreigners_not_counted")]

    operations = [
        migrations.RemoveConstraint("recount", "recount_state_known"),
        migrations.RemoveConstraint("recount", "recount_decided_why"),
        migrations.RunSQL(migrations.RunSQL.noop, BACK),
        migrations.AlterField(
            model_name="recount",
            name="state",
            field=models.CharField(choices=STATES, default="listing", max_length=8),
        ),
        migrations.AddConstraint(
            "recount",
            models.CheckConstraint(
                condition=Q(state__in=tuple(value for value, _label in STATES)),
                name="recount_state_known",
            ),
        ),
        migrations.AddConstraint(
            "recount",
            models.CheckConstraint(
                condition=Q(state__in=OPEN, decided_at__isnull=True, reason="")
                | Q(state="outdated", decided_at__isnull=False, reason="")
                | (~Q(state__in=(*OPEN, "outdated")) & Q(decided_at__isnull=False) & ~Q(reason="")),
                name="recount_decided_why",
                violation_error_message="Say why the clocks are counted anew, or are not.",
            ),
        ),
    ]
