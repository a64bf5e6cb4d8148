"""The order of deadlines: what runs out first comes first, then what has no deadline.

Two lists after each other, each read along its own index: cases with a deadline by that moment,
the rest by how long they stand at one stage. A place in the rest says so.
"""

from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import QuerySet

from cases.core.keyset import Cursor, KeysetPage, page_of

REST: Final = "rest:"
START: Final = Cursor(datetime.min.replace(tzinfo=UTC), "0")
END: Final = Cursor(datetime.max.replace(tzinfo=UTC), "~", backwards=True)


def urgent_page(query: QuerySet[Any], size: int, place: str) -> KeysetPage:
    """Return the page at a place; the first page without."""
    due = query.filter(next_due_at__isnull=False)
    rest = query.filter(next_due_at__isnull=True)
    if place.startswith(REST):
        return page_in_rest(due, rest, size, Cursor.parse(place.removeprefix(REST)))
    page = page_of(due, size, Cursor.parse(place) if place else None, by="next_due_at")
    if page.following:
        return page
    if len(page.rows) == size:
        following = in_rest(str(START)) if rest.exists() else ""
        return KeysetPage(page.rows, page.previous, following)
    more = page_of(rest, size - len(page.rows), None, by="position_at")
    return KeysetPage([*page.rows, *more.rows], page.previous, in_rest(more.following))


def page_in_rest(due: QuerySet[Any], rest: QuerySet[Any], size: int, cursor: Cursor) -> KeysetPage:
    """Return a page that begins or ends among the cases without a deadline."""
    page = page_of(rest, size, cursor, by="position_at")
    if page.previous or not cursor.backwards:
        return KeysetPage(page.rows, in_rest(page.previous), in_rest(page.following))
    if len(page.rows) == size:
        previous = str(END) if due.exists() else ""
        return KeysetPage(page.rows, previous, in_rest(page.following))
    before = page_of(due, size - len(page.rows), END, by="next_due_at")
    following = in_rest(page.following) if page.rows else before.following
    return KeysetPage([*before.rows, *page.rows], before.previous, following)


def in_rest(place: str) -> str:
    """Return a place among the cases without a deadline; the empty one stays empty."""
    return f"{REST}{place}" if place else ""
