"""What acts on many records say of themselves for OpenAPI, as little as possible for each of them.

The records and the results are the same for all, so they are described once; the input is that of
the single act.
"""

import re
from typing import Any, Final

from cases.core.bulk_body import HIGHEST
from cases.core.described_headers import KEY
from cases.core.many import BULK_LIMIT
from cases.core.openapi import COMPONENTS, Described, HouseSchema, first_line
from cases.core.registry import RESOURCES, Declared
from cases.core.shapes import (
    ADDRESS,
    FLAG,
    TEXT,
    WHOLE,
    Schema,
    closed_object,
    nullable,
    require_all,
)

TARGETS: Final[Schema] = {
    "type": "array",
    "description": "The records, each once, in the version in which it was seen (its ETag without "
    "the digest) or null for whatever it is. Operations that only add compare none.",
    "minItems": 1,
    "maxItems": BULK_LIMIT,
    "items": closed_object()
    | {
        "properties": {
            "reference": TEXT | {"description": "As in the address of the record."},
            "version": nullable(WHOLE | {"minimum": 1, "maximum": HIGHEST}),
        },
        "required": ["reference", "version"],
    },
}

KEYS: Final = (
    ("BKK-2025-00042", "BKK-2025-00057"),
    ("0198b2f0-6f3a-7c1e-9a54-3d2b8c7f1e60", "0198b2f0-7a11-7d02-8c3e-51f09b6de214"),
    ("BKK", "RGN"),
    ("2025-10-myawaddy-3", "2025-10-myawaddy-4"),
    ("crossed-thai-custody.2", "crossed-thai-custody.3"),
)
"""Keys of two records of each kind, for examples: how cases, people, missions … are named."""


def result_schema(problem: Schema) -> Schema:
    """Return what is told of one record."""
    result = closed_object() | {
        "description": "What came of one record, as a single call would have answered.",
        "properties": {
            "target": TEXT | {"description": "The record, as it was sent."},
            "status": WHOLE
            | {"description": "200 (201 where something was made), or the status of the refusal."},
            "resource": nullable(TEXT),
            "reference": nullable(TEXT),
            "version": nullable(WHOLE),
            "url": nullable(ADDRESS),
            "is_repeated": FLAG | {"description": "Done by an earlier call with the same key."},
            "problem": nullable(problem),
        },
    }
    return require_all(result)


def done_schema(result: Schema) -> Schema:
    """Return the answer to an act on many records."""
    done = closed_object() | {
        "description": "How many were done, refused and not reached in time, and each by itself, "
        "in the order in which they were sent.",
        "properties": {
            "done": WHOLE,
            "refused": WHOLE,
            "not_tried": WHOLE | {"description": "Send these again, with the same key."},
            "results": {"type": "array", "items": result},
        },
    }
    return require_all(done)


def describe_bulk(declared: Declared, schema: HouseSchema) -> Described:
    """Say what an operation on many records takes and answers."""
    form = declared.form
    body = closed_object()
    body["properties"] = {
        "targets": schema.component("BulkTargets", TARGETS),
        "input": input_of_many(declared, schema),
    }
    needs_input = bool(form.json_schema().get("required") or form.needed_in_bulk)
    body["required"] = ["targets", *(["input"] if needs_input else [])]
    problem = schema.component("Problem", COMPONENTS["Problem"])
    result = schema.component("BulkResult", result_schema(problem))
    return Described(
        name=f"bulk_{declared.name}",
        summary=f"{form.title}: many at once",
        description=first_line(declared.operation.__doc__),
        answer=schema.component("BulkDone", done_schema(result)),
        body=body,
        example=example_of(declared),
        is_body_required=True,
        parameters=(KEY,),
        refusals=(400, 401, 403, 415, 422),
    )


def example_of(declared: Declared) -> dict[str, Any]:
    """Return a body as it is sent: one record as it was seen, one as it is, the input for both."""
    pattern = RESOURCES[declared.resource].pattern
    first, second = next(pair for pair in KEYS if re.fullmatch(pattern, pair[0]))
    seen = None if declared.operation.appends else 3
    targets = [{"reference": first, "version": seen}, {"reference": second, "version": None}]
    return {"targets": targets, "input": declared.form.example}


def input_of_many(declared: Declared, schema: HouseSchema) -> Schema:
    """Return the input of the single act, and what may not be left out for many."""
    given = schema.input_of(declared.form)
    needed = list(declared.form.needed_in_bulk)
    return {"allOf": [given], "required": needed} if needed else given


def describe_bulk_index(schema: HouseSchema) -> Described:
    """Say what the list of operations on many records answers."""
    row = closed_object() | {
        "properties": {"name": TEXT, "title": TEXT, "resource": TEXT, "url": ADDRESS}
    }
    page = closed_object() | {
        "properties": {"results": {"type": "array", "items": require_all(row)}}
    }
    return Described(
        name="bulk",
        summary="What can be done on many records by one call",
        description="Only what the role of the caller may do. What was done and refused is told "
        "record by record: POST to the address of an operation.",
        answer=schema.component("BulkIndex", require_all(page)),
    )
