"""Columns of a list in the admin that are said in words; its filters and what they may ask."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext as _

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


def in_words(model: type[models.Model], column: Any) -> Any:
    """Return a column, or for one of true and false how it is said in words."""
    known = {field.name: field for field in model._meta.fields}
    field = known.get(column) if isinstance(column, str) else None
    return yes_or_no(field) if isinstance(field, models.BooleanField) else column


def yes_or_no(field: "models.BooleanField[Any, Any]") -> Callable[[Any], str]:
    """Return the column of a list that says in words whether something is true."""

    @admin.display(description=field.verbose_name, ordering=field.name)
    def words(row: Any) -> str:
        return _("Yes") if getattr(row, field.name) else _("No")

    words.__name__ = field.name
    return words


def filter_names(filters: Iterable[Any]) -> list[str]:
    """Return by which names in the address the filters of a list narrow it."""
    return [getattr(item, "parameter_name", str(item)) for item in filters]
