"""How far work in the background is, told in one shape wherever there is any.

An operation that only begins work says so (`starts_work` of its form) and is answered 202 with the
address of the record that tells `progress`. The queue itself has no address outside: what a caller
waits for is a record of hers, seen as any other.
"""

from typing import Any, Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.core.shapes import WHOLE, Naming, Schema, closed_object, nullable, require_all

PROGRESS: Final = "Progress"
PROGRESS_OF_RECORD: Final[tuple[str, Schema]] = (
    "progress",
    {"$ref": f"#/components/schemas/{PROGRESS}"},
)
"""What a shape adds to its record."""


class WorkState(TextChoices):
    """How work in the background stands."""

    IDLE = "idle", _("Nothing is under way")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class WorkUnit(TextChoices):
    """What is worked off."""

    ROWS = "rows", _("Rows")
    PEOPLE = "people", _("People")
    ENTRIES = "entries", _("Entries")


def progress(
    state: WorkState,
    done: int | None = None,
    total: int | None = None,
    unit: WorkUnit = WorkUnit.ROWS,
) -> dict[str, Any]:
    """Return what is told of work in the background; numbers where they are known."""
    return {"state": state.value, "done": done, "total": total, "unit": unit.value}


def progress_schema(named: Naming) -> Schema:
    """Return the schema of it."""
    found = closed_object() | {
        "description": "How far the work in the background is; ask again after some seconds.",
        "properties": {
            "state": named(WorkState),
            "done": nullable(WHOLE | {"minimum": 0}),
            "total": nullable(WHOLE | {"minimum": 0}),
            "unit": named(WorkUnit),
        },
    }
    return require_all(found)
