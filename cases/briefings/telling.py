"""Who is told of briefings: the number, and nothing else."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.briefings.models import Briefing
from cases.core.actor import Actor
from cases.core.notices import Params, notice_kind, tell

WAITS = "briefing_waits"
RETURNED = "briefing_returned"


def to_briefing(reference: str, params: Params) -> str:
    """Lead to the briefing."""
    return reverse("briefing_detail", args=[reference])


notice_kind(
    WAITS,
    sentence=_("The briefing %(reference)s waits to be approved by somebody else."),
    address=to_briefing,
    mailed=True,
)
notice_kind(
    RETURNED,
    sentence=_("The approval of the briefing %(reference)s was taken back."),
    address=to_briefing,
    mailed=True,
)


def tell_headquarters(kind: str, actor: Actor, briefing: Briefing) -> None:
    """Tell the own mission, which is headquarters; the system tells nobody."""
    if actor.mission_id:
        tell(kind, mission_id=actor.mission_id, audience="mission", reference=briefing.number)
