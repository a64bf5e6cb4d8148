"""Correcting when a step was asked about, answered or settled."""

from copy import copy
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import StepStatus
from cases.casework.models import Case, Inquiry, Step, StepResult
from cases.casework.operations.step_rows import (
    BEFORE_QUESTION,
    check_letter,
    found_step,
    happened,
    letters_dated,
)
from cases.casework.progress import File, refresh
from cases.casework.progress.turns import open_anew
from cases.core.actor import Actor
from cases.core.errors import broken_rule, wrong_state
from cases.core.facts import Interval, When, ledger_moment
from cases.core.operations import operation


@operation(may="step.work", audit="step.redated")
def redate_step(
    actor: Actor,
    case: Case,
    *,
    step: Step,
    asked: When | None = None,
    settled: When | None = None,
    replied_on: date | None = None,
) -> Case:
    """Correct when another body was asked about a step, or when the step was answered or settled.

    `replied_on` is the date of the letter by which it was answered.
    Of several questions the last is meant. Clocks that start or stop by it are counted and judged
    anew, of a closed case too; the former moments stay in the row versions. A waiver stands at the
    moment of its decision.
    """
    file, row = found_step(actor, case, step)
    moment = ledger_moment([case.citizen, case])
    if asked is None and settled is None and replied_on is None:
        raise broken_rule(_("Say which day is the right one."), "needs_day", "settled")
    if asked is not None:
        redate_question(actor, file, row, asked, moment)
    if settled is not None:
        redate_end(actor, file, row, settled, moment)
    touched = {last_question(file, row)}
    if replied_on is not None:
        touched.add(redate_letter(actor, file, row, replied_on, moment))
    for question in touched:
        keep_question(file, question)
    keep_result_anew(file, row)
    row.save(update_fields=["status_at"])
    open_anew(file, row)
    refresh([case], moment, [file])
    return case


def last_question(file: File, row: Step) -> Inquiry | None:
    """Return what was asked last about a step."""
    return next(reversed(file.inquiries.get(row.pk, ())), None)


def redate_question(actor: Actor, file: File, row: Step, when: When, moment: datetime) -> None:
    """Put the right moment on a question."""
    question = last_question(file, row)
    if question is None:
        raise wrong_state(_("Nobody was asked about this. Ask first."), "not_asked")
    asked_of = question.body
    interval = happened(actor, when, moment, not_before=None, body=asked_of, field="asked")
    interval = known_by(interval, question.recorded_at, "asked")
    question.asked_from, question.asked_at = interval.first, interval.last
    if row.status == StepStatus.ASKED:
        row.status_at = interval.last


def redate_end(actor: Actor, file: File, row: Step, when: When, moment: datetime) -> None:
    """Put the right moment on the answer that brought a step where it is, or on what settled it."""
    question = last_question(file, row)
    answered = question is not None and question.answer_recorded_at == row.recorded_at
    if not answered and row.status not in {StepStatus.DONE, StepStatus.REFUSED}:
        raise wrong_state(_("This was neither answered nor is it done or refused."), "no_end")
    asked = question if answered else None
    interval = happened(actor, when, moment, not_before=asked, field="settled")
    interval = known_by(interval, row.recorded_at, "settled")
    result = file.results.get(row.pk)
    if row.status == StepStatus.DONE and result and result.happened_at == row.status_at:
        days = {"happened_from": interval.first, "happened_at": interval.last}
        file.results[row.pk] = anew(actor, result, moment, **days)
    if answered and question is not None:
        question.answered_from, question.answered_at = interval.first, interval.last
    row.status_at = interval.last


def redate_letter(
    actor: Actor, file: File, row: Step, replied_on: date, moment: datetime
) -> Inquiry:
    """Put the right date on the letter of the last answer, in the result that names it too."""
    answered = [one for one in file.inquiries.get(row.pk, ()) if one.answered_at is not None]
    if not answered:
        raise wrong_state(_("Nobody has answered this yet."), "no_answer")
    question = answered[-1]
    question.replied_on = replied_on
    result = file.results.get(row.pk)
    if row.status == StepStatus.DONE and result and question.answer_recorded_at == row.recorded_at:
        named = {name: replied_on.isoformat() for name in letters_dated(row)}
        if result.values | named != result.values:
            file.results[row.pk] = anew(actor, result, moment, values=result.values | named)
    return question


def anew(actor: Actor, result: StepResult, moment: datetime, **right: Any) -> StepResult:
    """Return the same result with what is right, not written yet: the former stays on record."""
    row = result
    if not result._state.adding:
        row = copy(result)
        row.pk, row.uuid, row._state.adding = None, uuid4(), True
        row.recorded_at, row.recorded_by_id = moment, actor.staff_id
    for name, value in right.items():
        setattr(row, name, value)
    return row


def keep_result_anew(file: File, row: Step) -> None:
    """Append the result that was corrected."""
    result = file.results.get(row.pk)
    if result is not None and result._state.adding:
        result.save(force_insert=True)


def known_by(interval: Interval, recorded_at: datetime, field: str) -> Interval:
    """Return when something happened that was known at a moment; 422 where that is later."""
    if interval.first > recorded_at:
        raise broken_rule(
            _("This was recorded before that day. Give a day that had come by then."),
            "after_its_record",
            field,
        )
    return Interval(interval.first, min(interval.last, recorded_at))


def keep_question(file: File, question: Inquiry | None) -> None:
    """Write the moments of a question; 422 where its answer came before it for certain."""
    if question is None:
        return
    if question.answered_at is not None and question.answered_from is not None:
        if question.answered_at < question.asked_from:
            raise broken_rule(BEFORE_QUESTION, "answer_before_question", "asked")
        came = Interval(question.answered_from, question.answered_at)
        check_letter(file, question, question.replied_on, came)
    columns = ["asked_from", "asked_at", "answered_from", "answered_at", "replied_on"]
    question.save(update_fields=columns)
    file.put_inquiry(question)
