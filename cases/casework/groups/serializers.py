"""What travel groups look like outside: of the members those whose cases the caller sees."""

from cases.casework.groups.choices import GroupKind, MemberRole
from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import ADDRESS, DAY, MOMENT, TEXT, UUID, WHOLE, Column, Shape, column

GROUP_ROW = Shape(
    "TravelGroupRow",
    (
        column("uuid", kind=UUID),
        column("kind", kind=GroupKind),
        column("mission", "mission__code", help="The mission that formed it."),
        column("formed_at", kind=MOMENT),
        column("formed_by", "formed_by__username", null=True),
        column("ended_at", kind=MOMENT, null=True),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("travel-groups", str(uuid))),
    ),
)
MEMBER = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"member": UUID, "case": TEXT, "role": TEXT, "where": TEXT},
    "required": ["member", "case", "role", "where"],
}
GROUP = GROUP_ROW.with_more(
    "TravelGroup",
    also=(
        OFFERED,
        ("members", {"type": "array", "items": MEMBER}),
        ("separated", TEXT | {"description": "That they are at different places; empty if not."}),
        ("warnings", {"type": "array", "items": TEXT}),
    ),
)

MEMBER_ROW = Shape(
    "GroupMemberRow",
    (
        column("uuid", kind=UUID),
        column("group", "group__uuid", UUID),
        column("case", "case__reference"),
        column("role", kind=MemberRole),
        column("since", kind=DAY),
        column("until", kind=DAY, null=True),
        column("recorded_at", kind=MOMENT),
        column("left_at", kind=MOMENT, null=True),
    ),
)
