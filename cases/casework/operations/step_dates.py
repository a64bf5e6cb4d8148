"""Correcting when a step was asked about, answered or settled."""

from copy import copy
from datetime import datetime
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import StepStatus
from cases.casework.models import Case, Inquiry, Step, StepResult
from cases.casework.operations.step_rows import found_step, happened
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
) -> Case:
    """Correct when another body was asked about a step, or when the step was answered or settled.

    Of several questions the last is meant. Clocks that start or stop by it are counted and judged
    anew, of a closed case too; the former moments stay in the row versions. A waiver stands at the
    moment of its decision.
    """
    file, row = found_step(actor, case, step)
    moment = ledger_moment([case.citizen, case])
    if asked is None and settled is None:
        raise broken_rule(_("Say which day is the right one."), "needs_day", "settled")
    if asked is not None:
        redate_question(actor, file, row, asked, moment)
    if settled is not None:
        redate_end(actor, file, row, settled, moment)
    keep_question(file, row)
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
    interval = happened(actor, when, moment, not_before=None, body=question.body)
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
    interval = happened(actor, when, moment, not_before=question if answered else None)
    interval = known_by(interval, row.recorded_at, "settled")
    result = file.results.get(row.pk)
    if row.status == StepStatus.DONE and result and result.happened_at == row.status_at:
        file.results[row.pk] = of_another_day(actor, result, interval, moment)
    if answered and question is not None:
        question.answered_from, question.answered_at = interval.first, interval.last
    row.status_at = interval.last


def of_another_day(
    actor: Actor, result: StepResult, interval: Interval, moment: datetime
) -> StepResult:
    """Append the same result with the right day: the former one stays on record."""
    row = copy(result)
    row.pk, row.uuid, row._state.adding = None, uuid4(), True
    row.happened_from, row.happened_at = interval.first, interval.last
    row.recorded_at, row.recorded_by_id = moment, actor.staff_id
    row.save(force_insert=True)
    return row


def known_by(interval: Interval, recorded_at: datetime, field: str) -> Interval:
    """Return when something happened that was known at a moment; 422 where that is later."""
    if interval.first > recorded_at:
        raise broken_rule(
            _("This was recorded before that day. Give a day that had come by then."),
            "after_its_record",
            field,
        )
    return Interval(interval.first, min(interval.last, recorded_at))


def keep_question(file: File, row: Step) -> None:
    """Write the moments of a question; 422 where its answer came before it for certain."""
    question = last_question(file, row)
    if question is None:
        return
    if question.answered_at is not None and question.answered_at < question.asked_from:
        raise broken_rule(
            _("An answer cannot come before the question."), "answer_before_question", "asked"
        )
    question.save(update_fields=["asked_from", "asked_at", "answered_from", "answered_at"])
    file.put_inquiry(question)
