"""The two moments of a figure: what was so at the one, as it was known at the other."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from cases.core.actor import Actor
from cases.core.facts import When, midnight_of
from cases.core.precision import DAY, INSTANT

SETTLED_AFTER = timedelta(seconds=30)
"""Transactions end within this time, so that older knowledge no longer changes."""

MINUTE = timedelta(minutes=1)

Asked = When | date | datetime


@dataclass(frozen=True, slots=True)
class Moments:
    """`known_at` is None for now; `now` is the database's clock when the question was asked."""

    as_of: datetime
    known_at: datetime | None
    now: datetime

    @property
    def knowledge(self) -> datetime:
        """The moment of knowledge that an answer names."""
        return self.known_at or self.now

    @property
    def is_provisional(self) -> bool:
        """Whether something recorded by then may still be on its way."""
        return self.now - self.knowledge < SETTLED_AFTER


def moments(
    actor: Actor, zone: str, as_of: Asked, known_at: Asked | None, now: datetime | None = None
) -> Moments:
    """Return the moments really used: for a mission both are moved to the end of their day.

    Totals are given to missions for whole days only; knowledge of the future is that of now.
    """
    now = now or database_clock()
    at = last_instant(as_of, zone)
    known = last_instant(known_at, zone) if known_at is not None else None
    if not actor.is_headquarters:
        at = end_of_day(at.astimezone(ZoneInfo(zone)).date(), zone)
        known = end_of_day(known.astimezone(ZoneInfo(zone)).date(), zone) if known else None
    return Moments(at, known if known is not None and known < now else None, now)


def last_instant(asked: Asked, zone: str) -> datetime:
    """Return the last instant of what was asked for: of the day, or of the minute that was typed.

    A bare `datetime` is taken as it is.
    """
    if isinstance(asked, datetime):
        return asked
    if isinstance(asked, date):
        return end_of_day(asked, zone)
    if asked.last_day is not None:
        return end_of_day(asked.last_day, zone)
    assert asked.latest is not None
    return end_of_minute(asked.latest)


def end_of_day(day: date, zone: str) -> datetime:
    """Return the last instant of the day in the zone."""
    return midnight_of(day + DAY, zone) - INSTANT


def end_of_minute(moment: datetime) -> datetime:
    """Return the last instant of a moment given to the minute; a finer one stays as it is."""
    is_to_the_minute = moment.second == 0 and moment.microsecond == 0
    return moment + MINUTE - INSTANT if is_to_the_minute else moment


def day_of(moment: datetime, zone: str) -> date:
    """Return the calendar day of a moment in the zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def database_clock() -> datetime:
    """Return the clock that ledger moments come from."""
    with connection.cursor() as cursor:
        cursor.execute("select app_clock()")
        now: datetime = cursor.fetchone()[0]
    return now
