"""Seats of people whose cases are closed: one that is still there, and who travelled together."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.models import Case
from cases.casework.one_journey import knows_journeys
from cases.casework.stays_open import Open, stays_open
from cases.core.actor import Actor
from cases.core.together import Part
from cases.movements.models import Passenger

TOGETHER = 2


def seats_left(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return the places of a case on movements that are not over."""
    rows = Passenger.objects.visible_to(actor).standing().under_way().filter(case_id=case)
    return Part(rows, {"movement": ("number",)})


@knows_journeys
def on_one_movement(actor: Actor, references: Sequence[str]) -> bool:
    """Return whether all of some cases have places on one movement, or had them until its end.

    Of those in sight: whoever names others is told so of each.
    """
    seen = Case.objects.visible_to(actor).filter(reference__in=references).count()
    if seen < TOGETHER:
        return True
    seats = Passenger.objects.visible_to(actor).standing().filter(case__reference__in=references)
    together = seats.values("movement").annotate(people=Count("case", distinct=True))
    return together.filter(people=seen).exists()


@stays_open("movements", seats_left, label=gettext_lazy("Places on movements"))
def seats_open(case: Case, rows: Sequence[Passenger]) -> Iterator[Open]:
    """Yield each place by the number of its movement."""
    for row in sorted(rows, key=lambda one: one.pk):
        text = _("A place on the movement %(number)s") % {"number": row.movement.number}
        yield Open(text, row.get_absolute_url())
