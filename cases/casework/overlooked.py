"""Closings since which nobody knows where the person is, and what is told otherwise.

A closing with nothing stated says that nobody knows where the person is since then. News of a
return before it as lost or onward changes nothing of that, nor does news of its bare day, of which
it is not known what came last. So the closing is an entry to check until its outcome or its day is
corrected, or somebody who knows of the news says it again as it is: by correcting the entry with a
reason alone. All records of the person are looked at, also those that the reader does not see.
"""

from typing import Final

from django.db.models import CharField, Exists, Func, OuterRef, Q

from cases.casework.meanings import MEANS, Means
from cases.casework.models import Case, Transition
from cases.casework.models.transition import TransitionQuerySet

LEFT_OPEN: Final = [outcome for outcome, means in MEANS.items() if means is not Means.STAYS]
"""Outcomes after which the person is nowhere known where nothing is stated."""
LATER: Final = Q(occurred_at__gt=OuterRef("occurred_at")) | Q(
    occurred_at=OuterRef("occurred_at"), number__gt=OuterRef("number")
)
TOLD: Final = Func(
    *("pk", "case__citizen", "case__outcome", "case__citizen__now_country"),
    function="overlooked",
    output_field=CharField(),
)
"""What is told, and of which record: `OVERLOOKED` in `endings_schema.py` is the rule."""


def may_be_overlooked(case: Case) -> bool:
    """Return whether a case is closed so that nobody knows where its person is."""
    return case.outcome in LEFT_OPEN and not case.citizen.now_country


def overlooked(rows: TransitionQuerySet) -> TransitionQuerySet:
    """Return of some entries the closings since which nothing is known, with what is `told`."""
    closings = Transition.objects.standing().filter(case=OuterRef("case"))
    rows = rows.standing().filter(
        ~Exists(closings.filter(LATER, changes__has_key="outcome")),
        case__outcome__in=LEFT_OPEN,
        case__citizen__now_country="",
        changes__has_key="outcome",
    )
    return rows.annotate(told=TOLD).exclude(told="")
