"""What an answer decides of the person: their nationality, as the result of its procedure says."""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any, Final

from cases.casework.choices import Outcome, StepStatus
from cases.casework.jobs import refresh_people, refresh_person
from cases.casework.models import Case, Step
from cases.casework.nationality import decided_by, deciding_of
from cases.casework.operations.differing import BEFORE
from cases.casework.progress import File
from cases.citizens.choices import NationalityStatus
from cases.citizens.known_as import records_seen
from cases.citizens.models import Citizen, SamePerson
from cases.citizens.operations.register import country_decided
from cases.core.actor import Actor
from cases.core.audit import also_on_record
from cases.core.context import seeing_too
from cases.core.models import RowVersion
from cases.core.roles import FILE
from cases.core.waiting import put
from cases.procedures.result_schema import DECIDES, nationality_by

ANSWERING: Final = frozenset({"record_answer", "accept_answers"})
"""The operations that record the answer to a question, of a closed case too."""


def decided(file: File, row: Step) -> str:
    """Return the nationality that the present result of a step decides; empty where it does not."""
    result = file.results.get(row.pk)
    return decided_by(row, result, file.inquiries.get(row.pk, ())) if result else ""


def nationality_before(file: File, row: Step, values: Mapping[str, Any]) -> dict[str, str]:
    """Return what stands of the nationality without the answers of a case, beside its field.

    Empty where the values decide nothing, or the nationality is declared.
    """
    citizen, fields = file.case.citizen, row.procedure.result_fields
    name = next((one["name"] for one in fields if nationality_by([one], values)), "")
    others = [other for other in others_of(file, row) if decided(file, other)]
    rests = next((one for one in others if decided(file, one) == citizen.nationality_status), None)
    stood = stood_before(file, rests) if rests else citizen.nationality_status
    return {name + BEFORE: stood} if name and stood != NationalityStatus.DECLARED else {}


def stood_before(file: File, row: Step) -> str:
    """Return what stood of the nationality before the result of a step decided it."""
    values = file.results[row.pk].values
    names = (one["name"] + BEFORE for one in row.procedure.result_fields if one.get("choices"))
    return next((values[name] for name in names if name in values), NationalityStatus.DECLARED)


def others_of(file: File, row: Step) -> list[Step]:
    """Return the other steps of a case that are done."""
    return [one for one in file.steps if one.pk != row.pk and one.status == StepStatus.DONE]


def decide(actor: Actor, file: File, row: Step) -> None:
    """Write what the result of a step decides."""
    status = decided(file, row)
    if status:
        put_nationality(actor, file, status)


def decide_each(actor: Actor, answered: Sequence[tuple[File, Step]]) -> None:
    """Write what the results of steps of many cases decide; one job looks at their people."""
    people = []
    for file, row in answered:
        status = decided(file, row)
        for citizen in told_of(actor, file) if status else ():
            if citizen.nationality_status != status:
                put_decided(citizen, status)
                people.append(citizen.pk)
    if people:
        also_on_record(f"nationalities={len(people)}")
        refresh_people.enqueue(citizen_ids=people)


def take_back(actor: Actor, file: File, row: Step) -> None:
    """Undo what the result of a step has decided, unless somebody has said otherwise since.

    Another answer that still stands decides then; without one stands what stood before.
    """
    was = decided(file, row)
    if not was or file.case.citizen.nationality_status != was:
        return
    others = [decided(file, other) for other in others_of(file, row)]
    put_nationality(actor, file, next(filter(None, others), stood_before(file, row)))


def put_nationality(actor: Actor, file: File, status: str) -> None:
    """Write the nationality; other open cases of the person are looked at by the worker."""
    for citizen in told_of(actor, file):
        if citizen.nationality_status == status:
            continue
        put_decided(citizen, status)
        also_on_record(f"nationality={status}")
        if actor.kind == "staff":
            refresh_person.enqueue(citizen_id=citizen.pk)


def put_decided(citizen: Citizen, status: str) -> None:
    """Write what is decided of a person, and the nationality that goes with it."""
    citizen.nationality = country_decided(citizen, status)
    citizen.nationality_status = status
    put(citizen, "nationality", "nationality_status")


def told_of(actor: Actor, file: File) -> list[Citizen]:
    """Return the record of a case; of a duplicate's every record of the person in sight, locked.

    The question went out before the two were linked, and its answer is of the person: the case that
    goes on has it too.
    """
    citizen = file.case.citizen
    if file.case.outcome != Outcome.DUPLICATE or citizen.head_id is None:
        return [citizen]
    others = Citizen.objects.visible_to(actor).filter(head=citizen.head_id).exclude(pk=citizen.pk)
    return [citizen, *others.order_by("pk").select_for_update(no_key=True)]


def part_nationalities(actor: Actor, link: SamePerson, cases: Sequence[Case]) -> None:
    """Give back what an answer about another person wrote while a link stood, now undone.

    What an answer about the person themselves decides stands then, else what stood before. What
    somebody has said otherwise since stays. `cases`: those of both, whose citizens are at hand.
    """
    with seeing_too(FILE):
        for side in (link.citizen, link.into):
            for person in records_seen(actor, side).order_by("pk"):
                status = without_others(actor, link, person)
                if status == person.nationality_status:
                    continue
                for one in cases:
                    if one.citizen == person:
                        one.citizen.nationality = country_decided(person, status)
                        one.citizen.nationality_status = status
                put_decided(person, status)
                also_on_record(f"nationality={status}")
                refresh_person.enqueue(citizen_id=person.pk)


def without_others(actor: Actor, link: SamePerson, person: Citizen) -> str:
    """Return the nationality of a person without what answers about others wrote since a link.

    An answer about themselves counts where it came since the link, and nobody has said otherwise
    since: what was corrected after an earlier one stood before.
    """
    rows = RowVersion.objects.filter(
        table_name=Citizen._meta.db_table,
        row_id=person.pk,
        recorded_at__gte=link.recorded_at,
        old__has_key="nationality_status",
    )
    changed = list(rows.order_by("-pk"))
    told = list(takewhile(lambda row: row.operation in ANSWERING, changed))
    if not told:
        return person.nationality_status
    since = changed[len(told)].recorded_at if changed[len(told) :] else link.recorded_at
    own, _asked = deciding_of(actor, person, DECIDES)
    if own is not None and since is not None and own.recorded_at >= since:
        return nationality_by(own.step.procedure.result_fields, own.values)
    return str(told[-1].old["nationality_status"])
