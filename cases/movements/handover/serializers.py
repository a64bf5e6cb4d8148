"""What handovers, their lines and remarks on health look like outside."""

from collections.abc import Sequence
from typing import Any

from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import (
    ADDRESS,
    AS_KNOWN,
    FLAG,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Shape,
    column,
)
from cases.crossings.serializers import iso_there
from cases.movements.handover.choices import HandoverKind, HandoverState, LineState

TEXTS = {"type": "array", "items": TEXT}
COUNT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"count": TEXT, "number": WHOLE, "said_by": TEXT, "at": MOMENT},
    "required": ["count", "number", "said_by", "at"],
}


def counts_told(kept: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the figures that others said, each with when it was written down, told in UTC."""
    return [row | {"at": row["at"].replace("+00:00", "Z")} for row in kept]


HANDOVER_ROW = Shape(
    "HandoverRow",
    (
        column("number"),
        column("kind", kind=HandoverKind),
        column("state", kind=HandoverState),
        column("mission", "mission__code", help="The mission that prepared it."),
        column("reception_point", "reception_point__code", null=True),
        column("place", "place__code"),
        column("people", kind=WHOLE, help="How many lines it has, whoever sees them."),
        column("prepared_at", kind=MOMENT),
        Column(
            "occurred_at",
            ("occurred_from", "occurred_at", "place__country", "mission__zone"),
            AS_KNOWN,
            null=True,
            make=iso_there,
        ),
        column("handed_name", null=True),
        column("handed_function", null=True),
        column("handed_body", null=True),
        column("received_name", null=True),
        column("received_function", null=True),
        column("received_by", "received_by__code", null=True),
        column("received_body", null=True),
        column("closes", kind=FLAG, help="Whether the cases were closed by it."),
        column("remarks", null=True),
        Column("reported", ("reported",), {"type": "array", "items": COUNT}, make=counts_told),
        column("digest", null=True, help="SHA-256 of what was signed."),
        column("signed_at", kind=MOMENT, null=True),
        column("signed_by", "signed_by__username", null=True),
        column("corrects", "corrects__number", null=True),
        column("correct_reason", null=True),
        column("voided_at", kind=MOMENT, null=True),
        column("void_reason", null=True),
        column("version", kind=WHOLE),
        Column("url", ("number",), ADDRESS, make=lambda number: address_of("handovers", number)),
    ),
)
HANDOVER = HANDOVER_ROW.with_more("Handover", also=(OFFERED,))

LINE_ROW = Shape(
    "HandoverLineRow",
    (
        column("uuid", kind=UUID),
        column("handover", "handover__number"),
        column("case", "case__reference"),
        column("position", kind=WHOLE),
        column("state", kind=LineState),
        column("reason", null=True),
        column("whereabouts", null=True),
        column("added_reason", null=True),
        column("papers", kind=TEXTS, help="Codes of the checklist."),
        column("belongings", null=True),
        column("remarks", null=True),
        column("home_province", "home_province__code", null=True),
        column("received_body", null=True),
        column("recorded_at", kind=MOMENT),
        column("said_at", kind=MOMENT, null=True),
        column("said_by", "said_by__username", null=True),
    ),
)

HEALTH_ROW = Shape(
    "HandoverHealthRow",
    (
        column("uuid", kind=UUID),
        column("line", "line__uuid", UUID),
        column("case", "case__reference"),
        column("words"),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
    ),
)
