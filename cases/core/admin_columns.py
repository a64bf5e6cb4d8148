"""Columns of a list in the admin that are said in words, and the names of its filters."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext as _


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
