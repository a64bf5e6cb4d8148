"""What the board looks like outside."""

from typing import Any
from urllib.parse import urlencode

from cases.casework.blocking import Side
from cases.casework.choices import BlockerKind
from cases.core.addresses import address_of
from cases.core.openapi import HouseSchema
from cases.core.precision import iso_days
from cases.core.shapes import (
    ADDRESS,
    AS_KNOWN,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Schema,
    Shape,
    closed_object,
    column,
    nullable,
    require_all,
)
from cases.overview.board import Board, Tally
from cases.overview.board_pages import what_asks, what_label, who_asks, who_label
from cases.procedures.choices import Body

TALLY: dict[str, Schema] = {
    "label": TEXT | {"description": "In the caller's language."},
    "cases": WHOLE,
    "longest_since": nullable(AS_KNOWN)
    | {"description": "As `blocker.since` of a case: later by the days on which it was closed."},
    "overdue": WHOLE,
    "due_today": WHOLE,
    "cases_url": ADDRESS | {"description": "The list of exactly these cases."},
}

SAVED_VIEW = Shape(
    "SavedView",
    (
        column("uuid", kind=UUID),
        column("name"),
        column(
            "asks",
            kind={"type": "object", "additionalProperties": TEXT},
            help="Filters and order by their codes, as in the address of the work list.",
        ),
        column("position", kind=WHOLE, help="Its place among the views of its owner."),
        column("owner", "staff__username"),
        column("mission", "mission__code"),
        column("saved_at", kind=MOMENT),
        column("shared_at", kind=MOMENT, null=True, help="Since when the mission sees it."),
        column("removed_at", kind=MOMENT, null=True),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("saved-views", str(uuid))),
    ),
)


def board_schema(schema: HouseSchema) -> Schema:
    """Return the JSON Schema of the board; closed sets go by the names of their classes."""
    kind, body = nullable(schema.named(BlockerKind)), nullable(schema.named(Body))
    by_blocker = {"kind": kind, "procedure": nullable(TEXT), "condition": nullable(TEXT)}
    by_body = {"body": body, "authority": nullable(TEXT)}
    totals = ("open", "overdue", "due_today", "ours", "others")
    return require_all(
        closed_object()
        | {
            "properties": {
                "as_of": MOMENT,
                "zone": TEXT | {"description": "In which the days are told."},
                "mission": nullable(TEXT),
                "incident": nullable(TEXT),
                "totals": closed_object() | {"properties": dict.fromkeys(totals, WHOLE)},
                "by_blocker": list_of(by_blocker | TALLY),
                "by_body": list_of(by_body | TALLY),
            }
        }
    )


def list_of(properties: dict[str, Schema]) -> Schema:
    """Return the schema of a list of objects that have exactly these properties."""
    return {
        "type": "array",
        "items": require_all(closed_object() | {"properties": properties}),
    }


def board_out(board: Board) -> dict[str, Any]:
    """Return the board of a moment."""
    return {
        "as_of": board.now,
        "zone": board.zone,
        "mission": board.mission.code if board.mission else None,
        "incident": board.incident.code if board.incident else None,
        "totals": {
            "open": board.open,
            "overdue": board.overdue,
            "due_today": board.today,
            "ours": board.of_side(Side.OURS),
            "others": board.of_side(Side.OTHERS),
        },
        "by_blocker": [
            {
                "kind": line.kind or None,
                "procedure": line.procedure.code if line.procedure else None,
                "condition": line.condition or None,
                **tally_out(board, line, what_label(line), what_asks(line)),
            }
            for line in board.by_what
        ],
        "by_body": [
            {
                "body": line.body or None,
                "authority": line.authority.code if line.authority else None,
                **tally_out(board, line, who_label(board, line), who_asks(line)),
            }
            for line in board.by_who
        ],
    }


def tally_out(board: Board, line: Tally, label: str, asks: dict[str, str]) -> dict[str, Any]:
    """Return the figures of one line, with the address of its cases."""
    if board.mission:
        asks["mission"] = board.mission.code
    if board.incident:
        asks["incident"] = board.incident.code
    return {
        "label": label,
        "cases": line.count,
        "longest_since": iso_days(line.begun, line.since) if line.begun and line.since else None,
        "overdue": line.overdue,
        "due_today": line.today,
        "cases_url": f"{address_of('cases')}?{urlencode(asks)}",
    }
