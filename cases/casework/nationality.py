"""Which answer decided the nationality of a person: read off the results that stand.

Nothing is written beside the status: taking the answer back takes its source and date back too.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from cases.casework.choices import Ending, StepStatus
from cases.casework.models import Inquiry, Step, StepResult
from cases.casework.progress.file import File, day_at
from cases.casework.progress.telling import who_words
from cases.citizens.known_as import records_seen
from cases.citizens.models import Citizen
from cases.citizens.nationality import Decision, tells_decision
from cases.core.actor import Actor
from cases.procedures.choices import OF_VIETNAM
from cases.procedures.result_schema import DECIDES, nationality_by
from cases.procedures.results import fields_of


def decision_in(file: File) -> Decision | None:
    """Return the answer of a case that decided what is on record of its person."""
    done = [step for step in file.steps if step.status == StepStatus.DONE]
    results = [file.results[step.pk] for step in done if step.pk in file.results]
    for result in results:
        result.step = next(step for step in done if step.pk == result.step_id)
    found = deciding(results, file.inquiries, [file.case.citizen.nationality_status])
    if found is None:
        return None
    asked = file.inquiries.get(found.step_id, ())
    return decision(found, settled_by(found.step, found, asked), file.zone)


@tells_decision
def decision_of(actor: Actor, citizen: Citizen) -> Decision | None:
    """Return the same of all cases of a person that the actor sees."""
    if citizen.nationality_status not in DECIDES:
        return None
    found, asked = deciding_of(actor, citizen, [citizen.nationality_status])
    if found is None:
        return None
    by = settled_by(found.step, found, asked)
    return decision(found, by, found.case.mission.zone)


def deciding_of(
    actor: Actor, citizen: Citizen, statuses: Collection[str]
) -> tuple[StepResult | None, Sequence[Inquiry]]:
    """Return the latest result in sight that decides one of these nationalities of a person.

    Beside it, what was asked about its step.
    """
    rows = StepResult.objects.visible_to(actor).filter(
        case__citizen__in=records_seen(actor, citizen), step__status=StepStatus.DONE
    )
    joined = rows.select_related("step__procedure", "case__mission").order_by("step_id", "-pk")
    results = list(joined.distinct("step_id"))
    asked: dict[int, list[Inquiry]] = {}
    rows_asked = Inquiry.objects.visible_to(actor).filter(step__in=[row.step_id for row in results])
    for row in rows_asked.select_related("asked_of"):
        asked.setdefault(row.step_id, []).append(row)
    found = deciding(results, asked, statuses)
    return found, asked.get(found.step_id, ()) if found else ()


def deciding(
    results: Iterable[StepResult],
    asked: Mapping[int, Sequence[Inquiry]],
    statuses: Collection[str],
) -> StepResult | None:
    """Return the latest among present results that decides one of these nationalities.

    `asked`: the questions by their step.
    """
    found = [
        row for row in results if decided_by(row.step, row, asked.get(row.step_id, ())) in statuses
    ]
    return max(found, key=lambda row: (row.happened_at, row.pk), default=None)


def decided_by(step: Step, result: StepResult, asked: Iterable[Inquiry]) -> str:
    """Return the nationality that the result of a step decides; empty where it does not.

    Nobody but ourselves or a body of Viet Nam decides it: the family may answer, and says what it
    believes.
    """
    by = settled_by(step, result, asked)
    if by is not None and by.body not in OF_VIETNAM:
        return ""
    return nationality_by(step.procedure.result_fields, result.values)


def settled_by(step: Step, result: StepResult, asked: Iterable[Inquiry]) -> Inquiry | None:
    """Return the question whose answer settled a step; None where we settled it ourselves.

    The answer was recorded in one act with the result, or with the step where the result was
    corrected since. A question that was taken back settled nothing, nor did one whose answer made
    it our turn again.
    """
    acts = {step.recorded_at, result.recorded_at}
    rows = [row for row in asked if row.answer_recorded_at in acts]
    return next((row for row in rows if row.verdict == Ending.DONE), None)


def decision(result: StepResult, asked: Inquiry | None, zone: str) -> Decision:
    """Return who decided by a result, and when: of the day of the answer, else when it came."""
    authority = asked.asked_of if asked else None
    body = asked.body if asked else result.step.body
    fields = fields_of(result.step.procedure)
    said = next((result.values.get(one.name) for one in fields if one.answers), None)
    return Decision(
        body=body,
        authority=authority.code if authority else "",
        name=who_words(body, str(authority or "")),
        day=date.fromisoformat(said) if said else day_at(result.happened_at, zone),
        number=result.reference,
    )
