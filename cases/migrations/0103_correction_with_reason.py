"""A correction of a limit says why, and lists the running clocks that moved with it.

The SQL is what `cases/core/walls_recounts.py` and `cases/retention/schema.py` gave when it was
written; tests compare them.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

RIGHTS = """
grant update (moved) on cases_recount to "{role}";
"""
BEFORE = "'is_counted_after', 'is_counted_before', 'recount_id'"
AFTER = "'is_counted_after', 'is_counted_before', 'is_moved', 'recount_id'"
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0101_letters_sent"),
    ]

    operations = [
        migrations.AddField(
            model_name="recount",
            name="corrected_because",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="recount",
            name="corrected_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recount",
            name="moved",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="recountedclock",
            name="is_moved",
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
        migrations.RunSQL(
            CHANGE.format(before=BEFORE, after=AFTER), CHANGE.format(before=AFTER, after=BEFORE)
        ),
    ]
