"""Clocks of a step: what starts each, what stops it, when it runs out, and whose the waiting is.

The counting rule itself stands in `cases.core.calendars`; the limits are data. Start, end and stop
are spans: what is known to a day alone decides what that day decides, and no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from cases.casework.choices import ClockState, InTime, StepStatus
from cases.casework.models import Clock, Inquiry, Step
from cases.casework.progress.moments import Moment, moment_until
from cases.casework.progress.resting import (
    Rests,
    Zones,
    closed_spans,
    closed_times,
    ran_through,
    stopped_by_closing,
)
from cases.casework.progress.starts import (
    DATED,
    Around,
    answered_moment,
    asked_moment,
    came_moment,
    is_anew,
    letter_moment,
    replied_moment,
    settled_moment,
    start_of,
    waits_for_others,
)
from cases.core.calendars import Away, OfficeCalendar, due_at, remaining
from cases.procedures.choices import StartEvent, StopEvent
from cases.procedures.models import Limit


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock says; the columns of `Clock` of the same names."""

    state: str
    calendar: str = ""
    is_counted: bool = False
    started_from: datetime | None = None
    started_at: datetime | None = None
    due_from: datetime | None = None
    due_at: datetime | None = None
    stopped_from: datetime | None = None
    stopped_at: datetime | None = None
    verdict: str = ""
    rests_since: datetime | None = None
    rests_with: str = ""
    rests_left: int | None = None


@dataclass(frozen=True, slots=True)
class Runs:
    """From when a clock runs, and until when, None while it does.

    `holds`: whether the condition of its limit holds, None where that is not known; `rests`: when
    nothing counts; `is_waived`: it stopped because the step was waived, so nobody did what it asks.
    """

    start: Moment
    stop: Moment | None = None
    holds: bool | None = None
    rests: Rests = ()
    is_waived: bool = False


Due = tuple[datetime, datetime]
SAID = tuple(field.name for field in fields(Reading))
FACTS = ("state", "started_from", "started_at", "stopped_from", "stopped_at")
"""What a stopped clock must still say: the rest is how it was judged, which it keeps."""
NOT_RUNNING = Reading(ClockState.WAITING)


@dataclass(frozen=True, slots=True)
class By:
    """By what a clock counts: whose days off, and in which zone a bare day starts it, and stops it.

    That is one zone, unless the mission whose own days count took the case over meanwhile.
    """

    whose: str
    calendar: OfficeCalendar
    starts_in: str
    stops_in: str


@dataclass(frozen=True, slots=True)
class Count:
    """One limit as it is counted on a step: when it runs, by what, and who else had the ball."""

    limit: Limit
    asked: Sequence[Inquiry]
    runs: Runs
    by: By
    zones: Zones

    @property
    def due(self) -> Due | None:
        """The first instants after the term; None while it stands still."""
        return due_between(self.limit, self.asked, self.runs, self.by.calendar, self.zones)

    @property
    def away(self) -> tuple[list[Away], list[Away]]:
        """When another body had the ball or the case was closed, at the least and at the most."""
        return away_spans(self.limit, self.asked, self.runs, self.by.calendar.zone, self.zones)


def ran(limit: Limit, step: Step, around: Around, former: Inquiry | None = None) -> Runs | None:
    """Return when a limit runs on a step, bare days as they were written; None without a start.

    On a `former` question it ran from that question until the answer to it.
    """
    start = start_of(limit, step, around, former)
    if start is None:
        return None
    ended = (
        answer_of(limit, former, around.zones) if former else stop_of(limit, step, around, start)
    )
    stop = stopped_by_closing(ended, around.rests)
    is_waived = step.status == StepStatus.WAIVED and stop == settled_moment(step, around)
    return Runs(start, stop, around.whether(limit.condition), around.rests, is_waived)


def ran_before(
    limit: Limit, clock: Clock, around: Around, asked: Inquiry | None, since: datetime
) -> Runs:
    """Return when a limit ran on a step that was taken up again since.

    As its clock has it, and as the question says now that stopped it, if one did: that may have
    been corrected. What was not done by then ran until it was taken up again.
    """
    stop = stopping(limit, asked, around.zones) if asked else None
    if stop is None:
        is_stopped = clock.state == ClockState.STOPPED
        stop = stopped(clock) if is_stopped else Moment(since, since)
    return Runs(started(clock), stop, around.whether(limit.condition), around.rests)


def started(clock: Clock) -> Moment:
    """Return when a clock started that has."""
    assert clock.started_from is not None, "it started"
    assert clock.started_at is not None, "it started"
    return Moment(clock.started_from, clock.started_at)


def stopped(clock: Clock) -> Moment:
    """Return when a clock stopped that has."""
    assert clock.stopped_from is not None, "it stopped"
    assert clock.stopped_at is not None, "it stopped"
    return Moment(clock.stopped_from, clock.stopped_at)


def stopping(limit: Limit, row: Inquiry, zones: Zones) -> Moment | None:
    """Return when a question stopped a limit: by being asked or answered, None if by neither."""
    if limit.stops == StopEvent.ASKED:
        return asked_moment(row, zones)
    return answer_of(limit, row, zones) if limit.stops == StopEvent.ANSWERED else None


def count_of(limit: Limit, step: Step, around: Around, runs: Runs, by: By) -> Count:
    """Return how a limit is counted by a calendar, the days of which its bare days are."""
    zone = by.calendar.zone
    stop = runs.stop.in_zone(zone) if runs.stop else None
    runs = replace(runs, start=runs.start.in_zone(zone), stop=stop)
    return Count(limit, asked_around(limit, step, around), runs, by, around.zones)


def asked_around(limit: Limit, step: Step, around: Around) -> Sequence[Inquiry]:
    """Return the questions by which a limit may stand still, in the order in which they were asked.

    Those on the step. What is ours may begin while the step still waits: then also those on what it
    waits for. While another body has the ball there we cannot act, and that time is theirs.
    """
    own = around.inquiries.get(step.pk, ())
    if not waits_for_others(limit):
        return own
    return sorted([*own, *around.before(step)], key=in_turn)


def in_turn(row: Inquiry) -> tuple[datetime, int]:
    """Return the place of a question among those of several steps."""
    return row.asked_at, row.pk


def read_clock(limit: Limit, step: Step, around: Around, by: By) -> Reading:
    """Return what the clock of `limit` on `step` says, counted by a calendar.

    Without a known start it does not run; a clock that was stopped keeps when it would have run
    out, so that being late stays on record.
    """
    runs = ran(limit, step, around)
    if runs is None:
        return NOT_RUNNING
    return said_by(count_of(limit, step, around, runs, by), runs, is_case=bool(around.case.stage))


def said_by(count: Count, runs: Runs, *, is_case: bool) -> Reading:
    """Return what a count says; `runs` has its bare days as they were written.

    Of a case that never was one there is no verdict, nor of a step that was waived.
    """
    limit, by, due = count.limit, count.by, count.due
    start = runs.start.in_zone(by.starts_in)
    stop = runs.stop.in_zone(by.stops_in) if runs.stop else None
    is_tied = False
    if due is not None and limit.starts in DATED:
        until = min(due[1], stop.first) if stop else due[1]
        is_tied = ran_through(runs.rests, start, until, by.calendar.zone)
    says = Reading(
        ClockState.RUNNING,
        by.whose,
        limit.verified and not is_tied and not is_unsure(limit, runs),
        start.first,
        start.last,
        *(due or (None, None)),
    )
    if stop is None:
        return says if due else paused(says, pause_of(count))
    is_judged = is_case and not runs.is_waived and measures(start, stop)
    verdict = verdict_of(stop.first, stop.last, due) if is_judged else ""
    return replace(
        says,
        state=ClockState.STOPPED,
        is_counted=says.is_counted and bool(verdict),
        stopped_from=stop.first,
        stopped_at=stop.last,
        verdict=verdict,
    )


def is_unsure(limit: Limit, runs: Runs) -> bool:
    """Return whether nobody knows if a limit binds anybody here: it is shown, and never counted."""
    return limit.binds_only_if and runs.holds is None


def measures(start: Moment, stop: Moment) -> bool:
    """Return whether a limit measured what stopped it: not what was done before it began.

    Whoever does it earlier than anything asks for it has kept no term and missed none. "In time"
    would say of a body that it kept a limit that never ran for it, and the figures of the limit
    would be the better for it; so there is no verdict.
    """
    return stop.last >= start.first


@dataclass(frozen=True, slots=True)
class Pause:
    """Since when a clock stands still, with whom the ball is, and how much of the term is left."""

    since: datetime
    body: str
    left: int


def pause_of(count: Count) -> Pause:
    """Return why a clock stands still: the day of the question does not count any more."""
    limit, runs, calendar = count.limit, count.runs, count.by.calendar
    spans = count.away[1]
    since = min(span.first for span in spans if span.last is None)
    until_then = [span if span.last else Away(span.first, span.first) for span in spans]
    due = due_at(runs.start.last, limit.terms(runs.holds)[1], calendar, until_then)
    assert due is not None, "no span is open"
    waits = next(
        row for row in count.asked if row.answered_at is None and row.body != limit.on_whom
    )
    closed = closed_times(runs.rests, calendar.zone)
    return Pause(since, waits.body, remaining(since, due, limit.unit, calendar, closed))


def paused(says: Reading, pause: Pause) -> Reading:
    """Return what a clock says that stands still."""
    return replace(
        says,
        state=ClockState.PAUSED,
        rests_since=pause.since,
        rests_with=pause.body,
        rests_left=pause.left,
    )


def verdict_of(first: datetime, last: datetime, due: Due | None) -> str:
    """Return whether what was done between two instants was done in time.

    Late only where no instant of the two spans would make it in time.
    """
    if due is None:
        return ""
    due_from, due_last = due
    if first >= due_last:
        return InTime.LATE
    return InTime.IN_TIME if last < due_from else InTime.NOT_KNOWN


def in_two_versions(one: Reading, other: Reading) -> Reading:
    """Return what a clock says whose start lies in two versions of a limit: it is never late."""
    says = replace(one, is_counted=False)
    if one.due_from is None or one.due_at is None or not other.due_from or not other.due_at:
        return says
    due = min(one.due_from, other.due_from), max(one.due_at, other.due_at)
    says = replace(says, due_from=due[0], due_at=due[1])
    if says.stopped_from is None or says.stopped_at is None:
        return says
    if not one.verdict:
        return says
    verdict = verdict_of(says.stopped_from, says.stopped_at, due)
    return replace(says, verdict=InTime.NOT_KNOWN if verdict == InTime.LATE else verdict)


def due_between(
    limit: Limit, asked: Sequence[Inquiry], runs: Runs, calendar: OfficeCalendar, zones: Zones
) -> Due | None:
    """Return the first instants after the term from the first and from the last possible start.

    None while it stands still. `zones` are where the questions may have been written down.
    """
    shortest, longest = away_spans(limit, asked, runs, calendar.zone, zones)
    shorter, longer = limit.terms(runs.holds)
    first = due_at(runs.start.first, shorter, calendar, shortest)
    last = due_at(runs.start.last, longer, calendar, longest)
    return None if first is None or last is None else (min(first, last), last)


def stop_of(limit: Limit, step: Step, around: Around, start: Moment) -> Moment | None:
    """Return when what the limit asks for was done, None while it is not.

    A step that was settled otherwise, and a case that never was one, stop every clock. What a
    question set off is stopped by the answer to that very question. A question or an answer that
    came before the limit began stops it where the step still stands by it: nothing else has to be
    done, and it was not done when the step was settled. What was done before the step was taken up
    again is not asked about, unless it was recorded since; a question that we took back was none,
    and one to a body that the limit is not about is another matter. Who has to keep a limit
    acts by the own letter: where its date is on record, that stops the clock, and not that it came.
    """
    ended: Moment | None = None
    if step.status in {StepStatus.DONE, StepStatus.WAIVED, StepStatus.REFUSED}:
        ended = letter_that_settled(limit, step, around) or settled_moment(step, around)
    elif step.status == StepStatus.DROPPED:
        ended = Moment(step.recorded_at, step.recorded_at)
    elif not around.case.stage:
        ended = moment_until(around.case.position_at, around.zones)
    asked = [row for row in around.asked(limit, step) if not row.is_taken_back]
    if limit.starts == StartEvent.ASKED:
        asked = asked[-1:]
    stops = [(row, one) for row in asked if (one := stopping(limit, row, around.zones))]
    after = [one for _row, one in stops if one.last >= start.first]
    if after or step.status not in {StepStatus.ASKED, StepStatus.DONE, StepStatus.REFUSED}:
        return min(after, key=last_of, default=ended)
    since = step.taken_up_at
    before = [one for row, one in stops if since is None or one.last >= since or is_anew(row, step)]
    return max(before, key=last_of, default=ended)


def last_of(moment: Moment) -> datetime:
    """Return the last possible instant of a moment."""
    return moment.last


def answer_of(limit: Limit, row: Inquiry, zones: Zones) -> Moment | None:
    """Return when a question was answered, to the limit: of whom it is on, by the own letter."""
    return (replied_moment if row.body == limit.on_whom else came_moment)(row, zones)


def letter_that_settled(limit: Limit, step: Step, around: Around) -> Moment | None:
    """Return when the body that has to keep a limit wrote the letter that settled the step."""
    for row in around.inquiries.get(step.pk, ()):
        if row.replied_on and row.answer_recorded_at == step.recorded_at:
            return answer_of(limit, row, around.zones) if row.body == limit.on_whom else None
    return None


def letter_that_stopped(count: Count) -> date | None:
    """Return the date of the letter by which a clock was stopped, None where it was not by one."""
    zone = count.by.calendar.zone
    for row in count.asked:
        if row.replied_on and row.body == count.limit.on_whom:
            written = letter_moment(row, count.zones)
            if written is not None and count.runs.stop == written.in_zone(zone):
                return row.replied_on
    return None


def away_spans(
    limit: Limit, asked: Sequence[Inquiry], runs: Runs, zone: str, written_in: Zones
) -> tuple[list[Away], list[Away]]:
    """Return the times in which a body other than the one that must keep the limit had the ball.

    First as short, then as long as they can have been; days of `zone`. Closed times are among them.
    What came after the limit had stopped is not, nor is the question that stopped it.
    """
    start, stop = runs.start, runs.stop
    spans: tuple[list[Away], list[Away]] = ([], [])
    for row in asked if limit.pauses else ():
        answered = answered_moment(row, written_in)
        if row.body == limit.on_whom or (answered and answered.last < start.first):
            continue
        first = asked_moment(row, written_in).in_zone(zone)
        last = answered.in_zone(zone) if answered else None
        spans[0].append(away(max(first.last, start.first), last.first if last else None))
        spans[1].append(away(max(first.first, start.last), last.last if last else None))
    closed = closed_spans(() if limit.starts in DATED else runs.rests, zone, limit.unit)
    short, long = spans[0] + closed[0], spans[1] + closed[1]
    if stop is None:
        return short, long
    return until_stop(short, stop.first, stop.first), until_stop(long, stop.first, stop.last)


def away(first: datetime, last: datetime | None) -> Away:
    """Return a time that does not end before it begins."""
    return Away(first, max(first, last) if last else None)


def until_stop(spans: Sequence[Away], stopped: datetime, last: datetime) -> list[Away]:
    """Return the times away that began before a limit stopped, until then at the latest."""
    return [
        away(span.first, min(span.last, last) if span.last else last)
        for span in spans
        if span.first < stopped
    ]


def limit_in_force(rows: Sequence[Limit], day: date) -> Limit | None:
    """Return which of the rows of one limit held on a day: a law may have been changed."""
    for row in rows:
        if (row.valid_from is None or row.valid_from <= day) and (
            row.valid_until is None or day <= row.valid_until
        ):
            return row
    return None


def set_clock(clock: Clock, reading: Reading) -> bool:
    """Put a reading on a clock; return whether it says something new.

    A clock that has stopped keeps how it was judged, whatever limit and calendar hold later: that
    is counted anew by a decision (`casework.recounts`). Only what nothing confirms any more ceases
    to count at once, and what the limit did not measure has no verdict and does not count.
    """
    is_judged = bool(clock.verdict) == bool(reading.verdict)
    if is_judged and reading.state == ClockState.STOPPED and says_as(clock, reading, FACTS):
        before = clock.is_counted
        clock.is_counted = clock.is_counted and reading.is_counted
        return before != clock.is_counted
    is_new = not says_as(clock, reading, SAID)
    for name in SAID:
        setattr(clock, name, getattr(reading, name))
    return is_new


def says_as(clock: Clock, reading: Reading, names: Sequence[str]) -> bool:
    """Return whether a clock says in some columns what a reading does."""
    return all(getattr(clock, name) == getattr(reading, name) for name in names)
