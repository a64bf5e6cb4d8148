"""What may be done with a briefing now, and why not, in words staff understand."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.briefings.choices import BriefingState
from cases.briefings.models import Briefing
from cases.briefings.position_lines import refuse_withdrawn_lines
from cases.briefings.states import WAYS
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, wrong_state
from cases.core.guards import Hindrance, guard, ruled_out
from cases.publishing.policies import refuse_unfrozen

WRONG: Final[dict[str, Sentence]] = {
    BriefingState.DRAFT: _("This briefing is a draft. It has to be approved first."),
    BriefingState.APPROVED: _(
        "This briefing is approved. Take the approval back first to change it."
    ),
    BriefingState.PUBLISHED: _(
        "This briefing is published and stays as it is. Draft another that replaces it, or "
        "withdraw it."
    ),
    BriefingState.WITHDRAWN: _("This briefing was withdrawn."),
}
NOT_YET: Final[Sentence] = _(
    "This briefing was approved to be published later. Its page says from which day on."
)
OWN: Final[Sentence] = _(
    "You drafted this briefing or wrote in it. Somebody else has to approve it."
)


def refusal_of_state(briefing: Briefing, name: str) -> Refused | None:
    """Return the 409 of an act for which the briefing is in the wrong state."""
    if briefing.state in WAYS[name][0]:
        return None
    return wrong_state(WRONG[briefing.state], f"briefing_{briefing.state}")


def allow_state(briefing: Briefing, name: str) -> None:
    """Raise the 409 of an act for which the briefing is in the wrong state."""
    refusal = refusal_of_state(briefing, name)
    if refusal is not None:
        raise refusal


def refusal_before_its_day(briefing: Briefing) -> Refused | None:
    """Return the 409 of a briefing that was approved for a later day, in the incident's zone."""
    today = present.today(briefing.zone)
    if briefing.not_before is None or briefing.not_before <= today:
        return None
    return wrong_state(NOT_YET, "before_its_day")


@guard(Briefing)
def guard_briefing(actor: Actor, briefing: Briefing) -> Hindrance:
    """Nobody approves what they wrote themselves, an earlier version of its sentences too."""

    def hinders(name: str) -> Refused | None:
        if name == "approve_briefing" and actor.staff_id in briefing.writers:
            return Refused(OWN, "own_briefing", 403)
        return None

    return hinders


@ruled_out(Briefing)
def state_of_briefing(actor: Actor, briefing: Briefing) -> Hindrance:
    """What the state table does not have; nothing is approved whose numbers are not frozen."""

    def rules_out(name: str) -> Refused | None:
        refusal = refusal_of_state(briefing, name)
        if refusal is None and name == "approve_briefing":
            return refuse_unfrozen(briefing.snapshot) or refuse_withdrawn_lines(actor, briefing)
        if refusal is None and name == "publish_briefing":
            return refusal_before_its_day(briefing)
        return refusal

    return rules_out
