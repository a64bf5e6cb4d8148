"""What a report that came in looks like outside."""

from cases.citizens.choices import Relation
from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.precision import iso_between
from cases.core.shapes import (
    ADDRESS,
    AS_KNOWN,
    FLAG,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Column,
    Shape,
    column,
)
from cases.places.choices import ZONE_OF_COUNTRY, Country
from cases.reports.choices import CloseReason, ReportChannel, ReportStatus, Sender

HOME = ZONE_OF_COUNTRY[Country.VN]
"""A report that no mission has yet was taken down there."""

REPORT_ROW = Shape(
    "ReceivedReportRow",
    (
        column("uuid", kind=UUID),
        column("mission", "mission__code", null=True, help="Null until headquarters passes it on."),
        column("at_headquarters", kind=FLAG, help="It waits for headquarters to pass it on."),
        column("status", kind=ReportStatus),
        column("channel", kind=ReportChannel),
        Column(
            "received_at",
            ("received_from", "received_at", "mission__zone"),
            AS_KNOWN,
            make=lambda first, last, zone: iso_between(first, last, zone, HOME),
            help="When it came in.",
        ),
        column("sender", kind=Sender),
        column("sender_name", null=True),
        column("subject", null=True),
        column("taken_by", "taken_by__username", null=True, help="Who works on it."),
        column("version", kind=WHOLE),
        Column(
            "url", ("uuid",), ADDRESS, make=lambda uuid: address_of("received-reports", str(uuid))
        ),
    ),
)
REPORT = REPORT_ROW.with_more(
    "ReceivedReport",
    (
        column("incident", "incident__code", null=True),
        column("sender_relation", kind=Relation, null=True),
        column("sender_phone", null=True),
        column("sender_email", null=True),
        column("people", null=True, help="Whom it names, one on each line."),
        Column(
            "text",
            ("text", "opened_at"),
            TEXT | {"description": "What it says; null until somebody has opened it."},
            make=lambda text, opened_at: text if opened_at is not None else None,
            null=True,
        ),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
        column("opened_at", kind=MOMENT, null=True),
        column("opened_by", "opened_by__username", null=True),
        column("taken_at", kind=MOMENT, null=True),
        column("same_as", "same_as__uuid", UUID, null=True, help="The report it repeats."),
        column("close_reason", kind=CloseReason, null=True),
        column("close_note", null=True),
        column("closed_at", kind=MOMENT, null=True),
        column("closed_by", "closed_by__username", null=True),
        column("return_reason", null=True, help="Why its mission gave it back."),
        column("returned_at", kind=MOMENT, null=True),
    ),
    also=(
        OFFERED,
        (
            "cases",
            {
                "type": "array",
                "items": TEXT,
                "description": "Numbers of the cases in sight that it is linked to.",
            },
        ),
        (
            "repeats",
            {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "report": UUID,
                        "reasons": {"type": "array", "items": TEXT},
                    },
                    "required": ["report", "reasons"],
                },
                "description": "Reports that perhaps say the same, with the reasons.",
            },
        ),
    ),
)
