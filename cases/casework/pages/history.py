"""The history page: who did what, who looked, and what stood there before."""

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.casework.pages.former import former_rows
from cases.casework.pages.looks import entry_words
from cases.casework.pages.refusals import refusal_words
from cases.casework.queries import history_of
from cases.casework.stays_open import recorded_words
from cases.citizens.models import Citizen
from cases.core import present
from cases.core.actor import Actor
from cases.core.disclosure import is_look_name
from cases.core.models import AuditEntry, RowVersion
from cases.core.registry import DECLARED, Declared


def history_context(case: Case) -> dict[str, Any]:
    """Return what was done on a case and its person, and what stood there before."""
    lines = lines_of(history_of(case.citizen_id, case.pk), case, case.citizen)
    return {
        "reference": case.reference,
        "back_url": case.get_absolute_url(),
        "back_label": case.citizen.full_name,
        "lead": _("Every act on this case and this person, done or refused, and every page view."),
        **lines,
    }


def person_history_context(actor: Actor, person: Citizen) -> dict[str, Any]:
    """Return what was done on a person beside her cases, and what stood there before."""
    case = Case.objects.visible_to(actor).filter(citizen=person).order_by("-pk").first()
    return {
        "back_url": case.get_absolute_url() if case else reverse("worklist"),
        "back_label": person.full_name if case else _("Work list"),
        "lead": _(
            "Every act on this person, done or refused, and every page view. What was done on a "
            "case stands in the history of that case."
        ),
        **lines_of(history_of(person.pk), person),
    }


def lines_of(found: tuple[list[AuditEntry], list[RowVersion]], *about: Model) -> dict[str, Any]:
    """Return acts, disclosures and former values, newest first, and the sealed parts in them."""
    entries, versions = found
    former, sealed = former_rows(about, versions)
    return {
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
        "at": present.shown(entry.at),
        "replayed_at": entry.replayed_at,
        "who": entry.staff or _("The system"),
        "what": entry_words(entry),
        "operation": entry.operation,
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
