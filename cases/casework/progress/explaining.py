"""How a clock was counted, day by day, so that it can be checked by hand.

It is a count of its own: it walks from day to day, and what it arrives at must be the last day that
the clock says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cases.casework.models import Clock
from cases.casework.progress.clocks import Runs, away_spans
from cases.casework.progress.file import File
from cases.casework.progress.moments import Moment
from cases.casework.progress.persons import conditions_of
from cases.casework.progress.starts import NOTHING_KNOWN
from cases.casework.progress.ticking import Calendars
from cases.core.calendars import HOURS, NEXT, WORKING_DAYS, Away, OfficeCalendar, Term
from cases.core.precision import DAY


@dataclass(frozen=True, slots=True)
class DayCounted:
    """One day: which of the term it is, or why it does not count; `note` says what else it does."""

    day: date
    number: int = 0
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A clock with the days of its term from the last possible start, none of hours."""

    clock: Clock
    zone: str
    days: tuple[DayCounted, ...]


def explained(file: File, code: str, calendars: Calendars) -> list[Explained]:
    """Return how each clock of a step was counted that has a start."""
    step = file.by_code[code]
    holds = conditions_of([file], file.limits).get(file.case.pk, NOTHING_KNOWN)
    found = []
    for clock in file.clocks.get(step.pk, ()):
        if clock.started_from is None or clock.started_at is None:
            continue
        calendar = calendars.of(file.case.mission, clock.calendar)
        start, stop = Moment(clock.started_from, clock.started_at), None
        if clock.stopped_from is not None and clock.stopped_at is not None:
            stop = Moment(clock.stopped_from, clock.stopped_at)
        asked = file.inquiries.get(step.pk, ())
        runs = Runs(start, stop, rests=file.rests)
        spans = away_spans(clock.limit, asked, runs, calendar.zone, file.zone)[1]
        days: tuple[DayCounted, ...] = ()
        if clock.limit.unit != HOURS and clock.due_at is not None:
            until = calendar.last_day(clock.due_at)
            first = calendar.day_of(clock.started_at)
            term = clock.limit.terms(holds.get(clock.limit.condition))[1]
            days = tuple(counted(first, term, calendar, spans, until))
        found.append(Explained(clock, calendar.zone, days))
    return found


def counted(
    first: date, term: Term, calendar: OfficeCalendar, away: Sequence[Away], until: date
) -> Iterator[DayCounted]:
    """Yield each day after the first, up to and including the last of the term."""
    number, day = 0, first
    while day < until:
        day += DAY
        rests = calendar.why_closed(day)
        if touches(day, calendar, away):
            yield DayCounted(day, why=_("another body has to act, or the case is closed"))
        elif number == term.amount:
            yield DayCounted(day, why=rests, note="" if rests else _("the end has moved here"))
        elif rests and term.unit == WORKING_DAYS:
            yield DayCounted(day, why=rests)
        else:
            number += 1
            moves = number == term.amount and rests and term.roll == NEXT
            yield DayCounted(day, number, note=_("a day off: the end moves") if moves else "")


def touches(day: date, calendar: OfficeCalendar, away: Sequence[Away]) -> bool:
    """Return whether another body had the ball on some of the day."""
    return any(
        calendar.day_of(span.first) <= day
        and (span.last is None or day <= calendar.day_of(span.last))
        for span in away
    )


def instant_words(moment: datetime, zone: str) -> str:
    """Return a moment in a zone, with its offset, as a lawyer can check it."""
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
