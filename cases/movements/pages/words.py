"""Movements in words: how far each is, its legs with times where they happen."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.possible import acts_now
from cases.movements.choices import MovementState
from cases.movements.models import Leg, Movement

Row = dict[str, Any]
TONES: Final = {
    MovementState.PLANNING.value: "wait",
    MovementState.FROZEN.value: "tell",
    MovementState.UNDER_WAY.value: "good",
    MovementState.COMPLETED.value: "quiet",
    MovementState.CANCELLED.value: "stop",
}


def state_tag(movement: Movement) -> Row:
    """Return how far a movement is, in a word."""
    return {"label": movement.get_state_display(), "tone": TONES[movement.state]}


def act_url(movement: Movement, verb: str) -> str:
    """Return the page of an act on a movement."""
    return reverse("movement_operation", args=[movement.number, verb])


def possible_acts(actor: Actor, movement: Movement) -> dict[str, Row]:
    """Return what this actor may do on a movement now: operation -> label, url, verb."""
    return {
        row.name: {"label": row.form.title, "url": act_url(movement, row.verb), "verb": row.verb}
        for row in acts_now(actor, "movements", movement)
    }


def leg_rows(legs: Sequence[Leg], acts: dict[str, Row]) -> list[Row]:
    """Return the legs as calm lines: from where, when there, to where, how full."""
    return [leg_row(legs, at, acts) for at in range(len(legs))]


def leg_row(legs: Sequence[Leg], at: int, acts: dict[str, Row]) -> Row:
    """Return one leg with what can be done about it now."""
    leg = legs[at]
    return {
        "number": leg.number,
        "mode": leg.get_mode_display(),
        "by": " ".join(filter(None, [leg.carrier, leg.service])),
        "from": leg.from_place.label,
        "to": leg.to_place.label,
        "departs_from": leg.departed_from or leg.departs_at,
        "departs_at": leg.departed_at or leg.departs_at,
        "arrives_from": leg.arrived_from or leg.arrives_at,
        "arrives_at": leg.arrived_at or leg.arrives_at,
        "has_departed": leg.departed_at is not None,
        "has_arrived": leg.arrived_at is not None,
        "turned_back_from": leg.turned_back_from,
        "turned_back_at": leg.turned_back_at if leg.departed_at is None else None,
        "from_zone": leg.from_place.zone,
        "to_zone": leg.to_place.zone,
        "seats": seats_words(leg),
        "is_full": leg.free == 0,
        "meeting_place": leg.meeting_place,
        "meeting_at": leg.meeting_at,
        "why": leg.why,
        "gap": gap_words(legs, at),
        "acts": list(leg_acts(leg, acts)),
    }


def leg_acts(leg: Leg, acts: dict[str, Row]) -> Iterator[Row]:
    """Yield what can be done about a leg now."""
    fits = {
        "depart_leg": leg.departed_at is None,
        "arrive_leg": leg.departed_at is not None and leg.arrived_at is None,
        "turn_back": leg.departed_at is not None,
        "correct_leg": leg.departed_at is None,
    }
    for name, is_fit in fits.items():
        if is_fit and name in acts:
            act = acts[name]
            yield {"label": act["label"], "url": f"{act['url']}?leg={leg.number}"}


def seats_words(leg: Leg) -> str:
    """Return how many have a seat on a leg, and of how many."""
    if leg.capacity is None:
        return _("%(n)d people") % {"n": leg.seated}
    return _("%(n)d of %(seats)d seats") % {"n": leg.seated, "seats": leg.capacity}


def gap_words(legs: Sequence[Leg], at: int) -> str:
    """Return that a leg begins elsewhere than the one before it ended; a hint, no refusal."""
    if at == 0 or legs[at].from_place_id == legs[at - 1].to_place_id:
        return ""
    return _("The leg before it ends at %(place)s.") % {"place": legs[at - 1].to_place.label}


def span_words(row: Any) -> str:
    """Return on which legs somebody travels; empty for the whole way."""
    if row.first_leg == 1 and row.last_leg is None:
        return ""
    if row.last_leg is None:
        return _("from leg %(first)d") % {"first": row.first_leg}
    if row.first_leg == row.last_leg:
        return _("on leg %(first)d") % {"first": row.first_leg}
    return _("legs %(first)d to %(last)d") % {"first": row.first_leg, "last": row.last_leg}
