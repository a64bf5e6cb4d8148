"""Columns of claims, their lines and payments, and of the costs of legs."""

from django.utils.translation import gettext_lazy as _

from cases.core.columns.money import AMOUNTS
from cases.core.errors import Sentence

ROWS = ("claimline", "claimpayment")
CLAIMS: dict[str, Sentence] = {
    **{f"{row}.{name}": words for row in ROWS for name, words in AMOUNTS.items()},
    "claim.answer_words": _("what the payer has said"),
    "claim.answered_at": _("answer written down at"),
    "claim.answered_by": _("answer written down by"),
    "claim.answered_on": _("answered on"),
    "claim.authority": _("body that is asked"),
    "claim.body_words": _("body that is asked, in words"),
    "claim.claimed_on": _("day of the claim"),
    "claim.digest": _("digest"),
    "claim.mission": _("claimed by the mission"),
    "claim.number": _("number"),
    "claim.payer": _("who is asked"),
    "claim.prepared_at": _("prepared at"),
    "claim.prepared_by": _("prepared by"),
    "claim.serial": _("serial"),
    "claim.size": _("how many costs"),
    "claim.state": _("state"),
    "claim.submitted_at": _("submitted at"),
    "claim.submitted_by": _("submitted by"),
    "claim.total_vnd": _("in dong"),
    "claim.totals": _("sums by currency"),
    "claim.withdraw_reason": _("why it was withdrawn"),
    "claim.withdrawn_at": _("withdrawn at"),
    "claim.withdrawn_by": _("withdrawn by"),
    "claim.words": _("words for the payer"),
    "claim.year": _("year"),
    "claimline.claim": _("claim"),
    "claimline.is_frozen": _("submitted"),
    "claimline.line": _("cost that is claimed"),
    "claimline.position": _("place in the claim"),
    "claimline.shown": _("what was printed"),
    "claimpayment.claim": _("claim"),
    "claimpayment.claim_line": _("cost it was paid for"),
    "claimpayment.payment": _("payment it is a part of"),
    "claimpayment.receipt": _("number of the receipt"),
    "claimpayment.received_on": _("received on"),
    "claimpayment.words": _("remarks"),
    "legcost.leg": _("leg"),
    "legcost.line": _("cost"),
    "legcost.voided_by": _("voided by"),
}
