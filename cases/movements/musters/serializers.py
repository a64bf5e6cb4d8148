"""What head counts look like outside; people and marks as far as the caller sees their cases."""

from typing import Any, Final

from cases.citizens.choices import Sex
from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import ADDRESS, FLAG, MOMENT, TEXT, UUID, WHOLE, Column, Shape, column
from cases.movements.musters.choices import ClockDoubt, Mark, MusterPoint, ReopenReason
from cases.movements.musters.reading import Count, Person

MUSTER_ROW: Final = Shape(
    "MusterRow",
    (
        column("uuid", kind=UUID),
        column("movement", "movement__number"),
        column("leg", "leg__number", kind=WHOLE, null=True, help="Number of the leg."),
        column("point", kind=MusterPoint),
        column("place", "place__code"),
        column("manifest", "manifest__number", kind=WHOLE, help="Version of the frozen list."),
        column("mission", "mission__code", help="The mission that holds it."),
        column("opened_at", kind=MOMENT),
        column("opened_by", "opened_by__username", null=True),
        column("closed_at", kind=MOMENT, null=True),
        column("closed_by", "closed_by__username", null=True),
        column("reopened_at", kind=MOMENT, null=True),
        column("reopen_reason", kind=ReopenReason, null=True),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("musters", str(uuid))),
    ),
)
FIGURES: Final = (
    "expected",
    "unmarked",
    "missing",
    "seen_differently",
    "in_addition",
    "without_case",
    *Mark.values,
)
PERSON: Final = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "case": TEXT,
        "position": WHOLE,
        "name": TEXT,
        "seat": TEXT,
        "mark": TEXT,
        "is_missing": FLAG,
        "is_extra": FLAG,
        "words": TEXT,
        "question": {"type": "array", "items": UUID},
    },
    "required": [
        *("case", "position", "name", "seat", "mark", "is_missing", "is_extra", "words"),
        "question",
    ],
}
MUSTER: Final = MUSTER_ROW.with_more(
    "Muster",
    also=(
        OFFERED,
        (
            "counts",
            {
                "type": "object",
                "additionalProperties": False,
                "properties": dict.fromkeys(FIGURES, WHOLE),
                "required": list(FIGURES),
            },
        ),
        ("others", WHOLE | {"description": "In the list, with cases out of the caller's sight."}),
        ("people", {"type": "array", "items": PERSON}),
        ("strangers", {"type": "array", "items": UUID}),
    ),
)
MARK_ROW: Final = Shape(
    "MusterMarkRow",
    (
        column("uuid", kind=UUID),
        column("muster", "muster__uuid", UUID),
        column("case", "case__reference"),
        column("mark", kind=Mark),
        column("seen_at", kind=MOMENT),
        column("said_at", kind=MOMENT, null=True, help="What the device said, where that was odd."),
        column("clock_doubt", kind=ClockDoubt, null=True),
        column("received_at", kind=MOMENT),
        column("seen_by", "seen_by__username", null=True),
        column("key", kind=UUID, help="Of the device; the same key is one mark."),
        column("words"),
        column("searched", kind=FLAG),
        column("is_extra", kind=FLAG),
        column("settles", "settles__uuid", UUID, null=True),
        column("settles_other", "settles_other__uuid", UUID, null=True),
    ),
)

STRANGER_ROW: Final = Shape(
    "MusterStrangerRow",
    (
        column("uuid", kind=UUID),
        column("muster", "muster__uuid", UUID),
        column("name", help="As it was heard."),
        column("sex", kind=Sex),
        column("words", help="What was said."),
        column("seen_at", kind=MOMENT),
        column("said_at", kind=MOMENT, null=True, help="What the device said, where that was odd."),
        column("clock_doubt", kind=ClockDoubt, null=True),
        column("received_at", kind=MOMENT),
        column("seen_by", "seen_by__username", null=True),
        column("key", kind=UUID, help="Of the device; the same key is one person."),
        column("followed", help="What becomes of the person, a line each time."),
        column("case", "case__reference", null=True, help="Who it turned out to be."),
        column("settled_at", kind=MOMENT, null=True),
        column("settled_by", "settled_by__username", null=True),
        column("version", kind=WHOLE),
        Column(
            "url", ("uuid",), ADDRESS, make=lambda uuid: address_of("muster-strangers", str(uuid))
        ),
    ),
)
STRANGER: Final = STRANGER_ROW.with_more("MusterStranger", also=(OFFERED,))


def counts_json(found: Count) -> dict[str, int]:
    """Return the figures of a head count; whoever two officers saw differently is in no mark."""
    return {
        "expected": len(found.expected),
        "unmarked": len(found.unmarked),
        "missing": len(found.missing),
        "seen_differently": len(found.questions),
        "in_addition": len(found.extra),
        "without_case": len(found.unsettled),
        **{mark: len(found.marked(mark)) for mark in Mark.values},
    }


def person_json(person: Person, *, is_due: bool) -> dict[str, Any]:
    """Return one person of a head count."""
    return {
        "case": person.reference,
        "position": person.position,
        "name": person.name,
        "seat": person.seat,
        "mark": person.mark,
        "is_missing": person.is_missing(is_due=is_due),
        "is_extra": person.line is None,
        "words": person.words,
        "question": [str(row.uuid) for row in person.question or ()],
    }
