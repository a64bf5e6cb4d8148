"""Loads the visible row again under a lock: people before cases, each in id order."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models

from cases.core.actor import Actor
from cases.core.errors import not_found, stale
from cases.core.waiting import let_wait, put, write_down

Locker = Callable[[Actor, Sequence[models.Model]], None]
_before: dict[type[models.Model], Locker] = {}


def lock_before(model: type[models.Model], locker: Locker) -> None:
    """Register what must be locked before rows of `model` are."""
    _before[model] = locker


def visible(actor: Actor, row: models.Model) -> models.QuerySet[Any]:
    """Return the query for `row` through the eyes of `actor`."""
    manager: Any = type(row)._default_manager
    query: models.QuerySet[Any] = manager.visible_to(actor).filter(pk=row.pk)
    return query


def lock_rows(
    actor: Actor, seen: Sequence[models.Model], *, appends: bool
) -> list[models.Model] | None:
    """Return the rows as they are now, locked; None when one cannot be had for writing any more.

    An operation that only appends locks nothing.
    """
    if not seen:
        return []
    model = type(seen[0])
    for row in seen:
        write_down(row)
    if not appends and model in _before:
        _before[model](actor, seen)
    by_id: dict[Any, models.Model] = {}
    for row in sorted(seen, key=lambda item: item.pk):
        query = visible(actor, row)
        if not appends:
            # `AT_HAND` names the rows beside it that nearly every operation on it needs.
            at_hand = getattr(model, "AT_HAND", None)
            query = query.select_related(*at_hand) if at_hand else query
            query = query.select_for_update(no_key=True, of=("self",))
        found = query.first()
        if found is None:
            return None
        by_id[row.pk] = found
    return [by_id[row.pk] for row in seen]


def present(actor: Actor, row: models.Model) -> models.Model:
    """Return the row as it is now: what was seen may be ours no longer; 404 when out of sight."""
    found: models.Model | None = visible(actor, row).first()
    if found is None:
        raise not_found()
    return found


def raise_version(seen: Any, now: Any) -> None:
    """Compare the expected version with the present one, then raise it by one."""
    if seen.version != now.version:
        raise stale(seen.version, now.version)
    let_wait(now)
    now.version += 1
    put(now, "version")
