"""Sharing a case: another mission sees it until a moment, without having it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, Share
from cases.casework.models.share import LONGEST
from cases.casework.moves import moves_of
from cases.casework.policies import refuse_void
from cases.casework.possible import refusal_of_share
from cases.casework.sharing import OWNERS_ALONE
from cases.casework.telling import tell_of_share
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.missions.choices import MissionKind
from cases.missions.models import Mission


@operation(may="case.share", audit="case.shared")
def share_case(
    actor: Actor,
    case: Case,
    *,
    mission: Mission,
    days: int,
    reason: str,
    operations: Sequence[str] = (),
) -> Share:
    """Let another mission see the case for some days, and do the operations named, if any."""
    refuse_void(case)
    check_partner(case, mission)
    check_operations(operations)
    if any(share.to_mission_id == mission.pk for share in moves_of(actor, case).shares):
        raise wrong_state(
            _("This case is shared with that mission already. Extend or end that share."),
            "shared_already",
        )
    moment = present.real(ledger_moment([]))
    share = Share.objects.create(
        case=case,
        reference=case.reference,
        owner_id=case.mission_id,
        to_mission=mission,
        operations=sorted(operations),
        until=moment + bounded(days),
        reason=reason,
        granted_at=moment,
        granted_by_id=actor.staff_id,
    )
    tell_of_share("share_granted", share)
    return share


@operation(may="case.share", audit="share.extended")
def extend_share(actor: Actor, share: Share, *, days: int) -> Share:
    """Let a share that still holds end later: so many days from now."""
    moment = refuse_ended(share)
    share.until = moment + bounded(days)
    share.extended_at = moment
    share.save(update_fields=["until", "extended_at"])
    tell_of_share("share_extended", share)
    return share


@operation(may="case.share", audit="share.ended")
def end_share(actor: Actor, share: Share, *, reason: str = "") -> Share:
    """End a share at once: from now on the other mission does not find the case."""
    moment = refuse_ended(share)
    share.revoked_at = moment
    share.revoke_reason = reason
    share.save(update_fields=["revoked_at", "revoke_reason"])
    tell_of_share("share_ended", share)
    return share


def bounded(days: int) -> timedelta:
    """Return the span of a share; 422 for one that is empty or longer than is allowed."""
    span = timedelta(days=days)
    if not timedelta() < span <= LONGEST:
        raise broken_rule(
            _("A share ends at most 90 days ahead. It can be extended later."),
            "share_at_most_ninety_days",
            "days",
        )
    return span


def check_partner(case: Case, mission: Mission) -> None:
    """Raise 422 for a mission that sees the case anyway."""
    if mission.pk == case.mission_id:
        raise broken_rule(
            _("Your mission has this case. Choose another mission."),
            "share_with_another",
            "mission",
        )
    if mission.kind == MissionKind.HEADQUARTERS:
        raise broken_rule(
            _("Headquarters sees every case. Choose another mission."), "share_needless", "mission"
        )


def check_operations(operations: Sequence[str]) -> None:
    """Raise 422 for an act that only the mission that has the case may do."""
    if OWNERS_ALONE & set(operations):
        raise broken_rule(
            _("This act stays with the mission that has the case."), "owners_alone", "operations"
        )


def refuse_ended(share: Share) -> datetime:
    """Return the real moment of this act; 409 when the share no longer holds then."""
    moment = present.real(ledger_moment([]))
    refusal = refusal_of_share(share, moment)
    if refusal is not None:
        raise refusal
    return moment
