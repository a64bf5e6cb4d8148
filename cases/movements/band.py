"""Movements on the page of a case: the seat in one line, and what was decided, in the course."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.casework.beside import Entry, band_of, told_of
from cases.casework.models import Case
from cases.casework.pages.folds import fold
from cases.casework.queries import CaseFile
from cases.core.actor import Actor
from cases.core.text import labelled
from cases.core.together import Part
from cases.movements.choices import STANDING
from cases.movements.models import Passenger, SeatChange
from cases.templatetags.moments import day_words

BY = {"recorded_by": ("full_name",)}
TRIP = ("number", "title", "state", "departs_at", "manifest")


def movements_beside(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return the places of a case on movements, and what was done with them."""
    return (
        Part(Passenger.objects.visible_to(actor).filter(case_id=case), {"movement": TRIP}),
        Part(SeatChange.objects.visible_to(actor).filter(case_id=case), BY),
    )


@told_of("movements", movements_beside, 2)
def movement_entries(case: Case, rows: Sequence[list[Any]]) -> list[Entry]:
    """Return what was done with her seats, with the reason."""
    seats, changes = rows
    by_id = {row.pk: row.movement for row in seats}
    return [
        {
            "title": labelled(row.get_act_display(), by_id[row.passenger_id].number),
            "icon": "note",
            "occurred_from": row.recorded_at,
            "occurred_at": row.recorded_at,
            "by": str(row.recorded_by or _("The system")),
            "body": by_id[row.passenger_id].title,
            "text": row.reason,
        }
        for row in changes
        if row.passenger_id in by_id
    ]


@band_of("movements", "movements/band.html", below="steps")
def movements_band(
    actor: Actor, file: CaseFile, rows: Sequence[list[Any]], verbs: frozenset[str]
) -> Entry:
    """Return on which movements the person has a place; nothing where she has none."""
    seats = [row for row in rows[0] if row.state in STANDING]
    if not seats:
        return {}
    for row in seats:
        # What is read of a related row comes as JSON has it.
        row.movement.departs_at = datetime.fromisoformat(str(row.movement.departs_at))
    seats.sort(key=lambda row: row.movement.departs_at, reverse=True)
    said = [
        {
            "number": row.movement.number,
            "url": row.movement.get_absolute_url(),
            "title": row.movement.title,
            "state": row.get_state_display(),
            "departs_at": row.movement.departs_at,
        }
        for row in seats
    ]
    first = seats[0]
    day = day_words(first.movement.departs_at.astimezone(actor.clock))
    line = " · ".join([first.movement.number, day, str(first.get_state_display())])
    return {**fold(_("Movements"), "movements", line), "places": said}
