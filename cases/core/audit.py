"""Audit entries: written by a definer function that takes the actor from the transaction's context.

The application role can add entries but not change or remove one. Whoever can run SQL of their own
as that role can also set the context; see docs/explanation/threat-model.md.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, models

WRITE = "select write_audit(%s, %s, %s, %s, %s, %s, %s::jsonb, %s::jsonb)"

WRITE_EACH = """
select write_audit(%s, %s, 'done', '', (entry ->> 'case')::bigint, (entry ->> 'citizen')::bigint,
  entry -> 'subjects', '[]'::jsonb) from jsonb_array_elements(%s::jsonb) as entry
"""


_also: ContextVar[list[str] | None] = ContextVar("also_on_record", default=None)


@contextmanager
def taking_along() -> Iterator[list[str]]:
    """Collect what the body of an operation wants its own entry to name beside its arguments."""
    names: list[str] = []
    token = _also.set(names)
    try:
        yield names
    finally:
        _also.reset(token)


def also_on_record(name: str) -> None:
    """Let the entry of the running operation name this too: a code or a count, never a value."""
    names = _also.get()
    if names is not None:
        names.append(name)


def subject_of(row: models.Model) -> dict[str, Any]:
    """Return what an entry keeps of a row: table, id and public reference, no personal value."""
    reference = getattr(row, "public_reference", "")
    return {"table": row._meta.db_table, "id": row.pk, "reference": str(reference)}


def scope_of(row: models.Model) -> tuple[int | None, int | None]:
    """Return (case id, citizen id) by which an entry about `row` is found and seen."""
    table = row._meta.model_name
    case = row.pk if table == "case" else getattr(row, "case_id", None)
    citizen = row.pk if table == "citizen" else getattr(row, "citizen_id", None)
    return case, citizen


def write_audit(
    event: str,
    operation: str,
    rows: Iterable[models.Model],
    *,
    refused: str = "",
    fields: Sequence[str] = (),
) -> None:
    """Write one entry: `event` by `operation` on `rows`, done or `refused` with a code."""
    named = list(rows)
    case, citizen = scope_of(named[0]) if named else (None, None)
    subjects = [subject_of(row) for row in named]
    write_entry(
        event, operation, subjects, case=case, citizen=citizen, refused=refused, fields=fields
    )


def write_each(event: str, operation: str, rows: Sequence[models.Model]) -> None:
    """Write an entry of its own on each row, found under its case and person, in one statement."""
    entries = []
    for row in rows:
        case, citizen = scope_of(row)
        entries.append({"case": case, "citizen": citizen, "subjects": [subject_of(row)]})
    with connection.cursor() as cursor:
        cursor.execute(WRITE_EACH, [event, operation, json.dumps(entries)])


def write_entry(
    event: str,
    operation: str,
    subjects: Sequence[dict[str, Any]],
    *,
    case: int | None = None,
    citizen: int | None = None,
    refused: str = "",
    fields: Sequence[str] = (),
) -> None:
    """Write one entry on `subjects`, found under a case and a citizen, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            WRITE,
            [
                event,
                operation,
                "refused" if refused else "done",
                refused,
                case,
                citizen,
                json.dumps(subjects),
                json.dumps(sorted(fields)),
            ],
        )
