"""Which answer decided the nationality of a person: read off the results that stand.

Nothing is written beside the status: taking the answer back takes its source and date back too.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from cases.casework.choices import StepStatus
from cases.casework.models import Inquiry, StepResult
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
    found = deciding(results, file.inquiries, file.case.citizen.nationality_status)
    if found is None:
        return None
    return decision(found, last_answered(file.inquiries.get(found.step_id, ())), file.zone)


@tells_decision
def decision_of(actor: Actor, citizen: Citizen) -> Decision | None:
    """Return the same of all cases of a person that the actor sees."""
    if citizen.nationality_status not in DECIDES:
        return None
    rows = StepResult.objects.visible_to(actor).filter(
        case__citizen__in=records_seen(actor, citizen), step__status=StepStatus.DONE
    )
    joined = rows.select_related("step__procedure", "case__mission").order_by("step_id", "-pk")
    results = list(joined.distinct("step_id"))
    asked: dict[int, list[Inquiry]] = {}
    rows_asked = Inquiry.objects.visible_to(actor).filter(step__in=[row.step_id for row in results])
    for row in rows_asked.select_related("asked_of"):
        asked.setdefault(row.step_id, []).append(row)
    found = deciding(results, asked, citizen.nationality_status)
    if found is None:
        return None
    return decision(found, last_answered(asked.get(found.step_id, ())), found.case.mission.zone)


def deciding(
    results: Iterable[StepResult], asked: Mapping[int, Sequence[Inquiry]], status: str
) -> StepResult | None:
    """Return the latest among present results that decides a nationality as it is on record.

    `asked`: the questions by their step.
    """
    found = [
        row
        for row in results
        if nationality_by(row.step.procedure.result_fields, row.values) == status
        and may_decide(asked.get(row.step_id, ()))
    ]
    return max(found, key=lambda row: (row.happened_at, row.pk), default=None)


def may_decide(asked: Iterable[Inquiry]) -> bool:
    """Return whether a step was settled by ourselves or by the answer of a body of Viet Nam."""
    last = last_answered(asked)
    return last is None or last.body in OF_VIETNAM


def last_answered(asked: Iterable[Inquiry]) -> Inquiry | None:
    """Return the question that was answered last."""
    rows = [row for row in asked if row.answered_at is not None]
    return max(rows, key=lambda row: (row.answered_at, row.pk), default=None)


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
