"""Who came home before a closing since which it is not known where they are, as was told later.

A closing as lost or onward with nothing stated says that nobody knows where the person is since
then. News of a return before it changes nothing of that, though it may well be how the case ended.
So the closing is an entry to check until its outcome or its day is corrected, or somebody who knows
of the return says it again as it is: by correcting the entry with a reason alone.
"""

from typing import Any, Final

from django.db.models import Exists, Max, OuterRef, Q, Subquery

from cases.casework.choices import Outcome
from cases.casework.models import Case, Transition
from cases.casework.models.transition import TransitionQuerySet
from cases.crossings.choices import StayKind
from cases.crossings.models import Crossing, Stay
from cases.places.choices import Country

LEFT_OPEN: Final = (Outcome.LOST_CONTACT, Outcome.ONWARD)
"""Outcomes after which nobody is at home, and with nothing stated they are nowhere known."""
OF_PERSON: Final = Q(citizen=OuterRef("case__citizen")) | Q(
    citizen__head=OuterRef("case__citizen__head")
)
LATER: Final = Q(occurred_at__gt=OuterRef("occurred_at")) | Q(
    occurred_at=OuterRef("occurred_at"), number__gt=OuterRef("number")
)


def may_be_overlooked(case: Case) -> bool:
    """Return whether a case is closed so that nobody knows where its person is."""
    return case.outcome in LEFT_OPEN and not case.citizen.now_country


def overlooked(rows: TransitionQuerySet) -> TransitionQuerySet:
    """Return of some entries the closings since which nothing is known of who had come home."""
    closings = Transition.objects.filter(case=OuterRef("case"), changes__has_key="outcome")
    said = closings.filter(copied_from__isnull=True).order_by().values("case")
    rows = rows.standing().filter(
        ~Exists(closings.standing().filter(LATER)),
        case__outcome__in=LEFT_OPEN,
        case__citizen__now_country="",
        changes__has_key="outcome",
    )
    rows = rows.annotate(said_at=Subquery(said.annotate(at=Max("recorded_at")).values("at")))
    return rows.filter(
        Exists(told_since(Crossing.objects.filter(to_country=Country.VN)))
        | Exists(told_since(Stay.objects.filter(kind=StayKind.AT, country=Country.VN)))
    )


def told_since(home: Any) -> Any:
    """Return of points at home those that were told after the closing, and lead up to it."""
    before = home.filter(
        *(Q(citizen=OuterRef("citizen")), Q(number=OuterRef("number"))),
        recorded_at__lte=OuterRef(OuterRef("said_at")),
    )
    same = Q(citizen=OuterRef("citizen")) | Q(citizen__head=OuterRef("citizen__head"))
    until = Q(occurred_at__lte=OuterRef(OuterRef("occurred_at")))
    gone = Crossing.objects.standing().filter(same, LATER, until).exclude(to_country=Country.VN)
    away = Stay.objects.standing().filter(same, LATER, until, kind=StayKind.AT)
    away = away.exclude(country=Country.VN)
    return home.standing().filter(
        OF_PERSON,
        *(~Exists(before), ~Exists(gone), ~Exists(away)),
        occurred_at__lte=OuterRef("occurred_at"),
        recorded_at__gt=OuterRef("said_at"),
    )
