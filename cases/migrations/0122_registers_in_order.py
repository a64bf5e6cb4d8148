"""A register of letters is ordered by day and number; a file is found by the digest it came with."""

import django.contrib.postgres.indexes
from django.db import migrations, models

FILL = """
set constraints all immediate;
alter table cases_letterbatch disable trigger user;
update cases_letterbatch as batch set dated_on = (batch.issued_at at time zone mission.zone)::date
from cases_mission as mission where mission.id = batch.mission_id;
alter table cases_letterbatch enable trigger user;
"""
IN_REGISTER = ["dated_on", "serial", "uuid"]


class Migration(migrations.Migration):
    dependencies = [("cases", "0121_deaths_looked_at")]

    operations = [
        migrations.AddField("letterbatch", "dated_on", models.DateField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("letterbatch", "dated_on", models.DateField()),
        migrations.RemoveIndex("letterbatch", "letterbatch_numbered"),
        migrations.RemoveIndex("letter", "letter_of_mission"),
        migrations.RemoveIndex("letter", "letter_all"),
        migrations.AddIndex(
            "letterbatch",
            models.Index(
                condition=models.Q(("number", ""), _negated=True),
                fields=IN_REGISTER,
                name="letterbatch_in_register",
            ),
        ),
        migrations.AddIndex(
            "letter", models.Index(fields=["mission", *IN_REGISTER], name="letter_of_register")
        ),
        migrations.AddIndex("letter", models.Index(fields=IN_REGISTER, name="letter_of_registers")),
        migrations.AddIndex(
            "attachedfile",
            django.contrib.postgres.indexes.HashIndex(
                fields=["sent_digest"], name="attachedfile_sent"
            ),
        ),
    ]
