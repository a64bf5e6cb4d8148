"""Limits that start from several steps or from a stay, or hang on a condition; clocks at rest.

The function that forgets is changed in place; a test compares it with the code.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

BEFORE = "array['calendar', 'case_id', 'due_at', 'due_from', 'id', 'is_counted', 'limit_id', 'started_at', 'started_from', 'state', 'step_id', 'stopped_at', 'stopped_from', 'uuid', 'verdict']"
AFTER = "array['calendar', 'case_id', 'due_at', 'due_from', 'id', 'is_counted', 'limit_id', 'rests_left', 'rests_since', 'rests_with', 'started_at', 'started_from', 'state', 'step_id', 'stopped_at', 'stopped_from', 'uuid', 'verdict']"
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a$('cases_clock', {before})$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a$('cases_clock', {before})$a$, $a$('cases_clock', {after})$a$);
end $do$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0090_recounts"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="limit",
            name="limit_starts_known",
        ),
        migrations.AddField(
            model_name="clock",
            name="rests_left",
            field=models.IntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="clock",
            name="rests_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="clock",
            name="rests_with",
            field=models.CharField(
                blank=True,
                choices=[
                    ("mission", "Our mission"),
                    ("headquarters", "Headquarters"),
                    ("immigration_department", "Immigration department"),
                    ("home_authority", "Authority at home"),
                    ("host_authority", "Host authority"),
                    ("family", "Family"),
                    ("citizen", "The citizen"),
                    ("organisation", "Organisation"),
                ],
                max_length=24,
            ),
        ),
        migrations.AddField(
            model_name="limit",
            name="amount_if",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="limit",
            name="condition",
            field=models.CharField(
                blank=True,
                choices=[("passport_before", "A passport was issued to the person before")],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="limit",
            name="start_place",
            field=models.CharField(
                blank=True,
                choices=[
                    ("bridge", "Bridge"),
                    ("ford", "Ford"),
                    ("pier", "Pier"),
                    ("gate", "Border gate"),
                    ("airport", "Airport"),
                    ("seaport", "Seaport"),
                    ("shelter", "Shelter"),
                    ("cell", "Police cell"),
                    ("detention", "Detention centre"),
                    ("camp", "Camp"),
                    ("compound", "Compound"),
                    ("hospital", "Hospital"),
                    ("office", "Office"),
                    ("town", "Town"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="limit",
            name="start_procedures",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.SlugField(max_length=60), blank=True, default=list
            ),
        ),
        migrations.AlterField(
            model_name="limit",
            name="starts",
            field=models.CharField(
                choices=[
                    ("opened", "The step can begin"),
                    ("asked", "The body was asked"),
                    ("answered", "The answer came"),
                    ("done", "Another step was done"),
                    ("result", "A date in a result"),
                    ("stage", "A stage was reached"),
                    ("several", "Several steps were all done"),
                    ("stay", "The person was placed somewhere"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("rests_left__isnull", True),
                        ("rests_since__isnull", True),
                        ("rests_with", ""),
                    ),
                    models.Q(
                        ("rests_left__isnull", False),
                        ("rests_since__isnull", False),
                        (
                            "rests_with__in",
                            [
                                "mission",
                                "headquarters",
                                "immigration_department",
                                "home_authority",
                                "host_authority",
                                "family",
                                "citizen",
                                "organisation",
                            ],
                        ),
                        ("state", "paused"),
                    ),
                    _connector="OR",
                ),
                name="clock_rests_when_paused",
            ),
        ),
        migrations.AddConstraint(
            model_name="limit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount_if__isnull", True), ("condition", "")),
                    models.Q(
                        ("amount_if__gte", 1),
                        ("amount_if__isnull", False),
                        ("condition__in", ["passport_before"]),
                    ),
                    _connector="OR",
                ),
                name="limit_by_condition",
            ),
        ),
        migrations.AddConstraint(
            model_name="limit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("start_procedure", ""), _negated=True),
                        ("start_procedures__len__gte", 1),
                        ("starts", "several"),
                    ),
                    models.Q(
                        models.Q(("starts", "several"), _negated=True), ("start_procedures", [])
                    ),
                    _connector="OR",
                ),
                name="limit_start_several",
            ),
        ),
        migrations.AddConstraint(
            model_name="limit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "start_place__in",
                            [
                                "bridge",
                                "ford",
                                "pier",
                                "gate",
                                "airport",
                                "seaport",
                                "shelter",
                                "cell",
                                "detention",
                                "camp",
                                "compound",
                                "hospital",
                                "office",
                                "town",
                            ],
                        ),
                        ("starts", "stay"),
                    ),
                    models.Q(models.Q(("starts", "stay"), _negated=True), ("start_place", "")),
                    _connector="OR",
                ),
                name="limit_start_stay",
            ),
        ),
        migrations.AddConstraint(
            model_name="limit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "starts__in",
                        [
                            "opened",
                            "asked",
                            "answered",
                            "done",
                            "result",
                            "stage",
                            "several",
                            "stay",
                        ],
                    )
                ),
                name="limit_starts_known",
            ),
        ),
        migrations.RunSQL(
            CHANGE.format(before=BEFORE, after=AFTER), CHANGE.format(before=AFTER, after=BEFORE)
        ),
    ]
