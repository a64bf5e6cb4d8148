"""Reads of what the legs of a movement cost."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.money.choices import CostState
from cases.money.models import CostLine, CostLineQuerySet
from cases.money.models.cost import spent_at, waiting_at
from cases.movements.choices import SeatState
from cases.movements.costs.models import LegCost
from cases.movements.costs.summing import Spent
from cases.movements.models import Leg, Movement, Passenger
from cases.movements.queries import ever_aboard

COUNTS = spent_at(None) | waiting_at(None)


def costs_of(actor: Actor, movement: Movement) -> list[LegCost]:
    """Return what was spent on the legs of a movement, what counts and what waits, in order."""
    rows = LegCost.objects.visible_to(actor).standing().filter(leg__movement=movement)
    counted = CostLine.objects.visible_to(actor).filter(COUNTS)
    named = ("case__citizen", "line__recorded_by", "line__mission", "leg")
    found = rows.filter(line__in=counted).select_related(*named)
    return list(found.order_by("leg__number", "case__reference", "pk"))


def lines_tied(actor: Actor, movement: Movement) -> CostLineQuerySet:
    """Return the cost lines that belong to the legs of a movement."""
    rows = LegCost.objects.visible_to(actor).standing().filter(leg__movement=movement)
    return CostLine.objects.visible_to(actor).filter(pk__in=rows.order_by().values("line"))


def loose_lines(actor: Actor, movement: Any) -> CostLineQuerySet:
    """Return the costs of people who are or were on a movement that belong to no leg."""
    if movement is None:
        return CostLine.objects.none()
    tied = LegCost.objects.visible_to(actor).standing().filter(line=OuterRef("pk"))
    rows = CostLine.objects.visible_to(actor).filter(COUNTS)
    rows = rows.filter(case__in=ever_aboard(actor, movement)).exclude(Exists(tied))
    return rows.order_by("case__reference", "-spent_on", "-pk")


def places_of(actor: Actor, movement: Movement) -> dict[int, Passenger]:
    """Return case -> her place on a movement: the standing one, else the last she had."""
    rows = Passenger.objects.visible_to(actor).filter(movement=movement)
    found: dict[int, Passenger] = {}
    for row in rows.select_related("case__citizen").order_by("pk"):
        before = found.get(row.case_id)
        if before is None or before.state == SeatState.OFF:
            found[row.case_id] = row
    return found


def travels_on(place: Passenger, leg: Leg) -> bool:
    """Return whether somebody's place is, or was, on this leg."""
    return place.first_leg <= leg.number and (
        place.last_leg is None or place.last_leg >= leg.number
    )


def seated_on(places: Mapping[int, Passenger], leg: Leg) -> list[Case]:
    """Return the cases of everybody in sight with a seat on a leg, by their numbers."""
    seated = [
        row for row in places.values() if row.state == SeatState.SEATED and travels_on(row, leg)
    ]
    return sorted((row.case for row in seated), key=lambda case: case.reference)


def entries_of(costs: Sequence[LegCost]) -> list[Spent]:
    """Return rows as the sums take them."""
    return [
        Spent(
            case=row.case_id,
            leg=row.leg_id,
            payer=row.line.payer,
            currency=row.line.currency,
            amount=row.line.amount,
            amount_vnd=row.line.amount_vnd,
            is_waiting=row.line.state == CostState.WAITING,
        )
        for row in costs
    ]
