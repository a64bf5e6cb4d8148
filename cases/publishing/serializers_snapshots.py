"""What snapshots and definitions of figures look like outside."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.progress import PROGRESS_OF_RECORD
from cases.core.shapes import (
    ADDRESS,
    DAY,
    FLAG,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Shape,
    as_of,
    column,
    known_at,
)
from cases.publishing.definitions import Definition
from cases.publishing.difference import WORDS, Change, Moved
from cases.publishing.models import Snapshot, SnapshotValue
from cases.publishing.serializers import NUMBER_OR_NULL, object_of

TEXTS: Final = {"type": "array", "items": TEXT}

SNAPSHOT = Shape(
    "Snapshot",
    (
        column("uuid", kind=UUID),
        column("incident", "incident__code"),
        column("number", kind=WHOLE),
        column("title"),
        column("purpose", null=True),
        as_of("as_of", "incident__zone"),
        known_at("known_at", "incident__zone"),
        column("is_whole", kind=FLAG, help="Whether both moments end a day."),
        column("digest", null=True, help="SHA-256 over moments, definitions, values and cases."),
        column("taken_at", kind=MOMENT),
        column(
            "frozen_at",
            kind=MOMENT,
            null=True,
            help="Since when its cases are listed; of a large incident some minutes later.",
        ),
        column("withdrawn_at", kind=MOMENT, null=True),
        column("withdraw_reason", null=True),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("snapshots", str(uuid))),
    ),
)

VALUE: Final = object_of(
    {
        "figure": TEXT,
        "version": WHOLE,
        "label": TEXT,
        "counts": TEXT,
        "dimension": TEXT,
        "key": TEXT,
        "count": NUMBER_OR_NULL,
    }
)
SNAPSHOT_WITH_VALUES = SNAPSHOT.with_more(
    "SnapshotWithValues",
    also=(
        ("values", {"type": "array", "items": VALUE}),
        PROGRESS_OF_RECORD,
        OFFERED,
    ),
)

SNAPSHOT_CASE = Shape(
    "SnapshotCase",
    (
        column("case", "case__reference"),
        column("cells", kind=TEXTS, help="The numbers in which the case counts."),
        Column(
            "url",
            ("case__reference",),
            ADDRESS,
            make=lambda reference: address_of("cases", reference),
        ),
    ),
)

DEFINITION: Final = object_of(
    {
        "code": TEXT,
        "version": WHOLE,
        "label": TEXT,
        "counts": TEXT,
        "rule": TEXT,
        "rule_in_words": TEXT,
        "parameters": {"type": "object", "additionalProperties": True},
        "by": TEXTS,
        "since": DAY,
        "until": {"anyOf": [DAY, {"type": "null"}]},
        "source": TEXT,
        "is_open": FLAG,
    }
)


CHANGE: Final = object_of({"cell": TEXT, "before": NUMBER_OR_NULL, "after": NUMBER_OR_NULL})
MOVED: Final = object_of({"case": TEXT, "cell": TEXT, "how": TEXT, "why": TEXT, "words": TEXT})
DIFFERENCE: Final = object_of(
    {
        "numbers": {"type": "array", "items": CHANGE},
        "cases": {"type": "array", "items": MOVED},
    }
)


def difference_out(
    numbers: Sequence[Change], people: Sequence[Moved], named: Mapping[int, str]
) -> dict[str, Any]:
    """Return what differs between two snapshots; `named` holds the cases that are in sight."""
    return {
        "numbers": [
            {"cell": row.cell, "before": row.before, "after": row.after} for row in numbers
        ],
        "cases": [
            {
                "case": named[row.case_id],
                "cell": row.cell,
                "how": row.how,
                "why": row.why,
                "words": str(WORDS[row.why]),
            }
            for row in people
            if row.case_id in named
        ],
    }


def values_out(snapshot: Snapshot, values: list[SnapshotValue]) -> list[dict[str, Any]]:
    """Return the values that the reader may read, in the order of the definitions."""
    known = {definition.code: definition for definition in snapshot.figures}
    order = list(known)
    values = sorted(values, key=lambda row: (order.index(row.figure), row.dimension, row.key))
    return [
        {
            "figure": row.figure,
            "version": known[row.figure].version,
            "label": known[row.figure].label,
            "counts": known[row.figure].counts,
            "dimension": row.dimension,
            "key": row.key,
            "count": row.count,
        }
        for row in values
    ]


def definition_out(definition: Definition) -> dict[str, Any]:
    """Return one version of a figure."""
    return {
        "code": definition.code,
        "version": definition.version,
        "label": definition.label,
        "counts": definition.counts,
        "rule": definition.rule,
        "rule_in_words": str(definition.how.words),
        "parameters": dict(definition.parameters),
        "by": list(definition.by),
        "since": definition.since.isoformat(),
        "until": definition.until.isoformat() if definition.until else None,
        "source": definition.source,
        "is_open": definition.is_open,
    }
