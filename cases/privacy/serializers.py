"""What an access looks like outside."""

from cases.core.models import AuditEntry
from cases.core.shapes import MOMENT, TEXT, Shape, column

ACCESS = Shape(
    "Access",
    (
        column("at", kind=MOMENT, help="When, by the clock of the database."),
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
