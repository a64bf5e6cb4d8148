"""What reports of retention, holds and asked anonymisations look like outside."""

from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.progress import PROGRESS_OF_RECORD
from cases.core.shapes import ADDRESS, DAY, MOMENT, UUID, WHOLE, Column, Shape, column
from cases.retention.choices import Asking, Ground, HeldBy, ItemState

RUN = Shape(
    "RetentionRun",
    (
        column("uuid", kind=UUID),
        column("made_at", kind=MOMENT, help="When it was begun."),
        column("asked_by", "asked_by__username", null=True),
        column("ready_at", kind=MOMENT, null=True, help="When it was ready."),
        column("as_of", kind=DAY, help="The day on which terms were looked at."),
        column("total", kind=WHOLE, help="How many people are due."),
        column("approved_at", kind=MOMENT, null=True),
        column("approved_by", "approved_by__username", null=True),
        column("finished_at", kind=MOMENT, null=True, help="When it was carried out."),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda key: address_of("retention-runs", str(key))),
        Column(
            "items_url",
            ("uuid",),
            ADDRESS,
            make=lambda key: address_of("retention-runs", str(key), "items"),
        ),
    ),
)
RUN_DETAIL = RUN.with_more(
    "RetentionRunDetail",
    (),
    also=(
        ("rows", {"type": "object", "additionalProperties": WHOLE}),
        PROGRESS_OF_RECORD,
        OFFERED,
    ),
)
ITEM = Shape(
    "RetentionItem",
    (
        column("uuid", kind=UUID),
        column("rule", help="Code of the rule in seeds/retention.toml."),
        column("reference", help="Number of the case, or the identifier of the person."),
        column("citizen", "citizen__uuid", UUID),
        column("due_on", kind=DAY),
        column("state", kind=ItemState),
        column("held_by", kind=HeldBy, null=True, help="Why somebody is held back."),
        column("done_at", kind=MOMENT, null=True),
    ),
)
HOLD = Shape(
    "LegalHold",
    (
        column("uuid", kind=UUID),
        column("citizen", "citizen__uuid", UUID),
        column("reason"),
        column("placed_at", kind=MOMENT),
        column("placed_by", "placed_by__username", null=True),
        column("lifted_at", kind=MOMENT, null=True),
        column("lifted_by", "lifted_by__username", null=True),
        column("lift_reason", null=True),
    ),
)
ASKED = Shape(
    "Anonymisation",
    (
        column("uuid", kind=UUID),
        column("citizen", "citizen__uuid", UUID),
        column("ground", kind=Ground),
        column("status", kind=Asking),
        column("asked_at", kind=MOMENT),
        column("asked_by", "asked_by__username", null=True),
        column("answered_at", kind=MOMENT, null=True),
        column("answered_by", "answered_by__username", null=True),
    ),
)
