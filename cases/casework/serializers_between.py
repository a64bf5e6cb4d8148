"""What transfers and shares look like outside: nothing of the case but its number."""

from cases.casework.choices import Finding, TransferStatus, UnsealingReason
from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import (
    ADDRESS,
    FLAG,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Shape,
    as_known_between,
    column,
    of_the_machine,
)
from cases.procedures.choices import RestrictedGroup

TRANSFER_ROW = Shape(
    "TransferRow",
    (
        column("uuid", kind=UUID),
        column("case", "reference", help="Number of the case; only its mission sees more of it."),
        column("from_mission", "from_mission__code"),
        column("to_mission", "to_mission__code"),
        column("summary", help="What the sender lets the receiver know."),
        column("status", kind=TransferStatus),
        column(
            "is_from_opening",
            kind=FLAG,
            help="Whether the case was opened at the wrong mission, and is to be the receiver's "
            "from its opening.",
        ),
        column("returns", "returns__uuid", UUID, null=True, help="The transfer it gives back."),
        column("offered_at", kind=MOMENT),
        column("answered_at", kind=MOMENT, null=True, help="When the answer was entered."),
        as_known_between(
            "taken_over_at",
            "taken_over_from",
            "to_mission__zone",
            null=True,
            help="When the receiver took the case over, as it was said.",
        ),
        column("answer", null=True),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("transfers", str(uuid))),
    ),
)
TRANSFER = TRANSFER_ROW.with_more("Transfer", also=(OFFERED,))

SHARE_ROW = Shape(
    "ShareRow",
    (
        column("uuid", kind=UUID),
        column("case", "reference"),
        column("owner", "owner__code", help="The mission that has the case."),
        column("to_mission", "to_mission__code"),
        column(
            "operations",
            kind={"type": "array", "items": TEXT},
            help="Names of operations the other mission may do; none means to read only.",
        ),
        of_the_machine("until"),
        column("reason"),
        of_the_machine("granted_at"),
        of_the_machine("extended_at", null=True),
        of_the_machine("revoked_at", null=True),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("shares", str(uuid))),
    ),
)
SHARE = SHARE_ROW.with_more("Share", also=(OFFERED,))

UNSEALING_ROW = Shape(
    "UnsealingRow",
    (
        column("uuid", kind=UUID),
        column("case", "reference"),
        column("mission", "mission__code", help="The mission that had the case."),
        column("from_mission", "from_mission__code", help="Where who opened it is posted."),
        column("opened_by", "opened_by__username"),
        column("role", "posting__role", help="The role in which it was opened."),
        column("group", "restricted", RestrictedGroup, help="What was opened."),
        column("kind", kind=UnsealingReason),
        column("reason"),
        of_the_machine("opened_at"),
        of_the_machine("until"),
        column("finding", kind=Finding, null=True, help="What the review found."),
        column("finding_words", null=True),
        of_the_machine("reviewed_at", null=True),
        column("reviewed_by", "reviewed_by__username", null=True),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("unsealings", str(uuid))),
    ),
)
UNSEALING = UNSEALING_ROW.with_more("Unsealing", also=(OFFERED,))
