"""A paper of which nobody knows who issued it is of no country."""

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


class Migration(migrations.Migration):
    dependencies = [("cases", "0165_stated_later")]

    operations = [
        migrations.AlterField(
            model_name="identitydocument",
            name="country",
            field=models.CharField(blank=True, choices=COUNTRIES, default="", max_length=2),
        ),
    ]
