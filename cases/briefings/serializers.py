"""What briefings and published sheets look like outside."""

import base64
from typing import Any

from cases.briefings.choices import BriefingKind, BriefingState, LeftOut, SheetLanguage
from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import (
    ADDRESS,
    DAY,
    FLAG,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Schema,
    Shape,
    as_of,
    column,
)

TOTALS: Schema = {"type": "array", "items": {"type": "string", "enum": LeftOut.values}}
BRIEFING_ROW = Shape(
    "BriefingRow",
    (
        column("number"),
        column("kind", kind=BriefingKind),
        column("incident", "incident__code"),
        as_of("as_of", "zone"),
        column("is_day", kind=FLAG, help="Whether a whole day is meant."),
        column("known_at", kind=MOMENT, help="What was known at this moment was counted."),
        column("zone"),
        column("state", kind=BriefingState),
        column("digest", help="SHA-256 of the values it is written from."),
        column("replaces", "replaces__number", null=True),
        column("drafted_at", kind=MOMENT),
        column("drafted_by", "drafted_by__username", null=True),
        column("approved_at", kind=MOMENT, null=True),
        column("approved_by", "approved_by__username", null=True),
        column("left_out", kind=TOTALS, help="Totals that it does not tell, as it was approved."),
        column("not_before", kind=DAY, null=True, help="Not published before this day."),
        column("approval_reason", help="Why less is told, or later; empty where it is not."),
        column("published_at", kind=MOMENT, null=True),
        column("published_by", "published_by__username", null=True),
        column("withdrawn_at", kind=MOMENT, null=True),
        column("withdraw_reason", null=True),
        column("version", kind=WHOLE),
        Column("url", ("number",), ADDRESS, make=lambda number: address_of("briefings", number)),
    ),
)
TEXTS: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "language": {"type": "string", "enum": SheetLanguage.values},
            "text": TEXT,
        },
        "required": ["language", "text"],
    },
    "description": "What it says, as plain text to paste, in each language.",
}
BRIEFING = BRIEFING_ROW.with_more("Briefing", also=(OFFERED, ("texts", TEXTS)))

PUBLISHED_ROW = Shape(
    "PublishedBriefingRow",
    (
        column("uuid", kind=UUID),
        column("number"),
        column("kind", kind=BriefingKind),
        column("language", kind=SheetLanguage),
        column("subtitle"),
        as_of("as_of", "zone"),
        column("zone"),
        column("published_at", kind=MOMENT),
        column("withdrawn_at", kind=MOMENT, null=True),
        column("withdraw_reason", null=True),
        column("replaced_by", null=True, help="Number of the briefing that replaced it."),
        Column(
            "url",
            ("uuid",),
            ADDRESS,
            make=lambda uuid: address_of("published-briefings", str(uuid)),
        ),
    ),
)


def as_base64(content: Any) -> str:
    """Return bytes as text."""
    return base64.b64encode(bytes(content)).decode("ascii")


PUBLISHED = PUBLISHED_ROW.with_more(
    "PublishedBriefing",
    (
        column("text", help="The sheet as plain text to paste."),
        column("pages", kind=WHOLE),
        column("digest", help="SHA-256 of the file, in hexadecimal digits."),
        Column("content", ("pdf",), TEXT | {"format": "byte"}, make=as_base64, help="PDF, base64."),
    ),
)
