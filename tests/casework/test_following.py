"""What changes about a person changes what blocks her cases, also those of another mission."""

from datetime import date

import pytest

from cases.casework.models import Case
from cases.casework.operations import record_stay
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import When
from tests.casework.between import accepted, shared
from tests.casework.playbooks import a_playbook
from tests.factories import IncidentFactory, head
from tests.jobs import run_jobs
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("acts", [None, (), ("record_crossing",)])
def test_a_case_of_another_mission_no_longer_waits_for_what_is_known_now(acts):
    bangkok, yangon = head(), head(yangon=True)
    a_playbook(gates={}, conditions={"contacted": ("whereabouts_known",)})
    with eyes(yangon):
        own = a_case(yangon)
        second = a_case(yangon, fresh(own.citizen), incident=IncidentFactory(code="2025-09-other"))
    case = accepted(yangon, bangkok, second)
    if acts is not None:
        shared(bangkok, yangon, case, *acts)
    with eyes(yangon):
        said = {"kind": "at", "country": "TH", "source": "mission"}
        record_stay(yangon, fresh(own), when=When(day=date(2025, 10, 22)), **said)
    run_jobs(of="casework.jobs")

    with eyes(SYSTEM):
        kinds = set(Case.objects.values_list("blocker_kind", flat=True))
    assert (case.blocker_kind, kinds) == ("condition", {"advance"})
