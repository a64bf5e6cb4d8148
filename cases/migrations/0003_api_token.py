"""Tokens get a number of their own as key, so that nothing names them by their digest.

Like every other table, this one is never deleted from.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cases.core.models

KEPT = f'revoke delete, truncate on cases_apitoken from "{settings.DATABASE_APP_ROLE}";'


class Migration(migrations.Migration):
    dependencies = (("cases", "0002_walls"),)
    operations = (
        migrations.DeleteModel(name="ApiToken"),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("token_key", models.CharField(db_index=True, max_length=25)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("expiry", models.DateTimeField(blank=True, null=True)),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "uuid",
                    models.UUIDField(
                        default=cases.core.models.new_uuid, editable=False, unique=True
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=128, unique=True)),
                ("label", models.CharField(max_length=80)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.posting",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "API token",
                "verbose_name_plural": "API tokens",
                "ordering": ("-created",),
            },
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    )
