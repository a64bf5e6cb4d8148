"""A list that was received may be the reply of a body to our questions: its rows are answers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0087_lost"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="listrow",
            name="listrow_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="listrow",
            name="listrow_settled_has_case",
        ),
        migrations.RemoveConstraint(
            model_name="receivedlist",
            name="receivedlist_sender_known",
        ),
        migrations.AddField(
            model_name="receivedlist",
            name="asked_of",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.authority",
            ),
        ),
        migrations.AddField(
            model_name="receivedlist",
            name="reference",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AlterField(
            model_name="attachedfile",
            name="preview",
            field=models.UUIDField(blank=True, db_index=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="attachedfile",
            name="stored",
            field=models.UUIDField(blank=True, db_index=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="listrow",
            name="state",
            field=models.CharField(
                choices=[
                    ("new", "Not checked yet"),
                    ("ready", "Ready"),
                    ("needs_fixing", "Needs fixing"),
                    ("likely_double", "Likely registered already"),
                    ("twice", "Twice in the file"),
                    ("parked", "Parked"),
                    ("written", "Case opened"),
                    ("same_person", "Belongs to somebody registered before"),
                    ("left_out", "Left out"),
                    ("differs", "Differs from our record: look at it"),
                    ("another_person", "Another person, they say"),
                    ("not_asked", "Not asked, or answered before"),
                    ("answered", "Answer recorded"),
                ],
                default="new",
                max_length=14,
            ),
        ),
        migrations.AlterField(
            model_name="receivedlist",
            name="sender_kind",
            field=models.CharField(
                choices=[
                    ("own", "Our own mission"),
                    ("other_mission", "Another of our missions"),
                    ("home_authority", "An authority at home"),
                    ("immigration", "Immigration police"),
                    ("host_authority", "Another host authority"),
                    ("militia", "Militia or border force"),
                    ("iom", "IOM"),
                    ("organisation", "Another organisation"),
                    ("other", "Somebody else"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="listrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "new",
                            "ready",
                            "needs_fixing",
                            "likely_double",
                            "twice",
                            "parked",
                            "written",
                            "same_person",
                            "left_out",
                            "differs",
                            "another_person",
                            "not_asked",
                            "answered",
                        ],
                    )
                ),
                name="listrow_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="listrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("case__isnull", False),
                        ("citizen__isnull", False),
                        ("settled_at__isnull", False),
                        ("state__in", ("written", "same_person", "answered")),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ("written", "same_person", "answered")), _negated=True
                        ),
                        ("case__isnull", True),
                        ("citizen__isnull", True),
                        ("settled_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="listrow_settled_has_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sender_kind__in",
                        [
                            "own",
                            "other_mission",
                            "home_authority",
                            "immigration",
                            "host_authority",
                            "militia",
                            "iom",
                            "organisation",
                            "other",
                        ],
                    )
                ),
                name="receivedlist_sender_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_of__isnull", True), ("reference", "")),
                    models.Q(("as_of__isnull", False), ("asked_of__isnull", False)),
                    _connector="OR",
                ),
                name="receivedlist_reply_is_dated",
            ),
        ),
    ]
