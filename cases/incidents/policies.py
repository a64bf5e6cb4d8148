"""What a mission may do with a directive now, and why not, in words staff understand."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Refused, wrong_state
from cases.incidents.choices import DirectiveState
from cases.incidents.models import Directive
from cases.incidents.states import may_follow

WITHDRAWN = _("Headquarters withdrew this directive. Nothing more is to be done on it.")
WITHDRAWN_ALREADY = _("This directive was withdrawn already.")
ACKNOWLEDGED_ALREADY = _("Your mission has acknowledged this directive already.")
NOT_ACKNOWLEDGED = _("Your mission has not acknowledged this directive yet. Acknowledge it first.")
DONE_ALREADY = _(
    "Your mission has reported this directive as done already. "
    "Report it as under way if the work was taken up again."
)
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
