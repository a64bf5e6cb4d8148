"""The legs of a movement: added, changed, dropped; each fits those beside it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.movements.models import Leg, Movement
from cases.movements.operations.journeys import renew_journeys
from cases.movements.operations.rows import legs_of, note_change, seats_of
from cases.movements.policies import check_state
from cases.places.models import Place

BEFORE_LAST: Sentence = _("The leg before it arrives only after this departure.")
AFTER_NEXT: Sentence = _("The next leg departs before this arrival.")
BACKWARDS: Sentence = _("The arrival lies before the departure.")
NOWHERE: Sentence = _("A leg goes from one place to another.")
TOO_FEW_SEATS: Sentence = _("%(seated)d people have a seat on this leg already.")
LEFT_ALREADY: Sentence = _("This leg has departed. Only its arrival can still change.")
ONLY_LEG: Sentence = _("A movement has at least one leg. Cancel the movement instead.")
LAST_ALONE: Sentence = _("Only the last leg can be dropped; correct the others.")


@operation(may="movement.plan", audit="movement.leg_added")
def add_leg(
    actor: Actor,
    movement: Movement,
    *,
    mode: str,
    from_place: Place,
    to_place: Place,
    departs_at: datetime,
    arrives_at: datetime,
    carrier: str = "",
    service: str = "",
    capacity: int | None = None,
    meeting_place: str = "",
    meeting_at: datetime | None = None,
    reason: str = "",
) -> Movement:
    """Add a leg behind the last one; everybody who travels to the end travels on it too."""
    check_state(movement, "add_leg")
    note_change(movement, reason)
    legs = legs_of(actor, movement)
    leg = Leg(
        movement=movement,
        number=legs[-1].number + 1,
        mode=mode,
        from_place=from_place,
        to_place=to_place,
        departs_at=departs_at,
        arrives_at=arrives_at,
        carrier=carrier,
        service=service,
        capacity=capacity,
        meeting_place=meeting_place,
        meeting_at=meeting_at,
    )
    check_order([*legs, leg], leg)
    through = [row for row in seats_of(actor, movement) if row.is_on(leg.number)]
    check_capacity(leg, len([row for row in through if row.state == "seated"]))
    leg.save(force_insert=True)
    put_times(movement, [*legs, leg])
    renew_journeys(actor, movement)
    return movement


@operation(may="movement.plan", audit="movement.leg_corrected")
def correct_leg(
    actor: Actor, movement: Movement, *, leg: Leg, changes: Mapping[str, Any], reason: str = ""
) -> Movement:
    """Change a leg: a delay, another carrier, more seats. Every check is made again."""
    check_state(movement, "correct_leg")
    note_change(movement, reason)
    legs = legs_of(actor, movement)
    own = next(row for row in legs if row.pk == leg.pk)
    if own.arrived_at is not None or (own.departed_at and set(changes) - {"arrives_at"}):
        raise broken_rule(LEFT_ALREADY, "leg_departed", "leg")
    for name, value in changes.items():
        setattr(own, name, value)
    own.why = reason
    check_order(legs, own)
    check_capacity(own, own.seated)
    own.save(update_fields=[*changes, "why"])
    put_times(movement, legs)
    renew_journeys(actor, movement)
    return movement


@operation(may="movement.plan", audit="movement.leg_dropped")
def drop_leg(actor: Actor, movement: Movement, *, leg: Leg, reason: str) -> Movement:
    """Take the last leg off the way; who travelled to the end now travels to the one before."""
    check_state(movement, "drop_leg")
    note_change(movement, reason)
    legs = legs_of(actor, movement)
    if len(legs) == 1:
        raise broken_rule(ONLY_LEG, "only_leg", "leg")
    if legs[-1].pk != leg.pk:
        raise broken_rule(LAST_ALONE, "last_leg_alone", "leg")
    dropped = legs.pop()
    dropped.dropped_at, dropped.why = ledger_moment([]), reason
    dropped.save(update_fields=["dropped_at", "why"])
    put_times(movement, legs)
    renew_journeys(actor, movement)
    return movement


def check_order(legs: list[Leg], leg: Leg) -> None:
    """Raise 422 where a leg of the way, which is given in order, does not fit those beside it."""
    if leg.from_place_id == leg.to_place_id:
        raise broken_rule(NOWHERE, "leg_two_places", "to_place")
    if leg.arrives_at <= leg.departs_at:
        raise broken_rule(BACKWARDS, "leg_times_forwards", "arrives_at")
    at = legs.index(leg) if leg.pk else next(i for i, row in enumerate(legs) if row is leg)
    if at and leg.departs_at < legs[at - 1].arrives_at:
        raise broken_rule(BEFORE_LAST, "before_leg_before", "departs_at")
    if at + 1 < len(legs) and legs[at + 1].departs_at < leg.arrives_at:
        raise broken_rule(AFTER_NEXT, "after_next_leg", "arrives_at")


def check_capacity(leg: Leg, seated: int) -> None:
    """Raise 422 where more people have a seat on a leg than it has."""
    if leg.capacity is not None and seated > leg.capacity:
        raise broken_rule(TOO_FEW_SEATS % {"seated": seated}, "leg_not_overbooked", "capacity")


def put_times(movement: Movement, legs: list[Leg]) -> None:
    """Repeat on the movement when its first leg departs and its last one arrives."""
    movement.departs_at, movement.arrives_at = legs[0].departs_at, legs[-1].arrives_at
    put(movement, "departs_at", "arrives_at")
