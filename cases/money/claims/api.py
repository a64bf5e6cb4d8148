"""Reading claims, what was claimed for whom, and what came."""

from typing import Any, Final

from cases.casework.protection.api import OF_CASE, RestrictedList
from cases.core.api import RowsView, RowView
from cases.core.listing import choice_filter, row_filter
from cases.core.offered import actions_on
from cases.missions.models import Mission
from cases.money.claims.choices import ClaimedFrom, ClaimState
from cases.money.claims.models import Claim, ClaimLine, ClaimPayment
from cases.money.claims.queries import sums_of_claims
from cases.money.claims.serializers import (
    CLAIM,
    CLAIM_ROW,
    LINE_ROW,
    PAYMENT_ROW,
    sums_as_json,
)
from cases.procedures.choices import Currency, RestrictedGroup

MONEY: Final = RestrictedGroup.MONEY.value
OF_CLAIM: Final = row_filter("claim", "claim", Claim, "number", "Number of the claim.")
IN_CURRENCY: Final = choice_filter("currency", "currency", Currency, "In which currency.")


class ClaimList(RowsView):
    """Claims of the own mission, at headquarters of all; oldest first."""

    sees = MONEY
    model = Claim
    shape = CLAIM_ROW
    order = ("prepared_at", "uuid")
    disclosed = ("claim.listed", "list_claims")
    filters = (
        choice_filter("state", "state", ClaimState, "How far it is."),
        choice_filter("payer", "payer", ClaimedFrom, "Who is asked."),
        row_filter("mission", "mission", Mission, "code", "The mission that has made it."),
    )


class ClaimDetail(RowView):
    """One claim: who is asked for what, by currency, and what came; its costs are lines."""

    sees = MONEY
    resource = "claims"
    shape = CLAIM
    disclosed = ("claim.shown", "show_claim")

    def more(self, row: Any) -> dict[str, Any]:
        """Return the sums in sight, and what the caller may do."""
        sums = sums_of_claims(self.actor, [row])[row.pk]
        return {
            "sums": sums_as_json(sums),
            "actions": actions_on(self.actor, self.resource, row.number, row),
        }


class ClaimLineList(RestrictedList):
    """Costs that were claimed, those that are free again too; oldest first."""

    sees = MONEY
    model = ClaimLine
    shape = LINE_ROW
    disclosed = ("claim_line.listed", "list_claimlines")
    filters = (OF_CASE, OF_CLAIM, IN_CURRENCY)


class ClaimPaymentList(RestrictedList):
    """What came for each cost that was claimed, voided payments too; oldest first."""

    sees = MONEY
    model = ClaimPayment
    shape = PAYMENT_ROW
    disclosed = ("claim_payment.listed", "list_claimpayments")
    filters = (OF_CASE, OF_CLAIM, IN_CURRENCY)
