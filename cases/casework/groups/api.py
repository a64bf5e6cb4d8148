"""Reading travel groups and who is in them."""

from typing import Any

from django.db.models import Q

from cases.casework.groups.choices import GroupKind, MemberRole
from cases.casework.groups.models import GroupMember, TravelGroup
from cases.casework.groups.reading import party_of, where
from cases.casework.groups.serializers import GROUP, GROUP_ROW, MEMBER_ROW
from cases.casework.models import Case
from cases.core import present
from cases.core.api import RowsView, RowView
from cases.core.listing import choice_filter, flag_filter, row_filter
from cases.core.offered import actions_on
from cases.core.roles import FILE


class TravelGroupList(RowsView):
    """Groups of people who travel together, oldest first."""

    sees = FILE
    model = TravelGroup
    shape = GROUP_ROW
    order = ("formed_at", "uuid")
    disclosed = ("travel_group.listed", "list_travelgroups")
    filters = (
        choice_filter("kind", "kind", GroupKind, "What holds them together."),
        flag_filter("standing", Q(ended_at__isnull=True), "Whether it has not ended."),
    )


class TravelGroupDetail(RowView):
    """One group: its members in sight, where each is, and what to be warned of."""

    sees = FILE
    resource = "travel-groups"
    shape = GROUP
    disclosed = ("travel_group.shown", "show_travelgroup")

    def more(self, row: Any) -> dict[str, Any]:
        """Return the members, whether they are apart, the warnings, and the acts."""
        party = party_of(self.actor, row, present.today(self.actor.zone))
        return {
            "actions": actions_on(self.actor, self.resource, str(row.uuid), row),
            "members": [
                {
                    "member": str(member.uuid),
                    "case": member.case.reference,
                    "role": member.role,
                    "where": where(member),
                }
                for member in party.members
            ],
            "separated": party.separated,
            "warnings": list(party.warnings),
        }


class GroupMemberList(RowsView):
    """Who is, or was, in which group; oldest first."""

    sees = FILE
    model = GroupMember
    shape = MEMBER_ROW
    order = ("recorded_at", "uuid")
    disclosed = ("group_member.listed", "list_groupmembers")
    filters = (
        row_filter("case", "case", Case, "reference", "Number of the case."),
        row_filter("group", "group", TravelGroup, "uuid", "Identifier of the group."),
        choice_filter("role", "role", MemberRole, "What somebody is in the group."),
        flag_filter("standing", Q(left_at__isnull=True), "Whether they are in it now."),
    )
