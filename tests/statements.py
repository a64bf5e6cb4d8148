"""Statements that a test puts to the database itself, by the eyes that are open."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

Values = Sequence[Any] | Mapping[str, Any]


def selected(statement: str, values: Values | None = None) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def selected_value(statement: str, values: Values | None = None) -> Any:
    """Return the first value of the first row of a query."""
    return selected(statement, values)[0][0]


def executed(statement: str, values: Values | None = None) -> int:
    """Return how many rows a statement touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount
