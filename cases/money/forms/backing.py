"""Deposits, undertakings, and what is paid back."""

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.moves import UUID
from cases.core.fields import Choice, Day, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.money.choices import DepositHolder, ReleaseGround, SignedBy
from cases.money.forms.fields import (
    amount_field,
    day_field,
    paper_field,
    rate_field,
    rate_source_field,
    reason_field,
    receipt_field,
    relative_field,
    settles_field,
)
from cases.money.models import Deposit, Repayment, Undertaking
from cases.money.operations import (
    record_deposit,
    record_repayment,
    record_undertaking,
    release_undertaking,
    return_deposit,
    void_deposit,
    void_repayment,
    void_undertaking,
)

resource("deposits", Deposit, key="uuid", pattern=UUID)
resource("undertakings", Undertaking, key="uuid", pattern=UUID)
resource("repayments", Repayment, key="uuid", pattern=UUID)
ANY_UUID = "00000000-0000-4000-8000-000000000000"


@declares(record_deposit, at="cases/record-deposit")
class RecordDeposit(OperationForm):
    """What somebody paid in for the person."""

    title = _("Record a deposit")
    what_happens = _("Costs can draw on it, never more than is left of it.")
    done = _("The deposit is recorded.")
    example = {
        "amount": {"amount": "12000000", "currency": "VND"},
        "received_on": "2025-11-18",
        "held_by": "fund",
        "payer_words": "Invented uncle",
        "receipt": "PT 4/2025",
    }
    bulk = False
    refuses = (422,)

    amount = amount_field()
    received_on = day_field(_("Received on"))
    held_by = Choice(DepositHolder, label=_("Who has taken it in"))
    relative = relative_field(_("Which relative paid it"))
    payer_words = Text(
        label=_("Who paid it"),
        help_text=_("The name, where it is nobody on record."),
        max_length=160,
        required=False,
    )
    receipt = receipt_field()
    note = Text(label=_("Remarks"), max_length=2000, multiline=True, required=False)
    rate = rate_field()
    rate_source = rate_source_field()
    settles_step = settles_field(Deposit)


@declares(return_deposit, at="deposits/return")
class ReturnDeposit(OperationForm):
    """What was not needed goes back."""

    title = _("Return a deposit")
    what_happens = _("The part is returned and can no longer be drawn on.")
    done = _("The return is recorded.")
    example = {
        "amount": {"amount": "1000000", "currency": "VND"},
        "paid_on": "2025-11-24",
        "words": "Invented uncle",
    }
    bulk = False

    amount = amount_field()
    paid_on = day_field(_("Returned on"))
    words = Text(label=_("To whom"), max_length=160)
    receipt = receipt_field()


@declares(void_deposit, at="deposits/void")
class VoidDeposit(OperationForm):
    """For one that was recorded by mistake."""

    title = _("Void a deposit")
    what_happens = _("It stays on record, marked as voided, and nothing draws on it.")
    done = _("The deposit is voided.")
    example = {"reason": "Recorded on the wrong case."}
    bulk = False

    reason = reason_field()


@declares(record_undertaking, at="cases/record-undertaking")
class RecordUndertaking(OperationForm):
    """Who has signed to repay."""

    title = _("Record an undertaking")
    what_happens = _("The Fund can advance on it in an emergency, up to its amount.")
    done = _("The undertaking is recorded.")
    example = {
        "signer": "person",
        "amount": {"amount": "9000000", "currency": "VND"},
        "signed_on": "2025-11-19",
        "due_on": "2030-05-31",
        "paper": ANY_UUID,
    }
    bulk = False
    refuses = (422,)

    signer = Choice(SignedBy, label=_("Who has signed"))
    relative = relative_field(_("Which relative"))
    signer_words = Text(
        label=_("Name of the signer"),
        help_text=_("Of a relative who is not on record."),
        max_length=160,
        required=False,
    )
    amount = amount_field()
    signed_on = Day(label=_("Signed on"), required=False)
    due_on = Day(label=_("To be repaid by"), required=False)
    paper = paper_field()
    paper_number = Text(
        label=_("Number of the signed original"),
        help_text=_("Under which it is kept; needed for a letter."),
        max_length=60,
        required=False,
    )
    rate = rate_field()
    rate_source = rate_source_field()
    settles_step = settles_field(Undertaking)


@declares(record_repayment, at="undertakings/repay")
class RecordRepayment(OperationForm):
    """What was repaid towards it."""

    title = _("Record a repayment")
    done = _("The repayment is recorded.")
    example = {"amount": {"amount": "3000000", "currency": "VND"}, "paid_on": "2025-11-25"}
    bulk = False

    amount = amount_field()
    paid_on = day_field(_("Repaid on"))
    receipt = receipt_field()
    words = Text(label=_("Who paid it"), max_length=160, required=False)


@declares(release_undertaking, at="undertakings/release")
class ReleaseUndertaking(OperationForm):
    """Nobody asks for it any more."""

    title = _("Release an undertaking")
    what_happens = _(
        "What is still open of it is no longer asked for. Somebody else than who recorded it "
        "decides this."
    )
    done = _("The undertaking is released.")
    example = {"ground": "hardship", "words": "The family has no income."}
    bulk = False

    ground = Choice(ReleaseGround, label=_("Ground"))
    words = Text(label=_("In words"), max_length=2000, multiline=True, required=False)


@declares(void_undertaking, at="undertakings/void")
class VoidUndertaking(OperationForm):
    """For one that was recorded by mistake."""

    title = _("Void an undertaking")
    what_happens = _("It stays on record, marked as voided, and nothing is advanced on it.")
    done = _("The undertaking is voided.")
    example = {"reason": "Recorded on the wrong case."}
    bulk = False

    reason = reason_field()


@declares(void_repayment, at="repayments/void")
class VoidRepayment(OperationForm):
    """For what was written down by mistake."""

    title = _("Void a repayment")
    what_happens = _("It stays on record, marked as voided, and counts no longer.")
    done = _("The repayment is voided.")
    example = {"reason": "Recorded twice."}
    bulk = False

    reason = reason_field()
