"""What a correction of a limit or a calendar judges otherwise, listed and decided about.

The SQL is what `cases/core/walls.py` and `cases/retention/schema.py` gave when it was written;
tests compare them. The function that forgets is changed in place.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
alter table cases_recount enable row level security;
alter table cases_recount force row level security;
create policy owner_all on cases_recount to current_user using (true) with check (true);
create policy select_rows on cases_recount for select using ((select app_sees('reference')));
create policy insert_rows on cases_recount for insert with check ((select app_sees_all()));
create policy update_rows on cases_recount for update using ((select app_sees_all())) with check ((select app_sees_all()));
alter table cases_recountedclock enable row level security;
alter table cases_recountedclock force row level security;
create policy owner_all on cases_recountedclock to current_user using (true) with check (true);
create policy select_rows on cases_recountedclock for select using ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_recountedclock for insert with check ((select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
"""
RIGHTS = """
revoke all on cases_recount from "{role}";
grant select, insert, update (state, found, acquitted, accused, written, reason, decided_at, decided_by_id, version) on cases_recount to "{role}";
revoke all on cases_recountedclock from "{role}";
grant select, insert on cases_recountedclock to "{role}";
"""
ADDED = (
    (
        "union all select 'cases_share:' || id from cases_share where",
        "union all select 'cases_recountedclock:' || id from cases_recountedclock where case_id = any(of_cases)\n    ",
    ),
    (
        "union all select uuid::text from cases_share where",
        "union all select uuid::text from cases_recountedclock where case_id = any(of_cases)\n    ",
    ),
    (
        "('cases_share', array[",
        "('cases_recountedclock', array['case_id', 'clock_id', 'due_after', 'due_before', 'id', 'is_counted_after', 'is_counted_before', 'recount_id', 'uuid', 'verdict_after', 'verdict_before']),\n      ",
    ),
)
"""What stands in the function before its part on shares, and what is put in front of that."""
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""


def forgotten(*, back: bool) -> str:
    """Return the SQL that lets the function know the listed clocks, or know them no more."""
    pairs = [(place, added + place) for place, added in ADDED]
    return "".join(
        CHANGE.format(before=new if back else old, after=old if back else new) for old, new in pairs
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0088_answers_as_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("calendar", models.CharField(blank=True, max_length=8)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("listing", "Clocks are being listed"),
                            ("proposed", "To be decided"),
                            ("accepted", "Being written"),
                            ("done", "Counted anew"),
                            ("declined", "Left as it was"),
                        ],
                        default="listing",
                        max_length=8,
                    ),
                ),
                ("found", models.PositiveIntegerField(default=0)),
                ("acquitted", models.PositiveIntegerField(default=0)),
                ("accused", models.PositiveIntegerField(default=0)),
                ("written", models.PositiveIntegerField(default=0)),
                ("reason", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "limit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.limit",
                    ),
                ),
                (
                    "mission",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.mission",
                    ),
                ),
            ],
            options={
                "verbose_name": "recount",
                "verbose_name_plural": "recounts",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="RecountedClock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "verdict_before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_time", "In time"),
                            ("late", "Late"),
                            ("unknown", "Not known whether in time"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "verdict_after",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_time", "In time"),
                            ("late", "Late"),
                            ("unknown", "Not known whether in time"),
                        ],
                        max_length=8,
                    ),
                ),
                ("due_before", models.DateTimeField(blank=True, null=True)),
                ("due_after", models.DateTimeField(blank=True, null=True)),
                ("is_counted_before", models.BooleanField()),
                ("is_counted_after", models.BooleanField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.clock",
                    ),
                ),
                (
                    "recount",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clocks",
                        to="cases.recount",
                    ),
                ),
            ],
            options={
                "verbose_name": "clock on the list of a recount",
                "verbose_name_plural": "clocks on lists of recounts",
                "ordering": ("recount", "clock"),
            },
        ),
        migrations.AddConstraint(
            model_name="recount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("listing", "proposed", "accepted", "done", "declined"))
                ),
                name="recount_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="recount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("calendar", ""), ("limit__isnull", False), ("mission__isnull", True)),
                    models.Q(
                        ("limit__isnull", True),
                        models.Q(
                            models.Q(("calendar", "mission"), ("mission__isnull", False)),
                            models.Q(
                                (
                                    "calendar__in",
                                    [
                                        "VN",
                                        "TH",
                                        "MM",
                                        "LA",
                                        "KH",
                                        "CN",
                                        "PH",
                                        "MY",
                                        "SG",
                                        "ID",
                                        "IN",
                                        "TW",
                                        "HK",
                                        "KR",
                                        "JP",
                                        "AE",
                                        "ET",
                                        "XX",
                                    ],
                                ),
                                ("mission__isnull", True),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="recount_about_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="recount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("reason", ""),
                        ("state__in", ("listing", "proposed")),
                    ),
                    models.Q(
                        models.Q(("state__in", ("listing", "proposed")), _negated=True),
                        ("decided_at__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="recount_decided_why",
                violation_error_message="Say why the clocks are counted anew, or are not.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recountedclock",
            constraint=models.UniqueConstraint(
                fields=("recount", "clock"), name="recountedclock_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recountedclock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict_after__in", ["", "in_time", "late", "unknown"]),
                    ("verdict_before__in", ["", "in_time", "late", "unknown"]),
                ),
                name="recountedclock_verdicts_known",
            ),
        ),
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
        migrations.RunSQL(forgotten(back=False), forgotten(back=True)),
    ]
