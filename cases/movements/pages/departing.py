"""The page on which a departure is recorded: who is on the leg, and how each stood at boarding."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.movements.choices import SeatState
from cases.movements.models import Leg, Movement, Passenger
from cases.movements.musters.boarding import boarding_count, is_to_stay, next_leg
from cases.movements.musters.choices import Mark
from cases.movements.musters.pages.words import (
    moment_words,
    question_words,
    said,
    state_words,
    tone_of,
)
from cases.movements.musters.reading import Count, Person
from cases.movements.operations.rows import seats_of

Row = dict[str, Any]
FIELD = "left_behind"


def departing(actor: Actor, movement: Movement, request: HttpRequest) -> Row:
    """Return who can be left behind, those proposed first and ticked, each with why."""
    asked = request.POST.get("leg") or request.GET.get("leg") or ""
    leg = next_leg(actor, movement, asked)
    if leg is None:
        return {"people_field": FIELD, "people": []}
    found = boarding_count(actor, leg)
    counted = {row.case_id: row for row in found.people} if found is not None else {}
    was_sent = request.method == "POST"
    ticked = set(request.POST.getlist(FIELD) if was_sent else request.GET.getlist(FIELD))
    if not was_sent:
        ticked |= {row.reference for row in counted.values() if is_to_stay(row)}
    seats = [row for row in seats_of(actor, movement) if is_aboard(row, leg)]
    people = [seat_row(row, counted.get(row.case_id), ticked) for row in seats]
    people.sort(key=lambda row: not row["is_first"])
    return {"people_field": FIELD, "people": people, "counted": counted_words(movement, found)}


def is_aboard(seat: Passenger, leg: Leg) -> bool:
    """Whether somebody has a seat on a leg."""
    return seat.state == SeatState.SEATED and seat.is_on(leg.number)


def seat_row(seat: Passenger, person: Person | None, ticked: set[str]) -> Row:
    """Return somebody with a seat, and how she stood at boarding."""
    case = seat.case
    row = {
        "reference": case.reference,
        "name": name_shown(case.citizen.full_name),
        "is_ticked": case.reference in ticked,
        "is_first": False,
        "state": "",
        "tone": "",
        "why": "",
    }
    if person is None:
        return row
    is_first = is_to_stay(person) or person.question is not None
    return row | {
        "is_first": is_first,
        "state": state_words(person),
        "tone": tone_of(person),
        "why": why(person) if is_first else "",
    }


def why(person: Person) -> str:
    """Return by whose word somebody is proposed to be left behind."""
    if person.question is not None or person.standing is None:
        return question_words(person)
    return said(person.standing)


def counted_words(movement: Movement, found: Count | None) -> Row:
    """Return by which head count people are proposed, or that nobody was counted at boarding."""
    if found is None:
        return {
            "text": _("Nobody was counted at boarding for this leg."),
            "url": reverse("musters", args=[movement.number]),
            "label": _("Head counts"),
        }
    muster = found.muster
    present = len(found.marked(Mark.PRESENT))
    words = _("Head count at boarding, %(when)s: %(present)d of %(expected)d present.") % {
        "when": moment_words(muster.opened_at, muster.zone),
        "present": present,
        "expected": len(found.expected),
    }
    more = _("It is not closed yet.") if muster.is_open else ""
    return {
        "text": " ".join(filter(None, [words, more])),
        "url": muster.get_absolute_url(),
        "label": _("Open the head count"),
    }
