"""Values in the form in which they stand in a file, whether they are stored or were read."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import models

from cases.procedures.result_schema import KEYS, LABELS

Plain = dict[str, Any]
"""Name -> text, number, true or false, a list of them or of small tables; nothing empty."""
EMPTY: tuple[Any, ...] = ("", None, [])
CHOICE_KEYS = ("value", *LABELS)


def plain_row(values: Mapping[str, Any]) -> Plain:
    """Return values without what is empty, each as it stands in a file."""
    found = {name: plain(value) for name, value in values.items()}
    return {name: value for name, value in found.items() if value not in EMPTY}


def plain(value: Any) -> Any:
    """Return one value as it stands in a file."""
    if isinstance(value, models.Model):
        return value.public_reference  # type: ignore[attr-defined] # every kind of configuration has one
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.value if isinstance(value, models.Choices) else value


def ordered_schema(fields: Iterable[Mapping[str, Any]]) -> list[Plain]:
    """Return the schema of a result with its keys in one order; the database keeps another."""
    return [ordered_field(row) for row in fields]


def ordered_field(row: Mapping[str, Any]) -> Plain:
    """Return one field of a schema, its choices too."""
    found = {key: row[key] for key in KEYS if row.get(key, "") not in EMPTY}
    if "choices" in found:
        found["choices"] = [
            {key: choice[key] for key in CHOICE_KEYS if choice.get(key, "")}
            for choice in found["choices"]
        ]
    return found
