"""What was carried out of the seeds; like every other table, never deleted from."""

from django.conf import settings
from django.db import migrations, models

KEPT = f'revoke delete, truncate on cases_seedentry from "{settings.DATABASE_APP_ROLE}";'


class Migration(migrations.Migration):
    dependencies = (("cases", "0003_api_token"),)
    operations = (
        migrations.CreateModel(
            name="SeedEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("applied_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "seed entry",
                "verbose_name_plural": "seed entries",
            },
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    )
