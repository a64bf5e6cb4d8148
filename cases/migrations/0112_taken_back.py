"""A question that we took back is none that was answered; a letter withdrawn unsent replaced none."""

from django.conf import settings
from django.db import migrations, models

KNOWN = {
    "done": "It is settled: the step is done",
    "refused": "It is refused",
    "ours": "It is our turn again",
}
GRANT = 'grant update (inquiry_id) on cases_letter to "{role}";'
REVOKE = 'revoke update (inquiry_id) on cases_letter from "{role}";'
ALL = {**KNOWN, "taken": "We took the question back"}


def ended(verdicts):
    """The constraint on how a question ends."""
    return models.CheckConstraint(
        condition=models.Q(verdict="", answered_at__isnull=True, answered_from__isnull=True)
        | models.Q(
            verdict__in=list(verdicts),
            answered_from__isnull=False,
            answered_at__gte=models.F("asked_from"),
        ),
        name="inquiry_answer_after_question",
        violation_error_message="An answer cannot come before the question.",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0111_figures_corrected"),
    ]

    operations = [
        migrations.AlterField(
            model_name="inquiry",
            name="verdict",
            field=models.CharField(blank=True, choices=[*ALL.items()], max_length=8),
        ),
        migrations.RemoveConstraint(model_name="inquiry", name="inquiry_answer_after_question"),
        migrations.AddConstraint(model_name="inquiry", constraint=ended(ALL)),
        migrations.RemoveConstraint(model_name="letter", name="letter_replaced_once"),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(withdrawn_at__isnull=True),
                fields=["replaces"],
                name="letter_replaced_once",
                violation_error_message="This letter was replaced already.",
            ),
        ),
        migrations.RunSQL(
            GRANT.format(role=settings.DATABASE_APP_ROLE),
            REVOKE.format(role=settings.DATABASE_APP_ROLE),
        ),
    ]
