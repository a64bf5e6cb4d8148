"""What blocks a case: one line, computed from the gate ahead, kept on the case row for speed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import inf
from typing import Any

from cases.casework.choices import BlockerKind, ClockState, HoldReason, StepStatus
from cases.casework.models import Clock
from cases.casework.progress.file import File, day_at
from cases.casework.progress.gates import Missing
from cases.casework.progress.plans import Gate
from cases.casework.progress.resting import open_since
from cases.core.facts import Interval, last_of
from cases.core.waiting import put_each
from cases.procedures.choices import Body

HOLDER = {
    HoldReason.AWAITING_HOST: Body.HOST_AUTHORITY,
    HoldReason.PERSON_ASKED: Body.CITIZEN,
}
FIRST: tuple[str, ...] = (BlockerKind.EXPIRED, BlockerKind.REFUSED)


@dataclass(frozen=True, slots=True)
class Blocker:
    """What is blocking, who must act, since when."""

    kind: str
    body: str = ""
    since: Interval | None = None
    procedure_id: int | None = None
    authority_id: int | None = None
    condition: str = ""


NOTHING = Blocker("")


def blocker_of_hold(reason: str, since: Interval) -> Blocker:
    """Return what blocks a case on hold: whoever it waits for, else our mission."""
    body = HOLDER.get(HoldReason(reason), Body.MISSION) if reason else Body.MISSION
    return Blocker(BlockerKind.HELD, body.value, since)


def worst(missing: Sequence[Missing], due: Mapping[int, datetime]) -> Blocker:
    """Return the one thing that holds the case up most.

    What has expired comes first, then what was refused, then what has the nearest deadline, then
    the order of the playbook.
    """

    def rank(item: Missing) -> tuple[int, float, int]:
        moment = due.get(item.step.pk) if item.step else None
        number = item.step.number if item.step else 10_000
        first = FIRST.index(item.kind) if item.kind in FIRST else len(FIRST)
        return first, moment.timestamp() if moment else inf, number

    item = min(missing, key=rank)
    return Blocker(
        kind=item.kind,
        body=item.body,
        since=item.since,
        procedure_id=item.step.procedure_id if item.step else None,
        authority_id=item.inquiry.asked_of_id if item.inquiry else None,
        condition=item.condition,
    )


def set_blockers(files: Sequence[File], moment: datetime) -> None:
    """Put what blocks cases, their next deadlines and how long papers hold on their rows."""
    changed = [(file.case, columns) for file in files if (columns := set_blocker(file, moment))]
    put_each(changed)


def set_blocker(file: File, moment: datetime) -> list[str]:
    """Put what follows from its steps on the row of a case; return the columns that changed."""
    case = file.case
    values = derived_values(file, moment)
    changed = [name for name, value in values.items() if getattr(case, name) != value]
    for name in changed:
        setattr(case, name, values[name])
    return [name.removesuffix("_id") for name in changed]


def derived_values(file: File, moment: datetime) -> dict[str, Any]:
    """Return what the columns of the case row say that repeat its steps and clocks.

    Of the clocks those that count against somebody: a limit that nothing confirms sets no deadline.
    """
    running = running_on(file)
    nearest = min(running, key=due_of, default=None)
    today = day_at(moment, file.zone)
    gate, missing = file.ahead(today)
    blocker = blocker_of(file, missing, running)
    since = open_since(blocker.since, file.zone, file.rests) if blocker.since else None
    is_open = not file.is_at_rest
    return {
        "blocker_kind": blocker.kind,
        "blocker_procedure_id": blocker.procedure_id,
        "blocker_condition": blocker.condition,
        "blocker_body": blocker.body,
        "blocker_authority_id": blocker.authority_id,
        "blocked_from": since.first if since else None,
        "blocked_since": since.last if since else None,
        "next_due_at": due_of(nearest) if nearest and is_open else None,
        "next_due_limit_id": nearest.limit_id if nearest and is_open else None,
        "valid_until": lasts_until(file, gate, today) if is_open else None,
    }


def asked_since(file: File, moment: datetime) -> Interval | None:
    """Return since when a case waits that was closed meanwhile, as it was asked or opened.

    None where it waits for nothing, or for something else than its row says.
    """
    _gate, missing = file.ahead(day_at(moment, file.zone))
    since = blocker_of(file, missing, running_on(file)).since
    if since is None:
        return None
    kept = open_since(since, file.zone, file.rests)
    is_kept = (kept.first, kept.last) == (file.case.blocked_from, file.case.blocked_since)
    return since if is_kept else None


def running_on(file: File) -> list[Clock]:
    """Return the running clocks of a case that count against somebody."""
    return [
        clock
        for step in file.steps
        for clock in file.clocks.get(step.pk, ())
        if clock.state == ClockState.RUNNING and clock.due_at and clock.is_counted
    ]


def due_of(clock: Clock) -> datetime:
    """Return when a running clock runs out."""
    assert clock.due_at is not None, "a running clock has a moment at which it runs out"
    return clock.due_at


def blocker_of(file: File, missing: Sequence[Missing], running: Sequence[Clock]) -> Blocker:
    """Return what blocks a case: the hold, what the gate ahead asks for, else our own move."""
    case = file.case
    if file.is_at_rest:
        return NOTHING
    if case.held:
        return blocker_of_hold(case.hold_reason, case.position_since)
    if case.playbook_id is None:
        known = Interval(case.recorded_at, case.recorded_at)
        return Blocker(BlockerKind.PLAYBOOK, Body.MISSION, known)
    if missing:
        by_due = sorted(running, key=due_of, reverse=True)
        return worst(missing, {clock.step_id: due_of(clock) for clock in by_due})
    settled = [file.began(step) for step in file.steps if step.is_settled]
    return Blocker(BlockerKind.ADVANCE, Body.MISSION, last_of([case.position_since, *settled]))


def lasts_until(file: File, gate: Gate | None, today: date) -> date | None:
    """Return the last day on which everything holds that was got for the gate ahead.

    What has run out already is the blocker itself; what later gates ask for does not block yet.
    """
    steps = file.by_code
    wanted = {code for code in gate.steps if code in steps} if gate else set[str]()
    days = [steps[code].expires_on for code in wanted if steps[code].status == StepStatus.DONE]
    return min((day for day in days if day is not None and day >= today), default=None)
