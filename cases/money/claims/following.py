"""What a claim means for the costs in it: none is voided under it, a corrected one stays in it."""

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Sentence, wrong_state
from cases.money.claims.models import Claim, ClaimLine
from cases.money.models import CostLine

CLAIMED: Sentence = _(
    "This cost is in the claim %(number)s. Take it off the draft or withdraw the claim first; or "
    "correct the cost, which the claim then says."
)
CLAIMED_ELSEWHERE: Sentence = _(
    "This cost is in a claim of another mission. That one, or headquarters, withdraws it first."
)


def standing_line_of(actor: Actor, line: CostLine) -> ClaimLine | None:
    """Return where a cost stands in a claim; None where it is in none."""
    return ClaimLine.objects.visible_to(actor).standing().filter(line=line).first()


def refuse_claimed(actor: Actor, line: CostLine) -> None:
    """Raise 409 for a cost that somebody is being asked for: it is not voided meanwhile."""
    found = standing_line_of(actor, line)
    if found is None:
        return
    claim = Claim.objects.visible_to(actor).filter(pk=found.claim_id).first()
    if claim is None:
        raise wrong_state(CLAIMED_ELSEWHERE, "cost_claimed")
    raise wrong_state(CLAIMED % {"number": claim.number}, "cost_claimed")


def follow_correction(actor: Actor, old: CostLine, new: CostLine) -> None:
    """Let the claim of a corrected cost go on with the new row; what was submitted stays frozen.

    So the new row cannot be claimed a second time, and the page of the claim says what differs.
    """
    found = standing_line_of(actor, old)
    if found is not None:
        found.line = new
        found.save(update_fields=["line"])
