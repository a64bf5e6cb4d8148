"""A reported figure may have no day; qualifiers, and a metric of the referral mechanism, are new.

Figures that the seeds gave a day which their source does not give lose it, so that seeding finds them.
"""

import datetime

import django.db.models.functions.comparison
from django.db import migrations, models

WITHOUT_A_DAY = """
update cases_reportedfigure set as_of = null, as_of_precision = 'none'
where as_of is not null and (source_name, value) in (
  ('VietnamNet', 15000), ('Millennium Post', 1500), ('HK01', 2000), ('Nghệ An 24h', 100),
  ('PASA', 7141), ('PASA', 572), ('Ministry of Information, Myanmar', 55),
  ('Ministry of Information, Myanmar', 73));
update cases_reportedfigure set metric = 'entered'
where metric = 'screened' and source_name = 'Chiang Rai Times' and value = 18;
update cases_reportedfigure set metric = 'crossed'
where metric = 'present' and nationality <> 'VN' and as_of = '2025-11-01T00:00:00Z'
  and source_name in ('Chiang Rai Times', 'HK01');
"""
WITH_A_DAY = """
update cases_reportedfigure set as_of_precision = 'day',
  as_of = coalesce(published_on::timestamp at time zone 'UTC', '1900-01-01T00:00:00Z')
where as_of is null;
update cases_reportedfigure set metric = 'screened' where metric = 'entered';
update cases_reportedfigure set qualifier = 'about' where qualifier in ('up_to', 'nearly');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0098_writers_of_briefings"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="reportedfigure",
            name="reportedfigure_metric_known",
        ),
        migrations.RemoveConstraint(
            model_name="reportedfigure",
            name="reportedfigure_qualifier_known",
        ),
        migrations.RemoveConstraint(
            model_name="reportedfigure",
            name="reportedfigure_precision_known",
        ),
        migrations.RemoveConstraint(
            model_name="reportedfigure",
            name="reportedfigure_once",
        ),
        migrations.AddField(
            model_name="reportedfigure",
            name="ordered_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "as_of",
                    models.Value(datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                ),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AlterField(
            model_name="reportedfigure",
            name="as_of",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="reportedfigure",
            name="as_of_precision",
            field=models.CharField(
                choices=[("day", "Day"), ("time", "Time"), ("none", "Day not given")], max_length=4
            ),
        ),
        migrations.AlterField(
            model_name="reportedfigure",
            name="metric",
            field=models.CharField(
                choices=[
                    ("crossed", "Crossed into the country"),
                    ("present", "In the country"),
                    ("in_custody", "In custody"),
                    ("found", "Found"),
                    ("processed", "Processed by the authorities"),
                    ("prosecuted", "Prosecuted"),
                    ("fined", "Fined"),
                    ("imprisoned", "Imprisoned"),
                    ("screened", "Screened for trafficking"),
                    ("referred", "Referred as possible victims"),
                    ("entered", "Entered the referral mechanism"),
                    ("victims", "Found to be victims"),
                    ("detained", "Detained"),
                    ("deported", "Deported"),
                    ("waiting", "Waiting for deportation"),
                    ("returned", "Returned home"),
                    ("identified", "Identified"),
                    ("tried_to_flee", "Tried to flee"),
                    ("held", "Held"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="reportedfigure",
            name="qualifier",
            field=models.CharField(
                choices=[
                    ("exact", "exactly"),
                    ("about", "about"),
                    ("more_than", "more than"),
                    ("at_least", "at least"),
                    ("up_to", "up to"),
                    ("nearly", "nearly"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "metric__in",
                        [
                            "crossed",
                            "present",
                            "in_custody",
                            "found",
                            "processed",
                            "prosecuted",
                            "fined",
                            "imprisoned",
                            "screened",
                            "referred",
                            "entered",
                            "victims",
                            "detained",
                            "deported",
                            "waiting",
                            "returned",
                            "identified",
                            "tried_to_flee",
                            "held",
                        ],
                    )
                ),
                name="reportedfigure_metric_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "qualifier__in",
                        ["exact", "about", "more_than", "at_least", "up_to", "nearly"],
                    )
                ),
                name="reportedfigure_qualifier_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of_precision__in", ["day", "time", "none"])),
                name="reportedfigure_precision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("as_of__isnull", True), ("as_of_precision", "none")),
                    models.Q(
                        ("as_of__isnull", False),
                        models.Q(("as_of_precision", "none"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reportedfigure_day_or_none",
                violation_error_message="Give the day of the figure, or say that there is none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("source_name", ""), _negated=True),
                name="reportedfigure_source_named",
                violation_error_message="A figure needs its source.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.UniqueConstraint(
                fields=(
                    "incident",
                    "metric",
                    "nationality",
                    "country",
                    "as_of",
                    "source_name",
                    "value",
                    "scope",
                ),
                name="reportedfigure_once",
                nulls_distinct=False,
            ),
        ),
        migrations.RunSQL(WITHOUT_A_DAY, WITH_A_DAY),
    ]
