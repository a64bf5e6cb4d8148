"""The read share that the mission of a closed double gets on the case that goes on."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from cases.casework.models import Share
from cases.casework.same.judged import Collision
from cases.casework.telling import tell_of_share
from cases.core import present
from cases.core.actor import Actor
from cases.missions.choices import MissionKind

LASTS: Final = timedelta(days=90)


def give_sight(actor: Actor, collision: Collision, moment: datetime) -> str:
    """Let the mission of the closed case read the other one; return the id of the share, if any.

    Nothing where it has that case itself, sees every case, or reads it already for as long.
    """
    surviving, mission = collision.surviving, collision.closing.mission
    if mission.pk == surviving.mission_id or mission.kind == MissionKind.HEADQUARTERS:
        return ""
    granted = present.real(moment)
    live = Share.objects.live().filter(case=surviving, to_mission=mission)
    if live.exists():
        return ""
    share = Share.objects.create(
        case=surviving,
        reference=surviving.reference,
        owner_id=surviving.mission_id,
        to_mission=mission,
        operations=[],
        until=granted + LASTS,
        reason=_("Your case of the same person was closed as a duplicate of this one."),
        granted_at=granted,
        granted_by_id=actor.staff_id,
    )
    tell_of_share("share_granted", share)
    return str(share.uuid)


def end_sight(share: str, moment: datetime) -> None:
    """End the share that a link gave, once the link is undone."""
    if not share:
        return
    given = Share.objects.live().filter(uuid=share).first()
    if given is None:
        return
    given.revoked_at = max(present.real(moment), given.granted_at)
    given.revoke_reason = _("The link of the same person was undone.")
    given.save(update_fields=["revoked_at", "revoke_reason"])
    tell_of_share("share_ended", given)
