"""What adding, approving and withdrawing a position line takes."""

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Day, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.incidents.forms.directive import UUID, incident_field
from cases.incidents.models import PositionLine
from cases.incidents.operations import (
    add_position_line,
    approve_position_line,
    withdraw_position_line,
)

resource("position-lines", PositionLine, key="uuid", pattern=UUID)
LONGEST = 1200


def line_field(label: object, *, required: bool = False) -> Text:
    """The line in one language."""
    return Text(label=label, max_length=LONGEST, multiline=True, required=required)


@declares(add_position_line, at="position-lines/add")
class AddPositionLine(OperationForm):
    """It is withdrawn or followed by another one, never edited."""

    title = _("Add a position line")
    what_happens = _("Somebody else approves it; then briefings may tell it. Name no person.")
    done = _("The position line was added.")
    example = {
        "incident": "2025-10-myawaddy",
        "text": "The embassies work with the host authorities on each citizen.",
        "source_name": "Invented gazette",
        "stated_on": "2025-11-06",
    }

    incident = incident_field()
    text = line_field(_("The line, in English"), required=True)
    text_vi = line_field(_("The line, in Vietnamese"))
    text_fr = line_field(_("The line, in French"))
    source_name = Text(
        label=_("Who has said it"), help_text=_("The title of the page or paper."), max_length=200
    )
    source_url = Text(label=_("Address of the page"), max_length=600, required=False)
    stated_on = Day(label=_("Said on"))
    valid_from = Day(
        label=_("May be told from"),
        help_text=_("If nothing is said, from the day on which it was said."),
        required=False,
    )
    valid_until = Day(
        label=_("May be told until"), help_text=_("Its last day. Empty: still."), required=False
    )


@declares(approve_position_line, at="position-lines/approve")
class ApprovePositionLine(OperationForm):
    """Read it in each language before."""

    title = _("Approve the position line")
    what_happens = _("From now on briefings may tell it, and every mission reads it.")
    done = _("The position line was approved.")


@declares(withdraw_position_line, at="position-lines/withdraw")
class WithdrawPositionLine(OperationForm):
    """Briefings that were published with it stay."""

    title = _("Withdraw the position line")
    what_happens = _("No briefing tells it any more. It stays readable.")
    done = _("The position line was withdrawn.")
    example = {"reason": "The ministry has said something else since."}
    bulk = False

    reason = Text(label=_("Why"), max_length=1000, multiline=True)
