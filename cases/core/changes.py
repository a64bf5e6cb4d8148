"""What changed since a moment, for whoever keeps a copy: read in parts, each by its own index.

Rows are stamped with real time as they are written, and become visible when their transaction
ends. A copy asks again from `synced_until`, which lies further back than any transaction lasts: so
a few rows come twice, and none is missed. A row that changes during the walk comes again later in
it, or at the next one.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.asked import moment_named
from cases.core.closed import close, open_closed
from cases.core.errors import Problem, Refused, Sentence, invalid
from cases.core.listing import bad_cursor, beyond

UPDATED_SINCE: Final = "updated_since"
LONGEST: Final = timedelta(seconds=31)
"""A transaction ends within half a minute: what it stamps lies no further apart."""
MARGIN: Final = timedelta(seconds=60)
"""How far behind the clock a copy is taken to be up to date; clocks of two servers may differ."""
STRETCHES: Final = 8
"""How many stretches one answer looks through where little is found in them."""
LAST: Final = 2**62
FUTURE: Final[Sentence] = _("This lies in the future. Give a moment that has already passed.")
ALONE: Final[Sentence] = _(
    "This does not go with “updated_since”: nobody would tell you of rows that no longer fit."
)

TOO_OLD: Final[Sentence] = _(
    "This copy is too old: who went out of sight so long ago is not on record any more. Read the "
    "whole list anew, and ask from then on what changed."
)


class Key(NamedTuple):
    """A place in a walk: when the person, the case or the row was written, its id, the row."""

    at: datetime
    parent: int
    row: int = LAST


class Gone(NamedTuple):
    """What went out of sight, by the number or id by which it is known outside, and when."""

    name: str
    at: datetime


class Found(NamedTuple):
    """A row that changed or came into sight, or (`row` 0) something that went out of it."""

    key: Key
    row: int
    gone: Gone | None = None


class Stretch(NamedTuple):
    """What was found, in order, and where to go on; nowhere when this part is over."""

    found: list[Found]
    rest: Key | None


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk over all that changed: since when, until when it is known, how far it has come."""

    since: datetime
    until: datetime
    now: datetime
    part: int = 0
    after: Key | None = None

    @property
    def early(self) -> datetime:
        """From when to look at people and cases for what belongs to them."""
        return self.since - LONGEST


_told_from: list[Callable[[], datetime]] = []
Part = Callable[[Actor, Walk, int], Stretch]
"""One way in which something changes, leaves, or comes: the next rows of it after a place."""


def begun(text: str) -> Walk:
    """Return the walk since the moment that was asked for; 422 for none, or one to come."""
    since, now = moment_named(UPDATED_SINCE, text), clock()
    if since > now:
        raise invalid([Problem(UPDATED_SINCE, "in_the_future", FUTURE)])
    return Walk(since, now - MARGIN, now)


def told_from(function: Callable[[], datetime]) -> Callable[[], datetime]:
    """Let the feature that lets go of what ended say from when on all ends are still on record."""
    _told_from[:] = [function]
    return function


def refuse_too_old(actor: Actor, walk: Walk) -> None:
    """Raise 422 for a copy so old that nobody could tell any more what went out of its sight."""
    if actor.sees_all or not _told_from:
        return
    (since,) = (function() for function in _told_from)
    if walk.since < since:
        raise invalid([Problem(UPDATED_SINCE, "sync_too_old", TOO_OLD)])


def clock() -> datetime:
    """Return when the transaction began, by the clock that stamps rows."""
    with connection.cursor() as cursor:
        cursor.execute("select now()")
        (now,) = cursor.fetchone()
    moment: datetime = now
    return moment


def refuse_beside(given: Iterable[str]) -> None:
    """Raise 422 for filters and orders: a row that ceases to fit would be told by nobody."""
    faults = [Problem(name, "not_with_updated_since", ALONE) for name in given]
    if faults:
        raise invalid(faults)


def collected(
    actor: Actor, walk: Walk, parts: Sequence[Part], limit: int
) -> tuple[list[Found], Walk | None]:
    """Return the next rows of a walk, and the walk from there on; None when it is over."""
    found: list[Found] = []
    for _stretch in range(STRETCHES):
        if walk.part == len(parts):
            return found, None
        more = parts[walk.part](actor, walk, limit - len(found))
        found += more.found
        if more.rest is None:
            walk = replace(walk, part=walk.part + 1, after=None)
        else:
            walk = replace(walk, after=more.rest)
        if len(found) >= limit:
            break
    return found, walk if walk.part < len(parts) else None


def in_order(
    query: QuerySet[Any], walk: Walk, most: int, columns: tuple[str, str], *more: str
) -> list[tuple[Any, ...]]:
    """Return the next rows in the order of a moment and an id: these two columns, then `more`.

    Where the walk stands amid what belongs to a person or a case, that one comes once more.
    """
    if walk.after is not None:
        at, parent, row = walk.after
        query = query.filter(beyond(columns, (at, parent if row == LAST else parent - 1), "gt"))
    return list(query.order_by(*columns).values_list(*columns, *more)[:most])


def rows_written(query: QuerySet[Any], walk: Walk, most: int) -> Stretch:
    """Return the next rows of a table that has an index by when they were written."""
    rows = in_order(query.filter(written_at__gt=walk.since), walk, most, ("written_at", "pk"))
    found = [Found(Key(at, row), row) for at, row in rows]
    return Stretch(found, found[-1].key if len(found) == most else None)


def below(
    parents: Sequence[tuple[datetime, int]],
    rows: Iterable[tuple[int, int]],
    gone: Mapping[int, Gone],
    walk: Walk,
    most: int,
    *,
    is_last: bool,
) -> Stretch:
    """Return rows (parent, row) in the order of their parents, from where the walk has come to."""
    places = {parent: at for at, parent in parents}
    found = [Found(Key(places[parent], parent, row), row) for parent, row in rows]
    found += [Found(Key(places[key], key, 0), 0, told) for key, told in gone.items()]
    found = sorted(row for row in found if walk.after is None or row.key > walk.after)
    if len(found) > most:
        return Stretch(found[:most], found[most - 1].key)
    return Stretch(found, None if is_last else Key(*parents[-1]))


def write_place(name: str, walk: Walk) -> str:
    """Return a walk as a cursor, closed."""
    after = [walk.after.at.isoformat(), *walk.after[1:]] if walk.after else None
    told = [walk.since.isoformat(), walk.until.isoformat(), walk.part, after]
    return close(json.dumps(told).encode(), f"cursor.{name}.changes")


def read_place(name: str, asked: Walk, text: str, parts: int) -> Walk:
    """Return the walk a cursor goes on with; 422 for one not ours, or of another moment."""
    plain = open_closed(text, f"cursor.{name}.changes")
    if plain is None:
        raise bad_cursor()
    try:
        since, until, part, after = json.loads(plain)
        if datetime.fromisoformat(since) != asked.since or part >= parts:
            raise bad_cursor()
        place = Key(datetime.fromisoformat(after[0]), *after[1:]) if after else None
        return replace(asked, until=datetime.fromisoformat(until), part=part, after=place)
    except (TypeError, ValueError):  # given out before an upgrade, by another plan
        raise bad_cursor() from None


def no_sync_here() -> Refused:
    """422: a reception point sees people by the day, which no row says when it ends."""
    message = _(
        "What your mission sees changes with the days alone. Read the whole list each time."
    )
    return invalid([Problem(UPDATED_SINCE, "no_sync_here", message)])
