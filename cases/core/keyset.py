"""Keyset pages: deep pages are as fast as the first, and nothing is counted.

A list is ordered by a moment and, for equal moments, by public reference. The cursor says which
row the page begins behind; it holds no serial number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, F, Func, QuerySet, TextField, Value
from django.db.models.lookups import GreaterThan, LessThan, Lookup
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Problem, invalid


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: behind the row with this moment and reference, or before it."""

    moment: datetime
    reference: str
    backwards: bool = False

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Read what `str()` wrote; 422 for anything else."""
        direction, _sep, rest = text[:120].partition(":")
        moment, _tilde, reference = rest.partition("~")
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
        return f"{direction}:{self.moment.isoformat()}~{self.reference}"


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


def beyond(by: str, ref: str, cursor: Cursor) -> Lookup[Any]:
    """Return the condition that a row lies behind a place, or before it: two columns at once.

    An index in this order begins there. Written with OR the database takes the columns for
    independent, expects hardly any rows and sorts all that follow instead of reading along the
    index.
    """
    row = pair(F(by), F(ref))
    moment = Value(cursor.moment, output_field=DateTimeField())
    place = pair(moment, Value(cursor.reference, output_field=TextField()))
    return LessThan(row, place) if cursor.backwards else GreaterThan(row, place)


def pair(first: F | Value, second: F | Value) -> Func:
    """Return two values as one row of SQL."""
    return Func(first, second, function="ROW", output_field=TextField())


def page_of(
    query: QuerySet[Any], size: int, cursor: Cursor | None, *, by: str, ref: str = "reference"
) -> KeysetPage:
    """Return one page of `query` ordered by the moment column `by` and then `ref`, oldest first."""
    backwards = cursor is not None and cursor.backwards
    if cursor is not None:
        query = query.filter(beyond(by, ref, cursor))
    order = [f"-{by}", f"-{ref}"] if backwards else [by, ref]
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
    pages: Sequence[KeysetPage], size: int, cursor: Cursor | None, *, by: str, ref: str
) -> KeysetPage:
    """Return one page of rows of several tables, given the page of each behind the same place."""
    backwards = cursor is not None and cursor.backwards
    rows = [row for page in pages for row in page.rows]
    rows.sort(key=lambda row: (getattr(row, by), str(getattr(row, ref))))
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


def shortened(page: KeysetPage, size: int, *, by: str, ref: str = "reference") -> KeysetPage:
    """Return the beginning of a page."""
    if len(page.rows) <= size:
        return page
    rows = page.rows[:size]
    return KeysetPage(rows, page.previous, cursor_text(rows[-1], by, ref, backwards=False))


def cursor_text(row: Any, by: str, ref: str, *, backwards: bool) -> str:
    """Return the cursor at a row, a model or a plain mapping."""
    if isinstance(row, dict):
        return str(Cursor(row[by], row[ref], backwards))
    return str(Cursor(getattr(row, by), getattr(row, ref), backwards))
