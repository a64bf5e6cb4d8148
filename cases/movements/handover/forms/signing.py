"""What signing a handover takes, correcting and voiding it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.stages import WHEN_HELP
from cases.core.fields import Moment, Ref, Text, YesNo
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.missions.models import Authority
from cases.movements.handover.operations import correct_handover, sign_handover, void_handover


def name_field(label: Any) -> Text:
    """Who signs on one side."""
    return Text(label=label, max_length=160)


def function_field(label: Any) -> Text:
    """What she is there."""
    return Text(label=label, max_length=160, required=False)


def reason_field() -> Text:
    """Why."""
    return Text(label=_("Why"), max_length=300)


@declares(sign_handover, at="handovers/sign")
class SignHandover(OperationForm):
    """Two names, one place, one moment."""

    title = _("Sign the handover")
    what_happens = _(
        "The list is frozen. Of everybody who is handed over it is written down where she is from "
        "then on, and at home that she has arrived. It is corrected only by a new handover."
    )
    done = _("The handover is signed.")
    example = {
        "when": "2025-11-20",
        "handed_name": "Trần Ví Dụ",
        "received_name": "Lê Minh Họa",
        "received_body": "Border guard of the gate",
    }
    bulk = False
    refuses = (422,)
    template = "movements/handover/sign.html"

    when = Moment(label=_("When"), help_text=WHEN_HELP, mostly_today=True)
    handed_name = name_field(_("Handed over by: name"))
    handed_function = function_field(_("Handed over by: function"))
    handed_body = Text(label=_("Handed over by: body"), max_length=200, required=False)
    received_name = name_field(_("Received by: name"))
    received_function = function_field(_("Received by: function"))
    received_by = Ref(
        by="code",
        among=lambda actor, target: Authority.objects.visible_to(actor),
        label=_("Received by: body"),
        required=False,
    )
    received_body = Text(
        label=_("Received by: body in words"),
        help_text=_("Where it is not on record, or to say which office of it."),
        max_length=200,
        required=False,
    )
    closes = YesNo(
        label=_("Close the cases of everybody handed over"),
        help_text=_(
            "Returned and handed over. Welfare checks are planned; what stays open is listed on "
            "the pages of the cases."
        ),
    )
    remarks = Text(
        label=_("Remarks for the minutes"),
        help_text=_("Nothing about health."),
        max_length=2000,
        required=False,
        multiline=True,
    )


@declares(correct_handover, at="handovers/correct")
class CorrectHandover(OperationForm):
    """A new one takes its place."""

    title = _("Correct a signed handover")
    what_happens = _(
        "A new list is drawn up with what this one says. Once it is signed, this one is marked as "
        "corrected, and what it wrote of the people is voided and written anew."
    )
    done = _("The list of the correction is drawn up. Change what was wrong, then sign it.")
    example = {"reason": "Two people were mixed up at the gate."}
    bulk = False
    makes_another = True

    reason = reason_field()


@declares(void_handover, at="handovers/void")
class VoidHandover(OperationForm):
    """It never was."""

    title = _("Void the handover")
    what_happens = _(
        "It stays on record as void. What a signed one wrote of the people is voided with it: they "
        "are where they were before, and cases it closed are open again."
    )
    done = _("The handover is void.")
    example = {"reason": "The bus never arrived."}
    bulk = False

    reason = reason_field()
