"""How a clock was counted, day by day, so that it can be checked by hand.

It is a count of its own: it walks from day to day, or from hour to hour, until the term is over.
Only where it arrives at what the clock says are its days told; what was judged by a rule that was
corrected since is said to be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cases.casework.choices import ClockState
from cases.casework.models import Clock
from cases.casework.progress.clocks import Count, letter_that_stopped
from cases.casework.progress.file import File
from cases.casework.progress.resting import closed_spans, is_stopped_by_closing
from cases.casework.progress.starts import DATED, is_by_question
from cases.casework.progress.telling import left_of
from cases.casework.progress.ticking import Calendars, readings, rules_for
from cases.core import present
from cases.core.calendars import (
    HOURS,
    LONGEST_TERM,
    NEXT,
    WORKING_DAYS,
    Away,
    OfficeCalendar,
    Term,
)
from cases.core.precision import DAY

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DayCounted:
    """One day: which of the term it is, or why it does not count; `note` says what else it does."""

    day: date
    number: int = 0
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TimeCounted:
    """A time of a term in hours, which counts unless `why` says why it does not."""

    since: datetime
    until: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """A term from one possible start to its end: the days of it, or the times of one in hours.

    `amount`: how long it is, counted from there.
    """

    start: datetime
    due: datetime
    amount: int
    days: tuple[DayCounted, ...] = ()
    times: tuple[TimeCounted, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """A clock with the walks to the ends that it says: one, or two where they are not the same.

    None while it stands still, and where it is `as_before`: judged by a rule that was corrected.
    `zone` is that of the days, `starts_in` and `stops_in` where it began and stopped; `letter` the
    date of the letter that stopped it; `by_closing`: nothing but the closing of the case did.
    `left`: how much is left of one that runs, in its unit, negative where it is overdue.
    """

    clock: Clock
    zone: str
    starts_in: str
    stops_in: str
    letter: date | None = None
    by_closing: bool = False
    left: int | None = None
    walks: tuple[Walk, ...] = ()
    as_before: bool = False

    @property
    def begins_before(self) -> bool:
        """Return whether the answer was said as days that begin before its question."""
        clock = self.clock
        if clock.stopped_from is None or clock.started_from is None:
            return False
        return is_by_question(clock.limit) and clock.stopped_from < clock.started_from


def explained(file: File, code: str, calendars: Calendars) -> list[Explained]:
    """Return how each clock of a step was counted that has a start."""
    step = file.by_code[code]
    now = present.now()
    counts = {
        read.clock.pk: read.counts
        for read in readings(file, rules_for([file], file.limits, calendars), now)
        if read.clock is not None and read.step is step
    }
    return [
        explained_by(clock, counts.get(clock.pk, ()), file, now)
        for clock in file.clocks.get(step.pk, ())
        if clock.started_at is not None
    ]


def explained_by(clock: Clock, counts: Sequence[Count], file: File, now: datetime) -> Explained:
    """Return how one clock was counted, by each version of its limit in which its start lies."""
    by = counts[0].by if counts else None
    by_closing = is_stopped_by_closing(clock, file.rests)
    found = Explained(clock, *(file.zone,) * 3, by_closing=by_closing)
    if by is not None:
        letter = None if by_closing else letter_that_stopped(counts[0])
        found = Explained(clock, by.calendar.zone, by.starts_in, by.stops_in, letter, by_closing)
    if by is not None and clock.state == ClockState.RUNNING and clock.due_at is not None:
        found = replace(found, left=left_of(clock, file, now, by.calendar))
    if clock.due_at is None:
        return found
    last = [walk(count, is_last=True) for count in counts]
    both = sorted([*last, *(walk(count, is_last=False) for count in counts)], key=due_of)
    if not both or (both[0].due, both[-1].due) != (clock.due_from, clock.due_at):
        return replace(found, as_before=True)
    until = max(last, key=due_of)
    return replace(found, walks=(until,) if both[0].due == until.due else (both[0], until))


def due_of(one: Walk) -> datetime:
    """Return where a walk ends."""
    return one.due


def walk(count: Count, *, is_last: bool) -> Walk:
    """Walk through a term from the first or from the last possible start."""
    runs, calendar, limit = count.runs, count.by.calendar, count.limit
    start = runs.start.last if is_last else runs.start.first
    term = limit.terms(runs.holds)[is_last]
    away = count.away[is_last]
    rests = () if limit.starts in DATED else runs.rests
    closed = closed_spans(rests, calendar.zone, limit.unit)[is_last]
    if limit.unit == HOURS:
        times = tuple(timed(start, term, away, closed))
        return Walk(start, times[-1].until, term.amount, times=times)
    days = tuple(counted(calendar.day_of(start), term, calendar, away, closed))
    return Walk(start, term.end_of(days[-1].day, calendar), term.amount, days)


def timed(
    start: datetime, term: Term, away: Sequence[Away], closed: Sequence[Away]
) -> Iterator[TimeCounted]:
    """Yield the times of a term in hours, those that do not count between those that do."""
    left, reached = term.amount * HOUR, start
    for span in sorted(away, key=lambda one: one.first):
        assert span.last is not None, "it does not stand still"
        first = max(span.first, reached)
        if span.last <= reached:
            continue
        if first >= reached + left:
            break
        if first > reached:
            yield TimeCounted(reached, first)
        left -= first - reached
        reached = span.last
        is_closed = any(one.first <= first and one.last and first < one.last for one in closed)
        yield TimeCounted(first, reached, why_away(is_closed))
    yield TimeCounted(reached, reached + left)


def counted(
    first: date,
    term: Term,
    calendar: OfficeCalendar,
    away: Sequence[Away],
    closed: Sequence[Away] = (),
) -> Iterator[DayCounted]:
    """Yield each day after the first, up to and including the last of the term."""
    number = 0
    for later in range(1, LONGEST_TERM):
        day = first + later * DAY
        rests = calendar.why_closed(day)
        is_over = number == term.amount
        is_last = is_over or number + 1 == term.amount
        until = term.end_of(day, calendar) if is_last else calendar.end_of(day)
        if rests and (is_over or term.unit == WORKING_DAYS):
            yield DayCounted(day, why=rests)
        elif touches(day, until, calendar, away):
            yield DayCounted(day, why=why_away(touches(day, until, calendar, closed)))
        elif is_over:
            yield DayCounted(day, note=_("the end has moved here"))
            return
        else:
            number += 1
            moves = number == term.amount and rests and term.roll == NEXT
            yield DayCounted(day, number, note=_("a day off: the end moves") if moves else "")
            if number == term.amount and not moves:
                return


def touches(day: date, until: datetime, calendar: OfficeCalendar, spans: Sequence[Away]) -> bool:
    """Return whether some of a day lies in one of these times; `until`: what begins before that."""
    return any(
        span.first < until
        and calendar.day_of(span.first) <= day
        and (span.last is None or day <= calendar.day_of(span.last))
        for span in spans
    )


def why_away(is_closed: bool) -> str:
    """Return why a time does not count."""
    return _("the case was closed") if is_closed else _("another body had to act")


def instant_words(moment: datetime, zone: str) -> str:
    """Return a moment in a zone, with its offset, as a lawyer can check it."""
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
