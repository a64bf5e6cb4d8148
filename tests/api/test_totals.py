"""Computed figures through the API."""

from datetime import UTC, datetime

import pytest

from cases.casework.operations import record_crossing
from cases.core import present
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.missions.queries import system_at
from tests.api.calls import caller
from tests.api.published import faults
from tests.factories import MissionFactory, headquarters, officer
from tests.register import a_case, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("crossed")]

ADDRESS = "/api/v1/incidents/2025-10-myawaddy/totals/"


@pytest.fixture
def crossed():
    """One person who crossed on the 22nd and was reported on the 28th."""
    system = system_at(MissionFactory())
    with eyes(system), replay(datetime(2025, 10, 28, 12, tzinfo=UTC)):
        case = a_case(system)
        record_crossing(
            system,
            fresh(case),
            from_country="MM",
            to_country="TH",
            when=When.at(datetime(2025, 10, 22, 3, tzinfo=UTC)),
            source="mission",
        )


def in_thailand(answer):
    return sum(row["count"] for row in answer.json()["present"] if row["key"] == "TH")


def test_answers_as_known_now_and_as_known_then():
    client = caller(headquarters())

    now = client.get(ADDRESS, {"as_of": "2025-10-22"})
    then = client.get(ADDRESS, {"as_of": "2025-10-22", "known_at": "2025-10-22T23:59+07:00"})

    assert faults("incident_totals", now) == []
    assert (in_thailand(now), in_thailand(then)) == (1, 0)


def test_a_mission_that_works_on_it_sees_the_totals():
    assert in_thailand(caller(officer()).get(ADDRESS, {"as_of": "2025-10-22"})) == 1


def test_another_mission_is_refused():
    answer = caller(officer(code="PNH", country="KH")).get(ADDRESS)

    assert answer.status_code == 403
    assert faults("incident_totals", answer) == []


@pytest.mark.parametrize("query", [{"as_of": "yesterday"}, {"known_at": "22/10/2025"}, {"on": "x"}])
def test_refuses_what_is_no_moment_and_names_the_field(query):
    answer = caller(headquarters()).get(ADDRESS, query)

    assert answer.status_code == 422
    assert [row["field"] for row in answer.json()["problems"]] == list(query)


@pytest.mark.parametrize("name", ["totals", "lines"])
@pytest.mark.parametrize("moment", ["as_of", "known_at"])
def test_nobody_is_told_a_total_of_a_moment_to_come(name, moment):
    client = caller(headquarters())
    address = ADDRESS.replace("totals", name)

    answer = client.get(address, {moment: "2199-01-01"})

    assert (answer.status_code, answer.json()["code"]) == (422, "moment_ahead")
    assert client.get(address, {moment: present.now().date().isoformat()}).status_code == 200
