"""Whose turn it is: steps a case gets, opens, and lets wait again."""

from collections.abc import Sequence
from datetime import date, datetime

from cases.casework.choices import StepStatus
from cases.casework.models import Case, Step
from cases.casework.progress.file import File, day_at
from cases.casework.progress.plans import PlannedStep
from cases.casework.states import ORDER
from cases.core.conditions import CONDITIONS
from cases.core.waiting import write_all

COLUMNS = ["status", "status_at", "opened_at", "recorded_at"]


def add_steps(file: File, moment: datetime) -> bool:
    """Give a case the steps of its playbook that it has not got; return whether there were any."""
    there = {step.code for step in file.steps}
    if not file.case.stage:
        return False
    today = day_at(moment, file.zone)
    new = [
        new_step(file.case, planned, moment)
        for planned in file.plan.steps
        if planned.code not in there and applies(planned, file.case, today)
    ]
    if new:
        Step.objects.bulk_create(new)
        file.steps = sorted([*file.steps, *with_procedures(new)], key=lambda step: step.number)
    return bool(new)


def applies(planned: PlannedStep, case: Case, today: date) -> bool:
    """Return whether a case gets a step of its playbook."""
    return not planned.only_if or CONDITIONS[planned.only_if].holds(case, today)


def new_step(case: Case, planned: PlannedStep, moment: datetime) -> Step:
    """Return an unsaved step as the plan has it."""
    return Step(
        case=case,
        number=planned.number,
        code=planned.code,
        procedure_id=planned.procedure_id,
        track=planned.track,
        body=planned.body,
        after=list(planned.after),
        opens_at=planned.opens_at,
        status=StepStatus.WAITING,
        status_at=moment,
        recorded_at=moment,
    )


def with_procedures(steps: Sequence[Step]) -> list[Step]:
    """Return new steps with their procedures at hand."""
    ids = [step.pk for step in steps]
    return list(Step.objects.filter(pk__in=ids).select_related("procedure"))


def turn_steps(file: File, moment: datetime) -> None:
    """Open the steps whose turn has come; let those wait again whose predecessor was reopened."""
    by_code, changed = file.by_code, {}
    moved = True
    while moved:
        moved = False
        for step in file.steps:
            status = turned(step, by_code, file)
            if status == step.status:
                continue
            moved = True
            step.status, step.recorded_at = status, moment
            step.status_at = opened_from(step, by_code, file.case)
            step.opened_at = step.status_at if status == StepStatus.OPEN else None
            changed[step.pk] = step
    write_all(changed.values(), COLUMNS)


def turned(step: Step, by_code: dict[str, Step], file: File) -> str:
    """Return the status a step should have by what lies before it."""
    if step.status not in {StepStatus.WAITING, StepStatus.OPEN}:
        return step.status
    if step.status == StepStatus.OPEN and step.pk in file.inquiries:
        return step.status
    before = [by_code[code] for code in step.after if code in by_code]
    is_free = all(other.is_settled or other.status == StepStatus.DROPPED for other in before)
    return StepStatus.OPEN if is_free and is_reached(step, file.case) else StepStatus.WAITING


def is_reached(step: Step, case: Case) -> bool:
    """Return whether the case has come to the stage at which a step may begin."""
    if not step.opens_at or not case.stage:
        return True
    return ORDER.index(case.stage) >= ORDER.index(step.opens_at)


def opened_from(step: Step, by_code: dict[str, Step], case: Case) -> datetime:
    """Return since when a step could begin: when the last of what lies before it was done.

    The first steps begin when we came to know of the case; none before it was taken up again.
    """
    moments = [by_code[code].status_at for code in step.after if code in by_code]
    if step.opens_at:
        moments.append(case.position_at)
    if step.taken_up_at is not None:
        moments.append(step.taken_up_at)
    return max(moments, default=case.recorded_at)
