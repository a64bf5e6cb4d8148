"""What lists and their rows look like outside."""

from typing import Any

from cases.citizens.search.judging import Candidate
from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.progress import PROGRESS_OF_RECORD
from cases.core.shapes import ADDRESS, DAY, MOMENT, TEXT, UUID, WHOLE, Column, Schema, Shape, column
from cases.intake.lists.choices import (
    DayOrder,
    ListState,
    NationalityOfList,
    RowState,
    SenderKind,
    ShortYears,
)
from cases.intake.lists.queries import Account
from cases.intake.lists.said import DOUBTS, LEFT_OUT, TAKEN_UP_WORDS, sentence_of
from cases.intake.lists.states import WAS_TAKEN_UP


def object_of(**properties: Schema) -> Schema:
    """Return the schema of an object with these properties, all of them there."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


TEXTS: Schema = {"type": "array", "items": TEXT}
NAMED_TEXTS: Schema = {"type": "object", "additionalProperties": TEXT}
PROBLEM = object_of(
    code=TEXT, field=TEXT, is_fault={"type": "boolean"}, message=TEXT | {"description": "In words."}
)
COUNTS: Schema = {"type": "object", "additionalProperties": WHOLE}
LIST_ROW = Shape(
    "ReceivedListRow",
    (
        column("uuid", kind=UUID),
        column("mission", "mission__code", help="The mission that received it."),
        column("incident", "incident__code"),
        column("sender"),
        column("sender_kind", kind=SenderKind),
        column("asked_of", "asked_of__code", null=True, help="Whose reply to our questions it is."),
        column("reference", null=True, help="The number of their letter."),
        column("received_on", kind=DAY),
        column("as_of", kind=DAY, null=True, help="The day for which it says who is there."),
        column("replaces", "replaces__uuid", UUID, null=True, help="The version before."),
        column("file_name", null=True),
        column("file_digest", help="SHA-256 of the bytes that were sent."),
        column("file_size", kind=WHOLE),
        column("state", kind=ListState),
        column("withdraw_reason", null=True),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("lists", str(uuid))),
    ),
)
NUMBERS: Schema = {"type": "array", "items": WHOLE}
SHEET = object_of(
    name=TEXT,
    rows=WHOLE,
    width=WHOLE,
    is_hidden={"type": "boolean"},
    lines=WHOLE | {"description": "With the blank ones, and those inside cells."},
    crossed_out=NUMBERS | {"description": "Rows in which something is crossed out."},
    hidden_rows=NUMBERS,
)
QUESTIONS = object_of(day_order=TEXTS, short_years=TEXTS, nationality=TEXTS)


ACCOUNT = object_of(
    lines=WHOLE | {"description": "Lines received: lines + split = blank + left_out + people."},
    blank=WHOLE | {"description": "Blank ones, and those inside a cell."},
    split=WHOLE | {"description": "Rows added where one names several people."},
    left_out=COUNTS | {"description": "Reason -> how many."},
    people=WHOLE,
    unknown=WHOLE | {"description": "Of the people, whose nationality is not known."},
    registered=WHOLE | {"description": "Or found on record."},
)


def account_words(account: Account) -> dict[str, Any]:
    """Return how the lines of a list add up."""
    return {
        "lines": account.lines,
        "blank": account.blank,
        "split": account.split,
        "left_out": dict(account.left_out),
        "people": account.people,
        "unknown": account.unknown,
        "registered": account.registered,
    }


def sheets_of(sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what a list keeps of its sheets; of older lists fewer things were kept."""
    return [
        {"lines": sheet["rows"], "crossed_out": [], "hidden_rows": []} | sheet for sheet in sheets
    ]


LIST = LIST_ROW.with_more(
    "ReceivedList",
    (
        column("sheets", kind={"type": "array", "items": SHEET}, make=sheets_of),
        column("day_order", kind=DayOrder, null=True),
        column("short_years", kind=ShortYears, null=True),
        column("nationality", kind=NationalityOfList, null=True, help="Of whom it says none."),
    ),
    also=(
        ("columns", TEXT | {"description": "What the columns hold, as `map` takes it."}),
        ("notes", TEXTS | {"description": "What is to be said of the file, in words."}),
        (
            "questions",
            QUESTIONS | {"description": "What is read in two ways, and what is not told."},
        ),
        ("counts", COUNTS | {"description": "State of rows -> how many."}),
        ("account", ACCOUNT | {"description": "How the lines add up."}),
        (
            "not_answered",
            TEXTS
            | {"description": "Of a reply: cases that it leaves open, each once, at most 200."},
        ),
        ("rows_url", ADDRESS),
        PROGRESS_OF_RECORD,
        OFFERED,
    ),
)


def problems_of(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the problems of a row with their sentences."""
    return [
        {
            "code": problem["code"],
            "field": problem["field"],
            "is_fault": problem["is_fault"],
            "message": sentence_of(problem),
        }
        for problem in problems
    ]


def reason_words(state: str, reason: str) -> str:
    """Return why a row is parked or left out, in words."""
    if reason == WAS_TAKEN_UP:
        return str(TAKEN_UP_WORDS)
    words = {RowState.LEFT_OUT: LEFT_OUT, RowState.PARKED: DOUBTS}.get(RowState(state), {}).get(
        reason
    )
    return str(words) if words else reason


ROW_ROW = Shape(
    "ListRowRow",
    (
        column("uuid", kind=UUID),
        column("list", "received__uuid", UUID),
        column("sheet", kind=WHOLE, help="Number of the sheet, from 1."),
        column("number", kind=WHOLE, help="Number of the row in the sheet, from 1."),
        column("part", kind=WHOLE, help="0; else which further person of a row that was split."),
        column("cells", kind=TEXTS, help="As they came."),
        column("corrected", kind=NAMED_TEXTS, help="What counts in place of cells, by field."),
        column("values", kind=NAMED_TEXTS, help="What was read."),
        column("problems", kind={"type": "array", "items": PROBLEM}, make=problems_of),
        column("state", kind=RowState),
        Column("reason", ("state", "reason"), null=True, make=reason_words),
        column("citizen", "citizen__uuid", UUID, null=True),
        column("case", "case__reference", null=True, help="The case it became or belongs to."),
        column("settled_at", kind=MOMENT, null=True),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("list-rows", str(uuid))),
    ),
)
REASON = object_of(code=TEXT, sentence=TEXT)
CANDIDATE = object_of(
    citizen=UUID,
    cases=TEXTS,
    verdict=TEXT,
    reasons={"type": "array", "items": REASON},
)
ROW = ROW_ROW.with_more(
    "ListRow",
    also=(
        (
            "candidates",
            {"type": "array", "items": CANDIDATE, "description": "Who on record may be the same."},
        ),
        (
            "twins",
            {
                "type": "array",
                "items": UUID,
                "description": "Rows of the list that may be of the same person: `join`, `part`.",
            },
        ),
        (
            "people",
            TEXTS | {"description": "Names of several people in its cell, as `split` parts them."},
        ),
        OFFERED,
    ),
)


def candidate_words(found: Candidate, cases: list[str]) -> dict[str, Any]:
    """Return what is said of one candidate: no word that stands on record of her."""
    return {
        "citizen": str(found.citizen["uuid"]),
        "cases": cases,
        "verdict": str(found.verdict),
        "reasons": [
            {"code": code, "sentence": str(sentence)}
            for code, sentence in zip(found.reasons, found.sentences, strict=True)
        ],
    }
