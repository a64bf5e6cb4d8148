"""Travel groups and their members in the admin: read-only, the acts as buttons."""

from cases.casework.groups.models import GroupMember, TravelGroup
from cases.core.admin import ShownAdmin, show
from cases.core.roles import FILE


class TravelGroupAdmin(ShownAdmin):
    """Who formed it and when; its members are people of cases."""

    sees = FILE
    resource = "travel-groups"
    disclosed = ("travel_group.shown", "show_travelgroup")
    list_display = ("kind", "mission", "formed_at", "formed_by", "ended_at")
    list_filter = ("kind",)
    list_select_related = ("mission", "formed_by")
    ordering = ("-id",)
    exclude = ("version",)


class GroupMemberAdmin(ShownAdmin):
    """Who is, or was, in a group, in which role."""

    sees = FILE
    disclosed = ("group_member.shown", "show_groupmember")
    list_display = ("case", "role", "since", "until", "left_at")
    list_filter = ("role",)
    list_select_related = ("case__citizen",)
    ordering = ("-id",)
    exclude = ("group",)


show(TravelGroup, TravelGroupAdmin)
show(GroupMember, GroupMemberAdmin)
