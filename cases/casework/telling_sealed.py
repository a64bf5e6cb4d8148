"""Telling who answers for it that something restricted was opened beyond the need of a role.

The notice names the officer by user name, the group, the case and the kind of reason; the words of
the reason stand in the list of openings alone.
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import UnsealingReason
from cases.casework.models import Unsealing
from cases.core.actor import Actor
from cases.core.notices import Params, notice_kind, tell, words_for
from cases.missions.choices import Role
from cases.missions.models import Staff
from cases.missions.queries import headquarters_ids, holders_of
from cases.procedures.choices import RestrictedGroup

OPENED = _(
    "%(officer)s of %(mission)s has opened the group “%(group)s” of the case %(reference)s "
    "beyond the need of the role. Reason: %(opened_for)s. It is yours to review."
)


def to_unsealings(reference: str, params: Params) -> str:
    """Lead to the list of openings, where the reason stands and the review is noted."""
    return reverse("unsealing_list")


def officer_words(usernames: Iterable[str]) -> dict[str, str]:
    """Return the names of officers."""
    rows = Staff.objects.filter(username__in=usernames)
    return {row.username: row.full_name for row in rows}


def group_words(groups: Iterable[str]) -> dict[str, str]:
    """Return what the restricted groups are called."""
    return {group: str(RestrictedGroup(group).label) for group in groups}


def reason_words(kinds: Iterable[str]) -> dict[str, str]:
    """Return what the kinds of reasons are called."""
    return {kind: str(UnsealingReason(kind).label) for kind in kinds}


notice_kind("sealed_opened", sentence=OPENED, address=to_unsealings, mailed=True, insists=True)
words_for("officer", officer_words)
words_for("group", group_words)
words_for("opened_for", reason_words)


def tell_of_unsealing(actor: Actor, unsealing: Unsealing) -> None:
    """Tell the heads of both missions; headquarters' leads where one's own head is no other."""
    headquarters = headquarters_ids()
    heads = {unsealing.mission_id, unsealing.from_mission_id} - headquarters
    if actor.role == Role.HEAD_OF_MISSION:
        heads.discard(actor.mission_id)
    told = {"officer": unsealing.opened_by.username, "mission": actor.mission_code}
    told |= {"group": unsealing.restricted, "opened_for": unsealing.kind}
    for mission_id in sorted(heads):
        say(unsealing, told, mission_id)
    if actor.is_headquarters or actor.role == Role.HEAD_OF_MISSION:
        leads = holders_of(Role.HEADQUARTERS_LEAD, headquarters)
        others = [row for row in leads if row.staff_id != actor.staff_id]
        for lead in others:
            say(unsealing, told, lead.mission_id, lead.staff_id)
        if not others:
            for mission_id in sorted(headquarters):
                say(unsealing, told, mission_id)


def say(unsealing: Unsealing, told: Params, mission_id: int, staff_id: int | None = None) -> None:
    """Tell the head of a mission, or one officer there."""
    tell(
        "sealed_opened",
        mission_id=mission_id,
        staff_id=staff_id,
        audience="officer" if staff_id is not None else "head",
        case_id=unsealing.case_id,
        reference=unsealing.reference,
        params=told,
    )
