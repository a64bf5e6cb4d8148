"""Who may change what a mission says of itself."""

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused
from cases.missions.models import Mission


def keeps_calendar(actor: Actor, mission: Mission) -> bool:
    """Return whether the actor's place lets it keep this calendar: the own one, or headquarters."""
    return actor.is_headquarters or actor.mission_id == mission.pk


def ask_keeps_calendar(actor: Actor, mission: Mission) -> None:
    """Refuse the calendar of another mission: 403, since missions themselves are no secret."""
    if not keeps_calendar(actor, mission):
        raise Refused(
            _("Only the mission itself and headquarters change its calendar."),
            "not_own_mission",
            403,
        )
