"""What may be decided about a recount now, and by whom."""

from django.utils.translation import gettext_lazy as _

from cases.casework.recounts.choices import RecountState
from cases.casework.recounts.models import Recount
from cases.core.actor import Actor
from cases.core.errors import Refused, not_allowed, wrong_state
from cases.core.guards import Hindrance, guard, ruled_out

NOT_LISTED = _("The clocks are still being listed. Decide when the list is whole.")
DECIDED = _("This was decided already.")
OUTDATED = _("What was corrected was put back: nothing is judged otherwise any more.")


def refuse_decided(recount: Recount) -> Refused | None:
    """Return the 409 of a decision on a list that is not whole, was decided or is outdated."""
    if recount.state == RecountState.LISTING:
        return wrong_state(NOT_LISTED, "recount_not_listed")
    if recount.state == RecountState.OUTDATED:
        return wrong_state(OUTDATED, "recount_outdated")
    if recount.state != RecountState.PROPOSED:
        return wrong_state(DECIDED, "recount_decided")
    return None


@guard(Recount)
def guard_recount(actor: Actor, recount: Recount) -> Hindrance:
    """Headquarters decides: a mission would acquit or accuse bodies beyond its own cases."""
    return lambda name: None if actor.is_headquarters else not_allowed()


@ruled_out(Recount)
def state_of_recount(actor: Actor, recount: Recount) -> Hindrance:
    """Only a whole list that nobody has decided about."""
    return lambda name: refuse_decided(recount)
