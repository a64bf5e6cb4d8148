"""What claims, their lines and what came look like outside."""

from typing import Any

from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import (
    ADDRESS,
    DAY,
    DECIMAL,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Schema,
    Shape,
    closed_object,
    column,
    require_all,
)
from cases.money.amounts import rounded
from cases.money.claims.choices import ClaimedFrom, ClaimState
from cases.money.claims.sums import ClaimSums
from cases.money.serializers import amount, recorded

FROZEN_SUM = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"currency": TEXT, "lines": WHOLE, "amount": DECIMAL, "amount_vnd": WHOLE},
    "required": ["currency", "lines", "amount", "amount_vnd"],
}
SUM: Schema = require_all(
    closed_object()
    | {
        "properties": {
            "currency": TEXT,
            "lines": WHOLE,
            "claimed": DECIMAL,
            "claimed_vnd": WHOLE,
            "received": DECIMAL,
            "received_vnd": WHOLE,
        }
    }
)

CLAIM_ROW = Shape(
    "ClaimRow",
    (
        column("number"),
        column("state", kind=ClaimState),
        column("mission", "mission__code", help="The mission that asks."),
        column("payer", kind=ClaimedFrom),
        column("authority", "authority__code", null=True, help="The body that is asked."),
        column("body_words", null=True),
        column("claimed_on", kind=DAY),
        column("words", null=True),
        column("size", kind=WHOLE, help="How many costs it has, whoever sees them."),
        column("totals", kind={"type": "array", "items": FROZEN_SUM}, help="As submitted."),
        column("total_vnd", kind=WHOLE, null=True, help="In dong, as submitted."),
        column("prepared_at", kind=MOMENT),
        column("prepared_by", "prepared_by__username", null=True),
        column("submitted_at", kind=MOMENT, null=True),
        column("submitted_by", "submitted_by__username", null=True),
        column("digest", null=True, help="SHA-256 of what was submitted."),
        column("answered_on", kind=DAY, null=True),
        column("answer_words", null=True),
        column("withdrawn_at", kind=MOMENT, null=True),
        column("withdraw_reason", null=True),
        column("version", kind=WHOLE),
        Column("url", ("number",), ADDRESS, make=lambda number: address_of("claims", number)),
    ),
)
CLAIM = CLAIM_ROW.with_more(
    "Claim",
    also=(
        (
            "sums",
            {
                "type": "array",
                "items": SUM,
                "description": "What is asked for and what came, as far as the caller sees it.",
            },
        ),
        OFFERED,
    ),
)

LINE_ROW = Shape(
    "ClaimLineRow",
    (
        column("uuid", kind=UUID),
        column("claim", "claim__number"),
        column("case", "case__reference"),
        column("cost_line", "line__uuid", UUID, help="The cost as it stands now."),
        column("position", kind=WHOLE),
        *amount(),
        *recorded(),
    ),
)

PAYMENT_ROW = Shape(
    "ClaimPaymentRow",
    (
        column("uuid", kind=UUID),
        column("claim", "claim__number"),
        column("claim_line", "claim_line__uuid", UUID),
        column("case", "case__reference"),
        column("payment", kind=UUID, help="The parts of one payment share it."),
        *amount(),
        column("received_on", kind=DAY),
        column("receipt", null=True),
        column("words", null=True),
        *recorded(),
    ),
)


def sums_as_json(sums: ClaimSums) -> list[dict[str, Any]]:
    """Return sums as the API answers them."""
    return [
        {
            "currency": row.currency,
            "lines": row.lines,
            "claimed": str(rounded(row.claimed, row.currency)),
            "claimed_vnd": row.claimed_vnd,
            "received": str(rounded(row.received, row.currency)),
            "received_vnd": row.received_vnd,
        }
        for row in sums.rows
    ]
