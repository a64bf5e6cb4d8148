"""Asking bodies about steps of many cases in one act, in a fixed number of statements.

What is written is what `ask_step` writes for one case.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cases.casework.choices import StepStatus
from cases.casework.consent import refuse_by_word, statements_of_each
from cases.casework.models import Case, Inquiry, Step
from cases.casework.operations import ask_step
from cases.casework.operations.sealing import refuse_unread
from cases.casework.operations.step_rows import (
    STATUS,
    body_of,
    happened,
    new_inquiry,
    set_status,
)
from cases.casework.progress import File, load, refresh
from cases.casework.together.ledgers import of_case
from cases.casework.together.locking import let_all_wait, locked_together, write_all_down
from cases.core.actor import Actor
from cases.core.audit import write_each
from cases.core.errors import not_found
from cases.core.facts import When, ledger_moment
from cases.core.guards import raised_by
from cases.core.waiting import write_all
from cases.missions.models import Authority


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about one step of a case: of whom, under which number, in which words."""

    case: Case
    step_id: int
    asked_of: Authority | None
    reference: str
    words: str


def ask_together(
    actor: Actor, questions: Sequence[Question], when: When | None
) -> Mapping[int, File]:
    """Ask each question whose step is open, of a case that is not at rest; return all files.

    A step that is asked twice is asked by the first question. 403 and 422 as for `ask_step`.
    """
    locked = locked_together(actor, {row.case.pk: row.case for row in questions}.values())
    files = {file.case.pk: file for file in load(locked)}
    if any(row.case.pk not in files for row in questions):
        raise not_found()
    steps = {step.pk: step for file in files.values() for step in file.steps}
    first = {row.step_id: row for row in reversed(questions)}
    asking = [
        (files[row.case.pk], steps[row.step_id], row)
        for row in first.values()
        if steps[row.step_id].status == StepStatus.OPEN and not files[row.case.pk].is_at_rest
    ]
    if asking:
        write_questions(actor, asking, when)
    return files


def write_questions(
    actor: Actor, asking: Sequence[tuple[File, Step, Question]], when: When | None
) -> None:
    """Write questions on steps that are open, and bring their cases up to date."""
    now = list({file.case.pk: file for file, _step, _row in asking}.values())
    cases = [file.case for file in now]
    ask_step.allow(actor, *cases)
    whom = {
        step.pk: body_of(row.asked_of) if row.asked_of else step.body for _file, step, row in asking
    }
    word = statements_of_each(actor, cases)
    for file, step, row in asking:
        refuse_unread(actor, step)
        against = raised_by(refuse_by_word, word[file.case.pk], whom[step.pk], row.asked_of)
        if against is not None:
            raise of_case(against, file.case) if len(asking) > 1 else against
    let_all_wait(cases)
    moment = ledger_moment([one for case in cases for one in (case.citizen, case)])
    new = []
    for file, step, row in asking:
        body = whom[step.pk]
        interval = happened(actor, file, when, moment, not_before=None, body=body)
        new.append(
            new_inquiry(
                actor,
                file,
                step,
                interval,
                moment,
                body=body,
                asked_of=row.asked_of,
                reference=row.reference,
                question=row.words,
            )
        )
        set_status(actor, step, StepStatus.ASKED, interval.last, moment, reference=row.reference)
    Inquiry.objects.bulk_create(new)
    for (file, _step, _row), asked in zip(asking, new, strict=True):
        file.put_inquiry(asked)
    write_all([step for _file, step, _row in asking], STATUS)
    refresh(cases, moment, now)
    write_all_down(cases)
    write_each("step.asked", ask_step.name, cases)
