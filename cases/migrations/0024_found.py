"""Names are found by how they begin, without marks and capitals, in the database's own folding."""

from django.db import migrations, models
from django.db.models import F, Func

FOLD = r"""
create function app_fold(words text) returns text language sql immutable strict parallel safe as
$$ select lower(regexp_replace(btrim(regexp_replace(
     translate(normalize(words, NFD), 'Đđ', 'Dd'), '[\u0300-\u036f]', '', 'g')),
   '\s+', ' ', 'g') collate "C") $$;
"""

KEY = models.CharField(db_collation="C", max_length=160)


class Migration(migrations.Migration):
    dependencies = (("cases", "0023_reception"),)
    operations = (
        migrations.RunSQL(FOLD, "drop function app_fold(text)"),
        migrations.AddField(
            model_name="citizen",
            name="find_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=Func(F("full_name"), function="app_fold"),
                output_field=KEY,
            ),
        ),
        migrations.AddField(
            model_name="name",
            name="find_key",
            field=models.GeneratedField(
                db_persist=True, expression=Func(F("value"), function="app_fold"), output_field=KEY
            ),
        ),
        migrations.AddIndex(
            model_name="citizen", index=models.Index(fields=["find_key"], name="citizen_find")
        ),
        migrations.AddIndex(
            model_name="citizen", index=models.Index(fields=["birth_on"], name="citizen_born")
        ),
        migrations.AddIndex(
            model_name="name", index=models.Index(fields=["find_key"], name="name_find")
        ),
    )
