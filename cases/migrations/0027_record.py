"""The record as a page: indexes for reading it the newest first, and its chain for who reads it.

The text of policies is what the code gave when this was written; tests compare them.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

WALLS = r"""
drop policy select_rows on cases_auditlink;
create policy select_rows on cases_auditlink for select using ((select app_sees_all()) or (select app_sees('audit')));
"""

FORMER_WALLS = r"""
drop policy select_rows on cases_auditlink;
create policy select_rows on cases_auditlink for select using ((select app_sees_all()));
"""

OF_STAFF = {
    "db_index": False,
    "null": True,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": settings.AUTH_USER_MODEL,
}


class Migration(migrations.Migration):
    """Six indexes of the record take the place of three, and one of sessions that of another."""

    dependencies = (("cases", "0026_basis_filled"),)

    operations = (
        migrations.RemoveIndex("auditentry", "auditentry_mission"),
        migrations.RemoveIndex("auditentry", "auditentry_at"),
        migrations.AlterField("auditentry", "staff", models.ForeignKey(**OF_STAFF)),
        migrations.AlterField("staffsession", "staff", models.ForeignKey(**OF_STAFF)),
        migrations.AddIndex(
            "auditentry", models.Index(fields=["at", "id"], name="auditentry_moment")
        ),
        migrations.AddIndex(
            "auditentry",
            models.Index(fields=["staff", "at", "id"], name="auditentry_staff_moment"),
        ),
        migrations.AddIndex(
            "auditentry",
            models.Index(fields=["mission_id", "at", "id"], name="auditentry_mission_moment"),
        ),
        migrations.AddIndex(
            "auditentry",
            models.Index(fields=["operation", "at", "id"], name="auditentry_operation_moment"),
        ),
        migrations.AddIndex(
            "auditentry",
            models.Index(
                fields=["at", "id"],
                name="auditentry_refused_moment",
                condition=Q(outcome="refused"),
            ),
        ),
        migrations.AddIndex(
            "auditentry",
            models.Index(
                fields=["staff", "at", "id"],
                name="auditentry_refused_staff",
                condition=Q(outcome="refused"),
            ),
        ),
        migrations.AddIndex(
            "staffsession",
            models.Index(fields=["staff", "started_at"], name="staffsession_began"),
        ),
        migrations.RunSQL(WALLS, FORMER_WALLS),
    )
