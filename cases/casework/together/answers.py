"""Recording the answers to questions of many cases in one act, in a fixed number of statements.

What is written is what `record_answer` writes for one case. A case whose next gate stands open now,
and asked for the step that was answered, moves on with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from cases.casework.choices import StepStatus, TransitionKind, Verdict
from cases.casework.ledger import Entry, Writing, may_end
from cases.casework.models import Case, Inquiry, Step, StepResult, Transition
from cases.casework.operations.deciding import decide_each
from cases.casework.operations.differing import Decided, Difference, take_over, to_take_over
from cases.casework.operations.step_rows import (
    ANSWER,
    STATUS,
    check_letter,
    done_day,
    grounds_of,
    happened,
    letter_day,
    new_result,
    note_answer,
    set_status,
    unanswered,
    valid_result,
    when_done,
)
from cases.casework.policies import refusal_by_state
from cases.casework.progress import File, load, refresh
from cases.casework.states import next_stage
from cases.casework.together.ledgers import Change, standing_by_case, write_together
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused
from cases.core.facts import Interval, When
from cases.core.waiting import write_all


@dataclass(frozen=True, slots=True)
class Reply:
    """What a body answered to the open question of one step: verdict, words, result.

    Where the result names the day of the step, after the question, the answer came on that day.
    """

    case: Case
    step_id: int
    verdict: str
    answer: str
    result: Mapping[str, Any] = field(default_factory=dict)
    decided: Decided = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Received:
    """What all answers of one letter share: when it came, its date, and its number."""

    when: When
    replied_on: date | None
    reference: str
    moment: datetime
    by: str


@dataclass(slots=True)
class Answering:
    """One case while its answer is recorded."""

    file: File
    step: Step
    asked: Inquiry
    interval: Interval
    replied_on: date | None
    reply: Reply
    stored: Mapping[str, Any]
    taken: Sequence[Difference]


def answer_together(
    actor: Actor, received: Received, replies: Sequence[Reply]
) -> tuple[list[Case], dict[int, Refused]]:
    """Record answers on locked cases that wait; return those that moved a stage on.

    Beside them, by the id of the step, why an answer could not be recorded: nothing of it is then.
    """
    files = {file.case.pk: file for file in load([reply.case for reply in replies])}
    found: list[Answering] = []
    refused: dict[int, Refused] = {}
    for reply in replies:
        try:
            found.append(answering(actor, received, files[reply.case.pk], reply))
        except Refused as refusal:
            refused[reply.step_id] = refusal
    record(actor, received, found)
    moved = move_on(actor, received, found)
    done = {one.file.case.pk: one.file for one in found}
    refresh([file.case for file in done.values()], received.moment, list(done.values()))
    return moved, refused


def answering(actor: Actor, received: Received, file: File, reply: Reply) -> Answering:
    """Return the question that is answered; 422 where the answer, or its letter, is before it.

    Also where it says of the person otherwise than the record and nobody has decided which holds.
    """
    step = next(row for row in file.steps if row.pk == reply.step_id)
    asked = unanswered(file, step)
    assert asked is not None
    replied_on = letter_day(step, None, reply.result) or received.replied_on
    day = done_day(step, reply.result)
    is_today = day is not None and day >= present.today(file.zone)
    when = when_done(actor, file, step, None, result=reply.result, asked=asked)
    when = when or (When(day=day) if is_today else received.when)
    interval = happened(actor, file, when, received.moment, not_before=asked)
    check_letter(file, asked, replied_on, interval, reply.verdict, result=reply.result)
    stored: Mapping[str, Any] = {}
    taken: Sequence[Difference] = ()
    if reply.verdict == Verdict.DONE:
        stored = valid_result(step, reply.result)
        taken = to_take_over(actor, file.case, step, stored, reply.decided)
    return Answering(file, step, asked, interval, replied_on, reply, stored, taken)


def record(actor: Actor, received: Received, found: Sequence[Answering]) -> None:
    """Write the answers on the questions, the results, and the steps."""
    moment, reference = received.moment, received.reference
    results = []
    for one in found:
        answer, verdict = one.reply.answer, one.reply.verdict
        note_answer(
            actor,
            one.file,
            one.asked,
            one.interval,
            moment,
            verdict=verdict,
            replied_on=one.replied_on,
            reference=reference,
            answer=answer,
        )
        if verdict == Verdict.DONE:
            results.append(
                new_result(
                    actor,
                    one.file,
                    one.step,
                    one.stored,
                    one.interval,
                    moment=moment,
                    reference=reference,
                    taken=one.taken,
                )
            )
            also: dict[str, Any] = {"grounds": "", "sealed_grounds": None}
            status = StepStatus.DONE
        else:
            also = grounds_of(actor, one.step, moment, answer)
            status = StepStatus.REFUSED
        set_status(actor, one.step, status, one.interval.last, moment, **also)
    write_all([one.asked for one in found], ANSWER)
    StepResult.objects.bulk_create(results)
    write_all([one.step for one in found], STATUS)
    decide_each(actor, [(one.file, one.step) for one in found if one.reply.verdict == Verdict.DONE])
    for one in found:
        take_over(Writing(actor, one.file.case, moment, received.by), one.taken)


def move_on(actor: Actor, received: Received, found: Sequence[Answering]) -> list[Case]:
    """Move the cases on whose next gate asked for the answered step, and stands open now.

    That is since the answer came, unless anything else is of a later moment for certain.
    """
    if not actor.may("case.advance"):
        return []
    for one in found:
        one.file.known.forget()
    late = [one.file.case for one in found if one.file.case.position_at > one.interval.last]
    ledgers = standing_by_case(late) if late else {}
    changes = {
        one.file.case.pk: Change(
            one.file.case,
            [
                Entry(
                    kind=TransitionKind.ADVANCE,
                    changes={"stage": stage},
                    interval=reached(
                        one, stage, received.moment, ledgers.get(one.file.case.pk, ())
                    ),
                )
            ],
            comes_last=True,
        )
        for one in found
        if (stage := opened_by(one, received.moment))
    }
    if changes:
        write_together(actor, list(changes.values()), received.moment, received.by)
    return [change.case for change in changes.values()]


def reached(one: Answering, stage: str, moment: datetime, rows: Sequence[Transition]) -> Interval:
    """Return since when a case is at the stage that an answer opened.

    `rows`: the ledger of a case of which something is perhaps of a later moment.
    """
    came = one.interval
    is_last = may_end(rows, came) and one.file.is_last_of_gate(stage, one.step, came)
    return came if is_last else Interval(moment, moment)


def opened_by(one: Answering, moment: datetime) -> str:
    """Return the next stage, where the answer was what its gate still asked for; else ""."""
    case = one.file.case
    if refusal_by_state(case, TransitionKind.ADVANCE) is not None:
        return ""
    stage = next_stage(case.stage)
    gate = one.file.plan.gate_of(stage) if stage else None
    if stage is None or gate is None or one.step.code not in gate.steps:
        return ""
    return "" if one.file.missing(stage, moment) else stage
