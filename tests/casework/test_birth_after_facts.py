"""A birth date is not corrected to a day after what is on record of the person."""

import pytest

from cases.casework.operations import record_crossing, void_crossing
from cases.citizens.operations import correct_citizen
from cases.core.errors import Refused
from cases.core.fields.dates import parse_when
from cases.core.partial import PartialDate
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


def crossed(actor, case, day):
    return record_crossing(
        actor, case, from_country="MM", to_country="TH", when=parse_when(day), source="press"
    )


@pytest.mark.parametrize("birth", ["2025-10-23", "2025-11", "2026"])
def test_refuses_a_birth_after_the_first_crossing(desk, birth):
    case = a_case(desk, came_in=parse_when("2026-11-01"))
    crossed(desk, case, "2025-10-22")

    with pytest.raises(Refused) as caught:
        correct_citizen(desk, fresh(case.citizen), changes={"birth": PartialDate.parse(birth)})

    assert (caught.value.code, caught.value.problems[0].field) == ("before_birth", "birth")


def test_refuses_a_birth_after_the_case_was_opened(desk):
    case = a_case(desk, came_in=parse_when("2025-10-20"))

    with pytest.raises(Refused) as caught:
        correct_citizen(desk, case.citizen, changes={"birth": PartialDate.parse("2026")})

    assert caught.value.code == "before_birth"


def test_takes_a_birth_on_the_day_and_after_a_voided_crossing(desk):
    case = a_case(desk, came_in=parse_when("2025-10-22"))
    crossing = crossed(desk, case, "2025-01-01")
    void_crossing(desk, fresh(case), crossing=crossing, reason="It was another person.")

    correct_citizen(desk, fresh(case.citizen), changes={"birth": PartialDate.parse("2025-10-22")})

    assert str(fresh(case.citizen).birth_on) == "2025-10-22"
