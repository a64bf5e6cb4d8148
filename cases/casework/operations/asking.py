"""Asking another body about a step, and recording its answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Ending, StepStatus, Verdict
from cases.casework.consent import check_asking
from cases.casework.models import Case, Step
from cases.casework.operations.differing import differing
from cases.casework.operations.step_rows import (
    answerable,
    begun,
    body_of,
    close_inquiry,
    grounds_of,
    happened,
    keep_result,
    letter_day,
    new_inquiry,
    put_status,
    settled_already,
    when_done,
)
from cases.casework.progress import refresh
from cases.core.actor import Actor
from cases.core.audit import also_on_record
from cases.core.errors import broken_rule, wrong_state
from cases.core.facts import When, ledger_moment
from cases.core.operations import operation
from cases.missions.models import Authority
from cases.procedures.choices import Body

ANSWERABLE = frozenset(set(Body.values) - {Body.MISSION.value})


@operation(may="step.work", audit="step.asked")
def ask_step(
    actor: Actor,
    case: Case,
    *,
    step: Step,
    asked_of: Authority | None = None,
    whom: str = "",
    when: When | None = None,
    reference: str = "",
    question: str = "",
) -> Case:
    """Record that another body was asked: from then on it has the ball, and each day is its own."""
    file, row = begun(actor, case, step)
    if row.status == StepStatus.ASKED:
        raise wrong_state(_("This was asked already and no answer has come yet."), "asked_already")
    if row.status != StepStatus.OPEN:
        raise settled_already(row)
    body = whom or (body_of(asked_of) if asked_of else row.body)
    if body not in ANSWERABLE:
        raise broken_rule(
            _("Say who was asked: a body, the family or the person."), "asked_of_whom", "asked_of"
        )
    check_asking(actor, case, body, asked_of)
    moment = ledger_moment([case.citizen, case])
    interval = happened(actor, file, when, moment, not_before=None, body=body)
    asked = new_inquiry(
        actor,
        file,
        row,
        interval,
        moment,
        body=body,
        asked_of=asked_of,
        reference=reference,
        question=question,
    )
    asked.save()
    file.put_inquiry(asked)
    put_status(
        actor, row, StepStatus.ASKED, interval.last, moment, reference=reference or row.reference
    )
    refresh([case], moment, [file])
    return case


@operation(may="step.work", audit="step.answered")
def record_answer(
    actor: Actor,
    case: Case,
    *,
    step: Step,
    verdict: str,
    when: When | None = None,
    replied_on: date | None = None,
    reference: str = "",
    answer: str = "",
    result: Mapping[str, Any] | None = None,
    name_differs: str = "",
    birth_differs: str = "",
    death_differs: str = "",
) -> Case:
    """Record what was answered: the step is done or refused by it, or it is our turn again.

    `when` is when the answer came, `replied_on` the date of the letter, by which the body acted; a
    result may name that date too.

    On a closed case too: what it decides of the person is written, and everything else rests.
    Where it says of the person otherwise than the record, each difference is decided (`Taking`).
    """
    file, row, asked = answerable(actor, case, step)
    moment = ledger_moment([case.citizen, case])
    when = when_done(actor, file, row, when, result=result, asked=asked)
    interval = happened(actor, file, when, moment, not_before=asked)
    close_inquiry(
        actor,
        file,
        asked,
        interval,
        moment,
        verdict=verdict,
        replied_on=letter_day(row, replied_on, result),
        reference=reference,
        answer=answer,
        result=result,
    )
    if verdict == Verdict.DONE:
        keep_result(
            actor,
            file,
            row,
            result or {},
            interval,
            moment=moment,
            reference=reference,
            decided=differing(name_differs, birth_differs, death_differs),
        )
        put_status(
            actor, row, StepStatus.DONE, interval.last, moment, grounds="", sealed_grounds=None
        )
    elif verdict == Verdict.REFUSED:
        if not answer:
            raise broken_rule(_("A refusal needs its grounds."), "needs_grounds", "answer")
        put_status(
            actor,
            row,
            StepStatus.REFUSED,
            interval.last,
            moment,
            **grounds_of(actor, row, moment, answer),
        )
    else:
        if verdict == Ending.TAKEN_BACK:
            also_on_record("taken_back")
        put_status(actor, row, StepStatus.OPEN, interval.last, moment)
    refresh([case], moment, [file])
    return case
