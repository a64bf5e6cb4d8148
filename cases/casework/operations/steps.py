"""Settling a step: done, refused, waived; and taking it up again."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Ending, StepStatus, Verdict
from cases.casework.ledger import Writing, write
from cases.casework.models import Case, Step, Transition
from cases.casework.operations.deciding import take_back
from cases.casework.operations.differing import differing, give_back
from cases.casework.operations.step_rows import (
    begun,
    close_inquiry,
    grounds_of,
    happened,
    is_expired,
    keep_result,
    letter_day,
    moved_by_answer,
    put_status,
    refuse_own_work,
    settled_already,
    the_step,
    unanswered,
    when_done,
)
from cases.casework.progress import refresh
from cases.core.actor import Actor
from cases.core.audit import also_on_record
from cases.core.errors import wrong_state
from cases.core.facts import Interval, When, ledger_moment
from cases.core.operations import operation

UNSETTLED = {StepStatus.OPEN, StepStatus.ASKED}


@operation(may="step.work", audit="step.completed")
def complete_step(
    actor: Actor,
    case: Case,
    *,
    step: Step,
    when: When | None = None,
    result: Mapping[str, Any] | None = None,
    reference: str = "",
    note: str = "",
    name_differs: str = "",
    birth_differs: str = "",
    death_differs: str = "",
) -> Case:
    """Record that a step was done, with what came out of it; a question still open ends with it.

    Where it says of the person otherwise than the record, each difference is decided (`Taking`).
    """
    file, row = begun(actor, case, step)
    if row.status not in UNSETTLED:
        raise settled_already(row)
    moment = ledger_moment([case.citizen, case])
    asked = unanswered(file, row)
    when = when_done(actor, file, row, when, result=result, asked=asked)
    interval = happened(actor, file, when, moment, not_before=asked)
    if asked is not None:
        close_inquiry(
            actor,
            file,
            asked,
            interval,
            moment,
            verdict=Verdict.DONE,
            replied_on=letter_day(row, None, result),
            reference=reference,
            answer=note,
            result=result,
        )
    keep_result(
        actor,
        file,
        row,
        result or {},
        interval,
        moment=moment,
        reference=reference,
        note=note,
        decided=differing(name_differs, birth_differs, death_differs),
        by="complete_step",
    )
    put_status(
        actor,
        row,
        StepStatus.DONE,
        interval.last,
        moment,
        grounds="",
        sealed_grounds=None,
        reference=reference or row.reference,
    )
    refresh([case], moment, [file])
    return case


@operation(may="step.work", audit="step.refused")
def refuse_step(
    actor: Actor, case: Case, *, step: Step, grounds: str, when: When | None = None
) -> Case:
    """Record that what a step asks for was refused, and on what grounds."""
    file, row = begun(actor, case, step)
    if row.status not in UNSETTLED:
        raise settled_already(row)
    moment = ledger_moment([case.citizen, case])
    asked = unanswered(file, row)
    interval = happened(actor, file, when, moment, not_before=asked)
    if asked is not None:
        close_inquiry(actor, file, asked, interval, moment, verdict=Verdict.REFUSED, answer=grounds)
    put_status(
        actor,
        row,
        StepStatus.REFUSED,
        interval.last,
        moment,
        **grounds_of(actor, row, moment, grounds),
    )
    refresh([case], moment, [file])
    return case


@operation(may="step.waive", audit="step.waived")
def waive_step(actor: Actor, case: Case, *, step: Step, reason: str) -> Case:
    """Let a case go on without a step: decided, with a reason, by who has not worked on it.

    A question that is out is taken back: nobody answered it.
    """
    file, row = the_step(actor, case, step)
    if row.is_settled and not is_expired(row):
        raise settled_already(row)
    refuse_own_work(actor, file, row)
    moment = ledger_moment([case.citizen, case])
    asked = unanswered(file, row)
    if asked is not None:
        also_on_record("taken_back")
        now = Interval(moment, moment)
        close_inquiry(actor, file, asked, now, moment, verdict=Ending.TAKEN_BACK)
    if row.opened_at is None:
        row.opened_from = row.opened_at = moment
    put_status(
        actor, row, StepStatus.WAIVED, moment, moment, **grounds_of(actor, row, moment, reason)
    )
    refresh([case], moment, [file])
    return case


@operation(may="step.work", audit="step.reopened")
def reopen_step(actor: Actor, case: Case, *, step: Step, reason: str) -> Case:
    """Take up a step again that was done, refused or waived; its former results stay on record.

    What its answer had decided of the person is taken back, and so is the stage to which the act
    moved the case that recorded the answer. One that was reached by an act of its own stays.
    Its limits run anew from now, but for those that a dated event sets off; what was judged in time
    or late stays so. What was done before, as is said since, is measured as if nobody had taken it
    up again, and takes the place of that.
    """
    file, row = the_step(actor, case, step)
    if row.status not in {StepStatus.DONE, StepStatus.REFUSED, StepStatus.WAIVED}:
        raise wrong_state(
            _("This step is not settled, so there is nothing to take up again."), "unsettled"
        )
    moment = ledger_moment([case.citizen, case])
    row.expires_on = None
    moved: list[Transition] = []
    if row.status == StepStatus.DONE:
        take_back(actor, file, row)
        give_back(actor, file, row, moment)
        moved = moved_by_answer(case, row)
    said = grounds_of(actor, row, moment, reason)
    put_status(actor, row, StepStatus.OPEN, moment, moment, taken_up_at=moment, **said)
    if moved:
        write(Writing(actor, case, moment, "reopen_step"), drop=moved, why=reason)
    refresh([case], moment, [] if moved else [file])
    return case
