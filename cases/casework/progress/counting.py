"""Counting clocks anew after a calendar was changed, without looking at what it cannot change.

A calendar decides when a limit runs out, never when it starts or stops. So clocks that run or stand
still are counted from their own start, and only rows that bear on that are read: limits, questions,
and the results that name the day of a start.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from cases.casework.choices import BlockerKind, ClockState, StepStatus
from cases.casework.models import Case, Clock, Inquiry, Step, StepResult
from cases.casework.progress.clocks import Runs, due_between, in_turn
from cases.casework.progress.moments import Moment, moment_said
from cases.casework.progress.resting import rests_of
from cases.casework.progress.starts import steps_before, waits_for_others
from cases.casework.progress.ticking import Calendars
from cases.missions.models import Mission
from cases.procedures.choices import StartEvent
from cases.procedures.models import Limit

TICKING = (ClockState.RUNNING, ClockState.PAUSED)
HANGS_ON_DUES = (BlockerKind.OPEN, BlockerKind.ASKED)
NEVER = datetime.max.replace(tzinfo=UTC)
Rank = tuple[bool, datetime, int]
LAST: Rank = (True, NEVER, -1)
COLUMNS = (
    "id",
    "case_id",
    "step_id",
    "step__number",
    "step__procedure_id",
    "limit_id",
    "state",
    "calendar",
    "is_counted",
    "started_from",
    "started_at",
    "due_from",
    "due_at",
)


@dataclass(slots=True)
class Ticking:
    """A clock that runs or stands still, with what counting it anew needs of its step."""

    id: int
    case_id: int
    step_id: int
    number: int
    procedure_id: int
    limit_id: int
    state: str
    calendar: str
    is_counted: bool
    started_from: datetime
    started_at: datetime
    due_from: datetime | None
    due_at: datetime | None
    new_state: str = ""
    new_due_from: datetime | None = None
    new_due_at: datetime | None = None

    @property
    def is_changed(self) -> bool:
        """Whether it says something new."""
        before = self.state, self.due_from, self.due_at
        return before != (self.new_state, self.new_due_from, self.new_due_at)

    @property
    def started(self) -> Moment:
        """When it started."""
        return Moment(self.started_from, self.started_at)


def ticking_of(cases: Iterable[Case]) -> dict[int, list[Ticking]]:
    """Return the clocks of cases that run or stand still, by case, in the order of their steps."""
    rows = (
        Clock.objects.filter(case__in=[case.pk for case in cases], state__in=TICKING)
        .order_by("case_id", "step__number", "pk")
        .values_list(*COLUMNS)
    )
    clocks = [Ticking(*row) for row in rows]
    return {key: list(group) for key, group in groupby(clocks, key=lambda clock: clock.case_id)}


def count_anew(mission: Mission, clocks: Sequence[Ticking]) -> set[int]:
    """Put the new deadline on each clock; return the cases with a clock that must be read anew.

    That is one that started otherwise, as when the zone of the mission was changed and a result
    names a bare day; one whose start lies in two versions of its limit; one whose length hangs on a
    condition; and one that stands still, or did, which says how much is left.
    """
    limits = Limit.objects.in_bulk({clock.limit_id for clock in clocks})
    inquiries = inquiries_of(clocks, limits)
    starts = starts_from_results(mission, clocks, limits)
    rests = rests_of({clock.case_id: (mission.zone,) for clock in clocks})
    calendars = Calendars()
    for clock in clocks:
        asked = inquiries.get(clock.id, ())
        calendar = calendars.of(mission, clock.calendar)
        limit = limits[clock.limit_id]
        runs = Runs(clock.started, rests=rests.get(clock.case_id, ()))
        due = due_between(limit, asked, runs, calendar, (mission.zone,))
        clock.new_due_from, clock.new_due_at = due or (None, None)
        clock.new_state = ClockState.RUNNING if due else ClockState.PAUSED
    return {
        clock.case_id
        for clock in clocks
        if (
            (said := starts.get(clock.id))
            and said.in_zone(calendars.of(mission, clock.calendar).zone).last != clock.started_at
        )
        or (limits[clock.limit_id].verified and not clock.is_counted)
        or limits[clock.limit_id].condition
        or ClockState.PAUSED in {clock.state, clock.new_state}
    }


def inquiries_of(
    clocks: Sequence[Ticking | Clock], limits: Mapping[int, Limit]
) -> dict[int, list[Inquiry]]:
    """Return the questions that may let a clock stand still, by the clock's id.

    The same as `asked_around`, of many clocks.
    """
    pausing = [clock for clock in clocks if limits[clock.limit_id].pauses]
    steps = {clock.id: {clock.step_id} for clock in pausing}
    ahead = [clock for clock in pausing if waits_for_others(limits[clock.limit_id])]
    for clock, before in waited_for(ahead).items():
        steps[clock] |= before
    found: dict[int, list[Inquiry]] = defaultdict(list)
    rows = Inquiry.objects.filter(step__in=set().union(*steps.values())).only(
        *("step_id", "body", "asked_from", "asked_at", "answered_from", "answered_at")
    )
    for row in rows.order_by("asked_at", "pk"):
        found[row.step_id].append(row)
    return {
        clock: sorted((row for step in among for row in found[step]), key=in_turn)
        for clock, among in steps.items()
    }


def waited_for(clocks: Sequence[Ticking | Clock]) -> dict[int, set[int]]:
    """Return the ids of the steps that those of clocks wait for, by the clock's id."""
    if not clocks:
        return {}
    rows = Step.objects.filter(case__in={clock.case_id for clock in clocks})
    by_code: dict[int, dict[str, Step]] = defaultdict(dict)
    for row in rows.only("case_id", "code", "after"):
        by_code[row.case_id][row.code] = row
    found = {}
    for clock in clocks:
        there = by_code[clock.case_id]
        own = next(row for row in there.values() if row.pk == clock.step_id)
        found[clock.id] = {row.pk for row in steps_before(own, there)}
    return found


def starts_from_results(
    mission: Mission, clocks: Sequence[Ticking], limits: Mapping[int, Limit]
) -> dict[int, Moment]:
    """Return when those clocks started that a date in the result of another step sets off."""
    started = [clock for clock in clocks if limits[clock.limit_id].starts == StartEvent.RESULT]
    if not started:
        return {}
    rows = StepResult.objects.filter(
        case__in={clock.case_id for clock in started},
        step__procedure__code__in={limits[clock.limit_id].start_procedure for clock in started},
        step__status=StepStatus.DONE,
    ).order_by("pk")
    said = {
        (case, code): values
        for case, code, values in rows.values_list("case_id", "step__procedure__code", "values")
    }
    found: dict[int, Moment] = {}
    for clock in started:
        limit = limits[clock.limit_id]
        day = said.get((clock.case_id, limit.start_procedure), {}).get(limit.start_field)
        if isinstance(day, str):
            found[clock.id] = moment_said(day, mission.zone)
    return found


def nearest(clocks: Iterable[Ticking]) -> tuple[datetime | None, int | None]:
    """Return when the first of the clocks that count runs out and its limit; none without one."""
    running = [
        (clock.new_due_at, clock) for clock in clocks if clock.new_due_at and clock.is_counted
    ]
    due, clock = min(running, key=lambda pair: pair[0], default=(None, None))
    return due, clock.limit_id if clock else None


def is_overtaken(case: Case, clocks: Sequence[Ticking]) -> bool:
    """Return whether another step may block the case now, since its deadline comes first now.

    What blocks is the missing step with the nearest deadline (`cases.casework.progress.blockers`),
    where it hangs on deadlines at all. A step that came before the blocking one is not missing, so
    only one that came after it and comes before it now is of interest.
    """
    if case.blocker_kind not in HANGS_ON_DUES:
        return False
    before, after = ranks(clocks, is_new=False), ranks(clocks, is_new=True)
    own = {clock.step_id for clock in clocks if clock.procedure_id == case.blocker_procedure_id}
    was = min((before[step] for step in own), default=LAST)
    now = min((after[step] for step in own), default=LAST)
    return any(before[step] > was and after[step] < now for step in before)


def ranks(clocks: Iterable[Ticking], *, is_new: bool) -> dict[int, Rank]:
    """Return the place of each step among what may block: by deadline, then in order of steps."""
    found: dict[int, Rank] = {}
    for clock in clocks:
        due = (clock.new_due_at if is_new else clock.due_at) if clock.is_counted else None
        rank = (due is None, due or NEVER, clock.number)
        found[clock.step_id] = min(rank, found.get(clock.step_id, rank))
    return found
