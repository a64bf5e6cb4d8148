"""Correcting when a step was asked about, answered or settled."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import StepStatus
from cases.casework.ledger import (
    Writing,
    entry_again,
    places,
    put_between,
    span_of,
    standing_rows,
    write,
)
from cases.casework.models import Case, Inquiry, Step, StepResult, Transition
from cases.casework.operations.step_rows import (
    BEFORE_QUESTION,
    check_letter,
    days_said,
    found_step,
    happened,
    letters_dated,
    moved_by_answer,
)
from cases.casework.origins import received_on
from cases.casework.progress import File, load, refresh
from cases.casework.progress.file import day_at
from cases.casework.progress.moments import bounds_of, zone_there
from cases.casework.progress.starts import days_of_step
from cases.casework.progress.turns import open_anew
from cases.core.actor import Actor
from cases.core.errors import broken_rule, wrong_state
from cases.core.facts import Interval, When, ledger_moment
from cases.core.operations import operation
from cases.procedures.choices import Body
from cases.procedures.results import fields_of, order_faults
from cases.templatetags.moments import day_words


@operation(may="step.work", audit="step.redated")
def redate_step(
    actor: Actor,
    case: Case,
    *,
    step: Step,
    asked: When | None = None,
    settled: When | None = None,
    replied_on: date | None = None,
    question: Inquiry | None = None,
) -> Case:
    """Correct when another body was asked about a step, or when the step was answered or settled.

    `replied_on` is the date of the letter by which it was answered. A result that names the day of
    the step names the right one then: it is one day.
    Of several questions the last is meant, unless a former `question` is named: the step stands as
    it does. Clocks that start or stop by it are counted and judged anew, of a closed case too; the
    former moments stay in the row versions. A waiver stands at the moment of its decision. A stage
    that was recorded in one act with the answer moves with it: 422 `stage_out_of_turn` where
    another stage lies between.
    """
    file, row = found_step(actor, case, step)
    moment = ledger_moment([case.citizen, case])
    if asked is None and settled is None and replied_on is None:
        raise broken_rule(_("Say which day is the right one."), "needs_day", "settled")
    former = former_question(file, row, question)
    if former is not None:
        redate_former(actor, file, former, (asked, settled, replied_on), moment)
        refresh([case], moment, [file])
        return case
    stages = moving_stages(case, row, file) if settled is not None else []
    if asked is not None:
        redate_question(actor, file, row, asked, moment)
    if settled is not None:
        redate_end(actor, file, row, settled, moment)
    touched = {last_question(file, row)}
    if replied_on is not None:
        touched.add(redate_letter(actor, file, row, replied_on, moment))
    for one in touched:
        keep_question(file, one)
    moved = [stage for stage in stages if move_stage(actor, stage, row, file, moment)]
    keep_result_anew(file, row)
    row.save(update_fields=["status_at"])
    open_anew(file, row)
    refresh([case], moment, [] if moved else [file])
    return case


@dataclass(frozen=True, slots=True)
class OnRecord:
    """The dates of a step that can be corrected: what was asked last, and what was answered last.

    `settled` is when it was answered, done or refused; `stage` what moves with that, and `named`
    what its result says of it: label and day.
    """

    asked: Inquiry | None
    answered: Inquiry | None
    settled: Interval | None
    stage: Transition | None
    named: tuple[str, date] | None = None


def dates_on_record(case: Case, step: Step, question: Inquiry | None = None) -> OnRecord:
    """Return the dates of a step, or of a former question about it, as they are known now."""
    (file,) = load([case])
    row = next(row for row in file.steps if row.pk == step.pk)
    former = former_question(file, row, question)
    if former is not None and former.answered_from and former.answered_at:
        ended = Interval(former.answered_from, former.answered_at)
        return OnRecord(former, former, ended, None)
    settled = file.began(row) if has_end(file, row) else None
    stage = next(iter(moving_stages(case, row, file)), None)
    name, day = named_day(file, row)
    named = (label_of(row, name), day) if day else None
    return OnRecord(last_question(file, row), last_answered(file, row), settled, stage, named)


def named_day(file: File, row: Step) -> tuple[str, date | None]:
    """Return which value of the present result is the day of a step, and that day, if one is.

    What was done before anybody asked is of another day than the answer that tells of it.
    """
    result, question = file.results.get(row.pk), last_question(file, row)
    if row.status != StepStatus.DONE or result is None or result.happened_at != row.status_at:
        return "", None
    began, body = file.began(row), question.body if question else Body.MISSION
    for name in filter(result.values.get, days_of_step(row)):
        day = date.fromisoformat(result.values[name])
        spans = [bounds_of(day, zone) for zone in {file.zone, zone_there(body, file.zone)}]
        if any(first <= began.last and began.first <= last for first, last in spans):
            return name, day
    return "", None


def label_of(row: Step, name: str) -> str:
    """Return what a value of the result of a step is called."""
    return next(field.words for field in fields_of(row.procedure) if field.name == name)


def values_on(file: File, row: Step, settled: When) -> dict[str, Any]:
    """Return the result of a step with the right day.

    422 where no one day is said in place of the one that the result names, or another day of the
    result cannot be before it.
    """
    values, (name, day) = file.results[row.pk].values, named_day(file, row)
    if day is None:
        return dict(values)
    first, last = days_said(settled, file.zone)
    words = {"label": label_of(row, name), "day": day_words(day)}
    if first != last:
        raise broken_rule(
            _(
                "“%(label)s” of the result is %(day)s. Give the one day that is right. If only the "
                "month is known, take the step up again and record its result anew."
            )
            % words,
            "needs_one_day",
            "settled",
        )
    right = {**values, name: first.isoformat()}
    for fault in order_faults(fields_of(row.procedure), right):
        raise broken_rule(
            _("“%(label)s” of the result would be wrong then. %(fault)s")
            % {
                "label": label_of(row, fault.field.removeprefix("result.")),
                "fault": fault.message,
            },
            "before_other",
            "settled",
        )
    return right


def moving_stages(case: Case, row: Step, file: File) -> list[Transition]:
    """Return what one act wrote with an answer, of its very day: it moves with the answer.

    It may have been over within that day by a stage that followed.
    """
    began = file.began(row)
    return [
        stage
        for stage in (moved_by_answer(case, row) if row.status == StepStatus.DONE else ())
        if stage.occurred_from == began.first and stage.occurred_at <= began.last
    ]


def move_stage(actor: Actor, stage: Transition, row: Step, file: File, moment: datetime) -> bool:
    """Move a stage to the day of its answer; return whether that is another one."""
    rows = standing_rows(file.case)
    turn = rows.index(stage)
    rows.remove(stage)
    refuse_out_of_turn(file.case, stage, rows, turn, file.began(row))
    place = places(rows, file.began(row), near=turn)[0]
    before, interval, after = put_between(rows, file.began(row), place)
    if interval == span_of(stage) and not before:
        return False
    entry = entry_again(stage, stage.changes, interval)
    write(Writing(actor, file.case, moment, "redate_step"), *before, entry, *after, drop=[stage])
    return True


def refuse_out_of_turn(
    case: Case, stage: Transition, rows: Sequence[Transition], turn: int, interval: Interval
) -> None:
    """422 where the stage would come to lie before or behind another one for certain.

    `turn`: how many of the other rows lie before it now.
    """
    for number, other in enumerate(rows):
        is_late = other.occurred_from > interval.last
        is_early = other.occurred_at < interval.first
        if "stage" in other.changes and (is_late if number < turn else is_early):
            raise broken_rule(
                _(
                    "With this answer the case came to “%(stage)s”, which would move past "
                    "“%(other)s” of %(day)s. Correct the day of that entry in the course of the "
                    "case first."
                )
                % {
                    "stage": stage.get_to_stage_display(),
                    "other": other.get_to_stage_display(),
                    "day": day_words(day_at(other.occurred_at, case.mission.zone)),
                },
                "stage_out_of_turn",
                "settled",
            )


def last_question(file: File, row: Step) -> Inquiry | None:
    """Return what was asked last about a step."""
    return next(reversed(file.inquiries.get(row.pk, ())), None)


def former_question(file: File, row: Step, question: Inquiry | None) -> Inquiry | None:
    """Return the question that was named, None for the last; 422 for one about another step."""
    rows = file.inquiries.get(row.pk, [])
    found = next((one for one in rows if question and one.pk == question.pk), None)
    if question is not None and found is None:
        raise broken_rule(
            _("This question was about another step. Choose one of this step."),
            "question_of_another_step",
            "question",
        )
    return None if found is None or found is rows[-1] else found


def redate_former(
    actor: Actor,
    file: File,
    former: Inquiry,
    days: tuple[When | None, When | None, date | None],
    moment: datetime,
) -> None:
    """Put the right dates on a question after which another was asked: the step stands by that."""
    asked, settled, replied_on = days
    assert former.answered_at is not None, "of several questions the last alone is open"
    assert former.answer_recorded_at is not None, "it was answered"
    if asked is not None:
        said = happened(
            actor, file, asked, moment, not_before=None, body=former.body, field="asked"
        )
        said = known_by(said, former.recorded_at, "asked")
        former.asked_from, former.asked_at = said.first, said.last
    if settled is not None:
        said = happened(actor, file, settled, moment, not_before=former, field="settled")
        said = known_by(said, former.answer_recorded_at, "settled")
        said = received_by(actor, file, former, said)
        former.answered_from, former.answered_at = said.first, said.last
    if replied_on is not None:
        former.replied_on = replied_on
    keep_question(file, former)


def last_answered(file: File, row: Step) -> Inquiry | None:
    """Return the question about a step that was answered last."""
    rows = file.inquiries.get(row.pk, ())
    return next((one for one in reversed(rows) if one.came_at is not None), None)


def has_end(file: File, row: Step) -> bool:
    """Return whether a step was answered, done or refused, and stands there."""
    question = last_question(file, row)
    answered = question is not None and question.answer_recorded_at == row.recorded_at
    return answered or row.status in {StepStatus.DONE, StepStatus.REFUSED}


def redate_question(actor: Actor, file: File, row: Step, when: When, moment: datetime) -> None:
    """Put the right moment on a question."""
    question = last_question(file, row)
    if question is None:
        raise wrong_state(_("Nobody was asked about this. Ask first."), "not_asked")
    asked_of = question.body
    interval = happened(actor, file, when, moment, not_before=None, body=asked_of, field="asked")
    interval = known_by(interval, question.recorded_at, "asked")
    question.asked_from, question.asked_at = interval.first, interval.last
    if row.status == StepStatus.ASKED:
        row.status_at = interval.last


def redate_end(actor: Actor, file: File, row: Step, when: When, moment: datetime) -> None:
    """Put the right moment on the answer that brought a step where it is, or on what settled it."""
    question = last_question(file, row)
    answered = question is not None and question.answer_recorded_at == row.recorded_at
    if not has_end(file, row):
        raise wrong_state(_("This was neither answered nor is it done or refused."), "no_end")
    asked = question if answered else None
    interval = happened(actor, file, when, moment, not_before=asked, field="settled")
    interval = known_by(interval, row.recorded_at, "settled")
    if asked is not None:
        interval = received_by(actor, file, asked, interval)
    result = file.results.get(row.pk)
    if row.status == StepStatus.DONE and result and result.happened_at == row.status_at:
        days = {"happened_from": interval.first, "happened_at": interval.last}
        values = values_on(file, row, when)
        file.results[row.pk] = anew(actor, result, moment, values=values, **days)
    if answered and question is not None:
        question.answered_from, question.answered_at = interval.first, interval.last
    row.status_at = interval.last


def redate_letter(
    actor: Actor, file: File, row: Step, replied_on: date, moment: datetime
) -> Inquiry:
    """Put the right date on the letter of the last answer, in the result that names it too."""
    question = last_answered(file, row)
    if question is None:
        raise wrong_state(_("Nobody has answered this yet."), "no_answer")
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


def received_by(actor: Actor, file: File, question: Inquiry, interval: Interval) -> Interval:
    """Return when an answer came; 422 where that is after the list with it was received."""
    day = received_on(actor, question)
    if day is None:
        return interval
    last = bounds_of(day, file.zone)[1]
    if interval.first > last:
        raise broken_rule(
            _("The list with this answer was received on %(day)s. It cannot have come later.")
            % {"day": day_words(day)},
            "after_its_list",
            "settled",
        )
    return Interval(interval.first, min(interval.last, last))


def refuse_two_at_once(rows: Sequence[Inquiry], question: Inquiry) -> None:
    """422 where another question about the step was still out for certain, or out already."""
    for other in rows:
        first, then = sorted((other, question), key=lambda one: one.pk)
        if first is not then and first.answered_from and then.asked_at < first.answered_from:
            raise broken_rule(
                _("Another question about this step was out then. One is asked after the other."),
                "two_questions_at_once",
                "asked" if then is question else "settled",
            )


def told_by(file: File, question: Inquiry) -> Mapping[str, Any]:
    """Return the result that the answer to a question brought, as it was corrected since."""
    row = next(row for row in file.steps if row.pk == question.step_id)
    result = file.results.get(row.pk)
    if row.status != StepStatus.DONE or question.answer_recorded_at != row.recorded_at:
        results = StepResult.objects.filter(
            step=row, recorded_at__gte=question.answer_recorded_at
        ).order_by("recorded_at", "pk")
        later = [one for one in file.inquiries.get(row.pk, ()) if one.pk > question.pk]
        if later:
            results = results.filter(recorded_at__lt=later[0].recorded_at)
        result = results.last()
    return result.values if result else {}


def keep_question(file: File, question: Inquiry | None) -> None:
    """Write the moments of a question; 422 where its answer came before it for certain."""
    if question is None:
        return
    if question.answered_at is not None and question.answered_from is not None:
        if question.answered_at < question.asked_from:
            raise broken_rule(BEFORE_QUESTION, "answer_before_question", "asked")
        came = Interval(question.answered_from, question.answered_at)
        told = told_by(file, question)
        check_letter(file, question, question.replied_on, came, question.verdict, result=told)
    refuse_two_at_once(file.inquiries.get(question.step_id, ()), question)
    columns = ["asked_from", "asked_at", "answered_from", "answered_at", "replied_on"]
    question.save(update_fields=columns)
    file.put_inquiry(question)
