"""What may be done with directives and position lines now, and why not, in words for staff."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Refused, wrong_state
from cases.incidents.choices import DirectiveState
from cases.incidents.models import Directive, PositionLine
from cases.incidents.states import may_follow

WITHDRAWN = _("Headquarters withdrew this directive. Nothing more is to be done on it.")
WITHDRAWN_ALREADY = _("This directive was withdrawn already.")
ACKNOWLEDGED_ALREADY = _("Your mission has acknowledged this directive already.")
NOT_ACKNOWLEDGED = _("Your mission has not acknowledged this directive yet. Acknowledge it first.")
DONE_ALREADY = _(
    "Your mission has reported this directive as done already. "
    "Report it as under way if the work was taken up again."
)
LINE_WITHDRAWN = _("This position line was withdrawn.")
LINE_APPROVED = _("This position line is approved already.")
OWN_LINE = _("You wrote this position line. Somebody else has to approve it.")
NOT_ADDRESSED = _("This directive is not addressed to your mission.")


def refuse_withdrawal(directive: Directive) -> Refused | None:
    """Return the 409 of a second withdrawal."""
    if directive.is_withdrawn:
        return wrong_state(WITHDRAWN_ALREADY, "directive_withdrawn")
    return None


def refuse_state(directive: Directive, state: str, following: str) -> Refused | None:
    """Return the 409 of an answer for which the mission in `state` is not in the right state."""
    if directive.is_withdrawn:
        return wrong_state(WITHDRAWN, "directive_withdrawn")
    if may_follow(state, following):
        return None
    if following == DirectiveState.ACKNOWLEDGED:
        return wrong_state(ACKNOWLEDGED_ALREADY, "already_acknowledged")
    if state == DirectiveState.PENDING:
        return wrong_state(NOT_ACKNOWLEDGED, "not_acknowledged")
    return wrong_state(DONE_ALREADY, "already_done")


def refuse_position(line: PositionLine, name: str) -> Refused | None:
    """Return the 409 of an act on a position line that was withdrawn or approved already."""
    if line.is_withdrawn:
        return wrong_state(LINE_WITHDRAWN, "position_line_withdrawn")
    if name == "approve_position_line" and line.is_approved:
        return wrong_state(LINE_APPROVED, "position_line_approved")
    return None
