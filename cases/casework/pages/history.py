"""The history page: who did what, who looked, and what stood there before."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.models import Case
from cases.casework.pages.former import former_rows
from cases.casework.pages.refusals import refusal_words
from cases.casework.queries import history_of
from cases.core.models import AuditEntry
from cases.core.registry import DECLARED, Declared

SHOWN = {
    "show_case": gettext_lazy("Page opened"),
    "show_citizen": gettext_lazy("Person’s data opened"),
    "show_history": gettext_lazy("History opened"),
    "show_transfer": gettext_lazy("Offer opened"),
}


def history_context(case: Case) -> dict[str, Any]:
    """Return the acts, the disclosures and the former values, newest first."""
    entries, versions = history_of(case)
    return {
        "case": case,
        "acts": [act_row(entry) for entry in entries if entry.operation not in SHOWN],
        "looks": [act_row(entry) for entry in entries if entry.operation in SHOWN],
        "former": former_rows(case, versions),
    }


def act_row(entry: AuditEntry) -> dict[str, Any]:
    """Return one line: what was done or refused, by whom, when."""
    declared = DECLARED.get(entry.operation)
    what = declared.form.title if declared else SHOWN.get(entry.operation, entry.event)
    return {
        "at": entry.at,
        "replayed_at": entry.replayed_at,
        "who": entry.staff or _("The system"),
        "what": what,
        "is_refused": entry.outcome == AuditEntry.Outcome.REFUSED,
        "code": entry.code,
        "why": refusal_words(entry.code, entry.operation),
        "fields": ", ".join(field_words(declared, name) for name in entry.fields),
    }


def field_words(declared: Declared | None, name: str) -> str:
    """Return the label staff know a field by."""
    field = declared.form.base_fields.get(name) if declared else None
    if name == "changes":
        return _("what was corrected")
    return str(field.label) if field is not None and field.label else name
