"""Position lines of incidents, and which of them a briefing tells.

The SQL is what `cases/core/walls.py` gave when it was written; tests compare them.
"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
alter table cases_positionline enable row level security;
alter table cases_positionline force row level security;
create policy owner_all on cases_positionline to current_user using (true) with check (true);
create policy select_rows on cases_positionline for select using ((select app_sees_all()) or ((select app_sees('figures')) and approved_at is not null));
create policy insert_rows on cases_positionline for insert with check ((select app_sees_all()));
create policy update_rows on cases_positionline for update using ((select app_sees_all())) with check ((select app_sees_all()));
create trigger keep_version after update or delete on cases_positionline for each row execute function keep_row_version('', '');
drop policy select_rows on cases_rowversion;
create policy select_rows on cases_rowversion for select using ((select app_sees_all()) or case when case_id is not null then (select app_sees('file')) and (select true from cases_case as parent where parent.id = case_id) when citizen_id is not null then (select app_sees('file')) and (select true from cases_citizen as parent where parent.id = citizen_id) when table_name = 'cases_directive' then (select true from cases_directive as parent where parent.id = row_id) when table_name = 'cases_directivemission' then (select true from cases_directivemission as parent where parent.id = row_id) when table_name = 'cases_positionline' then (select true from cases_positionline as parent where parent.id = row_id) when table_name = 'cases_receivedreport' then (select true from cases_receivedreport as parent where parent.id = row_id) when table_name = 'cases_movement' then (select true from cases_movement as parent where parent.id = row_id) when table_name = 'cases_leg' then (select true from cases_leg as parent where parent.id = row_id) when table_name = 'cases_escort' then (select true from cases_escort as parent where parent.id = row_id) when table_name = 'cases_hostnote' then (select true from cases_hostnote as parent where parent.id = row_id) when table_name = 'cases_muster' then (select true from cases_muster as parent where parent.id = row_id) when table_name in ('cases_directivereport', 'cases_missionplan') then false else (select app_kind()) = 'staff' end);
"""

BACKWARD = """
drop policy select_rows on cases_rowversion;
create policy select_rows on cases_rowversion for select using ((select app_sees_all()) or case when case_id is not null then (select app_sees('file')) and (select true from cases_case as parent where parent.id = case_id) when citizen_id is not null then (select app_sees('file')) and (select true from cases_citizen as parent where parent.id = citizen_id) when table_name = 'cases_directive' then (select true from cases_directive as parent where parent.id = row_id) when table_name = 'cases_directivemission' then (select true from cases_directivemission as parent where parent.id = row_id) when table_name = 'cases_receivedreport' then (select true from cases_receivedreport as parent where parent.id = row_id) when table_name = 'cases_movement' then (select true from cases_movement as parent where parent.id = row_id) when table_name = 'cases_leg' then (select true from cases_leg as parent where parent.id = row_id) when table_name = 'cases_escort' then (select true from cases_escort as parent where parent.id = row_id) when table_name = 'cases_hostnote' then (select true from cases_hostnote as parent where parent.id = row_id) when table_name = 'cases_muster' then (select true from cases_muster as parent where parent.id = row_id) when table_name in ('cases_directivereport', 'cases_missionplan') then false else (select app_kind()) = 'staff' end);
"""

READ_AGAIN = """
do $$ begin
  execute (select 'alter policy select_rows on cases_rowversion using ('
      || pg_get_expr(polqual, polrelid) || ')'
    from pg_policy where polname = 'select_rows' and polrelid = 'cases_rowversion'::regclass);
end $$;
"""
"""PostgreSQL writes `in (...)` otherwise once it was read again, as after a dump."""

RIGHTS = """
revoke all on cases_positionline from "{role}";
grant select, insert, update (approved_at, approved_by_id, withdrawn_at, withdraw_reason, version) on cases_positionline to "{role}";
revoke all on cases_briefing from "{role}";
grant select, insert, update (state, words, positions, edition, words_by_id, approved_at, approved_by_id, returned_at, returned_by_id, return_reason, published_at, published_by_id, withdrawn_at, withdrawn_by_id, withdraw_reason, version) on cases_briefing to "{role}";
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0085_grounds"),
    ]

    operations = [
        migrations.AddField(
            model_name="briefing",
            name="positions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), blank=True, default=list
            ),
        ),
        migrations.CreateModel(
            name="PositionLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("text", models.TextField()),
                ("text_vi", models.TextField(blank=True)),
                ("text_fr", models.TextField(blank=True)),
                ("source_name", models.CharField(max_length=200)),
                ("source_url", models.CharField(blank=True, max_length=600)),
                ("stated_on", models.DateField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdraw_reason", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="position_lines",
                        to="cases.incident",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "position line",
                "verbose_name_plural": "position lines",
                "ordering": ("incident", "stated_on", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            models.Q(("source_name", ""), _negated=True),
                        ),
                        name="positionline_says_something",
                        violation_error_message="Say the line and who has said it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="positionline_valid_forwards",
                        violation_error_message="The line would end before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(
                                ("approved_at__isnull", False),
                                models.Q(
                                    ("written_by__isnull", True),
                                    models.Q(
                                        ("approved_by", models.F("written_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="positionline_approved_by_another",
                        violation_error_message="Whoever wrote a position line does not approve it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdraw_reason", ""), ("withdrawn_at__isnull", True)),
                            models.Q(
                                models.Q(("withdraw_reason", ""), _negated=True),
                                ("withdrawn_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="positionline_withdrawn_why",
                        violation_error_message="Say why the position line is withdrawn.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(READ_AGAIN, READ_AGAIN),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
