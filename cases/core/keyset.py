"""Keyset pages: deep pages are as fast as the first, and nothing is counted.

A list is ordered by a moment or a day and, for equal ones, by public reference, or by more columns
(`ref` names them all). The cursor says which row the page begins behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, F, Func, QuerySet, TextField, Value
from django.db.models.lookups import GreaterThan, LessThan, Lookup
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Problem, invalid

BETWEEN = "~"
"""Stands between the values of a place."""
Ref = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: behind the row with this moment and reference, or before it.

    A day stands as its first moment in UTC; a reference of several columns, with marks between.
    """

    moment: datetime
    reference: str
    backwards: bool = False

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Read what `str()` wrote; 422 for anything else."""
        direction, _sep, rest = text[:120].partition(":")
        moment, _tilde, reference = rest.partition(BETWEEN)
        try:
            instant = datetime.fromisoformat(moment)
            if instant.tzinfo is None:
                raise bad_cursor()
            instant = instant.astimezone(UTC)
        except (ValueError, OverflowError):
            raise bad_cursor() from None
        is_plain = reference.isascii() and reference.isprintable() and reference != ""
        if direction not in {"after", "before"} or not is_plain:
            raise bad_cursor()
        return cls(instant, reference, direction == "before")

    def __str__(self) -> str:
        direction = "before" if self.backwards else "after"
        return f"{direction}:{self.moment.isoformat()}{BETWEEN}{self.reference}"


def bad_cursor() -> Exception:
    """422: the page address was changed by hand or is from another list."""
    message = _("This page address is not valid. Start again from the first page.")
    return invalid([Problem("page", "bad_cursor", message)])


def is_uuid(text: str) -> bool:
    """Return whether a text is the id of a record."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class KeysetPage:
    """The rows of one page and the cursors of its neighbours (empty at the ends)."""

    rows: Sequence[Any]
    previous: str
    following: str


def beyond(query: QuerySet[Any], by: str, ref: Ref, cursor: Cursor) -> Lookup[Any]:
    """Return the condition that a row lies behind a place, or before it: all columns at once.

    An index in this order begins there. Written with OR the database takes the columns for
    independent, expects hardly any rows and sorts all that follow instead of reading along the
    index.
    """
    field = query.model._meta.get_field(by)
    is_moment = isinstance(field, DateTimeField)
    at = Value(cursor.moment if is_moment else cursor.moment.date(), output_field=field)
    said = cursor.reference.split(BETWEEN) if isinstance(ref, tuple) else [cursor.reference]
    row = in_one(F(by), *map(F, columns(ref)))
    place = in_one(at, *(Value(one, output_field=TextField()) for one in said))
    return LessThan(row, place) if cursor.backwards else GreaterThan(row, place)


def in_one(*values: F | Value) -> Func:
    """Return values as one row of SQL."""
    return Func(*values, function="ROW", output_field=TextField())


def columns(ref: Ref) -> tuple[str, ...]:
    """Return the columns that order rows of one moment."""
    return ref if isinstance(ref, tuple) else (ref,)


def page_of(
    query: QuerySet[Any], size: int, cursor: Cursor | None, *, by: str, ref: Ref = "reference"
) -> KeysetPage:
    """Return one page of `query` ordered by the column `by` and then `ref`, oldest first."""
    backwards = cursor is not None and cursor.backwards
    if cursor is not None:
        query = query.filter(beyond(query, by, ref, cursor))
    order = [f"-{name}" if backwards else name for name in (by, *columns(ref))]
    rows = list(query.order_by(*order)[: size + 1])
    has_more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    has_previous = has_more if backwards else cursor is not None
    has_following = True if backwards else has_more
    if not rows:
        return KeysetPage([], "", "")
    return KeysetPage(
        rows,
        cursor_text(rows[0], by, ref, backwards=True) if has_previous else "",
        cursor_text(rows[-1], by, ref, backwards=False) if has_following else "",
    )


def merged(
    pages: Sequence[KeysetPage], size: int, cursor: Cursor | None, *, by: str, ref: Ref
) -> KeysetPage:
    """Return one page of rows of several tables, given the page of each behind the same place."""
    backwards = cursor is not None and cursor.backwards
    rows = [row for page in pages for row in page.rows]
    rows.sort(key=attrgetter(by, *columns(ref)))
    shown = rows[-size:] if backwards else rows[:size]
    if not shown:
        return KeysetPage([], "", "")
    has_previous = any(page.previous for page in pages) or (backwards and len(rows) > size)
    has_following = any(page.following for page in pages) or (not backwards and len(rows) > size)
    return KeysetPage(
        shown,
        cursor_text(shown[0], by, ref, backwards=True) if has_previous else "",
        cursor_text(shown[-1], by, ref, backwards=False) if has_following else "",
    )


def shortened(page: KeysetPage, size: int, *, by: str, ref: Ref = "reference") -> KeysetPage:
    """Return the beginning of a page."""
    if len(page.rows) <= size:
        return page
    rows = page.rows[:size]
    return KeysetPage(rows, page.previous, cursor_text(rows[-1], by, ref, backwards=False))


def cursor_text(row: Any, by: str, ref: Ref, *, backwards: bool) -> str:
    """Return the cursor at a row, a model or a plain mapping."""
    read = row.__getitem__ if isinstance(row, dict) else row.__getattribute__
    at: date = read(by)
    moment = at if isinstance(at, datetime) else datetime.combine(at, time.min, UTC)
    reference = BETWEEN.join(str(read(name)) for name in columns(ref))
    return str(Cursor(moment, reference, backwards))
