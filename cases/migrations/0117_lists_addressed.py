"""Numbered lists go to the body to which each letter behind them goes."""

from django.db import migrations

FILL = """
set constraints all immediate;
alter table cases_letterbatch disable trigger user;
update cases_letterbatch as batch set authority_id = letter.authority_id
from cases_letter as letter where letter.batch_id = batch.id and batch.number <> '';
alter table cases_letterbatch enable trigger user;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0116_lists_in_the_register"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
