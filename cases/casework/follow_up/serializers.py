"""What welfare checks, their findings and earlier returns look like outside."""

from cases.casework.choices import Outcome, TalkChannel
from cases.casework.follow_up.choices import (
    CheckState,
    Condition,
    DropReason,
    PutOffReason,
    WantsSupport,
)
from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import ADDRESS, DAY, FLAG, MOMENT, UUID, WHOLE, Column, Shape, column
from cases.procedures.choices import RestrictedGroup


def url(resource: str) -> Column:
    """Return the column with the address of a record."""
    return Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of(resource, str(uuid)))


CHECK_ROW = Shape(
    "WelfareCheckRow",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        column("mission", "mission__code", help="The mission that makes it."),
        column("kind", help="Code of seeds/follow_up.toml, or “own-day”."),
        column("state", kind=CheckState),
        column("counted_from", kind=DAY, help="The arrival, else the closing."),
        column("first_due_on", kind=DAY),
        column("due_on", kind=DAY),
        column("put_off_reason", kind=PutOffReason, null=True),
        column("drop_reason", kind=DropReason, null=True),
        column("done_on", kind=DAY, null=True),
        column("channel", kind=TalkChannel, null=True),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
        column("settled_at", kind=MOMENT, null=True),
        column("settled_by", "settled_by__username", null=True),
        column("version", kind=WHOLE),
        url("welfare-checks"),
    ),
)
CHECK = CHECK_ROW.with_more("WelfareCheck", also=(OFFERED,))

FOUND_ROW = Shape(
    "WelfareFindingRow",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        column("check", "check_made__uuid", UUID),
        column("group", "restricted", RestrictedGroup, help="The group of roles that read it."),
        column("condition", kind=Condition),
        column("wants_support", kind=WantsSupport),
        column("words", null=True),
        column("recorded_at", kind=MOMENT),
        url("welfare-findings"),
    ),
)
FOUND = FOUND_ROW.with_more("WelfareFinding")

EARLIER_ROW = Shape(
    "EarlierReturnRow",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference", help="Opened after the person had come home."),
        column("incident", "case__incident__code"),
        column("earlier", "earlier__reference", help="The case in which she came home."),
        column("outcome", "earlier__outcome", Outcome, null=True),
        column("holds", kind=FLAG, help="False once a case or a link was corrected."),
        column("noticed_at", kind=MOMENT),
        url("earlier-returns"),
    ),
)
EARLIER = EARLIER_ROW.with_more("EarlierReturn")
