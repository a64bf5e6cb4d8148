"""A limit that no law sets counts only against ourselves; a waiver was no answer."""

from django.db import migrations, models
from django.db.models import Q

UNREAD = """
set constraints all immediate;
update cases_limit set verified = false
where verified and not is_legal
  and (source = '' or valid_from is null or on_whom not in ('mission', 'headquarters'));
"""
TAKEN_BACK = """
set constraints all immediate;
update cases_inquiry as asked set verdict = 'taken' from cases_step as step
where step.id = asked.step_id and step.status = 'waived' and asked.verdict = 'ours'
  and asked.answered_at = step.status_at;
"""
"""What was out at a waiver was kept as answered at that very moment."""


class Migration(migrations.Migration):
    dependencies = [("cases", "0143_clocks_of_what_binds")]

    operations = [
        migrations.RunSQL(UNREAD, migrations.RunSQL.noop),
        migrations.RunSQL(TAKEN_BACK, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "limit",
            models.CheckConstraint(
                condition=Q(verified=False)
                | Q(is_legal=True)
                | Q(
                    ~Q(source=""), on_whom__in=("mission", "headquarters"), valid_from__isnull=False
                ),
                name="limit_of_house_on_us",
                violation_error_message=(
                    "A limit that no law sets counts only against ourselves, and says who decided "
                    "it and from which day."
                ),
            ),
        ),
    ]
