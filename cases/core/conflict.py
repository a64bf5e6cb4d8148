"""A correction that meets another: what was typed beside what stands now, field by field.

The page carries what it showed (`_was`), so three states are known of each field. What was not
touched follows what stands now: sent again as it was shown, it would undo the other's correction.
What was typed stays typed; what stands now can be taken instead, a field at a time (`_take`).
"""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.fields import Day
from cases.core.forms import OperationForm
from cases.core.json_body import read_json

LINES = (forms.TextInput, forms.NumberInput)
TICKED = "on"
Inputs = dict[str, str]
Was = Mapping[str, Inputs]


def compared(form: OperationForm) -> list[str]:
    """Return the fields of a correction that can be compared: not which row, not why."""
    if not (form.sparse or form.known_by):
        return []
    plain = (*LINES, forms.Textarea, forms.Select, forms.MultiWidget, forms.CheckboxInput)
    return [
        name
        for name, field in form.fields.items()
        if name not in form.fixed
        and name != form.known_by
        and isinstance(field.widget, plain)
        and not isinstance(field.widget, forms.SelectMultiple)
    ]


def stored_inputs(form: OperationForm, name: str) -> Inputs:
    """Return what stands in the inputs of a field when it shows the stored value."""
    widget: Any = form.fields[name].widget
    value = form.initial.get(name)
    if hasattr(widget, "decompress"):
        values = widget.decompress(value)
        names = [name + suffix for suffix in widget.widgets_names]
        return {key: text_of(part) for key, part in zip(names, values, strict=True)}
    return {name: text_of(value)}


def typed_inputs(form: OperationForm, name: str) -> Inputs:
    """Return what was typed into the inputs of a field."""
    return {key: text_of(form.data.get(key)) for key in stored_inputs(form, name)}


def text_of(value: Any) -> str:
    """Return a value as an input says it."""
    if isinstance(value, bool):
        return TICKED if value else ""
    return "" if value is None else str(value).strip().replace("\r\n", "\n")


def was_of(form: OperationForm) -> str:
    """Return what a page shows of the stored row, to be sent along with what is typed."""
    names = compared(form)
    return json.dumps({name: stored_inputs(form, name) for name in names}) if names else ""


def read_was(text: str) -> Was:
    """Return what a page said it had shown; nothing where it said nothing of use."""
    try:
        said = read_json((text or "{}").encode())
    except Refused:
        return {}
    rows = said.items() if isinstance(said, dict) else ()
    return {name: row for name, row in rows if isinstance(row, dict)}


def merged(form: OperationForm, data: QueryDict) -> QueryDict:
    """Return the input in which untouched fields follow what stands now."""
    was = read_was(data.get("_was", ""))
    untouched = [name for name in compared(form) if typed_inputs(form, name) == was.get(name)]
    return taken(form, data, untouched)


def taken(form: OperationForm, data: QueryDict, names: list[str]) -> QueryDict:
    """Return the input with what stands now in these fields."""
    new = data.copy()
    for name in names:
        if name in compared(form):
            for key, value in stored_inputs(form, name).items():
                new[key] = value
    return new


def differences(form: OperationForm) -> list[dict[str, Any]]:
    """Return the fields in which what was typed differs from what stands now, both in words."""
    found = []
    for name in compared(form):
        typed, now = typed_inputs(form, name), stored_inputs(form, name)
        if typed != now:
            field = form.fields[name]
            row = {"name": name, "label": field.label, "href": f"#{form[name].auto_id}"}
            found.append(row | {"typed": words(field, typed), "now": words(field, now)})
    return found


def day_words(field: Day, value: str) -> str:
    """Return a day as a reader writes it; what is none stays as it was typed."""
    try:
        day = field.to_python(value)
    except forms.ValidationError:
        return value
    return date_format(day, "DATE_FORMAT") if day else value


def words(field: Any, inputs: Inputs) -> str:
    """Return what stands in the inputs of a field as a reader knows it."""
    values = [value for value in inputs.values() if value]
    if isinstance(field.widget, forms.CheckboxInput):
        return _("Yes") if values else _("No")
    labels: dict[str, str] = {}
    for value, label in getattr(field, "choices", ()):
        group = label if isinstance(label, list | tuple) else [(value, label)]
        labels |= {str(code): str(text) for code, text in group}
    if isinstance(field, Day):
        values = [day_words(field, value) for value in values]
    return " ".join(labels.get(value, value) for value in values)
