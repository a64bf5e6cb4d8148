"""The history page: who did what, when, and what stood there before."""

import re
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.models import Case
from cases.casework.queries import history_of
from cases.core.models import AuditEntry, RowVersion
from cases.core.registry import DECLARED, Declared

SHOWN = {
    "show_case": gettext_lazy("Page opened"),
    "show_history": gettext_lazy("History opened"),
}
VOIDING = frozenset({"voided_at", "void_reason"})  # the timeline shows what was voided and why
DERIVED = re.compile(r"now_|position_at|sort_key|number_key|opened_at")


TABLES: dict[str, type[models.Model]] = {
    model._meta.db_table: model for model in apps.get_app_config("cases").get_models()
}


def history_context(case: Case) -> dict[str, Any]:
    """Return the acts and the former values of a case and its person, newest first."""
    entries, versions = history_of(case)
    return {
        "case": case,
        "acts": [act_row(entry) for entry in entries],
        "former": [row for row in map(former_row, versions) if row["values"]],
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
        "fields": ", ".join(field_words(declared, name) for name in entry.fields),
    }


def field_words(declared: Declared | None, name: str) -> str:
    """Return the label staff know a field by."""
    field = declared.form.base_fields.get(name) if declared else None
    if name == "changes":
        return _("what was corrected")
    return str(field.label) if field is not None and field.label else name


def former_row(version: RowVersion) -> dict[str, Any]:
    """Return one line: which values stood there until when."""
    model = TABLES.get(version.table_name)
    values = [
        value_words(model, name, value)
        for name, value in sorted(version.old.items())
        if not DERIVED.match(name) and not (name in VOIDING and value in (None, ""))
    ]
    return {
        "until": version.recorded_at,
        "table": model._meta.verbose_name if model else version.table_name,
        "values": values,
        "operation": version.operation,
    }


def value_words(model: type[models.Model] | None, name: str, value: Any) -> str:
    """Return one former value with the name of its column, a choice in words."""
    label, shown = name, value
    column = name.removesuffix("_id")
    if model is not None and column in {field.name for field in model._meta.get_fields()}:
        field = model._meta.get_field(column)
        label = str(capfirst(getattr(field, "verbose_name", name)))
        choices = dict(getattr(field, "flatchoices", None) or [])
        shown = choices.get(value, value)
        if isinstance(value, bool):
            shown = _("Yes") if value else _("No")
        related: Any = field.related_model
        if related is not None and value is not None:
            shown = related._default_manager.filter(pk=value).first() or ""
    return _("%(label)s: %(value)s") % {
        "label": label,
        "value": _("nothing") if shown in (None, "") else shown,
    }
