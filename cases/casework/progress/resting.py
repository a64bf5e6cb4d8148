"""When cases were closed: in that time nothing counts, for or against anybody.

A limit stops at the closing with the verdict it has then. Once the case is reopened it goes on, as
does that of a question which is still out: the closed time stands still like the turn of another
body. A limit that a dated event sets off keeps its day, since the law counts from that date
whatever becomes of our file; having run through a closed time it counts against nobody.

How long something waits is one rule: the days after it began, up to and including today or the
answer, without those on which the case was closed. The days before a closing and after a reopening
both count where it was out all along. `waited_open` counts them for one row, `CLOSED_DAYS` for many
in SQL; `open_since` is the start that the row of a case keeps, for boards and lists.

A closing that was undone on its own day takes no day from anybody, as a slip that was mended.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Q

from cases.casework.choices import Stage, TransitionKind
from cases.casework.models import CaseQuerySet, Clock, Transition
from cases.casework.models.transition import OUT_AGAIN
from cases.casework.progress.moments import HOME, Moment, moment_between
from cases.core.calendars import CALENDAR_DAYS, HOURS, Away, OfficeCalendar, days_open
from cases.core.facts import Interval
from cases.core.precision import days_between
from cases.missions.days import Wait, waited

INTO: Final = Q(to_stage=Stage.CLOSED, voided_at__isnull=True)
CLOSINGS: Final = INTO | OUT_AGAIN
CLOSED: Final = ("closed", "before", "last")
CLOSED_DAYS: Final = """
select asked.id, sum(greatest(
  least(until, closed.last) - greatest(since, closed.before), 0)) as closed_days
from asked join unnest(%(closed)s::bigint[], %(before)s::date[], %(last)s::date[])
  as closed(case_id, before, last) using (case_id)
group by asked.id
"""
"""Of inquiries `asked`, with `since` and `until`, the days between which `waited_open` leaves out.
`closed_spans_of` gives `CLOSED`; joined once, since many were out when their case was closed."""
Zones = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """A time in which a case was closed; `end` is None while it is."""

    start: Moment
    end: Moment | None = None

    def holds(self, moment: Moment) -> bool:
        """Return whether something surely happened in it."""
        is_before_end = self.end is None or moment.last < self.end.last
        return self.start.last <= moment.first and is_before_end


Rests = tuple[Rest, ...]
"""In order; only the last can have no end."""


def rests_among(rows: Iterable[Transition], zones: Zones) -> Rests:
    """Return when a case was closed, by the standing rows into that stage and out of it.

    Until it was reopened, whatever else is on record of that time. Since the death, where the case
    is closed at a later entry because the person died: no stage of after it counts for anybody.
    """
    found: list[Rest] = []
    start: Moment | None = None
    dead: Interval | None = None
    is_open_by_fact = False
    for row in sorted(rows, key=lambda row: (row.occurred_at, row.number)):
        happened = moment_between(row.occurred_from, row.occurred_at, zones)
        if row.to_stage == Stage.CLOSED:
            start, dead = start or happened, row.died_at or dead
        elif start is not None:
            found.append(Rest(start, happened))
            dead = None
            start, is_open_by_fact = None, row.kind != TransitionKind.REOPEN
        elif is_open_by_fact and row.kind == TransitionKind.REOPEN:
            found[-1], is_open_by_fact = Rest(found[-1].start, happened), False
    if start and dead:
        died = moment_between(dead.first, dead.last, zones)
        start = min(start, died, key=lambda moment: moment.last)
    return (*found, Rest(start)) if start else tuple(found)


def rests_by_case(rows: Iterable[Transition], zones: Mapping[int, Zones]) -> dict[int, Rests]:
    """Return the same of many cases; `zones` says by their ids where it may have been written."""
    found: dict[int, list[Transition]] = defaultdict(list)
    for row in rows:
        is_reopening = row.kind == TransitionKind.REOPEN
        is_of_closing = is_reopening or Stage.CLOSED in {row.from_stage, row.to_stage}
        if row.is_standing and is_of_closing:
            found[row.case_id].append(row)
    return {case: rests_among(ours, zones[case]) for case, ours in found.items()}


def rests_of(zones: Mapping[int, Zones]) -> dict[int, Rests]:
    """Return when cases were closed; one query."""
    rows = Transition.objects.filter(CLOSINGS, case_id__among=zones)
    return rests_by_case(rows, zones)


def reopened() -> Q:
    """Return the condition of cases that were closed and went on: an index has these few."""
    return Q(pk__in=Transition.objects.filter(OUT_AGAIN).values("case"))


def rests_of_reopened(cases: CaseQuerySet) -> dict[int, Rests]:
    """Return when those of cases were closed that went on; one query where there is none."""
    zones = cases.filter(reopened()).values_list("pk", "mission__zone")
    found = {pk: (zone,) for pk, zone in zones}
    return rests_of(found) if found else {}


def waited_open(first: datetime, last: datetime, now: datetime, zone: str, rests: Rests) -> Wait:
    """Return for how many days something waits, without those on which the case was closed."""
    wait, today = waited(first, last, now, zone), now.astimezone(ZoneInfo(zone)).date()
    closed = closed_days(today - timedelta(days=wait.days), today, zone, rests)
    return replace(wait, days=wait.days - closed)


def open_since(began: Interval, zone: str, rests: Rests) -> Interval:
    """Return a start that is later by the days on which the case was closed since.

    Counted from it without looking at closings, a wait has the days that `waited_open` gives.
    """
    if not rests:
        return began
    zone = next(
        (there for there in (zone, HOME) if days_between(began.first, began.last, there)), zone
    )
    last = later_by_closed(began.last, zone, rests)
    return Interval(min(later_by_closed(began.first, zone, rests), last), last)


def later_by_closed(moment: datetime, zone: str, rests: Rests) -> datetime:
    """Return the same time of day, later by the closed days that followed and are over."""
    local, over = moment.astimezone(ZoneInfo(zone)), [rest for rest in rests if rest.end]
    today = max((local.date(), *(day_of_end(rest, zone) for rest in over)))
    return local + timedelta(days=closed_days(local.date(), today, zone, tuple(over)))


def reopened_on(rests: Rests, zone: str) -> date | None:
    """Return the day of the last reopening; a start up to then may be that of `open_since`."""
    ends = (day_of_end(rest, zone) for rest in lasting(rests, zone) if rest.end)
    return max(ends, default=None)


def day_of_end(rest: Rest, zone: str) -> date:
    """Return the last day of a closed time that is over."""
    (span,) = closed_times((rest,), zone)
    assert span.last is not None
    return span.last.astimezone(ZoneInfo(zone)).date()


def closed_spans_of(rests: Rests, zone: str, now: datetime) -> Iterator[tuple[date, date]]:
    """Yield after which day and up to which a case was closed, no day twice; for `CLOSED_DAYS`."""
    reached = date.min
    for span in closed_times(lasting(rests, zone), zone):
        first, last = (
            one.astimezone(ZoneInfo(zone)).date() for one in (span.first, span.last or now)
        )
        yield max(first - timedelta(days=1), reached), last
        reached = max(reached, last)


def closed_days(since: date, today: date, zone: str, rests: Rests) -> int:
    """Return on how many of the days after one, today included, a case was closed."""
    every_day = OfficeCalendar(zone, frozenset(), time.max, {})
    closed = closed_times(rests, zone)
    return (today - since).days - days_open(since, today, CALENDAR_DAYS, every_day, closed)


def closed_since(rests: Rests) -> Moment | None:
    """Return when a case was closed that is closed now."""
    return rests[-1].start if rests and rests[-1].end is None else None


def not_in_rest(start: Moment | None, rests: Rests) -> Moment | None:
    """Return a start, or the reopening where it lies in a closed time; None while that lasts."""
    for rest in rests:
        if start is not None and rest.holds(start):
            start = start.not_before(rest.end.last) if rest.end else None
    return start


def stopped_by_closing(stop: Moment | None, rests: Rests) -> Moment | None:
    """Return when a limit stopped: at the latest when the case was closed."""
    closed = closed_since(rests)
    if closed is None or (stop is not None and stop.last <= closed.last):
        return stop
    if stop is None or stop.first >= closed.first:
        return closed
    return Moment(stop.first, closed.last)


def is_stopped_by_closing(clock: Clock, rests: Rests) -> bool:
    """Return whether nothing else stopped a clock than that the case was closed."""
    closed = closed_since(rests)
    return closed is not None and bool(clock.stopped_from and clock.stopped_from >= closed.first)


def ran_through(rests: Rests, start: Moment, until: datetime, zone: str) -> bool:
    """Return whether a case was closed and reopened between the start and the end of a limit.

    Not on one day of a zone.
    """
    return any(
        rest.start.first < until and start.first < rest.end.last
        for rest in lasting(rests, zone)
        if rest.end is not None
    )


def lasting(rests: Rests, zone: str) -> Rests:
    """Return the closed times without those that were over on the day on which they began."""
    times = zip(rests, closed_times(rests, zone), strict=True)
    return tuple(rest for rest, span in times if not span.is_within_day(ZoneInfo(zone)))


def closed_spans(rests: Rests, zone: str, unit: str) -> tuple[list[Away], list[Away]]:
    """Return the closed times that are over, as short and as long as they can have been.

    Of a term in days those that take a day.
    """
    if unit != HOURS:
        rests = lasting(rests, zone)
    spans = [(rest.start.in_zone(zone), rest.end.in_zone(zone)) for rest in rests if rest.end]
    short = [Away(start.last, max(start.last, end.first)) for start, end in spans]
    return short, [time for time in closed_times(rests, zone) if time.last is not None]


def closed_times(rests: Rests, zone: str) -> list[Away]:
    """Return the closed times as long as they can have been, the last one open while it lasts."""
    return [
        Away(
            rest.start.in_zone(zone).first,
            max(rest.start.in_zone(zone).last, rest.end.in_zone(zone).last) if rest.end else None,
        )
        for rest in rests
    ]
