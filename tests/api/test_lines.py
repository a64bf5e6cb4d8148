"""Lines over time through the API."""

import pytest

from tests.api.calls import caller
from tests.api.published import faults
from tests.factories import headquarters, officer
from tests.publishing.course import at, course, crossed, opened

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/incidents/2025-10-myawaddy/lines/"


@pytest.fixture(autouse=True)
def one():
    """One person who crossed on the 18th, which became known on the 21st."""
    with course() as actor:
        crossed(actor, opened(actor, at(17)), at(21), at(18))


def test_gives_each_figure_at_each_moment_as_known_then_and_as_known_now():
    answer = caller(headquarters()).get(ADDRESS, {"as_of": "2025-10-22"})

    assert faults("incident_lines", answer) == []
    (line,) = [row for row in answer.json()["lines"] if row["key"] == "present/TH"]
    points = {row["as_of"]: row for row in line["points"]}
    assert points["2025-10-18"] == {
        "as_of": "2025-10-18",
        "known_then_at": "2025-10-18",
        "known_then": 0,
        "known_now": 1,
    }
    assert points["2025-10-22"]["known_then"] == 1


def test_another_mission_is_refused():
    answer = caller(officer(code="PNH", country="KH")).get(ADDRESS)

    assert answer.status_code == 403
    assert faults("incident_lines", answer) == []
