"""Clocks of a step: what starts each, what stops it, when it runs out, and whose the waiting is.

The counting rule itself stands in `cases.core.calendars`; the limits are data.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from cases.casework.choices import ClockState, StepStatus
from cases.casework.models import Case, Clock, Inquiry, Step, StepResult
from cases.core.calendars import Away, OfficeCalendar, due_at
from cases.procedures.choices import StartEvent, StopEvent
from cases.procedures.models import Limit

CalendarOf = Callable[[int, str], OfficeCalendar]


@dataclass(frozen=True, slots=True)
class Around:
    """What a clock looks at: the case, its steps by procedure, questions and results by step.

    `reached` says when the case first came to a stage, as its ledger stands.
    """

    case: Case
    zone: str
    steps: Mapping[str, Step]
    inquiries: Mapping[int, Sequence[Inquiry]]
    results: Mapping[int, StepResult]
    reached: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock says."""

    state: str
    started_at: datetime | None = None
    due_at: datetime | None = None
    stopped_at: datetime | None = None


NOT_RUNNING = Reading(ClockState.WAITING)
DATED = frozenset({StartEvent.RESULT, StartEvent.STAGE})


def read_clock(limit: Limit, step: Step, around: Around, calendar: OfficeCalendar) -> Reading:
    """Return what the clock of `limit` on `step` says.

    Without a known start it does not run; a clock that was stopped keeps when it would have run
    out, so that being late stays on record.
    """
    start = start_of(limit, step, around)
    if start is None:
        return NOT_RUNNING
    stop = stop_of(limit, step, around, start)
    spans = away_spans(limit, around.inquiries.get(step.pk, ()), start, stop)
    due = due_at(start, limit.amount, limit.unit, calendar, spans)
    if stop is not None:
        return Reading(ClockState.STOPPED, start, due, stop)
    return Reading(ClockState.PAUSED if due is None else ClockState.RUNNING, start, due)


def start_of(limit: Limit, step: Step, around: Around) -> datetime | None:
    """Return when the limit began to run, None when that is not known or has not happened.

    On a step that was taken up again it runs from then: what it measured was done in time or late,
    and the row versions keep which. A limit from the date of a decision or from a stage stays tied
    to that date.
    """
    started = event_of(limit, step, around)
    if started is None or step.taken_up_at is None or limit.starts in DATED:
        return started
    if limit.starts == StartEvent.ASKED:
        # The answer stopped what the question set off; for more, it has to be asked again.
        is_over = limit.stops == StopEvent.DONE and started < step.taken_up_at
        return None if is_over else started
    return max(started, step.taken_up_at)


def event_of(limit: Limit, step: Step, around: Around) -> datetime | None:
    """Return when that happened which starts the limit."""
    asked = around.inquiries.get(step.pk, ())
    last = asked[-1] if asked else None
    started: datetime | None = None
    match limit.starts:
        case StartEvent.OPENED:
            started = step.opened_at
        case StartEvent.ASKED:
            started = last.asked_at if last else None
        case StartEvent.ANSWERED:
            started = last.answered_at if last else None
        case StartEvent.STAGE:
            started = around.reached.get(limit.start_stage)
        case _:
            started = start_at_other(limit, around)
    return started


def start_at_other(limit: Limit, around: Around) -> datetime | None:
    """Return when another step was done, or the date that its result names."""
    other = around.steps.get(limit.start_procedure)
    if other is None:
        return None
    if limit.starts == StartEvent.DONE:
        return other.status_at if other.status == StepStatus.DONE else None
    result = around.results.get(other.pk)
    said = result.values.get(limit.start_field) if result else None
    is_current = other.status == StepStatus.DONE
    return instant_of(said, around.zone) if is_current and isinstance(said, str) else None


def instant_of(said: str, zone: str) -> datetime | None:
    """Return the moment a result names: the end of a bare day in the zone of the mission.

    Of two instants between which it happened, the last.
    """
    said = said.rpartition("/")[2]
    if len(said) == len("2025-10-22"):
        return datetime.combine(date.fromisoformat(said), time.max, tzinfo=ZoneInfo(zone))
    return datetime.fromisoformat(said)


def stop_of(limit: Limit, step: Step, around: Around, start: datetime) -> datetime | None:
    """Return when what the limit asks for was done, None while it is not.

    A step that was settled otherwise, and a case that was closed, stop every clock. What a question
    set off is stopped by the answer to that very question.
    """
    ended = around.case.position_at if around.case.stage in {"closed", ""} else None
    if step.status in {StepStatus.DONE, StepStatus.WAIVED, StepStatus.REFUSED}:
        ended = step.status_at
    elif step.status == StepStatus.DROPPED:
        ended = step.recorded_at
    asked = around.inquiries.get(step.pk, ())
    if limit.starts == StartEvent.ASKED:
        asked = asked[-1:]
    moments: list[datetime] = []
    if limit.stops == StopEvent.ASKED:
        moments = [row.asked_at for row in asked if row.asked_at >= start]
    elif limit.stops == StopEvent.ANSWERED:
        moments = [row.answered_at for row in asked if row.answered_at and row.answered_at >= start]
    return min(moments, default=ended)


def away_spans(
    limit: Limit, asked: Sequence[Inquiry], start: datetime, stop: datetime | None
) -> list[Away]:
    """Return the times in which a body other than the one that must keep the limit had the ball."""
    if not limit.pauses:
        return []
    spans = []
    for row in asked:
        if row.body == limit.on_whom or (row.answered_at and row.answered_at < start):
            continue
        first, last = max(row.asked_at, start), row.answered_at or stop
        spans.append(Away(first, max(last, first) if last else None))
    return spans


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

    A clock that has stopped keeps the deadline it was measured by, whatever calendar holds later.
    """
    before = (clock.state, clock.started_at, clock.due_at, clock.stopped_at)
    if reading.state == ClockState.STOPPED:
        rests = (clock.state, clock.started_at, clock.stopped_at)
        if rests == (reading.state, reading.started_at, reading.stopped_at):
            return False
    after = (reading.state, reading.started_at, reading.due_at, reading.stopped_at)
    clock.state, clock.started_at, clock.due_at, clock.stopped_at = after
    return before != after
