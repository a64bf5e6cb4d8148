"""Whoever approves a briefing may let less out, or later, and says why."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

COLUMNS = "left_out, not_before, approval_reason"
GRANT = f'grant update ({COLUMNS}) on cases_briefing to "{{role}}";'
REVOKE = f'revoke update ({COLUMNS}) on cases_briefing from "{{role}}";'


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0096_opened_elsewhere"),
    ]

    operations = [
        migrations.AddField(
            model_name="briefing",
            name="left_out",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("countries", "Totals by country of whereabouts"),
                        ("stages", "Totals by stage"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="briefing",
            name="not_before",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="briefing",
            name="approval_reason",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_out__contained_by", ["countries", "stages"])),
                name="briefing_left_out_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_out", []), ("not_before__isnull", True))
                | models.Q(("approval_reason", ""), _negated=True),
                name="briefing_less_told_why",
                violation_error_message="Say why less is told, or later.",
            ),
        ),
        migrations.RunSQL(
            GRANT.format(role=settings.DATABASE_APP_ROLE),
            REVOKE.format(role=settings.DATABASE_APP_ROLE),
        ),
    ]
