"""Which clocks a correction bears on, and what they would say now; nothing is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from django.db.models import Q

from cases.casework.choices import ClockState, InTime
from cases.casework.days_moved import SLACK, counted_by
from cases.casework.models import Case, Clock, Step, Transition
from cases.casework.progress.charge import HANDED
from cases.casework.progress.clocks import FACTS, SAID, Reading
from cases.casework.progress.file import load
from cases.casework.progress.ticking import Calendars, readings, rules_for
from cases.casework.recounts.models import Recount, RecountedClock
from cases.core import present
from cases.core.calendars import HOURS
from cases.missions.calendars import MISSION


@dataclass(frozen=True, slots=True)
class Would:
    """What a clock would say now, with the row it stands on."""

    clock: Clock
    limit_id: int
    says: Reading
    is_at_rest: bool

    @property
    def moves_at_once(self) -> bool:
        """Whether it is counted anew with the correction: it runs, or starts or stops otherwise."""
        if self.is_at_rest:
            return False
        return self.clock.state != ClockState.STOPPED or any(
            getattr(self.clock, name) != getattr(self.says, name) for name in FACTS
        )


def measured(recount: Recount) -> Q:
    """Return the condition of the clocks that a recount is about.

    Of a calendar only the stopped ones that are late: a day that was entered later accuses nobody.
    """
    if recount.limit is not None:
        return Q(limit__code=recount.limit.code)
    late = Q(state=ClockState.STOPPED, verdict=InTime.LATE, is_counted=True) & ~Q(limit__unit=HOURS)
    if recount.mission_id is not None:
        named = Q(from_mission=recount.mission_id) | Q(to_mission=recount.mission_id)
        handed = Transition.objects.filter(HANDED, named).values("case")
        had_by = Q(case__mission=recount.mission_id) | Q(case__in=handed)
        late &= Q(calendar=MISSION) & had_by
    else:
        late &= counted_by({recount.calendar})
    if recount.starts_on is None or recount.ends_on is None:
        return late
    first, last = (
        datetime.combine(day, time.min, UTC) for day in (recount.starts_on, recount.ends_on)
    )
    return late & Q(started_from__lt=last + SLACK, due_at__gt=first - SLACK)


def would_say(clocks: Iterable[Clock]) -> dict[int, Would]:
    """Return what clocks would say by the limits and calendars of now, by their ids.

    One for which its limit does not hold any more would count against nobody. One of a procedure
    that its step is no longer done as is left as it was judged.
    """
    wanted = {clock.pk for clock in clocks}
    numbers = {clock.case_id for clock in clocks}
    files = load(list(Case.objects.filter(pk__in=numbers).select_related("mission", "citizen")))
    rules = rules_for(files, files[0].limits if files else {}, Calendars())
    found: dict[int, Would] = {}
    for file in files:
        for read in readings(file, rules, present.now()):
            if read.clock is not None and read.clock.pk in wanted:
                found[read.clock.pk] = Would(read.clock, read.limit.pk, read.says, file.is_at_rest)
        steps = {step.pk: step for step in file.steps}
        for clock in (one for rows in file.clocks.values() for one in rows):
            if clock.pk in wanted:
                says = kept(clock) if is_left(clock, steps[clock.step_id]) else unbound(clock)
                unread = Would(clock, clock.limit_id, says, file.is_at_rest)
                found.setdefault(clock.pk, unread)
    return found


def is_left(clock: Clock, step: Step) -> bool:
    """Return whether a clock had stopped before its step came to be done as another procedure."""
    if step.taken_up_at is None or clock.stopped_at is None:
        return False
    return clock.limit.procedure_id != step.procedure_id and clock.stopped_at <= step.taken_up_at


def unbound(clock: Clock) -> Reading:
    """Return what a stopped clock says that no limit bears on any more."""
    return replace(kept(clock), verdict="", is_counted=False)


def kept(clock: Clock) -> Reading:
    """Return what a clock says, against nobody where nothing confirms its limit any more."""
    says = Reading(**{name: getattr(clock, name) for name in SAID})
    return replace(says, is_counted=clock.is_counted and clock.limit.verified)


def otherwise(recount: Recount, would: Mapping[int, Would]) -> list[RecountedClock]:
    """Return unsaved the lines of the clocks that would be judged otherwise."""
    return [
        line_of(recount, one)
        for _number, one in sorted(would.items())
        if is_otherwise(recount, one)
    ]


def is_otherwise(recount: Recount, would: Would) -> bool:
    """Return whether a clock belongs on the list."""
    if recount.limit_id is None:
        return not is_late(would.says)
    clock, says = would.clock, would.says
    if would.is_at_rest and clock.state != ClockState.STOPPED:
        return False
    before = (clock.verdict, clock.due_from, clock.due_at, clock.is_counted)
    return before != (says.verdict, says.due_from, says.due_at, says.is_counted)


def is_late(says: Reading) -> bool:
    """Return whether a reading counts against whoever had to keep the limit."""
    return says.is_counted and says.verdict == InTime.LATE


def line_of(recount: Recount, would: Would) -> RecountedClock:
    """Return unsaved the line of one clock."""
    clock, says = would.clock, would.says
    return RecountedClock(
        recount=recount,
        case_id=clock.case_id,
        clock=clock,
        verdict_before=clock.verdict,
        verdict_after=says.verdict,
        due_before=clock.due_at,
        due_after=says.due_at,
        is_counted_before=clock.is_counted,
        is_counted_after=says.is_counted,
        is_moved=would.moves_at_once,
    )
