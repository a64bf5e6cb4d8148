"""What a browser sends of the form of a new case, kept as it was typed and shown again."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_VALUE = 4000
AT_MOST = 200
LEFT_OPEN = frozenset({"officer"})
"""Fields that begin with a value: that somebody chose none is kept too."""
"""Names with a value in one form; there are some sixty."""


def parts_of(name: str, field: forms.Field) -> list[str]:
    """Return the names under which a browser sends a field: a date has one for each box."""
    widget = field.widget
    if isinstance(widget, forms.MultiWidget):
        endings: list[str] = widget.widgets_names  # type: ignore[attr-defined] # Django has it
        return [f"{name}{ending}" for ending in endings]
    return [name]


def names_of(fields: Mapping[str, forms.Field]) -> frozenset[str]:
    """Return all names under which a browser sends `fields`."""
    return frozenset(part for name, field in fields.items() for part in parts_of(name, field))


def encoded(sent: Mapping[str, str], known: Iterable[str]) -> str:
    """Return what was typed under the known names, as a browser encodes a form."""
    typed = {name: sent.get(name, "").strip()[:LONGEST_VALUE] for name in sorted(known)}
    kept = LEFT_OPEN.intersection(sent)
    return urlencode({name: value for name, value in typed.items() if value or name in kept})


def decoded(content: str) -> dict[str, str]:
    """Return name -> value of an encoded form; ValueError when there are too many."""
    pairs = parse_qsl(content, max_num_fields=AT_MOST, errors="strict", keep_blank_values=True)
    return {name: value for name, value in pairs if value or name in LEFT_OPEN}


def as_initial(content: Mapping[str, str], fields: Mapping[str, forms.Field]) -> dict[str, Any]:
    """Return what stands in the fields at first for what was typed, unfinished dates too."""
    initial: dict[str, Any] = {}
    for name, field in fields.items():
        parts = parts_of(name, field)
        values = [content.get(part, "") for part in parts]
        if any(values) or (name in LEFT_OPEN and name in content):
            initial[name] = values if len(parts) > 1 else values[0]
    return initial


def said_fields(content: Iterable[str], fields: Mapping[str, forms.Field]) -> list[str]:
    """Return the fields that carry something, in the order of the form."""
    said = set(content)
    return [name for name, field in fields.items() if said.intersection(parts_of(name, field))]


def key_or_fault(text: str) -> str:
    """Return a key as our pages write it; ValidationError for anything else."""
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        raise ValidationError(_("This is not the key of a draft."), code="bad_key") from None
