"""Cases, people and what happened to them, as the lists of the API tell them.

Filters that name one person are left out: what is held on one person is the report to her.
"""

from typing import Any, Final

from django.db.models import QuerySet

from cases.casework.api import CASE_FILTERS
from cases.casework.api_flat import OF_CASES, OF_WAY
from cases.casework.models import Case, Step
from cases.casework.serializers import CASE_ROW
from cases.casework.serializers_steps import STEP
from cases.citizens.api import CitizenList
from cases.citizens.models import Citizen
from cases.citizens.serializers import CITIZEN_ROW
from cases.core.actor import Actor
from cases.core.listing import Filter, seen_row
from cases.core.shapes import TEXT, column
from cases.crossings.models import Crossing, Stay
from cases.crossings.serializers import CROSSING, STAY
from cases.exports.choices import ExportKind
from cases.exports.kinds.kind import Kind
from cases.incidents.models import Incident

OF_CASE = column("case", "case__reference", help="Number of the case.")


def people_of_incident(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to people with a case of the incident in sight."""
    incident = seen_row("incident", Incident, "code", value, actor)
    cases = Case.objects.own_of(actor).filter(incident=incident.pk)
    return query.filter(pk__in=cases.values("citizen_id"))


def people(actor: Actor) -> QuerySet[Any]:
    """Return people, each once."""
    return Citizen.objects.visible_to(actor).heads(actor).with_other_names(actor)


def steps(actor: Actor) -> QuerySet[Any]:
    """Return the steps of the own cases."""
    return Step.objects.own_of(actor).with_status_from()


OF_PEOPLE: Final = (
    Kind(
        ExportKind.CASES.value,
        Case,
        Case.objects.own_of,
        CASE_ROW,
        ("position_at", "reference"),
        CASE_FILTERS,
        "case",
    ),
    Kind(
        ExportKind.PEOPLE.value,
        Citizen,
        people,
        CITIZEN_ROW,
        ("sort_key", "uuid"),
        (
            *CitizenList.filters,
            Filter("incident", "Code of an incident.", TEXT, people_of_incident),
        ),
        "citizen",
    ),
    Kind(
        ExportKind.CROSSINGS.value,
        Crossing,
        Crossing.objects.visible_to,
        CROSSING,
        ("citizen_id", "occurred_at", "number", "uuid"),
        tuple(OF_WAY),
        "citizen",
    ),
    Kind(
        ExportKind.STAYS.value,
        Stay,
        Stay.objects.visible_to,
        STAY,
        ("citizen_id", "occurred_at", "number", "uuid"),
        tuple(OF_WAY),
        "citizen",
    ),
    Kind(
        ExportKind.STEPS.value,
        Step,
        steps,
        STEP.with_more("StepRow", (OF_CASE,)),
        ("case__citizen_id", "case_id", "number", "uuid"),
        tuple(OF_CASES),
        "case",
    ),
)
