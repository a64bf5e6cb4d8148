"""What deciding about a recount takes."""

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.moves import UUID
from cases.casework.recounts import policies
from cases.casework.recounts.models import Recount
from cases.casework.recounts.operations import accept_recount, decline_recount
from cases.core.fields import Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource

__all__ = ["policies"]

resource("recounts", Recount, key="uuid", pattern=UUID)


def reason_field() -> Text:
    """Why it was decided so."""
    return Text(label=_("Why"), max_length=1000, multiline=True)


@declares(accept_recount, at="recounts/accept")
class AcceptRecount(OperationForm):
    """The list is whole, so that whoever decides has seen every verdict."""

    title = _("Count the clocks anew")
    what_happens = _(
        "Each clock of the list gets the verdict that stands there. Its former verdict stays in "
        "its former values."
    )
    done = _("The clocks are counted anew within minutes.")
    example = {"reason": "Letter 12729/VPCP-KGVX of 25 December 2025."}
    bulk = False
    starts_work = True

    reason = reason_field()


@declares(decline_recount, at="recounts/decline")
class DeclineRecount(OperationForm):
    """The list stays, with the reason."""

    title = _("Leave the clocks as they are")
    what_happens = _("Every clock of the list keeps its verdict. The list stays on record.")
    done = _("The clocks stay as they were judged.")
    example = {"reason": "The entry was a mistake and is withdrawn."}
    bulk = False

    reason = reason_field()
