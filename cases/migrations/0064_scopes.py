"""What tokens are for, and accounts of other systems that nobody logs in with."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

LOGS_IN_NOWHERE = models.Q(
    ("kind", "person"),
    models.Q(("email", ""), ("password__startswith", "!")),
    _connector="OR",
)
SAYS_WHAT_FOR = models.Q(
    models.Q(("contact", ""), ("kind", "person"), ("purpose", "")),
    models.Q(
        ("kind", "service"),
        models.Q(("purpose", ""), _negated=True),
        models.Q(("contact", ""), _negated=True),
    ),
    _connector="OR",
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0063_allowance")]

    operations = [
        migrations.AddField(
            "staff",
            "kind",
            models.CharField(
                choices=[("person", "Person"), ("service", "Service account")],
                db_default="person",
                default="person",
                max_length=8,
            ),
        ),
        migrations.AddField(
            "staff", "purpose", models.CharField(blank=True, db_default="", max_length=200)
        ),
        migrations.AddField(
            "staff", "contact", models.CharField(blank=True, db_default="", max_length=160)
        ),
        migrations.AddConstraint(
            "staff",
            models.CheckConstraint(
                condition=models.Q(("kind__in", ["person", "service"])), name="staff_kind_known"
            ),
        ),
        migrations.AddConstraint(
            "staff",
            models.CheckConstraint(
                condition=LOGS_IN_NOWHERE,
                name="staff_service_logs_in_nowhere",
                violation_error_message="A service account has no password and no mail address.",
            ),
        ),
        migrations.AddConstraint(
            "staff",
            models.CheckConstraint(
                condition=SAYS_WHAT_FOR,
                name="staff_service_says_what_for",
                violation_error_message=(
                    "Say what the service account is for and whom to ask about it."
                ),
            ),
        ),
        migrations.AddField(
            "apitoken",
            "scopes",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, null=True
            ),
        ),
        migrations.AddField(
            "apitoken",
            "made_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "apitoken",
            "told_ending_at",
            models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            "apitoken",
            models.CheckConstraint(
                condition=models.Q(
                    ("scopes__isnull", True), ("scopes__len__gt", 0), _connector="OR"
                ),
                name="apitoken_scopes_named",
                violation_error_message="Choose what the token is for.",
            ),
        ),
    ]
