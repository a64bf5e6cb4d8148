"""When something happened, as far as it is known, and the days on which it can have been.

A bare day is kept as the interval from its local midnight to its last instant, or to the moment of
recording where that came before (`cases.core.facts`). A row that keeps the last instant alone says
a bare day where that is the last one of a day. For each clock a bare day is taken in the zone by
which the clock counts: "12 November" of a body at home is the 12th there, wherever it was written
down.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from cases.core.fields.dates import parse_when
from cases.core.precision import DAY, INSTANT, iso_between
from cases.places.choices import ZONE_OF_COUNTRY, Country
from cases.procedures.choices import Body

HOME = ZONE_OF_COUNTRY[Country.VN]
AT_HOME = frozenset({Body.IMMIGRATION_DEPARTMENT, Body.HOME_AUTHORITY, Body.HEADQUARTERS})


@dataclass(frozen=True, slots=True)
class Moment:
    """First and last possible instant; `day` where a bare day was said.

    `until`: the last of several days. `is_cut`: it was not over yet when it was written down, to a
    part of a second, which nobody says.
    """

    first: datetime
    last: datetime
    day: date | None = None
    is_cut: bool = False
    until: date | None = None

    def in_zone(self, zone: str) -> "Moment":
        """Return it with a bare day taken in a zone; never later than it was written down."""
        if self.day is None:
            return self
        begins, ends = bounds_of(self.day, zone)[0], bounds_of(self.until or self.day, zone)[1]
        if self.is_cut:
            ends = max(begins, min(ends, self.last))
        return Moment(begins, ends, self.day, self.is_cut, self.until)

    def days_in(self, zone: str) -> tuple[date, date]:
        """Return the first and the last day on which it can have been."""
        if self.day is not None:
            return self.day, self.until or self.day
        clock = ZoneInfo(zone)
        return self.first.astimezone(clock).date(), self.last.astimezone(clock).date()

    def not_before(self, moment: datetime) -> "Moment":
        """Return it, or the moment where it lies before that."""
        if moment <= self.first:
            return self
        return Moment(moment, max(moment, self.last))


def iso_of_body(first: datetime | None, last: datetime | None, zone: str) -> str | None:
    """Return a moment with the offset of the mission; a day of a body at home is a day as well."""
    return iso_between(first, last, zone, HOME)


def zone_there(body: str, zone: str) -> str:
    """Return the zone of the days of a body; `zone` is that of the mission."""
    return HOME if body in AT_HOME else zone


def bounds_of(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return the first and the last instant of a day in a zone."""
    clock = ZoneInfo(zone)
    begins = datetime.combine(day, time.min, clock)
    return begins, datetime.combine(day + DAY, time.min, clock) - INSTANT


def moment_between(first: datetime, last: datetime, zones: Iterable[str]) -> Moment:
    """Return what a row says that keeps both ends; `zones` are where it may have been written."""
    for zone in zones:
        begin, end = (one.astimezone(ZoneInfo(zone)) for one in (first, last))
        if begin.time() != time.min or first == last:
            continue
        is_cut = end.time() != time.max
        if begin.date() == end.date():
            return Moment(first, last, begin.date(), is_cut)
        if not is_cut or last.microsecond:
            return Moment(first, last, begin.date(), is_cut, end.date())
    return Moment(first, last)


def moment_until(last: datetime, zones: Iterable[str]) -> Moment:
    """Return what a row says that keeps the last possible instant alone."""
    for zone in zones:
        local = last.astimezone(ZoneInfo(zone))
        if local.time() == time.max:
            return of_day(local.date(), zone)
    return Moment(last, last)


def moment_said(said: str, zone: str) -> Moment:
    """Return what a result says: bare days, an instant, or two with a slash between them."""
    when = parse_when(said)
    if when.earliest is not None and when.latest is not None:
        return Moment(when.earliest, when.latest)
    assert when.day is not None
    if when.until is None:
        return of_day(when.day, zone)
    begins, ends = bounds_of(when.day, zone)[0], bounds_of(when.until, zone)[1]
    return Moment(begins, ends, when.day, until=when.until)


def of_day(day: date, zone: str) -> Moment:
    """Return a bare day."""
    return Moment(*bounds_of(day, zone), day)
