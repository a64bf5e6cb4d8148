"""What preparing, changing, submitting and withdrawing a claim take."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Choice, Ref, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.missions.models import Authority
from cases.money.claims.choices import ClaimedFrom
from cases.money.claims.forms.fields import NO_ID, NUMBER, claim_lines_field, costs_field
from cases.money.claims.models import Claim
from cases.money.claims.operations import (
    add_to_claim,
    drop_from_claim,
    prepare_claim,
    submit_claim,
    withdraw_claim,
)
from cases.money.forms.fields import day_field, reason_field

resource("claims", Claim, key="number", pattern=NUMBER)


@declares(prepare_claim, at="claims/prepare")
class PrepareClaim(OperationForm):
    """The list, before anybody is asked."""

    title = _("Prepare a claim")
    what_happens = _(
        "A list of costs is drawn up and gets a number. Nobody is asked for anything before it is "
        "submitted."
    )
    done = _("The claim is drawn up. Look through it, then submit it.")
    example: ClassVar[dict[str, Any]] = {
        "payer": "organisation",
        "lines": [NO_ID],
        "claimed_on": "2025-11-27",
        "body_words": "Invented organisation",
    }
    bulk = False
    refuses = (422,)
    template = "money/claims/costs_form.html"

    payer = Choice(ClaimedFrom, label=_("Who is asked"))
    authority = Ref(
        by="code",
        among=lambda actor, target: Authority.objects.visible_to(actor),
        label=_("Which body"),
        required=False,
    )
    body_words = Text(
        label=_("Which body, in words"),
        help_text=_("Where it is not on record, or to say which office of it."),
        max_length=200,
        required=False,
    )
    claimed_on = day_field(_("Day of the claim"))
    lines = costs_field()
    words = Text(
        label=_("Words for the payer"),
        help_text=_("Printed above the table, such as the agreement it goes by."),
        max_length=2000,
        multiline=True,
        required=False,
    )


@declares(add_to_claim, at="claims/add")
class AddToClaim(OperationForm):
    """More costs of the same payer."""

    title = _("Add costs")
    done = _("The costs are in the claim.")
    example: ClassVar[dict[str, Any]] = {"lines": [NO_ID]}
    bulk = False
    refuses = (422,)
    template = "money/claims/costs_form.html"

    lines = costs_field()


@declares(drop_from_claim, at="claims/drop")
class DropFromClaim(OperationForm):
    """They are free again."""

    title = _("Take costs off")
    what_happens = _("They are free for another claim.")
    done = _("The costs are off the claim.")
    example: ClassVar[dict[str, Any]] = {"lines": [NO_ID], "reason": "Paid by another project."}
    bulk = False

    lines = claim_lines_field(_("Which costs"))
    reason = reason_field()


@declares(submit_claim, at="claims/submit")
class SubmitClaim(OperationForm):
    """The payer is asked."""

    title = _("Submit the claim")
    what_happens = _(
        "What it asks for is frozen, each cost as it is now. Download the file for the payer then."
    )
    done = _("The claim is submitted. Download the file for the payer below.")
    example: ClassVar[dict[str, Any]] = {}
    bulk = False
    refuses = (422,)


@declares(withdraw_claim, at="claims/withdraw")
class WithdrawClaim(OperationForm):
    """Nobody is asked any more."""

    title = _("Withdraw the claim")
    what_happens = _("It stays on record as withdrawn, and its costs can be claimed anew.")
    done = _("The claim is withdrawn.")
    example = {"reason": "The organisation asks for one claim a month."}
    bulk = False

    reason = reason_field()
