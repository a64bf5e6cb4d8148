"""Refusals about claims and costs of legs, in words; the features say the same when they refuse."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

OF_CLAIMS: dict[str, Sentence] = {
    "another_payer": _("Another payer pays this, so nobody else is asked for it."),
    "before_claim": _("This lies before the day of the claim."),
    "claim_draft": _("This claim is not submitted yet."),
    "claim_not_ours": _("This claim is of another mission."),
    "claim_not_overpaid": _("Less than this is still open in the claim."),
    "claim_not_paid": _(
        "Nothing was received for this claim. Record the payment first, or say that it is refused."
    ),
    "claim_paid": _("Something was received for this claim."),
    "claim_refused": _("This claim was refused. Withdraw it to claim its costs anew."),
    "claim_settled": _("This claim is settled."),
    "claim_submitted": _("This claim is submitted. Withdraw it to change what is asked for."),
    "claim_withdrawn": _("This claim is withdrawn. Its costs can be claimed anew."),
    "claimed_already": _("This cost is in another claim already."),
    "claimline_frozen": _("This claim is submitted: what it asks for stays."),
    "cost_claimed": _("This cost is in a claim. Withdraw that first, or correct the cost."),
    "cost_not_counted": _("This cost does not count."),
    "cost_not_loose": _("This cost belongs to a leg already, or is of nobody on this movement."),
    "no_costs": _("Name at least one cost."),
    "nobody_aboard": _("Nobody has a seat on this leg. Name who shares the cost."),
    "not_aboard": _("This person has and had no place on this leg."),
    "nothing_left": _("Nothing would be left in this claim. Withdraw it instead."),
    "nothing_named": _("Choose costs, or a bill."),
    "spent_elsewhere": _("Another mission has spent this, and claims it."),
}
