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
from cases.core.shapes import FLAG, TEXT, Kind, Shape

USUAL = 50
MOST = 200
NAMES = frozenset({"sort_key"})
"""Columns made of the name of a person, by which rows are sorted but which no address holds."""
PAGING = ("limit", "cursor")


@dataclass(frozen=True, slots=True)
class Filter:
    """One documented narrowing of a list; `apply(query, value, actor)` returns the fewer rows."""

    name: str
    help: Sentence
    kind: Kind
    apply: Callable[[QuerySet[Any], str, Actor], QuerySet[Any]]
    headquarters_only: bool = False


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
        message = _("There is no “%(value)s” to filter by.") % {"value": value[:60]}
        raise invalid([Problem(name, "unknown", message)])
    return found


def bad_filter(name: str, allowed: Sequence[str]) -> Refused:
    """422: the value is not one of the filter's values."""
    message = _("This takes one of: %(allowed)s.") % {"allowed": ", ".join(allowed)}
    return invalid([Problem(name, "invalid_choice", message)])


def narrowed(
    query: QuerySet[Any], filters: Sequence[Filter], given: QueryDict, actor: Actor
) -> QuerySet[Any]:
    """Apply the filters that were given; 422 for one that is not documented, or given twice."""
    usable = {
        row.name: row for row in filters if actor.is_headquarters or not row.headquarters_only
    }
    allowed = ", ".join([*usable, *PAGING])
    for name, values in given.lists():
        if name not in usable and name not in PAGING:
            message = _("There is no such filter. Allowed are: %(allowed)s.") % {"allowed": allowed}
            raise invalid([Problem(name, "unknown_filter", message)])
        if len(values) > 1:
            raise invalid([Problem(name, "given_twice", _("Give this only once."))])
        if name in usable:
            query = usable[name].apply(query, values[0], actor)
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


def page_of(
    query: QuerySet[Any], shape: Shape, order: tuple[str, ...], cursor: str, limit: int
) -> Page:
    """Return the page that `cursor` names, the first one without.

    `order` is one or two columns, rising; together they tell every row from every other.
    """
    backwards, key = read_cursor(query, shape, order, cursor) if cursor else (False, None)
    if key is not None:
        query = query.filter(beyond(order, key, "lt" if backwards else "gt"))
    ordering = [f"-{name}" for name in order] if backwards else list(order)
    rows = shape.rows(query.order_by(*ordering)[: limit + 1], "pk", *order)
    has_more, rows = len(rows) > limit, rows[:limit]
    if backwards:
        rows.reverse()
    if not rows:
        return Page([])
    width = len(order)
    is_first = not has_more if backwards else key is None
    is_last = not has_more and not backwards
    return Page(
        rows,
        "" if is_first else write_cursor(shape, True, order, rows[0][-width:]),
        "" if is_last else write_cursor(shape, False, order, rows[-1][-width:]),
        [row[-width - 1] for row in rows],
    )


def beyond(order: tuple[str, ...], key: Sequence[Any], compare: str) -> Q:
    """Return the condition of rows behind `key`; the first column alone bounds the index."""
    first, *rest = order
    if not rest:
        return Q(**{f"{first}__{compare}": key[0]})
    return Q(**{f"{first}__{compare}e": key[0]}) & (
        Q(**{f"{first}__{compare}": key[0]}) | Q(**{f"{rest[0]}__{compare}": key[1]})
    )


def write_cursor(shape: Shape, backwards: bool, order: tuple[str, ...], key: Sequence[Any]) -> str:
    """Return the place of a row, closed; the name of a person is left out all the same."""
    values = [
        "" if name in NAMES else value.isoformat() if hasattr(value, "isoformat") else str(value)
        for name, value in zip(order, key, strict=True)
    ]
    return close(json.dumps([backwards, *values]).encode(), f"cursor.{shape.name}")


def read_cursor(
    query: QuerySet[Any], shape: Shape, order: tuple[str, ...], text: str
) -> tuple[bool, list[Any]]:
    """Return direction and key of a cursor; 422 for one that is not ours or of another list."""
    plain = open_closed(text, f"cursor.{shape.name}")
    if plain is None:
        raise bad_cursor()
    backwards, *values = json.loads(plain)
    if len(values) != len(order):
        raise bad_cursor()
    if NAMES.intersection(order):
        return backwards, place_of(query, order, values[-1])
    columns: Any = query.model._meta
    key = [
        columns.get_field(name).to_python(value) for name, value in zip(order, values, strict=True)
    ]
    return backwards, key


def place_of(query: QuerySet[Any], order: tuple[str, ...], last: str) -> list[Any]:
    """Return the sort key of the row that a cursor names by its last column alone."""
    found = query.filter(**{order[-1]: last}).values_list(*order).first()
    if found is None:
        raise bad_cursor()
    return list(found)


def bad_cursor() -> Refused:
    """422: not ours, of another list, or of a row that is no longer there to see."""
    message = _("This cursor is no longer valid. Start again without a cursor.")
    return invalid([Problem("cursor", "bad_cursor", message)])
