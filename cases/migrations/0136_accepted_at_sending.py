"""What had come up by the sending of a letter, and was looked at by whoever sent it.

The SQL is what `cases/retention/schema.py` gave when it was written; a test compares them.
"""

from django.conf import settings
from django.db import migrations, models

BEFORE = "'sent_at', 'sent_by_id', 'sent_from'"
AFTER = "'sent_accepted', 'sent_at', 'sent_by_id', 'sent_from'"
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""
GRANT = 'grant update (sent_accepted) on cases_letter to "{role}"'


class Migration(migrations.Migration):
    dependencies = [("cases", "0134_out_of_a_closing")]

    operations = [
        migrations.AddField("letter", "sent_accepted", models.JSONField(blank=True, default=list)),
        migrations.RunSQL(
            CHANGE.format(before=BEFORE, after=AFTER), CHANGE.format(before=AFTER, after=BEFORE)
        ),
        migrations.RunSQL(GRANT.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
