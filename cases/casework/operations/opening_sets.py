"""Opening the cases of many people at once, in a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from cases.casework.choices import Stage
from cases.casework.ledger import Writing, begin
from cases.casework.models import Case, Transition
from cases.casework.operations.basis import begin_basis
from cases.casework.operations.opening import opened_in, opening_entry, take_references
from cases.casework.progress import refresh
from cases.casework.progress.plans import playbook_for
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.facts import When
from cases.incidents.models import Incident
from cases.missions.models import Mission


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A person who was registered in the same act, and what is said of her case."""

    citizen: Citizen
    report_source: str
    reported: When | None = None
    came_in: When | None = None
    summary: str = ""


def open_cases(
    actor: Actor, incident: Incident, openings: Sequence[Opening], moment: datetime
) -> list[Case]:
    """Open a case for each person, as `open_case` does for one, under one moment.

    These people were registered in this transaction, so none has a case yet.
    """
    year = actor.office_day(moment).year
    references = take_references(actor, year, len(openings))
    mission = Mission.objects.get(pk=actor.mission_id)
    fitting = cache(lambda country: playbook_for(incident.code, country))
    cases, rows = [], []
    for opening, reference in zip(openings, references, strict=True):
        interval = opened_in(actor, opening.citizen, moment, opening.reported, opening.came_in)
        case = Case(
            reference=reference,
            citizen=opening.citizen,
            incident=incident,
            mission=mission,
            stage=Stage.REPORTED,
            report_source=opening.report_source,
            summary=opening.summary,
            recorded_at=moment,
            ledger_at=moment,
            playbook=fitting(opening.citizen.now_country),
        )
        rows.append(begin(Writing(actor, case, moment, "open_case"), opening_entry(case, interval)))
        cases.append(case)
    Case.objects.bulk_create(cases)
    Transition.objects.bulk_create(rows)
    begin_basis(actor, cases, moment)
    refresh(cases, moment)
    return cases
