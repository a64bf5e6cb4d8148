"""Whose turn it is: steps a case gets, opens, and lets wait again."""

from collections.abc import Sequence
from datetime import date, datetime

from cases.casework.choices import StepStatus
from cases.casework.models import Case, Step
from cases.casework.progress.file import File, day_at
from cases.casework.progress.plans import PlannedStep
from cases.casework.states import ORDER
from cases.core.conditions import CONDITIONS
from cases.core.facts import Interval, last_of
from cases.core.waiting import write_all
from cases.procedures.models import Procedure

AT_ONCE = 2_000
COLUMNS = ["status", "status_at", "opened_from", "opened_at", "recorded_at"]


def add_steps(files: Sequence[File], moment: datetime) -> bool:
    """Give cases the steps of their playbooks that they have not got, not written yet.

    Return whether there were any.
    """
    added = {id(file): missing_steps(file, moment) for file in files}
    new = [step for steps in added.values() for step in steps]
    if not new:
        return False
    procedures = Procedure.objects.in_bulk({step.procedure_id for step in new})
    for step in new:
        step.procedure = procedures[step.procedure_id]
    for file in files:
        if added[id(file)]:
            file.steps = sorted([*file.steps, *added[id(file)]], key=lambda step: step.number)
    return True


def missing_steps(file: File, moment: datetime) -> list[Step]:
    """Return unsaved the steps of its playbook that a case has not got; a closed one gets none."""
    if file.is_at_rest:
        return []
    there = {step.code for step in file.steps}
    today = day_at(moment, file.zone)
    return [
        new_step(file.case, planned, moment)
        for planned in file.plan.steps
        if planned.code not in there and applies(planned, file, today)
    ]


def applies(planned: PlannedStep, file: File, today: date) -> bool:
    """Return whether a case gets a step of its playbook."""
    if not planned.only_if:
        return True
    return file.known.is_met(CONDITIONS[planned.only_if], file.case, today)


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


def turn_steps(files: Sequence[File], moment: datetime) -> None:
    """Open the steps whose turn has come, let those wait again whose predecessor was reopened.

    Then all that is new or changed of all the cases is written, in two statements at most.
    """
    changed = [step for file in files for step in turned_steps(file, moment)]
    new = [step for file in files for step in file.steps if step._state.adding]
    if new:
        Step.objects.bulk_create(new, batch_size=AT_ONCE)
    created = {id(step) for step in new}
    write_all([step for step in changed if id(step) not in created], COLUMNS)


def turned_steps(file: File, moment: datetime) -> list[Step]:
    """Turn the steps of one case as they are at hand; return those that are changed.

    Those of a closed case rest: they stay as they were, until it is reopened.
    """
    by_code, changed = file.by_code, {}
    moved = not file.is_at_rest
    while moved:
        moved = False
        for step in file.steps:
            status = turned(step, by_code, file)
            if status == step.status:
                continue
            moved = True
            step.status, step.recorded_at = status, moment
            began = file.awake(opened(step, file))
            step.status_at = began.last
            put_opened(step, began if status == StepStatus.OPEN else None)
            changed[step.code] = step
    return list(changed.values())


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


def open_anew(file: File, settled: Step) -> None:
    """Let steps begin when a step before them was settled, as known now: its day was corrected.

    One that was waived or taken up again began by an act of its own.
    """
    changed = []
    for step in file.steps:
        by_itself = step.taken_up_at is not None or step.status == StepStatus.WAIVED
        if by_itself or settled.code not in step.after or step.opened_at is None:
            continue
        began = file.awake(opened(step, file))
        if (step.opened_from, step.opened_at) != (began.first, began.last):
            if step.status == StepStatus.OPEN and step.status_at == step.opened_at:
                step.status_at = began.last
            put_opened(step, began)
            changed.append(step)
    write_all(changed, COLUMNS)


def opened(step: Step, file: File) -> Interval:
    """Return since when a step could begin: when the last of what lies before it was done.

    The first steps begin when we came to know of the case; none before it was taken up again.
    """
    by_code, case = file.by_code, file.case
    moments = [file.began(by_code[code]) for code in step.after if code in by_code]
    if step.opens_at:
        moments.append(case.position_since)
    if step.taken_up_at is not None:
        moments.append(Interval(step.taken_up_at, step.taken_up_at))
    return last_of(moments or [Interval(case.recorded_at, case.recorded_at)])


def put_opened(step: Step, began: Interval | None) -> None:
    """Put on a step since when it can be done, None for one that waits."""
    step.opened_from, step.opened_at = (began.first, began.last) if began else (None, None)
