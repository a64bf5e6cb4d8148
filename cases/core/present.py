"""The present of the work: one clock for everything that happens to people and cases.

`now()` and `today(zone)` are the time of the work: defaults of facts, legal limits, reminders, what
has run out, what lies in the future, ages, days by which something is due. The ledgers run on it
too (`app_clock()` in SQL), for what happened and since when it was known must lie on one line.

Evidence and security keep the real time: audit entries, sessions, tokens, receipts, leases and
tries of jobs and mails, and the end of a share, which row security compares with the database's own
clock. Pages, the admin and the API (`of_the_machine`) show all of them by the clock of the work, so
that a login, the record of it and the day of a case stand on one line; downloads and the chain tell
the real time.
`real(...)` and `shown(...)` lead from the one to the other.

The two differ in the demonstration only: its scenario ends in November 2025, and with the date of
today every limit in it would be a year late. There `settings.PRESENT_SHIFT` names the function that
says how far the present stands from the real time; elsewhere it is empty, and a check refuses it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from typing import overload
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

NO_SHIFT = timedelta()
FARTHEST_ZONE = timedelta(hours=14)
"""Kiritimati, where days begin first."""

_unshifted: ContextVar[bool] = ContextVar("present_unshifted", default=False)


def shift() -> timedelta:
    """Return how far the present of the work stands from the real time, in whole seconds."""
    if not settings.PRESENT_SHIFT or _unshifted.get():
        return NO_SHIFT
    find: Callable[[], timedelta] = import_string(settings.PRESENT_SHIFT)
    return find()


def now() -> datetime:
    """Return the present moment of the work."""
    return timezone.now() + shift()


def today(zone: str) -> date:
    """Return the present day in a zone."""
    return now().astimezone(ZoneInfo(zone)).date()


def latest_day() -> date:
    """Return the day it is where days begin first: what is dated later lies in the future."""
    return (now() + FARTHEST_ZONE).date()


def real(moment: datetime) -> datetime:
    """Return the real time at which the work stands, stood or will stand at `moment`."""
    return moment - shift()


@overload
def shown(moment: datetime) -> datetime: ...


@overload
def shown(moment: None) -> None: ...


def shown(moment: datetime | None) -> datetime | None:
    """Return a real time as the work counts it: for pages that show it beside their own days."""
    return None if moment is None else moment + shift()


@contextmanager
def unshifted() -> Iterator[None]:
    """Let the present be the real one: what sources published since the scenario is no secret."""
    token = _unshifted.set(True)
    try:
        yield
    finally:
        _unshifted.reset(token)


def shift_words() -> str:
    """Return the shift as the database takes it; empty for none."""
    found = shift()
    return f"{found.days * 86_400 + found.seconds} seconds" if found else ""
