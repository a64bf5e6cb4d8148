"""How many stopped clocks on the list of a recount would get another verdict.

The right is what `cases/core/walls_recounts.py` gave when it was written; a test compares them.
"""

from django.conf import settings
from django.db import migrations, models

RIGHTS = """
grant update (rejudged) on cases_recount to "{role}";
"""
FILL = """
update cases_recount as own set rejudged = (
  select count(*) from cases_recountedclock as line
  where line.recount_id = own.id and not line.is_moved
    and (line.verdict_before, line.is_counted_before)
      is distinct from (line.verdict_after, line.is_counted_after));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0108_one_signed_copy"),
    ]

    operations = [
        migrations.AddField(
            model_name="recount",
            name="rejudged",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
