"""Limits say by what they are counted; clocks keep spans, and whether they count against a body."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0081_as_read_again"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="limit", name="limit_calendar_known"),
        migrations.RemoveIndex(model_name="clock", name="clock_running"),
        migrations.AddField(
            model_name="clock",
            name="calendar",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="clock",
            name="due_from",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="clock",
            name="is_counted",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="clock",
            name="started_from",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="clock",
            name="stopped_from",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="clock",
            name="verdict",
            field=models.CharField(
                blank=True,
                choices=[
                    ("in_time", "In time"),
                    ("late", "Late"),
                    ("unknown", "Not known whether in time"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="limit",
            name="day_ends",
            field=models.CharField(
                blank=True,
                choices=[("midnight", "At midnight"), ("office", "When the office closes")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="limit",
            name="roll",
            field=models.CharField(
                blank=True,
                choices=[
                    ("next", "It ends on the next working day"),
                    ("none", "It ends on that day all the same"),
                ],
                max_length=4,
            ),
        ),
        migrations.AlterField(
            model_name="limit",
            name="calendar",
            field=models.CharField(
                blank=True,
                choices=[
                    ("mission", "The mission’s"),
                    ("host", "The host country’s"),
                    ("none", "Nobody’s: every day counts like every other"),
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
                ],
                max_length=8,
            ),
        ),
    ]
