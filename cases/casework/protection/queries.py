"""Reads of what was decided, wherever it is recorded."""

from django.db.models import Exists, OuterRef, QuerySet

from cases.casework.choices import StepStatus
from cases.casework.models import SealedPart, StepResult
from cases.casework.protection.choices import DECIDED_IN
from cases.core.actor import Actor


def decided_in_steps(actor: Actor) -> QuerySet[StepResult]:
    """Return the newest result of each step that is done and decides, where the actor reads it.

    A step that is open again decides nothing until it is done anew.
    """
    newer = StepResult.objects.filter(step=OuterRef("step"), pk__gt=OuterRef("pk"))
    rows: QuerySet[StepResult] = StepResult.objects.visible_to(actor).filter(
        step__procedure__code__in=list(DECIDED_IN),
        step__status=StepStatus.DONE,
        sealed__in=SealedPart.objects.visible_to(actor),
    )
    return rows.exclude(Exists(newer))
