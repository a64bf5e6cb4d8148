"""Gates: what is still missing before a stage may be entered by our act, and with whom.

A gate asks before we act; it never denies a fact (`record_fact`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from cases.casework.choices import BlockerKind, StepStatus
from cases.casework.consent import WISH, is_wish_against
from cases.casework.models import Case, Inquiry, Step
from cases.casework.progress.plans import Gate
from cases.core.conditions import CONDITIONS, Condition, Known
from cases.core.facts import Interval, last_of
from cases.procedures.choices import Body


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: the step or the condition, who must act, since when."""

    kind: str
    body: str
    since: Interval
    step: Step | None = None
    condition: str = ""
    inquiry: Inquiry | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """The steps of a case by code, the unanswered question of each, and today at the mission.

    `began`: since when a step has its status; `known`: what conditions read of this case and of
    those looked at with it.
    """

    case: Case
    steps: Mapping[str, Step]
    unanswered: Mapping[int, Inquiry]
    today: date
    began: Callable[[Step], Interval]
    known: Known

    @property
    def needed_on(self) -> date:
        """The day on which papers have to hold: that of the journey, else today."""
        return max(self.today, self.case.journey_on or self.today)


def missing_at(gate: Gate | None, board: Board) -> list[Missing]:
    """Return what is missing at a gate; a step that waits is told by those it waits for."""
    if gate is None:
        return []
    found: dict[str, Missing] = {}
    for code in gate.steps:
        for item in missing_of(code, board, frozenset()):
            assert item.step is not None
            found.setdefault(item.step.code, item)
    rows = sorted(found.values(), key=lambda item: item.step.number if item.step else 0)
    return rows + failing(gate, board)


def missing_before(stage: str, gate: Gate | None, board: Board) -> list[Missing]:
    """Return what is missing before a stage: at its gate, and her word where it stands against it.

    Her word is asked whatever the playbook, whose gate may name it too.
    """
    rows = missing_at(gate, board)
    is_said = any(item.condition == WISH for item in rows)
    if is_wish_against(board.case, stage) and not is_said:
        since = board.case.position_since
        must_act = CONDITIONS[WISH].must_act
        rows.append(Missing(BlockerKind.CONDITION, must_act, since, condition=WISH))
    return rows


def missing_of(code: str, board: Board, seen: frozenset[str]) -> list[Missing]:
    """Return why a step is not settled: itself, or what it waits for.

    A step the case never got (its condition did not hold) is not missing.
    """
    step = board.steps.get(code)
    if step is None or code in seen or step.status == StepStatus.DROPPED:
        return []
    if step.status == StepStatus.WAITING:
        before = [item for other in step.after for item in missing_of(other, board, seen | {code})]
        if before:
            return before
    if step.is_settled and (step.expires_on is None or step.expires_on >= board.needed_on):
        return []
    return [in_the_way(step, board)]


def in_the_way(step: Step, board: Board) -> Missing:
    """Return what an unsettled step asks for, of whom, since when."""
    asked, since = board.unanswered.get(step.pk), board.began(step)
    if step.is_settled:
        return Missing(BlockerKind.EXPIRED, Body.MISSION, since, step)
    if step.status == StepStatus.REFUSED:
        return Missing(BlockerKind.REFUSED, Body.MISSION, since, step)
    if step.status == StepStatus.ASKED and asked is not None:
        since = Interval(asked.asked_from, asked.asked_at)
        return Missing(BlockerKind.ASKED, asked.body, since, step, inquiry=asked)
    return Missing(BlockerKind.OPEN, ours(step), since, step)


def ours(step: Step) -> str:
    """Return who must act on a step nobody was asked about yet: whoever has to ask, else does it.

    Family and citizen act by themselves; every other body acts when we have asked it.
    """
    theirs = {Body.HEADQUARTERS, Body.FAMILY, Body.CITIZEN}
    return step.body if step.body in theirs else Body.MISSION.value


def failing(gate: Gate, board: Board) -> list[Missing]:
    """Return the conditions of a gate that do not hold."""
    rows: dict[str, Missing] = {}
    for name in gate.conditions:
        condition = CONDITIONS[name]
        if board.known.is_met(condition, board.case, board.today):
            continue
        told = CONDITIONS.get(condition.told_by)
        if told is not None and not board.known.is_met(told, board.case, board.today):
            condition = told
        since = lacking_since(board, condition)
        found = Missing(BlockerKind.CONDITION, condition.must_act, since, condition=condition.name)
        rows.setdefault(condition.name, found)
    return list(rows.values())


def lacking_since(board: Board, condition: Condition) -> Interval:
    """Return since when a condition is in the way: since the stage, or the step that decided so."""
    decides, since = condition.by_step, [board.case.position_since]
    if decides is not None and not condition.is_daily:
        settled = (step for step in board.steps.values() if step.is_settled)
        since += [board.began(step) for step in settled if decides(step)]
    return last_of(since)
