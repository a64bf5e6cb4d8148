"""Filters of a list in the admin and what they may ask."""

from collections.abc import Iterable
from typing import Any

from django.db import models

PLAIN_LOOKUPS = frozenset({"", "exact", "isnull"})
BOUNDS = frozenset({"gte", "lt"})


def lookups_of(model: type[models.Model], column: str) -> frozenset[str]:
    """Return how a filter may ask for a column.

    For another table's row by the key it is pointed to with, for a day or moment by its bounds.
    """
    known = {field.name: field for field in model._meta.fields}
    field = known.get(column)
    if isinstance(field, models.ForeignKey):
        return PLAIN_LOOKUPS | {f"{field.target_field.name}__exact"}
    return PLAIN_LOOKUPS | BOUNDS if isinstance(field, models.DateField) else PLAIN_LOOKUPS


def filter_names(filters: Iterable[Any]) -> list[str]:
    """Return by which names in the address the filters of a list narrow it."""
    return [getattr(item, "parameter_name", str(item)) for item in filters]


def may_narrow(
    model: type[models.Model], filters: Iterable[Any], lookup: str, value: object
) -> bool:
    """Return whether an address may narrow a list so.

    Django allows any lookup on every column of the table, hidden ones included: the digest of a
    password could be guessed letter by letter, and a regular expression would run in the database
    until it is cut.
    """
    column, _sep, rest = lookup.partition("__")
    known = column in filter_names(filters) and rest in lookups_of(model, column)
    return known and "\x00" not in str(value)
