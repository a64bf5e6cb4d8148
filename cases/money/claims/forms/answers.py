"""What the payer has answered: payments, settled, refused."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Choice, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.money.claims.choices import ClaimAnswer
from cases.money.claims.forms.fields import NO_ID, PaymentRef, claim_lines_field, payments_among
from cases.money.claims.operations import (
    answer_claim,
    record_claim_payment,
    void_claim_payment,
)
from cases.money.forms.fields import (
    amount_field,
    day_field,
    rate_field,
    rate_source_field,
    reason_field,
    receipt_field,
)


@declares(record_claim_payment, at="claims/record-payment")
class RecordClaimPayment(OperationForm):
    """What came, of all that was asked for or of a part."""

    title = _("Record a payment")
    what_happens = _(
        "It is shown beside what was spent, and split over the costs by what is open on each. The "
        "claim stays open until it is settled."
    )
    done = _("The payment is recorded.")
    example = {
        "amount": {"amount": "200000", "currency": "VND"},
        "received_on": "2025-11-28",
        "receipt": "BC 2/2025",
    }
    bulk = False
    refuses = (422,)

    amount = amount_field()
    received_on = day_field(_("Received on"))
    lines = claim_lines_field(
        _("For which costs"),
        required=False,
        help_text=_("None chosen: for all of them."),
    )
    receipt = receipt_field()
    words = Text(label=_("Remarks"), max_length=300, required=False)
    rate = rate_field()
    rate_source = rate_source_field()


@declares(void_claim_payment, at="claims/void-payment")
class VoidClaimPayment(OperationForm):
    """For one that was written down by mistake."""

    title = _("Void a payment")
    what_happens = _(
        "It stays on record, marked as voided, and counts no longer. A settled claim waits for its "
        "answer again."
    )
    done = _("The payment is voided.")
    example: ClassVar[dict[str, Any]] = {"payment": NO_ID, "reason": "Recorded twice."}
    bulk = False

    payment = PaymentRef(by="uuid", among=payments_among, label=_("Which payment"))
    reason = reason_field()


@declares(answer_claim, at="claims/answer")
class AnswerClaim(OperationForm):
    """Settled with what came, or refused."""

    title = _("Record the answer")
    what_happens = _("The claim is over. What was not paid stays what it was: spent.")
    done = _("The answer is recorded.")
    example = {
        "answer": "refused",
        "answered_on": "2025-11-28",
        "words": "The agreement does not cover it.",
    }
    bulk = False
    refuses = (422,)

    answer = Choice(ClaimAnswer, label=_("What the payer has said"))
    answered_on = day_field(_("Answered on"))
    words = Text(
        label=_("In words"),
        help_text=_("Needed where it is refused."),
        max_length=2000,
        multiline=True,
        required=False,
    )
