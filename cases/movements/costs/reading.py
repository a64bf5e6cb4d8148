"""Everything of money on the legs of one movement that the reader sees, read once."""

from dataclasses import dataclass
from typing import Any

from cases.core.actor import Actor
from cases.money.claims.models import Claim, ClaimLine
from cases.money.claims.queries import claimable
from cases.money.claims.received import claimed_for, received_for
from cases.money.models import CostLine
from cases.movements.costs.models import LegCost
from cases.movements.costs.queries import (
    costs_of,
    entries_of,
    lines_tied,
    places_of,
    seated_on,
)
from cases.movements.costs.summing import LegSums
from cases.movements.models import Leg, Movement, Passenger
from cases.movements.operations.rows import legs_of


@dataclass(frozen=True, slots=True)
class LegMoney:
    """Legs, people, costs and their sums; what is asked back and what came, by payer in dong."""

    legs: list[Leg]
    places: dict[int, Passenger]
    costs: list[LegCost]
    sums: LegSums
    claimed: dict[str, int]
    received: dict[str, int]
    claims: dict[int, Claim]
    left: dict[str, list[CostLine]]
    unseen: int

    @classmethod
    def of(cls, actor: Actor, movement: Movement) -> "LegMoney":
        """Read the money of a movement."""
        costs = costs_of(actor, movement)
        lines = lines_tied(actor, movement)
        legs, places = with_dropped(actor, movement, costs), places_of(actor, movement)
        return cls(
            legs=legs,
            places=places,
            costs=costs,
            sums=LegSums.of(entries_of(costs)),
            claimed=claimed_for(actor, lines),
            received=received_for(actor, lines),
            claims=claims_of(actor, costs),
            left=left_of(actor, movement),
            unseen=max((leg.seated - len(seated_on(places, leg)) for leg in legs), default=0),
        )


def with_dropped(actor: Actor, movement: Movement, costs: list[LegCost]) -> list[Leg]:
    """Return the legs in order; one that is not travelled any more too, where it has cost money."""
    legs = legs_of(actor, movement)
    known = {leg.pk for leg in legs}
    spent = {row.leg_id for row in costs} - known
    dropped = Leg.objects.visible_to(actor).filter(pk__in=spent)
    also = list(dropped.select_related("from_place", "to_place"))
    return sorted([*legs, *also], key=lambda leg: (leg.number, leg.pk))


def claims_of(actor: Actor, costs: list[LegCost]) -> dict[int, Claim]:
    """Return cost line -> the claim in which it stands, where that is in sight."""
    rows = ClaimLine.objects.visible_to(actor).standing()
    rows = rows.filter(line__in=[row.line_id for row in costs])
    found = dict(rows.values_list("line", "claim"))
    by_id = Claim.objects.visible_to(actor).in_bulk(set(found.values()))
    return {line: by_id[claim] for line, claim in found.items() if claim in by_id}


def left_of(actor: Actor, movement: Movement, payer: str = "") -> dict[str, list[CostLine]]:
    """Return payer -> costs of the legs that can still be claimed of that payer."""
    if not actor.may("claim.prepare"):
        return {}
    tied: Any = lines_tied(actor, movement).values("pk")
    found: dict[str, list[CostLine]] = {}
    for line in claimable(actor, payer).filter(pk__in=tied).select_related("case__citizen"):
        found.setdefault(line.payer, []).append(line)
    return found
