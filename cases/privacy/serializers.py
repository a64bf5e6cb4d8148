"""What an access and a report to a person look like outside."""

from typing import Any

from cases.core.actor import Actor
from cases.core.models import AuditEntry
from cases.core.shapes import (
    DAY,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Schema,
    Shape,
    column,
    nullable,
    of_the_machine,
)
from cases.privacy.choices import AccessKind, ReportLanguage, ReportReason
from cases.privacy.models import PersonReport
from cases.privacy.report import report_of
from cases.privacy.report.gather import plain_report
from cases.privacy.report.sections import SECTIONS

ACCESS = Shape(
    "Access",
    (
        of_the_machine("at", help="When, by the clock of the work."),
        column("staff", "staff__username", null=True, help="User name; null for the system."),
        column("mission", "mission_code", null=True, help="Code of the mission it came from."),
        column("operation", help="What was done: show_ and list_ are disclosures."),
        column("event"),
        column("outcome", kind=TEXT | {"enum": AuditEntry.Outcome.values}),
        column("code", null=True, help="Why it was refused."),
        column("case", "case_reference", null=True, help="Number of the case, if seen."),
        column(
            "fields",
            kind={"type": "array", "items": TEXT},
            help="Names of what was filled in, of filters, or of the form; never values.",
        ),
    ),
)

FORMAT = "person-report/1"
"""The number is raised when a key changes its meaning or goes, not when one is added."""


def rows_schema(**columns: Schema) -> Schema:
    """Return the schema of a list of rows with these columns."""
    row = {"type": "object", "properties": columns, "required": list(columns)}
    return {"type": "array", "items": row}


SECTIONS_SCHEMA: Schema = {
    "type": "object",
    "description": (
        "One list for each table, its rows oldest first. A column that holds nothing is absent; a "
        "closed set is said by its code, a related record by its code or number, a moment with its "
        "zone."
    ),
    "properties": {
        section.key: {"type": "array", "items": {"type": "object", "additionalProperties": True}}
        for section in SECTIONS
    },
    "required": [section.key for section in SECTIONS],
}
PERSON_REPORT = Shape(
    "PersonReport",
    (
        column("uuid", kind=UUID),
        column("citizen", "citizen__uuid", UUID),
        column("mission", "mission__code", help="Code of the mission that made it."),
        column("reason", kind=ReportReason),
        column("asked_on", kind=DAY, null=True),
        column("language", kind=ReportLanguage),
        column("recorded_at", kind=MOMENT, help="When it was asked for; read for one day since."),
    ),
    also=(
        ("format", TEXT | {"const": FORMAT}),
        ("sections", SECTIONS_SCHEMA),
        (
            "former_values",
            rows_schema(
                section=TEXT,
                row=WHOLE | {"description": "Which row of the section, counted from one."},
                column=TEXT,
                value={},
                until=MOMENT,
            ),
        ),
        (
            "accesses",
            rows_schema(
                day=DAY,
                mission=nullable(TEXT),
                role=nullable(TEXT),
                kind=TEXT | {"enum": AccessKind.values},
                times=WHOLE,
            ),
        ),
        ("withheld", rows_schema(what=TEXT, count=WHOLE, why=TEXT)),
    ),
)


def report_parts(actor: Actor, report: PersonReport) -> dict[str, Any]:
    """Return what the shape of a report only describes."""
    return {"format": FORMAT, **plain_report(report_of(actor, report.citizen))}


def report_data(actor: Actor, report: PersonReport) -> dict[str, Any]:
    """Return a report as it is downloaded: the same as the API answers."""
    rows = PERSON_REPORT.rows(PersonReport.objects.visible_to(actor).filter(pk=report.pk))
    return PERSON_REPORT.answer(rows[0]) | report_parts(actor, report)
