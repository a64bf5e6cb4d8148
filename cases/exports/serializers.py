"""What exports look like in the API."""

from typing import Any, Final

from cases.core.offered import OFFERED
from cases.core.progress import PROGRESS, WorkState, progress
from cases.core.shapes import (
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
    nullable,
    require_all,
)
from cases.exports.choices import (
    ExportFormat,
    ExportKind,
    ExportState,
    ExportStop,
    TakingPurpose,
)

ASKS: Schema = {"type": "object", "additionalProperties": TEXT}

WORK_STATES: Final[dict[str, WorkState]] = {
    ExportState.COUNTED: WorkState.IDLE,
    ExportState.WAITING: WorkState.IDLE,
    ExportState.WRITING: WorkState.RUNNING,
    ExportState.READY: WorkState.DONE,
    ExportState.EXPIRED: WorkState.DONE,
}


def progress_of(state: str, done: int, counted: int, rows: int | None) -> dict[str, Any]:
    """Return how far the writing is: of those counted, and once it is written of those in it."""
    is_written = rows is not None
    total = rows if is_written else counted
    work = WORK_STATES.get(state, WorkState.DONE if is_written else WorkState.STOPPED)
    return progress(work, rows if is_written else min(done, counted), total)


EXPORT_ROW = Shape(
    "ExportRow",
    (
        column("uuid", kind=UUID),
        column("kind", kind=ExportKind),
        column("format", kind=ExportFormat),
        column("language", help="Of headings and words in a table."),
        column("filters", "asks", ASKS, help="As the list of this kind takes them."),
        column("purpose", kind=TakingPurpose),
        column("words", help="For whom, and why."),
        column("mission", "mission__code"),
        column("asked_by", "asked_by__username"),
        column("asked_at", kind=MOMENT),
        column("counted", kind=WHOLE, help="Rows when it was asked for."),
        column("needs_second", kind=FLAG, help="Whether a second person decides on it."),
        column("state", kind=ExportState),
        column("stopped_because", kind=ExportStop, null=True),
        column("decided_by", "decided_by__username", null=True),
        column("decided_at", kind=MOMENT, null=True),
        column("decide_reason", null=True),
        Column(
            "progress",
            ("state", "done", "counted", "rows"),
            {"$ref": f"#/components/schemas/{PROGRESS}"},
            make=progress_of,
        ),
        column("rows", kind=WHOLE, null=True, help="Rows in the file."),
        column("size", kind=WHOLE, null=True, help="Bytes of the file."),
        column("digest", null=True, help="SHA-256 of the file."),
        column("ready_at", kind=MOMENT, null=True),
        column("ended_at", kind=MOMENT, null=True),
        column("expires_at", kind=MOMENT, help="Until when it can be gone on with or taken."),
        column("version", kind=WHOLE),
    ),
)
SECOND: Final[Schema] = require_all(
    closed_object()
    | {
        "properties": {
            "why": TEXT | {"description": "The reason in a sentence."},
            "threshold": WHOLE | {"description": "Above so many rows a second person decides."},
            "within_hours": WHOLE
            | {
                "description": "What one person takes along within so many hours counts together: "
                "people of all kinds, and apart from them figures."
            },
            "taken_before": nullable(WHOLE)
            | {
                "description": "Rows that count so far beside those of this export; null for "
                "others than whoever asked, and once it is decided."
            },
        }
    }
)
"""Why a second person decides on an export."""
EXPORT = EXPORT_ROW.with_more(
    "Export",
    also=(
        ("file", nullable(TEXT) | {"description": "What the file is called, once it is there."}),
        ("content_url", nullable({"type": "string", "format": "uri-reference"})),
        (
            "second_person",
            nullable(SECOND)
            | {"description": "Why a second person decides; null where none does."},
        ),
        OFFERED,
    ),
)
