"""The history page: who did what, who looked, and what stood there before."""

from typing import Any

from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.casework.pages.former import former_rows
from cases.casework.pages.looks import entry_words
from cases.casework.pages.refusals import refusal_words
from cases.casework.queries import history_of
from cases.casework.stays_open import recorded_words
from cases.core.disclosure import is_look_name
from cases.core.models import AuditEntry
from cases.core.registry import DECLARED, Declared


def history_context(case: Case) -> dict[str, Any]:
    """Return acts, disclosures and former values, newest first, and the sealed parts in them."""
    entries, versions = history_of(case)
    former, sealed = former_rows(case, versions)
    return {
        "case": case,
        "acts": [act_row(entry) for entry in entries if not is_look_name(entry.operation)],
        "looks": [act_row(entry) for entry in entries if is_look_name(entry.operation)],
        "former": former,
        "sealed": sealed,
    }


def act_row(entry: AuditEntry) -> dict[str, Any]:
    """Return one line: what was done or refused, by whom, when."""
    declared = DECLARED.get(entry.operation)
    is_look = is_look_name(entry.operation)
    return {
        "at": entry.at,
        "replayed_at": entry.replayed_at,
        "who": entry.staff or _("The system"),
        "what": entry_words(entry),
        "is_refused": entry.outcome == AuditEntry.Outcome.REFUSED,
        "code": entry.code,
        "why": refusal_words(entry.code, entry.operation),
        "fields": "" if is_look else said_fields(declared, entry),
    }


def said_fields(declared: Declared | None, entry: AuditEntry) -> str:
    """Return the labels of the fields that carried something."""
    return ", ".join(field_words(declared, name) for name in entry.fields)


def field_words(declared: Declared | None, name: str) -> str:
    """Return the label staff know a field by."""
    field = declared.form.base_fields.get(name) if declared else None
    if name == "changes":
        return _("what was corrected")
    return str(field.label) if field is not None and field.label else recorded_words(name) or name
