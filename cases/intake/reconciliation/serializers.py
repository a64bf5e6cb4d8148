"""What comparisons and their entries look like outside."""

from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.progress import PROGRESS_OF_RECORD
from cases.core.shapes import ADDRESS, DAY, FLAG, MOMENT, UUID, WHOLE, Column, Shape, column
from cases.intake.lists.serializers import COUNTS, NAMED_TEXTS, TEXTS
from cases.intake.reconciliation.choices import Match, Pile, ReconciliationState, StopReason

RECONCILIATION_ROW = Shape(
    "ReconciliationRow",
    (
        column("uuid", kind=UUID),
        column("list", "received__uuid", UUID),
        column("mission", "mission__code"),
        column("as_of", kind=DAY, help="The day for which our ledger was asked."),
        column("country", null=True, help="Whom of ours it was compared with."),
        column("place", "place__code", null=True),
        column("holder", "holder__code", null=True),
        column("state", kind=ReconciliationState),
        column("stopped_because", kind=StopReason, null=True),
        column("rows", kind=WHOLE, help="Rows of the list that are of a person."),
        column("checked", kind=WHOLE, help="Rows looked at so far."),
        column("counts", kind=COUNTS, help="The piles as they were found; empty until it is done."),
        column("started_at", kind=MOMENT),
        column("started_by", "started_by__username", null=True),
        column("finished_at", kind=MOMENT, null=True),
        column("version", kind=WHOLE),
        Column(
            "url", ("uuid",), ADDRESS, make=lambda uuid: address_of("reconciliations", str(uuid))
        ),
    ),
)
RECONCILIATION = RECONCILIATION_ROW.with_more(
    "Reconciliation",
    also=(
        ("piles", COUNTS | {"description": "The piles as they are now."}),
        ("entries_url", ADDRESS),
        ("gone_url", ADDRESS | {"description": "Rows of the version before that vanished."}),
        PROGRESS_OF_RECORD,
    ),
)
ENTRY_ROW = Shape(
    "PileEntryRow",
    (
        column("uuid", kind=UUID),
        column("reconciliation", "reconciliation__uuid", UUID),
        column("number", kind=WHOLE, help="In the order of the list; those only on ours behind."),
        column("pile", kind=Pile, help="Where it lies now."),
        column("found", kind=Pile, help="Where it was found."),
        column("match", kind=Match, null=True, help="What says that the row is of the person."),
        column("reasons", kind=TEXTS, help="Codes of why, the weightiest first."),
        column("differences", kind=TEXTS, help="In what row and person differ, as codes."),
        column("is_expected", kind=FLAG, help="By our ledger the person was there on that day."),
        column("row.uuid", "row__uuid", UUID, null=True),
        column("row.sheet", "row__sheet", WHOLE, null=True),
        column("row.number", "row__number", WHOLE, null=True),
        column("row.values", "row__values", NAMED_TEXTS, null=True, help="What the list says."),
        column("former_row", "former__uuid", UUID, null=True, help="In the version before."),
        column("changes", kind=TEXTS, help="In what it differs from the version before, as codes."),
        column("done", kind=TEXTS, help="What was done from the pile, as codes."),
        column("because", null=True),
        column("done_at", kind=MOMENT, null=True),
        column("done_by", "done_by__username", null=True),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("pile-entries", str(uuid))),
    ),
    optional=frozenset({"row"}),
)
NULLABLE_UUID = UUID | {"type": ["string", "null"]}
ENTRY = ENTRY_ROW.with_more(
    "PileEntry",
    also=(
        (
            "citizen",
            NULLABLE_UUID | {"description": "The person of ours, if in the caller's sight."},
        ),
        ("candidate", NULLABLE_UUID | {"description": "Whom the row perhaps means."}),
        OFFERED,
    ),
)
