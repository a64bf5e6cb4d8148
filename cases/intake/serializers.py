"""What drafts look like outside."""

from cases.core.addresses import address_of
from cases.core.shapes import ADDRESS, MOMENT, TEXT, UUID, Column, Shape, column
from cases.intake.choices import DraftEnd

DRAFT = Shape(
    "Draft",
    (
        column("uuid", kind=UUID),
        column("began_at", kind=MOMENT),
        column("saved_at", kind=MOMENT),
        column("from_case", "from_case__reference", null=True),
        column("from_report", "from_report__uuid", UUID, null=True),
        column("from_stranger", "from_stranger__uuid", UUID, null=True),
        column(
            "content",
            kind={"type": "object", "additionalProperties": TEXT},
            help="What was typed, under the names that browsers send; empty once it has ended.",
        ),
        column("ended_at", kind=MOMENT, null=True),
        column("ended_as", kind=DraftEnd, null=True),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("drafts", str(uuid))),
    ),
)
