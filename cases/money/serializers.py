"""What cost lines, bills, deposits, undertakings, repayments and rates look like outside."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import (
    ADDRESS,
    DAY,
    DECIMAL,
    FLAG,
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
from cases.money.choices import CostState, DepositHolder, Payer, ReleaseGround, SignedBy
from cases.money.rules import category_label
from cases.money.totals import COUNTED, Totals
from cases.procedures.choices import Currency


def url(resource: str) -> Column:
    """Return the column with the address of a record."""
    return Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of(resource, str(uuid)))


def plain(value: Decimal | None) -> str | None:
    """Return a number as text, without noughts at its end."""
    return None if value is None else f"{value.normalize():f}"


def amount() -> tuple[Column, ...]:
    """Return the columns of an amount and of its rate; numbers as text, so that none is rounded."""
    return (
        Column(
            "amount",
            ("amount", "currency"),
            DECIMAL,
            make=lambda value, currency: str(rounded(value, currency)),
        ),
        column("currency", kind=Currency),
        Column("rate", ("rate",), DECIMAL, make=plain, help="Dong for one unit."),
        column("rate_on", kind=DAY),
        column("rate_source", null=True),
        column("amount_vnd", kind=WHOLE, help="In dong, rounded half up."),
    )


def state_of(
    counts_from: datetime | None, decided_at: datetime | None, voided_at: datetime | None
) -> str:
    """Return how far a line is."""
    if voided_at is not None:
        return CostState.VOIDED
    if counts_from is not None:
        return CostState.SPENT
    return CostState.REFUSED if decided_at is not None else CostState.WAITING


def recorded() -> tuple[Column, ...]:
    """Return the columns of who wrote a row down, and whether it was voided."""
    return (
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
        column("voided_at", kind=MOMENT, null=True),
        column("void_reason", null=True),
        column("version", kind=WHOLE),
    )


COST_ROW = Shape(
    "CostLineRow",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        column("mission", "mission__code", help="The mission that recorded it."),
        column("category"),
        Column("category_name", ("category",), make=category_label),
        column("payer", kind=Payer),
        *amount(),
        column("spent_on", kind=DAY),
        column("purpose"),
        column("voucher", null=True),
        Column("state", ("counts_from", "decided_at", "voided_at"), CostState, make=state_of),
        column("repaid_by_rule", kind=FLAG, help="Whether the Fund asks it back."),
        column("deposit", "deposit__uuid", UUID, null=True),
        column("undertaking", "undertaking__uuid", UUID, null=True),
        Column(
            "drawn",
            ("drawn",),
            DECIMAL,
            null=True,
            make=plain,
            help="What it takes of its deposit or undertaking, in the currency of that.",
        ),
        column("shared_cost", "shared__uuid", UUID, null=True, help="The bill it is a part of."),
        column("replaces", "replaces__uuid", UUID, null=True, help="The line that it corrects."),
        column("counts_from", kind=MOMENT, null=True),
        column("decided_at", kind=MOMENT, null=True),
        column("decided_by", "decided_by__username", null=True),
        column("decide_reason", null=True),
        *recorded(),
        url("cost-lines"),
    ),
)
COST = COST_ROW.with_more("CostLine", also=(OFFERED,))

DEPOSIT_ROW = Shape(
    "DepositRow",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        column("mission", "mission__code", help="The mission that recorded it."),
        *amount(),
        column("relative", "relative__uuid", UUID, null=True),
        column("payer_words", null=True),
        column("received_on", kind=DAY),
        column("held_by", kind=DepositHolder),
        column("receipt", null=True),
        column("note", null=True),
        *recorded(),
        url("deposits"),
    ),
)
DEPOSIT = DEPOSIT_ROW.with_more(
    "Deposit",
    also=(("left", DECIMAL | {"description": "In its own currency."}), OFFERED),
)

UNDERTAKING_ROW = Shape(
    "UndertakingRow",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        column("mission", "mission__code", help="The mission that recorded it."),
        *amount(),
        column("signer", kind=SignedBy),
        column("relative", "relative__uuid", UUID, null=True),
        column("signer_words", null=True),
        column("signed_on", kind=DAY),
        column("due_on", kind=DAY, null=True),
        column("attachment", "attachment__uuid", UUID, null=True),
        column("letter", "letter__uuid", UUID, null=True),
        column("paper_number", null=True),
        column("released_at", kind=MOMENT, null=True),
        column("release_ground", kind=ReleaseGround, null=True),
        column("release_words", null=True),
        *recorded(),
        url("undertakings"),
    ),
)
UNDERTAKING = UNDERTAKING_ROW.with_more(
    "Undertaking",
    also=(
        ("repaid", DECIMAL),
        ("owed", DECIMAL),
        OFFERED,
    ),
)

REPAYMENT_ROW = Shape(
    "RepaymentRow",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        column("deposit", "deposit__uuid", UUID, null=True, help="Of which it was returned."),
        column("undertaking", "undertaking__uuid", UUID, null=True, help="Which it repaid."),
        Column("amount", ("amount",), DECIMAL, make=plain, help="In the currency of that."),
        column("paid_on", kind=DAY),
        column("receipt", null=True),
        column("words", null=True),
        *recorded(),
        url("repayments"),
    ),
)
REPAYMENT = REPAYMENT_ROW.with_more("Repayment", also=(OFFERED,))

RATE_ROW = Shape(
    "ExchangeRateRow",
    (
        column("uuid", kind=UUID),
        column("currency", kind=Currency),
        column("day", kind=DAY),
        Column("rate", ("rate",), DECIMAL, make=plain, help="Dong for one unit."),
        column("source"),
        Column("source_url", ("url",), null=True),
        column("mission", "mission__code", null=True, help="Null holds for all missions."),
        *recorded(),
        url("exchange-rates"),
    ),
)
RATE = RATE_ROW.with_more("ExchangeRate", also=(OFFERED,))

BILL_ROW = Shape(
    "SharedCostRow",
    (
        column("uuid", kind=UUID),
        column("mission", "mission__code"),
        column("currency", kind=Currency),
        column("spent_on", kind=DAY),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
        url("shared-costs"),
    ),
)
BILL = BILL_ROW.with_more(
    "SharedCost",
    also=(
        (
            "lines",
            {"type": "array", "items": UUID, "description": "Its parts that the caller sees."},
        ),
    ),
)

TOTAL: Schema = require_all(
    closed_object()
    | {
        "properties": {
            "payer": TEXT,
            "currency": TEXT,
            "state": TEXT | {"enum": [state.value for state in COUNTED]},
            "lines": WHOLE,
            "amount": DECIMAL,
            "amount_vnd": WHOLE,
        }
    }
)
TOTALS: Schema = require_all(
    closed_object()
    | {
        "properties": {
            "spent_vnd": WHOLE | {"description": "What counts, in dong."},
            "waiting_vnd": WHOLE | {"description": "What waits for a second officer, in dong."},
            "received_vnd": WHOLE
            | {"description": "Received on claims over these costs, in dong; taken off nothing."},
            "rows": {"type": "array", "items": TOTAL},
        }
    }
)


def totals_as_json(totals: Totals, came: Mapping[str, int]) -> dict[str, Any]:
    """Return totals as the API answers them."""
    return {
        "spent_vnd": totals.vnd(CostState.SPENT),
        "waiting_vnd": totals.vnd(CostState.WAITING),
        "received_vnd": sum(came.values()),
        "rows": [
            {
                "payer": row.payer,
                "currency": row.currency,
                "state": row.state,
                "lines": row.lines,
                "amount": str(rounded(row.amount, row.currency)),
                "amount_vnd": row.amount_vnd,
            }
            for row in totals.rows
        ],
    }
