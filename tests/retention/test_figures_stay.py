"""The figures of the scenario are the same before and after people in it were anonymised."""

import pytest
from django.utils import timezone

from cases.casework.models import Case
from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.fields.dates import parse_when
from cases.incidents.models import Incident
from cases.publishing.figures import comparable, figures_of
from cases.retention.choices import ItemState
from cases.retention.models import RetentionItem, RetentionRun
from cases.retention.operations.person import anonymise_citizen
from cases.retention.policies import held_back_by
from tests.sweeps import of_some

THIRDS = 3
"""Of the people; the second and the last are tried by sweeps."""
DAYS = ("2025-10-22", "2025-10-29", "2025-11-01", "2025-11-24")


def figures(incident):
    """Everything counted on four days, as known now and as known on the last of them."""
    told = []
    for day in DAYS:
        for known in (None, parse_when("2025-11-24").resolve("UTC", timezone.now()).last):
            found = figures_of(SYSTEM, incident, parse_when(day), known)
            said = comparable(SYSTEM, incident, parse_when(day), known)
            told.append((found.tables, found.present, found.crossed, found.counted, str(said)))
    return told


@pytest.fixture(scope="module")
def incident(scenario):
    return Incident.objects.get(code="2025-10-myawaddy")


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("third", of_some(range(THIRDS), [0]))
def test_settled_people_of_the_scenario_may_go_and_no_figure_moves(incident, third):
    with eyes(SYSTEM):
        before = figures(incident)
        settled = Case.objects.filter(stage__in=["closed", ""]).select_related("citizen")
        people = settled.order_by("pk")[third::THIRDS]
        gone = [case for case in people if not held_back_by(case.citizen)]
        now = present.now()
        run = RetentionRun.objects.create(
            made_at=now, ready_at=now, as_of=now.date(), approved_at=now
        )
        for case in {case.citizen_id: case for case in gone}.values():
            RetentionItem.objects.create(
                run=run,
                citizen=case.citizen,
                rule="returned",
                reference=case.reference,
                due_on=now.date(),
                state=ItemState.DUE,
            )
            case.citizen.refresh_from_db()
            anonymise_citizen(SYSTEM, case.citizen, reference=case.reference)

        assert len(gone) >= 13 / THIRDS
        assert figures(incident) == before
