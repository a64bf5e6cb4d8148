"""Which mission acts on a travel group: the one that formed it, or that has a member's case."""

from django.utils.translation import gettext_lazy as _

from cases.casework.groups.models import GroupMember, TravelGroup
from cases.casework.sharing import forbidden
from cases.core.actor import Actor
from cases.core.guards import Hindrance, guard, nothing_hinders

NOT_OURS = _("This group is of people of other missions.")


@guard(TravelGroup)
def guard_group(actor: Actor, group: TravelGroup) -> Hindrance:
    """Who formed it, who has a case in it, and headquarters."""
    if actor.is_headquarters or group.mission_id == actor.mission_id:
        return nothing_hinders
    members = GroupMember.objects.visible_to(actor).standing()
    ours = members.filter(group=group, case__mission_id=actor.mission_id)
    if ours.exists():
        return nothing_hinders
    return lambda name: forbidden(NOT_OURS, "group_not_ours")
