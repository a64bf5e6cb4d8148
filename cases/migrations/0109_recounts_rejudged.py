"""How many stopped clocks on the list of a recount would get another verdict."""

from django.db import migrations, models

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
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
