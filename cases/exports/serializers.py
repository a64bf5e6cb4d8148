"""What exports look like in the API."""

from cases.core.shapes import FLAG, MOMENT, TEXT, UUID, WHOLE, Schema, Shape, column, nullable
from cases.exports.choices import (
    ExportFormat,
    ExportKind,
    ExportState,
    ExportStop,
    TakingPurpose,
)

ASKS: Schema = {"type": "object", "additionalProperties": TEXT}

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
        column("progress.done", "done", WHOLE),
        column("progress.total", "counted", WHOLE),
        column("rows", kind=WHOLE, null=True, help="Rows in the file."),
        column("size", kind=WHOLE, null=True, help="Bytes of the file."),
        column("digest", null=True, help="SHA-256 of the file."),
        column("ready_at", kind=MOMENT, null=True),
        column("ended_at", kind=MOMENT, null=True),
        column("expires_at", kind=MOMENT, help="Until when it can be gone on with or taken."),
        column("version", kind=WHOLE),
    ),
)
EXPORT = EXPORT_ROW.with_more(
    "Export",
    also=(
        ("file", nullable(TEXT) | {"description": "What the file is called, once it is there."}),
        ("content_url", nullable({"type": "string", "format": "uri-reference"})),
        ("actions", {"type": "array", "items": {"$ref": "#/components/schemas/Action"}}),
    ),
)
