"""What loads look like in the API."""

from typing import Final

from cases.configuration.choices import LoadState, LoadStop
from cases.configuration.showing import difference_schema, list_of, whole_object
from cases.core.offered import OFFERED
from cases.core.progress import PROGRESS_OF_RECORD
from cases.core.shapes import FLAG, MOMENT, TEXT, UUID, WHOLE, Schema, Shape, column, nullable

PROBLEMS: Final[Schema] = list_of(whole_object(file=TEXT, line=WHOLE, sentence=TEXT))

LOAD_ROW = Shape(
    "ConfigurationLoadRow",
    (
        column("uuid", kind=UUID),
        column("name", help="Of the file, as whoever brought it called it."),
        column("words", help="Why it is loaded."),
        column("size", kind=WHOLE, help="Bytes of the file."),
        column("digest", help="Of the difference; proposing and confirming expect it."),
        column("writes", kind=WHOLE, help="Entries that the load writes."),
        column("files_differ", kind=WHOLE, help="Files that are others here."),
        column("brought_by", "brought_by__username"),
        column("brought_at", kind=MOMENT),
        column("state", kind=LoadState),
        column("stopped_because", kind=LoadStop, null=True),
        column("problems", kind=PROBLEMS, help="Entries that were refused when it was loaded."),
        column("proposed_at", kind=MOMENT, null=True),
        column("decided_by", "decided_by__username", null=True),
        column("decided_at", kind=MOMENT, null=True),
        column("decide_reason", null=True),
        column("ended_at", kind=MOMENT, null=True),
        column("expires_at", kind=MOMENT, help="Until when it can be proposed or confirmed."),
        column("version", kind=WHOLE),
    ),
)
WHY_NOT: Final[Schema] = nullable(TEXT) | {
    "description": "Why it cannot be loaded here as it is; null where it can or has ended."
}
LOAD = LOAD_ROW.with_more(
    "ConfigurationLoad",
    also=(
        ("difference", difference_schema()),
        ("can_be_loaded", FLAG | {"description": "Whether the entries can be loaded here."}),
        ("why_not", WHY_NOT),
        PROGRESS_OF_RECORD,
        OFFERED,
    ),
)
