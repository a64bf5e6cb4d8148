"""What the costs of legs, and the money of a movement, look like outside."""

from typing import Any

from cases.core.shapes import (
    DECIMAL,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Schema,
    Shape,
    closed_object,
    column,
    require_all,
)
from cases.money.amounts import rounded
from cases.money.choices import Payer
from cases.movements.costs.reading import LegMoney
from cases.movements.costs.summing import Sum

COST_ROW = Shape(
    "LegCostRow",
    (
        column("uuid", kind=UUID),
        column("movement", "leg__movement__number"),
        column("leg", "leg__number", WHOLE),
        column("case", "case__reference"),
        column("cost_line", "line__uuid", UUID, help="The cost as it stands now."),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
        column("voided_at", kind=MOMENT, null=True),
        column("void_reason", null=True),
    ),
)

AMOUNTS: Schema = {
    "type": "array",
    "items": require_all(closed_object() | {"properties": {"currency": TEXT, "amount": DECIMAL}}),
}
SUMS = {
    "lines": WHOLE,
    "spent_vnd": WHOLE,
    "waiting_vnd": WHOLE,
    "spent": AMOUNTS,
    "waiting": AMOUNTS,
}


def table(**keys: Schema) -> Schema:
    """Return the shape of a list of sums, each under its keys."""
    row = require_all(closed_object() | {"properties": {**keys, **SUMS}})
    return {"type": "array", "items": row}


MONEY: Schema = require_all(
    closed_object()
    | {
        "properties": {
            **SUMS,
            "claimed_vnd": WHOLE | {"description": "In claims that were submitted."},
            "received_vnd": WHOLE | {"description": "Received on them; taken off nothing."},
            "by_leg": table(leg=WHOLE),
            "by_person": table(case=TEXT, place=TEXT),
            "by_payer": table(payer=TEXT, claimed_vnd=WHOLE, received_vnd=WHOLE),
            "cells": table(case=TEXT, leg=WHOLE),
        }
    }
)


def sum_as_json(found: Sum) -> dict[str, Any]:
    """Return a sum as the API answers it."""
    return {
        "lines": found.lines,
        "spent_vnd": found.spent_vnd,
        "waiting_vnd": found.waiting_vnd,
        "spent": amounts(found.spent),
        "waiting": amounts(found.waiting),
    }


def amounts(rows: Any) -> list[dict[str, Any]]:
    """Return amounts by currency."""
    return [
        {"currency": currency, "amount": str(rounded(amount, currency))}
        for currency, amount in rows
    ]


def money_as_json(money: LegMoney) -> dict[str, Any]:
    """Return the money of a movement as the API answers it."""
    sums = money.sums
    numbers = {leg.pk: leg.number for leg in money.legs}
    cases = {row.case_id: row.case.reference for row in money.costs}
    states = {pk: place.state for pk, place in money.places.items()}
    return {
        **sum_as_json(sums.whole),
        "claimed_vnd": sum(money.claimed.values()),
        "received_vnd": sum(money.received.values()),
        "by_leg": [
            {"leg": number, **sum_as_json(sums.by_leg.get(pk, Sum()))}
            for pk, number in numbers.items()
        ],
        "by_person": [
            {"case": name, "place": states.get(pk, ""), **sum_as_json(sums.by_person[pk])}
            for pk, name in sorted(cases.items(), key=lambda item: item[1])
        ],
        "by_payer": [
            {
                "payer": payer,
                "claimed_vnd": money.claimed.get(payer, 0),
                "received_vnd": money.received.get(payer, 0),
                **sum_as_json(sums.by_payer[payer]),
            }
            for payer in Payer.values
            if payer in sums.by_payer
        ],
        "cells": [
            {"case": cases[case], "leg": numbers[leg], **sum_as_json(found)}
            for (case, leg), found in sorted(
                sums.cells.items(), key=lambda item: (cases[item[0][0]], numbers[item[0][1]])
            )
        ],
    }
