"""Setting the clocks of a case: each limit of a step that has begun."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from cases.casework.choices import ClockState, StepStatus
from cases.casework.models import Clock, Inquiry, Step
from cases.casework.progress.charge import Charge
from cases.casework.progress.clocks import (
    FACTS,
    NOT_RUNNING,
    SAID,
    By,
    Count,
    Reading,
    Runs,
    count_of,
    in_two_versions,
    limit_in_force,
    ran,
    ran_before,
    said_by,
    says_as,
    set_clock,
    started,
    stopped,
    stopping,
)
from cases.casework.progress.file import File, day_at
from cases.casework.progress.moments import AT_HOME, Moment
from cases.casework.progress.persons import (
    NO_DAYS_OFF,
    conditions_of,
    country_at,
    placed,
    ways_of,
)
from cases.casework.progress.stages import NOWHERE, Reached, stages_reached
from cases.casework.progress.starts import (
    BY_THEMSELVES,
    DATED,
    NOTHING_KNOWN,
    Around,
    is_by_question,
    start_of,
    taken_up_since,
)
from cases.casework.whereabouts import Point
from cases.core.calendars import OfficeCalendar
from cases.core.waiting import write_all
from cases.missions.calendars import (
    HOME,
    MISSION,
    NO_CALENDAR,
    NONE_AT_HOME,
    calendars_for,
    every_day_in,
)
from cases.missions.models import Mission
from cases.procedures.choices import Body, CalendarOf
from cases.procedures.models import Limit

AT_ONCE = 2_000
Said = tuple[Reading] | tuple[Reading, Count]
BEGUN = frozenset(set(StepStatus.values) - {StepStatus.WAITING, StepStatus.DROPPED})
COLUMNS = ["limit", "inquiry", "taken_up_at", *SAID]


def whose_calendar(limit: Limit, mission: Mission, country: str = "") -> str:
    """Return whose days off a limit counts by at a mission, as clocks keep it.

    The host is the country of the mission that had the case when the clock started; where no days
    off count, days are those of the `country` of the stay at that time, else of the body.
    """
    if limit.calendar == CalendarOf.HOST:
        return mission.country
    if limit.calendar not in NO_DAYS_OFF:
        return limit.calendar
    return every_day_in(country) if country else calendar_of(limit.calendar, limit.on_whom)


def calendar_of(calendar: str, on_whom: str) -> str:
    """Return the calendar of a limit; where no days off count, days are those of the body."""
    if calendar in {"", CalendarOf.NONE}:
        return NONE_AT_HOME if on_whom in AT_HOME else NO_CALENDAR
    return calendar


class Calendars:
    """The calendars of one run, each made once."""

    def __init__(self) -> None:
        self.made: dict[tuple[int, str], OfficeCalendar] = {}

    def of(self, mission: Mission, whose: str) -> OfficeCalendar:
        """Return the calendar a limit counts by at a mission."""
        key = (mission.pk, whose)
        if key not in self.made:
            usual = (MISSION, mission.country, HOME, NO_CALENDAR, NONE_AT_HOME, whose)
            self.made |= calendars_for((mission, one) for one in usual)
        return self.made[key]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the clocks of some cases go by: limits by procedure, by case when stages were reached.

    The calendars are shared by all of them.
    """

    limits: Mapping[int, Sequence[Limit]]
    reached: Mapping[int, Reached]
    calendars: Calendars
    ways: Mapping[int, Sequence[Point]]
    holds: Mapping[int, Mapping[str, bool]]


def rules_for(
    files: Sequence[File], limits: Mapping[int, Sequence[Limit]], calendars: Calendars
) -> Rules:
    """Return what the clocks of cases go by, their ledgers read where a limit asks for them."""
    return Rules(
        limits,
        stages_reached(files, limits),
        calendars,
        ways_of(files, limits),
        conditions_of(files, limits),
    )


def set_clocks(files: Sequence[File], rules: Rules, moment: datetime) -> None:
    """Set every clock of the steps that have begun; write what is new or changed in sets."""
    new: list[Clock] = []
    changed: list[Clock] = []
    for file in files:
        added, other = set_clocks_of(file, rules, moment)
        new += added
        changed += other
    write_all(changed, COLUMNS)
    if new:
        Clock.objects.bulk_create(new, batch_size=AT_ONCE)


def set_clocks_of(
    file: File, rules: Rules, moment: datetime
) -> tuple[Sequence[Clock], Sequence[Clock]]:
    """Read every clock of one case; return the unsaved ones, and those that say something new."""
    new: list[Clock] = []
    changed: list[Clock] = []
    for read in readings(file, rules, moment):
        clock = read.clock
        if clock is None:
            clock = Clock(
                case=file.case, step=read.step, limit=read.limit, state=ClockState.WAITING
            )
            new.append(clock)
            file.clocks[read.step.pk].append(clock)
        said = read.limit.pk, read.asked_id, read.taken_up_at
        is_other = (clock.limit_id, clock.inquiry_id, clock.taken_up_at) != said
        clock.limit, clock.inquiry_id, clock.taken_up_at = read.limit, *said[1:]
        if (set_clock(clock, read.says) or is_other) and clock.pk is not None:
            changed.append(clock)
    return new, changed


@dataclass(frozen=True, slots=True)
class Read:
    """What one limit on one step says now; `clock` is the row that is there, if one is.

    `asked_id` is the question whose answer it measures, of a limit that measures each by itself.
    Of what was measured before the step was taken up again, at `taken_up_at`, it is the question
    that stopped it. `counts`: how that was counted, by each version of the limit in which its start
    lies.
    """

    step: Step
    clock: Clock | None
    limit: Limit
    says: Reading
    counts: tuple[Count, ...] = ()
    asked_id: int | None = None
    taken_up_at: datetime | None = None


def around_of(file: File) -> Around:
    """Return what the clocks of a case look at in its file alone."""
    by_procedure = {step.procedure.code: step for step in file.steps}
    return Around(
        file.case,
        file.charge,
        by_procedure,
        file.inquiries,
        file.results,
        NOWHERE,
        rests=file.rests,
    )


def readings(file: File, rules: Rules, moment: datetime) -> Iterator[Read]:
    """Yield what each limit of the steps that have begun says at a moment; nothing is written."""
    around = replace(
        around_of(file),
        reached=rules.reached.get(file.case.pk, NOWHERE),
        placed=placed(rules.ways.get(file.case.pk, ()), file.charge.zones),
        holds=rules.holds.get(file.case.pk, NOTHING_KNOWN),
        way=rules.ways.get(file.case.pk, ()),
    )
    for step in file.steps:
        there = file.clocks.get(step.pk, ())
        over = [clock for clock in there if is_over(clock, step, around, there)]
        clocks = by_question(clock for clock in there if clock not in over)
        has_begun = step.status in BEGUN or bool(there)
        limits = by_limit_code(rules.limits.get(step.procedure_id, ()))
        for code, rows in limits.items():
            if not has_begun and not runs_ahead(rows[0], step):
                continue
            own = clocks[code]
            for former in (*former_questions(rows[0], step, around, own), None):
                start = start_of(rows[0], step, around, former)
                if start is None and (former or not has_begun):
                    continue
                versions = versions_of(rows, start, moment, around.charge)
                limit = versions[1] or versions[0]
                if limit is None:
                    continue
                asked_id = former.pk if former else last_question(rows[0], step, around)
                clock = own.pop(asked_id, None) or (None if former else spare(own, asked_id))
                when = partial(ran, step=step, around=around, former=former)
                says, counts = read_by(versions, when, step, around, rules.calendars, clock=clock)
                yield Read(step, clock, limit, says, counts, asked_id)
        for clock in over:
            rows = limits.get(clock.limit.code, [])
            yield from read_before(rows, step, around, rules.calendars, clock=clock, over=over)
        left = [clock for own in clocks.values() for clock in own.values()]
        yield from stopped_with_limit(step, left, moment)
        yield from about_nobody(step, left, limits, around)


def is_over(clock: Clock, step: Step, around: Around, there: Sequence[Clock]) -> bool:
    """Return whether a clock judged what was done before a step was taken up again.

    That is its own step, or the one that starts its limit when it is done. So is one over that had
    run out on us by then. What a dated event sets off goes on, and an answer is judged with its
    question. `there` are the clocks of the step: of each limit one was over each time.
    """
    limit = clock.limit
    since = taken_up_since(limit, step, around)
    if clock.taken_up_at is not None:
        return True
    if since is None or clock.started_at is None:
        return False
    if not clock.verdict and not ran_out_on_us(clock, since):
        return False
    if limit.starts in DATED or is_by_question(limit) or limit.procedure_id != step.procedure_id:
        return False
    if any((one.limit.code, one.taken_up_at) == (limit.code, since) for one in there):
        return False
    start = start_of(limit, step, around)
    return clock.started_at < since and (start is None or start.last >= since)


def ran_out_on_us(clock: Clock, since: datetime) -> bool:
    """Return whether we were late already when what starts a limit was taken up again.

    We take it up, so that nobody can be rid of being late in that way. Of others it is not said:
    what they had to do was not asked for any more.
    """
    if clock.state != ClockState.RUNNING or clock.due_at is None or not clock.is_counted:
        return False
    return clock.limit.on_whom == Body.MISSION and clock.due_at <= since


def read_before(
    rows: Sequence[Limit],
    step: Step,
    around: Around,
    calendars: Calendars,
    *,
    clock: Clock,
    over: Sequence[Clock],
) -> Iterator[Read]:
    """Yield what a clock says of what was done before its step, or its start, was taken up again.

    It has no verdict where a later course began before that: what was done then is said otherwise
    since; nor where the result says by now that its limit never bound. One of another procedure is
    left as it was judged.
    """
    since = clock.taken_up_at or taken_up_since(clock.limit, step, around)
    assert since is not None, "it was taken up again"
    if not rows or rows[0].procedure_id != clock.limit.procedure_id:
        return
    versions = versions_of(rows, started(clock), since, around.charge)
    versions = versions if any(versions) else (clock.limit, clock.limit)
    limit = versions[1] or versions[0] or clock.limit
    asked = question_that_stopped(clock, step, around)
    when = partial(ran_before, clock=clock, around=around, asked=asked, since=since)
    says, counts = read_by(versions, when, step, around, calendars, clock=clock)
    start = start_of(limit, step, around)
    later = [one.started_at for one in over if one.pk > clock.pk and one.limit.code == limit.code]
    is_otherwise = any(one and one < since for one in [*later, start and start.last])
    if is_otherwise or around.denies(limit):
        says = replace(says, verdict="", is_counted=False)
    yield Read(step, clock, limit, says, counts, asked.pk if asked else None, since)


def question_that_stopped(clock: Clock, step: Step, around: Around) -> Inquiry | None:
    """Return the question that stopped a clock by being asked or answered, None if none did."""
    rows = around.inquiries.get(step.pk, ())
    if clock.taken_up_at is not None:
        return next((row for row in rows if row.pk == clock.inquiry_id), None)
    if clock.state != ClockState.STOPPED:
        return None
    ended = stopped(clock)
    for row in around.asked(clock.limit, step):
        stop = None if row.is_taken_back else stopping(clock.limit, row, around.zones)
        if stop and stop.first <= ended.last and ended.first <= stop.last:
            return row
    return None


def by_question(clocks: Iterable[Clock]) -> dict[str, dict[int | None, Clock]]:
    """Return the clocks of a step by limit, then by the question that each measures."""
    found: dict[str, dict[int | None, Clock]] = defaultdict(dict)
    for clock in clocks:
        found[clock.limit.code][clock.inquiry_id] = clock
    return found


def former_questions(
    limit: Limit, step: Step, around: Around, clocks: Mapping[int | None, Clock]
) -> list[Inquiry]:
    """Return the answered questions before the last, of which each keeps a verdict of its own.

    A step that was taken up again may have been another procedure before: what no clock measured
    then is not judged by a limit of this one.
    """
    asked = around.asked(limit, step)[:-1] if is_by_question(limit) else ()
    is_same = step.taken_up_at is None
    return [row for row in asked if row.came_at and (is_same or row.pk in clocks)]


def last_question(limit: Limit, step: Step, around: Around) -> int | None:
    """Return the question that a limit measures now, None of one that measures none by itself."""
    asked = around.asked(limit, step) if is_by_question(limit) else ()
    return asked[-1].pk if asked else None


def spare(clocks: dict[int | None, Clock], asked_id: int | None) -> Clock | None:
    """Return the clock of a limit that measures no question, or one that was taken back.

    A limit that no longer measures each question by itself goes on with its last clock.
    """
    for number, clock in reversed(clocks.items()):
        if None in {number, asked_id} or clock.state == ClockState.WAITING:
            return clocks.pop(number)
    return None


def runs_ahead(limit: Limit, step: Step) -> bool:
    """Return whether a limit runs though the step waits: what starts it is named, nothing else."""
    return limit.starts in BY_THEMSELVES and step.status == StepStatus.WAITING


def versions_of(
    rows: Sequence[Limit], start: Moment | None, moment: datetime, charge: Charge
) -> tuple[Limit | None, Limit | None]:
    """Return the versions of a limit in force on the first and on the last day of its start.

    Without a known start, that of the day of `moment`.
    """
    if start is None:
        first = last = day_at(moment, charge.now.zone)
    else:
        first, last = start.days_in(charge.at(start.last).zone)
    return limit_in_force(rows, first), limit_in_force(rows, last)


def read_by(
    versions: tuple[Limit | None, Limit | None],
    when: Callable[[Limit], Runs | None],
    step: Step,
    around: Around,
    calendars: Calendars,
    *,
    clock: Clock | None,
) -> tuple[Reading, tuple[Count, ...]]:
    """Return what a limit says by the versions in which its start lies, and how it was counted."""
    first, last = versions
    limit = last or first
    assert limit is not None, "it held then"
    says, *counts = read_as(limit, when(limit), step, around, calendars, clock=clock)
    if first is last:
        return says, tuple(counts)
    limit = first or limit
    other, *more = read_as(limit, when(limit), step, around, calendars, clock=clock)
    return in_two_versions(says, other), (*counts, *more)


def read_as(
    limit: Limit,
    runs: Runs | None,
    step: Step,
    around: Around,
    calendars: Calendars,
    *,
    clock: Clock | None,
) -> Said:
    """Return what a limit says on a step, by its own calendar, and how it was counted.

    One that has stopped keeps by what it was judged, also where a mission had the case then that
    should not have had it, as is known since.
    """
    if runs is None:
        return (NOT_RUNNING,)
    country = country_at(around.way, runs.start) if limit.calendar in NO_DAYS_OFF else ""

    def said(charge: Charge) -> tuple[Reading, Count]:
        whose = whose_calendar(limit, charge.at(runs.start.last), country)
        count = count_of(limit, step, around, runs, by_of(whose, runs, charge, calendars))
        return said_by(count, runs, is_case=bool(around.case.stage)), count

    if clock is None or clock.state != ClockState.STOPPED:
        return said(around.charge)
    found = [said(charge) for charge in around.charge.as_known()]
    same = [one for names in (SAID, FACTS) for one in found if says_as(clock, one[0], names)]
    return same[0] if same else found[0]


def by_of(whose: str, runs: Runs, charge: Charge, calendars: Calendars) -> By:
    """Return by what a limit counts: by the days of the mission in charge when it started.

    Only where the days of the mission itself count are they those of the one that has to act: the
    one that has the case now, or had it when the limit stopped.
    """
    mission = charge.at(runs.start.last)
    there = calendars.of(mission, whose)
    if whose not in {MISSION, NO_CALENDAR}:
        return By(whose, there, there.zone, there.zone)
    acts = charge.at(runs.stop.last) if runs.stop else charge.now
    return By(whose, calendars.of(acts, whose), there.zone, acts.zone)


def stopped_with_limit(step: Step, clocks: Iterable[Clock], moment: datetime) -> Iterator[Read]:
    """Yield the clocks that tick for a limit that does not hold any more: they stop now.

    The step has another procedure in the playbook the case was moved to, or the limit was ended.
    Nothing was done in time or late: there is no verdict.
    """
    for clock in clocks:
        if clock.state in {ClockState.RUNNING, ClockState.PAUSED}:
            kept = {name: getattr(clock, name) for name in SAID}
            says = replace(
                Reading(**kept),
                state=ClockState.STOPPED,
                is_counted=False,
                stopped_from=moment,
                stopped_at=moment,
                rests_since=None,
                rests_with="",
                rests_left=None,
            )
            yield Read(step, clock, clock.limit, says, asked_id=clock.inquiry_id)


def about_nobody(
    step: Step, clocks: Iterable[Clock], limits: Mapping[str, Sequence[Limit]], around: Around
) -> Iterator[Read]:
    """Yield the clocks that judged the answer to a question which their limit is not about.

    It was put to another body, or in another matter. Nothing was done in time or late.
    """
    for clock in clocks:
        rows = limits.get(clock.limit.code, ())
        if not clock.verdict or clock.inquiry_id is None or not rows or not is_by_question(rows[0]):
            continue
        binds = not rows[0].binds_only_if or around.whether(rows[0].condition) is not False
        about = {row.pk for row in around.asked(rows[0], step)} if binds else set()
        if clock.inquiry_id not in about and clock.taken_up_at is None:
            kept = {name: getattr(clock, name) for name in SAID} | {"verdict": ""}
            says = replace(Reading(**kept), is_counted=False)
            yield Read(step, clock, clock.limit, says, asked_id=clock.inquiry_id)


def by_limit_code(rows: Iterable[Limit]) -> dict[str, list[Limit]]:
    """Return limits by code; several rows of one code are its values at different times."""
    found: dict[str, list[Limit]] = defaultdict(list)
    for row in rows:
        found[row.code].append(row)
    return found
