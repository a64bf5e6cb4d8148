"""Sealed parts: what restricted steps say, apart; behind the wall from the first.

The text of the policies is what the code gave when this was written; tests compare them.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WALL = r"""
alter table cases_sealedpart enable row level security;
alter table cases_sealedpart force row level security;
create policy owner_all on cases_sealedpart to current_user using (true) with check (true);
create policy select_rows on cases_sealedpart for select using ((case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_sealedpart for insert with check ((case restricted when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1)))));
revoke all on cases_sealedpart from "APP_ROLE";
grant select, insert on cases_sealedpart to "APP_ROLE";
"""

NO_WALL = """
drop policy owner_all on cases_sealedpart;
drop policy select_rows on cases_sealedpart;
drop policy insert_rows on cases_sealedpart;
alter table cases_sealedpart no force row level security;
alter table cases_sealedpart disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0020_roles"),)
    operations = (
        migrations.CreateModel(
            name="SealedPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "restricted",
                    models.CharField(
                        choices=[
                            ("protection", "Protection"),
                            ("health", "Health"),
                            ("money", "Money"),
                        ],
                        max_length=12,
                    ),
                ),
                ("content", models.JSONField(default=dict)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "sealed part",
                "verbose_name_plural": "sealed parts",
            },
        ),
        migrations.RemoveConstraint(
            model_name="step",
            name="step_has_grounds",
        ),
        migrations.AddField(
            model_name="sealedpart",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="sealedpart",
            name="recorded_by",
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
            model_name="sealedpart",
            name="step",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.step",
            ),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="sealed_answer",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.sealedpart",
            ),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="sealed_question",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.sealedpart",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="sealed_grounds",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.sealedpart",
            ),
        ),
        migrations.AddField(
            model_name="stepresult",
            name="sealed",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.sealedpart",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["refused", "waived"]), _negated=True),
                    models.Q(("grounds", ""), _negated=True),
                    ("sealed_grounds__isnull", False),
                    _connector="OR",
                ),
                name="step_has_grounds",
                violation_error_message="Refusing and waiving need a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("restricted__in", ["protection", "health", "money"])),
                name="sealedpart_restricted_known",
            ),
        ),
        migrations.RunSQL(WALL.replace("APP_ROLE", settings.DATABASE_APP_ROLE), NO_WALL),
    )
