"""Office calendars: closures, office hours and an own weekend of missions."""

import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

FORWARD = """
create trigger keep_version after update or delete on cases_officeclosure for each row execute function keep_row_version('', '');
"""
BACKWARD = """
drop trigger keep_version on cases_officeclosure;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_procedures"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficeClosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("closed", "The office is closed"),
                            ("open", "The office works although it would be a day off"),
                        ],
                        max_length=6,
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdraw_reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "verbose_name": "entry in an office calendar",
                "verbose_name_plural": "entries in office calendars",
                "ordering": ("mission", "starts_on"),
            },
        ),
        migrations.AddField(
            model_name="mission",
            name="office_closes",
            field=models.TimeField(default=datetime.time(17, 0)),
        ),
        migrations.AddField(
            model_name="mission",
            name="office_opens",
            field=models.TimeField(default=datetime.time(8, 0)),
        ),
        migrations.AddField(
            model_name="mission",
            name="weekend",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(
                    choices=[
                        (0, "Monday"),
                        (1, "Tuesday"),
                        (2, "Wednesday"),
                        (3, "Thursday"),
                        (4, "Friday"),
                        (5, "Saturday"),
                        (6, "Sunday"),
                    ]
                ),
                blank=True,
                default=list,
            ),
        ),
        migrations.AddConstraint(
            model_name="mission",
            constraint=models.CheckConstraint(
                condition=models.Q(("office_closes__gt", models.F("office_opens"))),
                name="mission_office_hours_forwards",
                violation_error_message="The office cannot close before it opens.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("weekend__contained_by", [0, 1, 2, 3, 4, 5, 6]), ("weekend__len__lte", 6)
                ),
                name="mission_weekend_leaves_a_day",
                violation_error_message="At least one day of the week must be worked.",
            ),
        ),
        migrations.AddField(
            model_name="officeclosure",
            name="mission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="closures",
                to="cases.mission",
            ),
        ),
        migrations.AddField(
            model_name="officeclosure",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="officeclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["closed", "open"])),
                name="officeclosure_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="officeclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="officeclosure_ends_after_start",
                violation_error_message="The last day lies before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="officeclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ends_on__lt",
                        django.db.models.expressions.CombinedExpression(
                            models.F("starts_on"), "+", models.Value(datetime.timedelta(days=60))
                        ),
                    )
                ),
                name="officeclosure_at_most_60_days",
                violation_error_message="One entry holds 60 days at most. Check the dates, or make two entries.",
            ),
        ),
        migrations.AddConstraint(
            model_name="officeclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="officeclosure_reason_given",
                violation_error_message="Say why.",
            ),
        ),
        migrations.AddConstraint(
            model_name="officeclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdraw_reason", ""), ("withdrawn_at__isnull", True)),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdraw_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="officeclosure_withdrawn_why",
                violation_error_message="Say why the entry is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="officeclosure",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                expressions=[
                    (models.F("mission"), "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="officeclosure_no_overlap",
                violation_error_message="The calendar of this mission already has an entry for one of these days. Withdraw that one first.",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
