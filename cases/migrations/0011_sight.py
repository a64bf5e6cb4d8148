"""Which missions see which citizens, as rows; behind the wall from the first."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WALL = """
alter table cases_citizensight enable row level security;
alter table cases_citizensight force row level security;
create policy owner_all on cases_citizensight to current_user using (true) with check (true);
create policy select_rows on cases_citizensight for select using ((select app_is_headquarters()) or mission_id = (select app_mission()));
revoke all on cases_citizensight from "APP_ROLE";
grant select on cases_citizensight to "APP_ROLE";
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0010_directives"),)
    operations = (
        migrations.CreateModel(
            name="CitizenSight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sights",
                        to="cases.citizen",
                    ),
                ),
                (
                    "mission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.mission",
                    ),
                ),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("may_write", models.BooleanField(default=False)),
                ("write_until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "sight of a citizen",
                "verbose_name_plural": "sights of citizens",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mission", "citizen"),
                        include=("until", "may_write", "write_until"),
                        name="citizensight_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            WALL.replace("APP_ROLE", settings.DATABASE_APP_ROLE), migrations.RunSQL.noop
        ),
    )
