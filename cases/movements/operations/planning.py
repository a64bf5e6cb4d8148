"""Planning a movement: who organises and receives it; planning it anew; cancelling it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, not_allowed
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.incidents.models import Incident
from cases.missions.choices import MissionKind
from cases.missions.models import Mission
from cases.movements.choices import MovementState
from cases.movements.models import Leg, Movement
from cases.movements.operations.journeys import clear_journeys, renew_journeys
from cases.movements.operations.legs import check_order
from cases.movements.operations.rows import legs_of, note_change, seats_of
from cases.movements.policies import check_state
from cases.movements.telling import tell_of
from cases.places.models import Place

NO_RECEPTION: Sentence = _("This is no reception point.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What is said of a leg."""

    mode: str
    from_place: Place
    to_place: Place
    departs_at: datetime
    arrives_at: datetime
    carrier: str = ""
    service: str = ""
    capacity: int | None = None
    meeting_place: str = ""
    meeting_at: datetime | None = None


@operation(may="movement.plan", audit="movement.planned")
def plan_movement(
    actor: Actor,
    *,
    title: str,
    incident: Incident,
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
    reception_point: Mission | None = None,
) -> Movement:
    """Plan a movement with its first leg; others are added one by one."""
    way = Way(
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
    return new_movement(actor, title, incident, reception_point, [way])


@operation(may="movement.plan", audit="movement.copied")
def copy_movement(
    actor: Actor,
    movement: Movement,
    *,
    title: str,
    departs_at: datetime,
) -> Movement:
    """Plan another movement over the same legs, each as long after the first as there."""
    legs = legs_of(actor, movement)
    later = departs_at - legs[0].departs_at
    ways = [
        Way(
            mode=leg.mode,
            from_place=leg.from_place,
            to_place=leg.to_place,
            departs_at=leg.departs_at + later,
            arrives_at=leg.arrives_at + later,
            carrier=leg.carrier,
            service=leg.service,
            capacity=leg.capacity,
            meeting_place=leg.meeting_place,
            meeting_at=leg.meeting_at + later if leg.meeting_at else None,
        )
        for leg in legs
    ]
    return new_movement(actor, title, movement.incident, movement.reception_point, ways)


@operation(may="movement.plan", audit="movement.corrected")
def correct_movement(
    actor: Actor, movement: Movement, *, changes: Mapping[str, Any], reason: str = ""
) -> Movement:
    """Change the title or where at home the people are received."""
    check_state(movement, "correct_movement")
    note_change(movement, reason)
    if changes.get("title"):
        movement.title = changes["title"]
    if "reception_point" in changes:
        check_reception(changes["reception_point"])
        movement.reception_point = changes["reception_point"]
    movement.state_reason = reason
    put(movement, "title", "reception_point", "state_reason")
    renew_journeys(actor, movement)
    return movement


@operation(may="movement.plan", audit="movement.cancelled")
def cancel_movement(actor: Actor, movement: Movement, *, reason: str) -> Movement:
    """Call the movement off: every seat on it is free for another one."""
    check_state(movement, "cancel_movement")
    movement.state, movement.state_reason = MovementState.CANCELLED.value, reason
    put(movement, "state", "state_reason")
    clear_journeys(actor, movement, [row.case for row in seats_of(actor, movement)])
    tell_of("movement_cancelled", actor, movement)
    return movement


def new_movement(
    actor: Actor,
    title: str,
    incident: Incident,
    reception_point: Mission | None,
    ways: list[Way],
) -> Movement:
    """Write a movement with its legs, under the next number of the mission."""
    check_reception(reception_point)
    legs = [Leg(number=number, **said_of(way)) for number, way in enumerate(ways, 1)]
    for leg in legs:
        check_order(legs, leg)
    moment = ledger_moment([])
    movement = Movement.objects.create(
        number=take_number(actor, moment),
        mission_id=actor.mission_id,
        incident=incident,
        reception_point=reception_point,
        title=title,
        departs_at=legs[0].departs_at,
        arrives_at=legs[-1].arrives_at,
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    )
    for leg in legs:
        leg.movement = movement
    Leg.objects.bulk_create(legs)
    return movement


def said_of(way: Way) -> dict[str, Any]:
    """Return the columns of a leg."""
    return {name: getattr(way, name) for name in Way.__slots__}


def take_number(actor: Actor, moment: datetime) -> str:
    """Return the next number of the mission's movements: mission, M, year, serial."""
    year = actor.office_day(moment).year
    with connection.cursor() as cursor:
        cursor.execute("select take_movement_number(%s, %s)", [actor.mission_id, year])
        serial: int | None = cursor.fetchone()[0]
    if serial is None:
        raise not_allowed()
    return f"{actor.mission_code}-M-{year}-{serial:04d}"


def check_reception(point: Mission | None) -> None:
    """Raise 422 unless the place of reception is a reception point, or none is named."""
    if point is not None and point.kind != MissionKind.RECEPTION_POINT:
        raise broken_rule(NO_RECEPTION, "not_a_reception_point", "reception_point")
