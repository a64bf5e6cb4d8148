"""Days off of whole countries; versions of incidents, procedures, limits and legal bases."""

import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
from django.conf import settings
from django.db import migrations, models

VERSION = models.PositiveIntegerField(db_default=1, default=1, editable=False)
VERSIONED = ("incident", "legalbasis", "limit", "procedure")
COUNTRIES = (
    ("VN", "Viet Nam"),
    ("TH", "Thailand"),
    ("MM", "Myanmar"),
    ("LA", "Laos"),
    ("KH", "Cambodia"),
    ("CN", "China"),
    ("PH", "Philippines"),
    ("MY", "Malaysia"),
    ("SG", "Singapore"),
    ("ID", "Indonesia"),
    ("IN", "India"),
    ("TW", "Taiwan"),
    ("HK", "Hong Kong"),
    ("KR", "Korea"),
    ("JP", "Japan"),
    ("AE", "United Arab Emirates"),
    ("ET", "Ethiopia"),
    ("XX", "Another country"),
)
KEPT = """
create trigger keep_version after update or delete on cases_countryday for each row execute function keep_row_version('', '');
"""
RIGHTS = """
revoke delete, truncate on cases_countryday from "{role}";
"""

COUNTRY_DAY = migrations.CreateModel(
    name="CountryDay",
    fields=[
        (
            "id",
            models.BigAutoField(
                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
            ),
        ),
        ("code", models.SlugField(max_length=60, unique=True)),
        ("country", models.CharField(choices=list(COUNTRIES), max_length=2)),
        (
            "kind",
            models.CharField(
                choices=[
                    ("off", "A day off in the whole country"),
                    ("worked", "Worked, although it would be a day off"),
                ],
                max_length=6,
            ),
        ),
        ("starts_on", models.DateField()),
        ("ends_on", models.DateField()),
        ("name", models.CharField(max_length=160)),
        ("name_vi", models.CharField(blank=True, max_length=160)),
        ("name_fr", models.CharField(blank=True, max_length=160)),
        ("source", models.CharField(max_length=300)),
        ("source_url", models.URLField(blank=True, max_length=400)),
        ("verified", models.BooleanField(default=False)),
        ("withdraw_reason", models.CharField(blank=True, max_length=200)),
        ("version", VERSION),
    ],
    options={
        "verbose_name": "day of a whole country",
        "verbose_name_plural": "days of whole countries",
        "ordering": ("country", "starts_on", "code"),
        "constraints": [
            models.CheckConstraint(
                condition=models.Q(("kind__in", ["off", "worked"])), name="countryday_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    ("country__in", [code for code, _name in COUNTRIES]),
                    models.Q(("country", "XX"), _negated=True),
                ),
                name="countryday_country_named",
                violation_error_message="Name the country: another one is not one country.",
            ),
            models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="countryday_ends_after_start",
                violation_error_message="The last day lies before the first.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    (
                        "ends_on__lt",
                        models.F("starts_on") + datetime.timedelta(days=60),
                    )
                ),
                name="countryday_at_most_60_days",
                violation_error_message=(
                    "One entry holds 60 days at most. Check the dates, or make two entries."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), models.Q(("source", ""), _negated=True)
                ),
                name="countryday_said",
                violation_error_message="Say what day it is, and where that is written.",
            ),
            django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("withdraw_reason", "")),
                expressions=[
                    (models.F("country"), "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="countryday_no_overlap",
                violation_error_message=(
                    "There is an entry for one of these days in this country already. "
                    "Correct that one, or withdraw it first."
                ),
            ),
        ],
    },
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0068_figure_exports")]

    operations = [
        *(migrations.AddField(model, "version", VERSION) for model in VERSIONED),
        COUNTRY_DAY,
        migrations.RunSQL(KEPT, "drop trigger keep_version on cases_countryday;"),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
