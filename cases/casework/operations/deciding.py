"""What an answer decides of the person: their nationality, as the result of its procedure says."""

from collections.abc import Sequence

from cases.casework.choices import StepStatus
from cases.casework.jobs import refresh_people, refresh_person
from cases.casework.models import Step
from cases.casework.progress import File
from cases.citizens.choices import NationalityStatus
from cases.core.actor import Actor
from cases.core.audit import also_on_record
from cases.core.waiting import put
from cases.procedures.result_schema import nationality_by


def decided(file: File, row: Step) -> str:
    """Return the nationality that the present result of a step decides; empty where it does not."""
    result = file.results.get(row.pk)
    return nationality_by(row.procedure.result_fields, result.values) if result else ""


def decide(actor: Actor, file: File, row: Step) -> None:
    """Write what the result of a step decides."""
    status = decided(file, row)
    if status:
        put_nationality(actor, file, status)


def decide_each(actor: Actor, answered: Sequence[tuple[File, Step]]) -> None:
    """Write what the results of steps of many cases decide; one job looks at their people."""
    people = []
    for file, row in answered:
        status, citizen = decided(file, row), file.case.citizen
        if status and citizen.nationality_status != status:
            citizen.nationality_status = status
            put(citizen, "nationality_status")
            people.append(citizen.pk)
    if people:
        also_on_record(f"nationalities={len(people)}")
        refresh_people.enqueue(citizen_ids=people)


def take_back(actor: Actor, file: File, row: Step) -> None:
    """Undo what the result of a step has decided, unless somebody has said otherwise since.

    Another answer that still stands decides then; without one the nationality is declared.
    """
    was = decided(file, row)
    if not was or file.case.citizen.nationality_status != was:
        return
    others = [
        decided(file, other)
        for other in file.steps
        if other.pk != row.pk and other.status == StepStatus.DONE
    ]
    put_nationality(actor, file, next(filter(None, others), NationalityStatus.DECLARED.value))


def put_nationality(actor: Actor, file: File, status: str) -> None:
    """Write the nationality; other open cases of the person are looked at by the worker."""
    citizen = file.case.citizen
    if citizen.nationality_status == status:
        return
    citizen.nationality_status = status
    put(citizen, "nationality_status")
    also_on_record(f"nationality={status}")
    if actor.kind == "staff":
        refresh_person.enqueue(citizen_id=citizen.pk)
