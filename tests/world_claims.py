"""Claims and costs of legs, for the tests that try every operation and for their own."""

from datetime import date
from typing import Any

from cases.core.actor import Actor
from cases.money.claims.models import Claim, ClaimLine, ClaimPayment
from cases.money.claims.operations import prepare_claim, record_claim_payment, submit_claim
from cases.money.models import CostLine
from cases.movements.costs.models import LegCost
from cases.movements.costs.operations import record_leg_cost
from cases.movements.models import Leg, Movement
from tests.register import fresh
from tests.world_money import SPENT, a_cost, vnd
from tests.world_movements import a_movement, a_ready_case, seated

Prepared = tuple[Any, dict[str, Any]]
CLAIMED_ON = date(2025, 11, 27)
PAID_ON = date(2025, 11, 28)
BODY = "Invented organisation"


def a_claimable_cost(actor: Actor, **more: Any) -> CostLine:
    """Return a cost that an organisation pays back."""
    return a_cost(actor, **({"payer": "organisation"} | more))


def a_claim(actor: Actor, lines: Any = None, **more: Any) -> Claim:
    """Return a draft over two costs."""
    costs = lines if lines is not None else [a_claimable_cost(actor) for _number in range(2)]
    said = {"payer": "organisation", "claimed_on": CLAIMED_ON, "body_words": BODY}
    return prepare_claim(actor, lines=list(map(fresh, costs)), **(said | more))


def submitted(actor: Actor, claim: Claim | None = None, **more: Any) -> Claim:
    """Return a claim that was submitted."""
    return submit_claim(actor, fresh(claim or a_claim(actor, **more)))


def paid(actor: Actor, claim: Claim | None = None, **more: Any) -> Claim:
    """Return a submitted claim for which something came."""
    said = {"amount": vnd("300000"), "received_on": PAID_ON}
    return record_claim_payment(actor, fresh(claim or submitted(actor)), **(said | more))


def lines_of(claim: Claim) -> list[ClaimLine]:
    """Return the lines of a claim that stand, in order."""
    return list(ClaimLine.objects.filter(claim=claim, voided_at=None).order_by("position"))


def a_bus(actor: Actor, people: int = 3, **more: Any) -> tuple[Movement, Leg]:
    """Return a movement of one leg by bus with so many people on it, and the leg."""
    movement = a_movement(actor, **more)
    cases = [a_ready_case(actor) for _number in range(people)]
    if cases:
        seated(actor, movement, *cases)
    return fresh(movement), movement.legs.get(number=1)


def bus_bill(actor: Actor, movement: Movement, leg: Leg, **more: Any) -> Movement:
    """Record the bill of a bus on a leg."""
    said = {
        "category": "way_home",
        "payer": "state",
        "amount": vnd("900000"),
        "spent_on": SPENT,
        "purpose": "Bus to Bangkok.",
    }
    return record_leg_cost(actor, fresh(movement), leg=fresh(leg), **(said | more))


def draft(actor: Actor) -> Prepared:
    """A draft over two costs."""
    return a_claim(actor), {}


def one_more(actor: Actor) -> Prepared:
    """A draft, and another cost of the same payer."""
    return a_claim(actor), {"lines": [str(a_claimable_cost(actor).uuid)]}


def one_less(actor: Actor) -> Prepared:
    """A draft, and one of its lines."""
    claim = a_claim(actor)
    return claim, {"lines": [str(lines_of(claim)[0].uuid)]}


def asked(actor: Actor) -> Prepared:
    """A submitted claim."""
    return submitted(actor), {}


def with_payment(actor: Actor) -> Prepared:
    """A submitted claim for which something came, and the payment."""
    claim = paid(actor)
    first = ClaimPayment.objects.filter(claim=claim).order_by("pk")[0]
    return claim, {"payment": str(first.uuid)}


def costs_to_claim(actor: Actor) -> dict[str, Any]:
    """Two costs to claim."""
    return {"lines": [str(a_claimable_cost(actor).uuid) for _number in range(2)]}


def on_bus(actor: Actor) -> Prepared:
    """A movement with people on its bus."""
    return a_bus(actor)[0], {}


def with_loose(actor: Actor) -> Prepared:
    """A movement, and a cost of somebody on it that belongs to no leg."""
    movement, _leg = a_bus(actor, 1)
    line = a_cost(actor, case=movement.passengers.get().case)
    return movement, {"lines": [str(line.uuid)]}


def with_tied(actor: Actor) -> Prepared:
    """A movement, and what belongs to its leg."""
    movement, leg = a_bus(actor)
    bus_bill(actor, movement, leg)
    cost = LegCost.objects.filter(leg=leg).order_by("pk")[0]
    return movement, {"costs": [str(cost.uuid)]}


CLAIMS = {"claims": draft}
CLAIMS_MADE_OF = {"prepare_claim": costs_to_claim}
OF_CLAIMS = {
    "add_to_claim": one_more,
    "answer_claim": asked,
    "drop_from_claim": one_less,
    "record_claim_payment": asked,
    "void_claim_payment": with_payment,
}
OF_LEG_COSTS = {"record_leg_cost": on_bus, "tie_leg_cost": with_loose, "untie_leg_cost": with_tied}
