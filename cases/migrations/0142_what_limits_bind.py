"""A limit may bind only where a condition holds, which then gives it no other amount."""

from django.db import migrations, models

BINDING = ["lost_passport", "request_confirmed"]
NO_AMOUNT = ("amount_if__isnull", True)
WITH_AMOUNT = (("amount_if__gte", 1), ("amount_if__isnull", False))


class Migration(migrations.Migration):
    dependencies = [("cases", "0141_waits_since_reopening")]

    operations = (
        migrations.RemoveConstraint(model_name="limit", name="limit_by_condition"),
        migrations.AlterField(
            model_name="limit",
            name="condition",
            field=models.CharField(
                blank=True,
                choices=[
                    ("passport_before", "A passport was issued to the person before"),
                    ("lost_passport", "A passport was applied for because one was lost"),
                    ("request_confirmed", "The request of a relative was confirmed"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="limit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(NO_AMOUNT, ("condition", "")),
                    models.Q(*WITH_AMOUNT, ("condition", "passport_before")),
                    models.Q(NO_AMOUNT, ("condition__in", BINDING)),
                    _connector="OR",
                ),
                name="limit_by_condition",
            ),
        ),
    )
