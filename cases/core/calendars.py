"""Working days, and how terms of law are counted in them. No noun of the domain, no database.

The counting rule, written here and nowhere else. Source: Civil Code of Viet Nam, law 91/2015/QH13,
art. 147 (a term in days does not count the day of the event, it begins the day after; a term in
hours begins at the moment itself) and art. 148 (a term in days ends at the end of its last day, at
24:00; a last day that is a day of weekly rest or a public holiday moves the end to the end of the
working day that follows). As applied to the limits of this register:

- *Working days*: only working days of the calendar count.
- *Calendar days*: every day counts. Where the term rolls (`next`), a last day that is a day off
  moves the end to the next working day; otherwise (`none`) it ends on whatever day it is.
- A term in days ends at 24:00 of its last day (`midnight`), or with the office hours of that day
  where the law counts office hours (`office`).
- *Hours* run exactly, through nights and days off.
- *While another body has the ball* the term stands still: no day counts that touches such a span,
  neither the day of asking nor the day of the answer, and no term ends on one. To hours the exact
  span is added. A body that was asked after the term had ended revives nothing.

A term ends with an instant that is no longer part of it: of days the midnight after the last day,
so an act of the last day is in time and an act of that instant is late.

Days are those of the calendar's zone; every moment taken and returned is aware, returned in UTC.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

WORKING_DAYS = "working_days"
CALENDAR_DAYS = "calendar_days"
HOURS = "hours"
UNITS = frozenset({WORKING_DAYS, CALENDAR_DAYS, HOURS})
NEXT = "next"
NO_ROLL = "none"
MIDNIGHT = "midnight"
OFFICE = "office"

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
INSTANT = timedelta(microseconds=1)
LAST = 999_999
"""Microseconds of the last instant of a day: a term in hours runs from the midnight after it."""
LONGEST_TERM = 40_000
LONGEST_REST = 400
"""So many days off in a row are taken for a fault of the calendar, not for a holiday."""


@dataclass(frozen=True)
class OfficeCalendar:
    """The working days of an office: zone, days of weekly rest (0 is Monday), closing time.

    `closed` names the days off beside the weekly rest, `opened` the days that are worked although
    they would be off (a Saturday worked in exchange for a Friday); `opened` has the last word.
    """

    zone: str
    weekend: frozenset[int]
    closes_at: time
    closed: Mapping[date, str]
    opened: Container[date] = frozenset()

    @cached_property
    def clock(self) -> ZoneInfo:
        """The zone in which its days begin and end."""
        return ZoneInfo(self.zone)

    def is_working(self, day: date) -> bool:
        """Return whether the office works on the day."""
        is_off = day.weekday() in self.weekend or day in self.closed
        return not is_off or day in self.opened

    def why_closed(self, day: date) -> str:
        """Return why the office rests on the day, in the reader's language; "" on a working day."""
        if self.is_working(day):
            return ""
        return self.closed.get(day, "") or _("Weekend")

    def day_of(self, moment: datetime) -> date:
        """Return the day of the calendar on which the moment lies."""
        return aware(moment).astimezone(self.clock).date()

    def closing(self, day: date) -> datetime:
        """Return the end of office hours of the day."""
        return datetime.combine(day, self.closes_at, self.clock).astimezone(UTC)

    def begins(self, day: date) -> datetime:
        """Return the first instant of the day."""
        return datetime.combine(day, time.min, self.clock).astimezone(UTC)

    def end_of(self, day: date) -> datetime:
        """Return the first instant after the day."""
        return self.begins(day + DAY)

    def last_day(self, due: datetime) -> date:
        """Return the last day of a term that ends with the instant `due`."""
        return self.day_of(due - INSTANT)


@dataclass(frozen=True, slots=True)
class Term:
    """So many days or hours; ValueError for what is no term.

    `roll` of calendar days, and of nothing else: whether a last day off moves the end. `day_ends`
    of days, and of nothing else: with which hour the last day is over.
    """

    amount: int
    unit: str
    roll: str = ""
    day_ends: str = ""

    def __post_init__(self) -> None:
        check_term(self.amount, self.unit)
        if (self.unit == CALENDAR_DAYS) != (self.roll in {NEXT, NO_ROLL}):
            raise ValueError("a term in calendar days, and no other, says whether it rolls")
        if (self.unit != HOURS) != (self.day_ends in {MIDNIGHT, OFFICE}):
            raise ValueError("a term in days, and no other, says when a day ends")

    def end_of(self, day: date, calendar: OfficeCalendar) -> datetime:
        """Return the first instant after a term whose last day this is."""
        return calendar.closing(day) if self.day_ends == OFFICE else calendar.end_of(day)


@dataclass(frozen=True, slots=True)
class Away:
    """Another body has the ball: from being asked until it answered, None while it still has it."""

    first: datetime
    last: datetime | None

    def __post_init__(self) -> None:
        if self.last is not None and aware(self.last) < aware(self.first):
            raise ValueError("an answer cannot come before the question")
        aware(self.first)

    def is_within_day(self, clock: ZoneInfo) -> bool:
        """Return whether it ended on the day of a zone on which it began."""
        if self.last is None:
            return False
        return self.first.astimezone(clock).date() == self.last.astimezone(clock).date()


def due_at(
    start: datetime, term: Term, calendar: OfficeCalendar, away: Sequence[Away] = ()
) -> datetime | None:
    """Return the first instant after the term that the event at `start` sets off.

    None while it stands still: a body that was asked before the end has not answered. Raises
    ValueError for a naive moment and for a calendar without working days.
    """
    start = aware(start).astimezone(UTC)
    paused: list[Away] = []
    due = end_of_term(start, term, calendar, paused)
    for span in sorted(away, key=lambda item: item.first):
        if span.first >= due:
            break
        if span.last is None:
            return None
        if span.last > start:
            paused.append(span)
            due = end_of_term(start, term, calendar, paused)
    return due


def end_of_term(
    start: datetime, term: Term, calendar: OfficeCalendar, paused: Sequence[Away]
) -> datetime:
    """Return the end of a term with these answered spans in it, in the order of asking."""
    if term.unit == HOURS:
        begins = start + INSTANT if start.microsecond == LAST else start
        return begins + term.amount * HOUR + time_away(paused, start)
    day = calendar.day_of(start)
    skipped = Skipped(calendar, paused)
    if term.unit == WORKING_DAYS:
        for _number in range(term.amount):
            day = next_working(day, calendar, skipped)
    else:
        day = skipped.forward(day, term.amount)
        if term.roll == NEXT and not calendar.is_working(day):
            day = next_working(day, calendar, skipped)
    return term.end_of(day, calendar)


def next_working(day: date, calendar: OfficeCalendar, skipped: "Skipped") -> date:
    """Return the first working day after the day that touches no span of waiting."""
    for _number in range(LONGEST_REST):
        day = skipped.next(day)
        if calendar.is_working(day):
            return day
    raise ValueError("the calendar has no working day")


class Skipped:
    """The days that touch a span of waiting, as runs of days in order that do not overlap."""

    def __init__(self, calendar: OfficeCalendar, spans: Iterable[Away]) -> None:
        self.runs: list[tuple[date, date]] = []
        for span in spans:
            assert span.last is not None
            first, last = calendar.day_of(span.first), calendar.day_of(span.last)
            if self.runs and first <= self.runs[-1][1] + DAY:
                before, until = self.runs.pop()
                first, last = before, max(last, until)
            self.runs.append((first, last))
        self.starts = [first for first, _last in self.runs]

    def next(self, day: date) -> date:
        """Return the day after, beyond the run of waiting it would fall into."""
        day += DAY
        if not self.runs:
            return day
        place = bisect_right(self.starts, day)
        if place and day <= self.runs[place - 1][1]:
            return self.runs[place - 1][1] + DAY
        return day

    def forward(self, day: date, amount: int) -> date:
        """Return the day that is `amount` days later, days of waiting not counted."""
        landed = day + amount * DAY
        for first, last in self.runs:
            if last <= day:
                continue
            if first > landed:
                break
            landed += last - max(first - DAY, day)
        return landed


def time_away(spans: Sequence[Away], start: datetime) -> timedelta:
    """Return how long other bodies had the ball after `start`, no moment counted twice."""
    total, reached = timedelta(), start
    for span in spans:
        assert span.last is not None
        first = max(span.first.astimezone(UTC), reached)
        reached = max(span.last.astimezone(UTC), reached)
        total += max(reached - first, timedelta())
    return total


def working_days_between(first_day: date, last_day: date, calendar: OfficeCalendar) -> int:
    """Return how many working days lie after the first day, up to and including the last."""
    days = (last_day - first_day).days
    return sum(calendar.is_working(first_day + number * DAY) for number in range(1, days + 1))


def remaining(
    now: datetime,
    due: datetime,
    unit: str,
    calendar: OfficeCalendar,
    closed: Sequence[Away] = (),
) -> int:
    """Return the whole days (working or calendar) or hours left; 0 is the last day or this hour.

    Negative is overdue, from the instant `due` on, in days or hours begun: over the weekend after
    the last day and on the working day that follows it is -1. What is `closed` does not count.
    """
    check_term(1, unit)
    is_over = aware(now) >= aware(due)
    if unit == HOURS:
        return (
            -1 - (now - due - time_away(ended(closed, now), due)) // HOUR
            if is_over
            else (due - now) // HOUR
        )
    today, last_day = calendar.day_of(now), calendar.last_day(due)
    if is_over:
        return -max(1, days_open(last_day, today, unit, calendar, closed))
    return days_from(today, last_day, unit, calendar)


def ended(spans: Iterable[Away], now: datetime) -> list[Away]:
    """Return times in order, none of them beyond now."""
    clipped = [Away(one.first, min(one.last or now, now)) for one in spans if one.first < now]
    return sorted(clipped, key=lambda one: one.first)


def days_open(
    first: date, last: date, unit: str, calendar: OfficeCalendar, closed: Iterable[Away] = ()
) -> int:
    """Return the days of the unit after the first, up to and including the last.

    Of a closed time none counts, from its first day up to and including its last: no day counts
    towards a term that touches it, and none as overdue or waited. One that ended on the day on
    which it began takes none.
    """
    days, reached = days_from(first, last, unit, calendar), first
    lasting = [span for span in closed if not span.is_within_day(calendar.clock)]
    for span in sorted(lasting, key=lambda one: one.first):
        begins = max(reached, calendar.day_of(span.first) - DAY)
        reached = min(last, calendar.day_of(span.last) if span.last else last)
        days -= max(0, days_from(begins, reached, unit, calendar))
        reached = max(begins, reached)
    return max(0, days)


def days_from(first: date, last: date, unit: str, calendar: OfficeCalendar) -> int:
    """Return the days of the unit after the first, up to and including the last."""
    if unit == WORKING_DAYS:
        return working_days_between(first, last, calendar)
    return (last - first).days


def check_term(amount: int, unit: str) -> None:
    """Refuse what is no term."""
    if not 1 <= amount <= LONGEST_TERM:
        raise ValueError("a term lasts at least one day or hour, and not for ever")
    if unit not in UNITS:
        raise ValueError(f"unknown unit: {unit}")


def aware(moment: datetime) -> datetime:
    """Return the moment; ValueError unless it carries its zone."""
    if moment.utcoffset() is None:
        raise ValueError("a moment without a zone")
    return moment
