"""A nationality that nobody has told is blank, and goes with no decision that needs one."""

from django.conf import settings
from django.db import migrations, models

COUNTRIES = [
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
]
STATUSES = [
    ("unknown", "Not known"),
    ("declared", "Declared, not verified"),
    ("verified", "Verified"),
    ("not_national", "Found not to be a national"),
]
OF_LISTS = [
    ("ours", "Viet Nam"),
    ("unknown", "Not known: each is verified"),
    ("other", "Another country: nobody is registered"),
]
GRANT = f'grant update (nationality) on cases_receivedlist to "{settings.DATABASE_APP_ROLE}"'
BLANK = models.Q(("nationality", ""), _negated=True)


class Migration(migrations.Migration):
    dependencies = [("cases", "0160_eyes_in_plpgsql")]

    operations = (
        migrations.AlterField(
            "citizen",
            "nationality",
            models.CharField(
                blank=True, choices=[("", "Not known"), *COUNTRIES], default="", max_length=2
            ),
        ),
        migrations.AlterField(
            "citizen",
            "nationality_status",
            models.CharField(choices=STATUSES, default="unknown", max_length=12),
        ),
        migrations.AddConstraint(
            "citizen",
            models.CheckConstraint(
                condition=BLANK | models.Q(("nationality_status__in", ["unknown", "not_national"])),
                name="citizen_nationality_said",
                violation_error_message="Say of which country the person is.",
            ),
        ),
        migrations.AddField(
            "receivedlist",
            "nationality",
            models.CharField(blank=True, choices=OF_LISTS, db_default="", default="", max_length=7),
        ),
        migrations.AddConstraint(
            "receivedlist",
            models.CheckConstraint(
                condition=models.Q(("nationality__in", ["", *(code for code, _words in OF_LISTS)])),
                name="receivedlist_nationality_known",
            ),
        ),
        migrations.RunSQL(GRANT, migrations.RunSQL.noop),
    )
