"""Costs of the person of the file asked back and put on a leg, with a marker in every word."""

from typing import Any

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.money.claims.models import ClaimPayment
from cases.money.claims.operations import (
    answer_claim,
    drop_from_claim,
    prepare_claim,
    record_claim_payment,
    submit_claim,
    void_claim_payment,
    withdraw_claim,
)
from cases.movements.costs.models import LegCost
from cases.movements.costs.operations import tie_leg_cost, untie_leg_cost
from cases.movements.models import Movement
from tests.register import fresh
from tests.world_claims import BODY, CLAIMED_ON, PAID_ON, a_claimable_cost, lines_of
from tests.world_money import a_cost, thb


def claimed(actor: Actor, case: Case, mark: str) -> None:
    """Let claims be dropped from, paid, refused, withdrawn; a cost go onto a leg and off it."""
    rated = {"amount": thb("100.50"), "rate": 800, "rate_source": mark}
    costs = [a_claimable_cost(actor, case=case, purpose=mark, **rated) for _n in range(2)]
    claim = drawn_up(actor, costs, mark)
    drop_from_claim(actor, fresh(claim), lines=[lines_of(claim)[0]], reason=mark)
    submit_claim(actor, fresh(claim))
    paid: dict[str, Any] = {"received_on": PAID_ON, "receipt": mark, "words": mark}
    record_claim_payment(
        actor, fresh(claim), **paid, amount=thb("50.00"), rate=810, rate_source=mark
    )
    payment = ClaimPayment.objects.filter(claim=claim).latest("pk")
    void_claim_payment(actor, fresh(claim), payment=payment, reason=mark)
    answer_claim(actor, fresh(claim), answer="refused", answered_on=PAID_ON, words=mark)
    withdraw_claim(actor, fresh(claim), reason=mark)
    submit_claim(actor, fresh(drawn_up(actor, costs, mark)))
    trip = Movement.objects.filter(passengers__case=case).latest("pk")
    line = a_cost(actor, case=fresh(case), purpose=mark)
    tie_leg_cost(actor, trip, leg=trip.legs.get(number=1), lines=[line])
    tied = LegCost.objects.get(line=line)
    untie_leg_cost(actor, trip, costs=[tied], reason=mark)


def drawn_up(actor: Actor, costs: list[Any], mark: str) -> Any:
    """Return a draft over costs."""
    return prepare_claim(
        actor,
        payer="organisation",
        lines=list(map(fresh, costs)),
        claimed_on=CLAIMED_ON,
        body_words=BODY,
        words=mark,
    )
