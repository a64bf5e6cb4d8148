"""A letter is sent with its signed copy; a letter about many has a number.

The SQL is what `cases/retention/schema.py` gave when it was written; a test compares them.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BEFORE = "'restricted', 'serial', 'step_id', 'uuid', 'version', 'withdrawn_at'"
AFTER = (
    "'restricted', 'sent_at', 'sent_by_id', 'sent_recorded_at', 'serial', 'signed_copy_id', "
    "'step_id', 'uuid', 'version', 'withdrawn_at'"
)
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""
GRANT = (
    "grant update (sent_at, sent_recorded_at, sent_by_id, signed_copy_id) on cases_letter "
    'to "{role}"'
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0100_lines_and_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="sent_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="sent_by",
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
            model_name="letter",
            name="sent_recorded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="signed_copy",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.attachment",
            ),
        ),
        migrations.AddField(
            model_name="letterbatch",
            name="number",
            field=models.CharField(blank=True, editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name="letterbatch",
            name="serial",
            field=models.PositiveIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="letterbatch",
            name="year",
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("sent_at", None),
                        ("sent_by", None),
                        ("sent_recorded_at", None),
                        ("signed_copy", None),
                    ),
                    models.Q(
                        ("sent_at__isnull", False),
                        ("sent_recorded_at__gte", models.F("sent_at")),
                        ("signed_copy__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="letter_sent_with_signed_copy",
                violation_error_message="A letter is sent with its signed copy.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", ""), ("serial", None), ("year", None)),
                    models.Q(
                        ("serial__isnull", False),
                        ("year__isnull", False),
                        models.Q(("number", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="letterbatch_number_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterbatch",
            constraint=models.UniqueConstraint(
                fields=("mission", "year", "serial"), name="letterbatch_number_once"
            ),
        ),
        migrations.RunSQL(
            CHANGE.format(before=BEFORE, after=AFTER),
            CHANGE.format(before=AFTER, after=BEFORE),
        ),
        migrations.RunSQL(GRANT.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
