"""Lists of the API: documented filters, and pages that begin behind a row.

Deep pages are as fast as the first, and nothing is counted. The cursor holds the sort key of the
row, closed: it is taken only as it was given out, and tells nothing.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet, TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.closed import close, open_closed
from cases.core.errors import Problem, Refused, Sentence, invalid
from cases.core.orders import Order, column_at
from cases.core.shapes import FLAG, TEXT, Kind, Shape

USUAL = 50
MOST = 200
NAMES = frozenset({"sort_key"})
"""Columns made of the name of a person, by which rows are sorted but which no address holds."""
PAGING = ("limit", "cursor")


@dataclass(frozen=True, slots=True)
class Filter:
    """One documented narrowing of a list; `apply(query, value, actor)` returns the fewer rows.

    `beside` names other filters of the list that change what it means; where they are given, their
    values are told by name.
    """

    name: str
    help: Sentence
    kind: Kind
    apply: Callable[..., QuerySet[Any]]
    headquarters_only: bool = False
    beside: tuple[str, ...] = ()


def choice_filter(name: str, path: str, kinds: type[TextChoices], help_text: Sentence) -> Filter:
    """Narrow by a value of a closed set."""

    def apply(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
        if value not in kinds.values:
            raise bad_filter(name, kinds.values)
        return query.filter(**{path: value})

    return Filter(name, help_text, kinds, apply)


def flag_filter(name: str, condition: Q, help_text: Sentence) -> Filter:
    """Narrow to rows with or without `condition`."""

    def apply(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
        if value not in {"true", "false"}:
            raise bad_filter(name, ("true", "false"))
        return query.filter(condition if value == "true" else ~condition)

    return Filter(name, help_text, FLAG, apply)


def row_filter(
    name: str,
    path: str,
    model: type[Model],
    by: str,
    help_text: Sentence,
    *,
    headquarters_only: bool = False,
) -> Filter:
    """Narrow by another row that the caller sees, named by its column `by`."""

    def apply(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
        return query.filter(**{path: seen_row(name, model, by, value, actor)})

    return Filter(name, help_text, TEXT, apply, headquarters_only)


def seen_row(name: str, model: type[Model], by: str, value: str, actor: Actor) -> Model:
    """Return the row a filter names; 422 when it does not exist for this caller."""
    manager: Any = model._default_manager
    try:
        found: Model | None = manager.visible_to(actor).filter(**{by: value}).first()
    except (ValueError, ValidationError):
        found = None
    if found is None:
        raise no_such_row(name, value)
    return found


def no_such_row(name: str, value: str) -> Refused:
    """422: what a filter names does not exist for this caller."""
    message = _("There is no “%(value)s” to filter by.") % {"value": value[:60]}
    return invalid([Problem(name, "unknown", message)])


def bad_filter(name: str, allowed: Sequence[str]) -> Refused:
    """422: the value is not one of the filter's values."""
    message = _("This takes one of: %(allowed)s.") % {"allowed": ", ".join(allowed)}
    return invalid([Problem(name, "invalid_choice", message)])


def usable_by(actor: Actor, filters: Sequence[Filter]) -> list[Filter]:
    """Return the filters that are for this caller."""
    return [row for row in filters if actor.is_headquarters or not row.headquarters_only]


def withheld_from(actor: Actor, filters: Sequence[Filter]) -> list[str]:
    """Return the filters that there are, but not for this caller."""
    usable = usable_by(actor, filters)
    return [row.name for row in filters if row not in usable]


def narrowed(
    query: QuerySet[Any], filters: Sequence[Filter], given: QueryDict, actor: Actor
) -> QuerySet[Any]:
    """Apply the filters that were given; the view has refused what is no parameter."""
    for row in usable_by(actor, filters):
        if row.name in given:
            more = {name: str(given[name]) for name in row.beside if name in given}
            query = row.apply(query, str(given[row.name]), actor, **more)
    return query


def limit_of(given: Mapping[str, str]) -> int:
    """Return how many rows a page has; 422 for what is no number from 1 to 200."""
    text = given.get("limit", str(USUAL))
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0
    if not 1 <= number <= MOST:
        message = _("Give a whole number from 1 to %(most)s.") % {"most": MOST}
        raise invalid([Problem("limit", "bad_limit", message)])
    return number


@dataclass(frozen=True, slots=True)
class Page:
    """Plain rows in order, and the cursors of the neighbours (empty at the ends)."""

    rows: list[tuple[Any, ...]]
    previous: str = ""
    following: str = ""
    ids: list[int] = field(default_factory=list)


def page_of(query: QuerySet[Any], shape: Shape, order: Order, cursor: str, limit: int) -> Page:
    """Return the page that `cursor` names, the first one without."""
    if order.only is not None:
        query = query.filter(order.only)
    columns = order.columns
    backwards, key = read_cursor(query, shape, order, cursor) if cursor else (False, None)
    falls = backwards is not order.falls
    if key is not None:
        query = query.filter(beyond(columns, key, "lt" if falls else "gt"))
    ordering = [f"-{name}" for name in columns] if falls else list(columns)
    rows = shape.rows(query.order_by(*ordering)[: limit + 1], "pk", *columns)
    has_more, rows = len(rows) > limit, rows[:limit]
    if backwards:
        rows.reverse()
    if not rows:
        return Page([])
    width = len(columns)
    is_first = not has_more if backwards else key is None
    is_last = not has_more and not backwards
    return Page(
        rows,
        "" if is_first else write_cursor(shape, True, order, rows[0][-width:]),
        "" if is_last else write_cursor(shape, False, order, rows[-1][-width:]),
        [row[-width - 1] for row in rows],
    )


def beyond(columns: tuple[str, ...], key: Sequence[Any], compare: str) -> Q:
    """Return the condition of rows behind `key`; the first column alone bounds the index."""
    first, *rest = columns
    if not rest:
        return Q(**{f"{first}__{compare}": key[0]})
    behind = Q(**{f"{first}__{compare}": key[0]}) | beyond(tuple(rest), key[1:], compare)
    return Q(**{f"{first}__{compare}e": key[0]}) & behind


def write_cursor(shape: Shape, backwards: bool, order: Order, key: Sequence[Any]) -> str:
    """Return the place of a row, closed; the name of a person is left out all the same."""
    values = [
        "" if name in NAMES else value.isoformat() if hasattr(value, "isoformat") else str(value)
        for name, value in zip(order.columns, key, strict=True)
    ]
    purpose = f"cursor.{shape.name}{order.purpose}"
    return close(json.dumps([backwards, *values]).encode(), purpose)


def read_cursor(
    query: QuerySet[Any], shape: Shape, order: Order, text: str
) -> tuple[bool, list[Any]]:
    """Return direction and key of a cursor; 422 for one not ours, of another list or order.

    One that was given out before an upgrade may hold the key of an order that is no more.
    """
    plain = open_closed(text, f"cursor.{shape.name}{order.purpose}")
    if plain is None:
        raise bad_cursor()
    backwards, *values = json.loads(plain)
    if len(values) != len(order.columns) or None in values:
        raise bad_cursor()
    if NAMES.intersection(order.columns):
        return backwards, place_of(query, order.columns, values[-1])
    try:
        key = [
            column_at(query.model, name).to_python(value)
            for name, value in zip(order.columns, values, strict=True)
        ]
    except (TypeError, ValueError, ValidationError):
        raise bad_cursor() from None
    return backwards, key


def place_of(query: QuerySet[Any], columns: tuple[str, ...], last: str) -> list[Any]:
    """Return the sort key of the row that a cursor names by its last column alone."""
    try:
        found = query.filter(**{columns[-1]: last}).values_list(*columns).first()
    except (TypeError, ValueError, ValidationError):
        found = None
    if found is None:
        raise bad_cursor()
    return list(found)


def bad_cursor() -> Refused:
    """422: not ours, of another list, or of a row that is no longer there to see."""
    message = _("This cursor is no longer valid. Start again without a cursor.")
    return invalid([Problem("cursor", "bad_cursor", message)])
