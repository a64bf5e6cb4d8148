"""Columns of the case row that triggers keep: what was said, when to try again, what contradicts.

Lists begin at indexed rows of cases and read no child table (`casework/talk_schema.py`,
`casework/endings_schema.py`).
"""

from typing import Any

from django.db import models
from django.db.models import Q

from cases.casework.choices import StatementAnswer, ToldOtherwise


def kept_wish() -> models.CharField[Any, Any]:
    """The latest word of the person on her return, on whichever record it was said; or nothing."""
    return models.CharField(
        max_length=10,
        choices=StatementAnswer,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )


def kept_moment() -> models.DateTimeField[Any, Any]:
    """A moment of the contact log: when she was reached last, when it is to be tried again."""
    return models.DateTimeField(null=True, blank=True, editable=False)


def kept_doubt() -> models.BooleanField[Any, Any]:
    """Whether the person is known to be where the outcome of the case says they are not."""
    return models.BooleanField(default=False, db_default=False, editable=False)


def kept_overlooked() -> models.CharField[Any, Any]:
    """What is told otherwise than a closing since which nobody knows where the person is.

    News of a return before it as lost or onward changes nothing of where they are, nor does news
    of its bare day, of which it is not known what came last. It is so until the outcome or the day
    is corrected, or somebody who knows of the news says the closing again as it is: by correcting
    the entry with a reason alone. `OVERLOOKED` in `endings_schema.py` is the rule.
    """
    return models.CharField(
        max_length=11,
        choices=ToldOtherwise,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )


WISH_KNOWN = models.CheckConstraint(
    condition=Q(return_wish__in=["", *StatementAnswer.values]), name="case_return_wish_known"
)
OVERLOOKED_KNOWN = models.CheckConstraint(
    condition=Q(overlooked__in=["", *ToldOtherwise.values]), name="case_overlooked_known"
)
TO_TRY = ~Q(stage__in=["closed", ""]) & Q(next_attempt_at__isnull=False)
BEFORE_DEPARTURE = Q(stage__in=["reported", "contacted", "verified", "ready"])
KEPT = (
    models.Index(
        fields=["mission", "next_attempt_at", "reference"],
        condition=TO_TRY,
        name="case_attempt_of_mission",
    ),
    models.Index(fields=["next_attempt_at", "reference"], condition=TO_TRY, name="case_attempt"),
    models.Index(
        fields=["mission", "last_contact_from", "opened_at"],
        condition=BEFORE_DEPARTURE,
        name="case_silent_of_mission",
    ),
    models.Index(fields=["id"], condition=Q(outcome_in_doubt=True), name="case_in_doubt"),
    models.Index(fields=["id"], condition=~Q(overlooked=""), name="case_overlooked"),
)
