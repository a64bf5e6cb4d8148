"""A claim with a cost of the person of the matrix in it, a payment on it, and a cost on a leg."""

from datetime import UTC, datetime, timedelta
from typing import Any

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.money.claims.operations import record_claim_payment
from cases.movements.costs.operations import tie_leg_cost
from cases.movements.models import Movement
from tests.matrix.spent import MARK
from tests.register import fresh
from tests.world_claims import a_claim, a_claimable_cost, submitted
from tests.world_money import a_cost, vnd

TODAY = datetime.now(UTC).date()
DAY = TODAY - timedelta(days=2)


def claim_back(owner: Actor, case: Case, movement: Any) -> dict[str, Any]:
    """Return, by the area of an address, a claim on which something came."""
    words = {"purpose": MARK, "voucher": MARK, "spent_on": DAY}
    cost = a_claimable_cost(owner, case=case, **words)
    claim = a_claim(owner, [cost], claimed_on=DAY, words=MARK)
    submitted(owner, claim)
    said = {"amount": vnd("1000"), "received_on": DAY, "receipt": MARK, "words": MARK}
    record_claim_payment(owner, fresh(claim), **said)
    trip = Movement.objects.get(number=movement)
    rider = trip.passengers.select_related("case").order_by("pk")[0].case
    line = a_cost(owner, case=rider, **words)
    tie_leg_cost(owner, trip, leg=trip.legs.get(number=1), lines=[line])
    return {"claims": claim.number}
