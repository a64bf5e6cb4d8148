"""Which mission acts on a claim, and what its state allows."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.sharing import forbidden
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, not_allowed, wrong_state
from cases.core.guards import Hindrance, guard, ruled_out
from cases.money.claims.choices import ClaimState
from cases.money.claims.models import Claim
from cases.money.claims.states import is_allowed

NOT_OURS: Sentence = _("This claim is of another mission.")
WHY_NOT: Final[dict[str, Sentence]] = {
    ClaimState.DRAFT: _("This claim is not submitted yet."),
    ClaimState.SUBMITTED: _("This claim is submitted. Withdraw it to change what is asked for."),
    ClaimState.SETTLED: _("This claim is settled."),
    ClaimState.REFUSED: _("This claim was refused. Withdraw it to claim its costs anew."),
    ClaimState.WITHDRAWN: _("This claim is withdrawn. Its costs can be claimed anew."),
}
SUBMITS: Final = "claim.submit"


@guard(Claim)
def guard_claim(actor: Actor, claim: Claim) -> Hindrance:
    """The mission that has made it, and headquarters; who may submit one takes it back."""
    is_ours = actor.is_headquarters or claim.mission_id == actor.mission_id
    is_out = claim.submitted_at is not None

    def hinders(name: str) -> Refused | None:
        if not is_ours:
            return forbidden(NOT_OURS, "claim_not_ours")
        if name == "withdraw_claim" and is_out and not actor.may(SUBMITS):
            return not_allowed()
        return None

    return hinders


def refusal_by_state(claim: Claim, operation: str) -> Refused | None:
    """Return the 409 of an act that the state table does not have now."""
    if is_allowed(operation, claim.state):
        return None
    return wrong_state(WHY_NOT[claim.state], f"claim_{claim.state}")


@ruled_out(Claim)
def state_of_claim(actor: Actor, claim: Claim) -> Hindrance:
    """What the state table does not have now."""
    return lambda name: refusal_by_state(claim, name)


def check_state(claim: Claim, operation: str) -> None:
    """Raise 409 unless the state table has this act now."""
    refusal = refusal_by_state(claim, operation)
    if refusal is not None:
        raise refusal
