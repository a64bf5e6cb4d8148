"""Case and person tell since when they are where they are, no more precisely than it is known."""

from datetime import date

import pytest
import time_machine

from cases.casework.operations import record_crossing
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.fields.dates import parse_when
from tests.api.calls import caller
from tests.casework.playbooks import at
from tests.factories import officer
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

CROSSED = "2025-11-05T12:15:00+07:00/2025-11-05T13:15:00+07:00"


@pytest.mark.parametrize(
    "said",
    ["2025-10", "2025-10-16", "2025-10-16T06:19:00+07:00", "2025-10-16/2025-10-18"],
)
def test_a_case_tells_its_opening_as_it_was_said(said):
    with eyes(officer()) as actor:
        case = a_case(actor, reported=parse_when(said))
        told = caller(actor).get(f"/api/v1/cases/{case.reference}/").json()

    assert (told["opened_at"], told["position_at"]) == (said, said)


def test_a_case_of_today_is_opened_on_a_day():
    with time_machine.travel(at("2025-11-27 08:05"), tick=True), eyes(officer()) as actor:
        case = a_case(actor, reported=When(day=date(2025, 11, 27)))
        told = caller(actor).get(f"/api/v1/cases/{case.reference}/").json()

    assert told["opened_at"] == "2025-11-27"


def test_a_person_tells_the_whole_span_since_which_they_are_there():
    with eyes(officer()) as actor:
        case = a_case(actor, reported=parse_when("2025-11"))
        record_crossing(
            actor, fresh(case), from_country="MM", to_country="TH", when=parse_when(CROSSED),
            source="mission",
        )  # fmt: skip
        case = caller(actor).get(f"/api/v1/cases/{case.reference}/").json()
        person = caller(actor).get(case["person"]["url"]).json()

    assert case["whereabouts"]["since"] == person["whereabouts"]["since"] == CROSSED
