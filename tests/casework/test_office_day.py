"""Numbers and days of a mission go by its own zone, whatever zone its people read times in."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine

from cases.casework.forms.desk import colleagues
from cases.casework.operations import assign_case
from cases.citizens.operations import add_identity_document
from cases.core.context import eyes
from cases.core.facts import replay
from cases.missions.models import Posting, Staff
from cases.movements.operations.planning import take_number
from tests.factories import officer
from tests.refusals import refused_at
from tests.register import a_case, a_citizen, fresh

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2025, 12, 31, 18, tzinfo=UTC)
"""One o'clock on 1 January 2026 in Bangkok; the forenoon of the day before in Los Angeles."""


@pytest.fixture
def afar():
    """An officer of Bangkok who reads times as in Los Angeles, in the first hour of a year."""
    with time_machine.travel(NEW_YEAR, tick=False), replay(NEW_YEAR):
        far = replace(officer(), zone="America/Los_Angeles")
        with eyes(far):
            yield far


def test_cases_and_movements_take_numbers_of_the_year_at_the_mission(afar):
    assert a_case(afar).reference == "BKK-2026-00001"
    assert take_number(afar, NEW_YEAR) == "BKK-M-2026-0001"
    assert afar.office_day(NEW_YEAR) == date(2026, 1, 1)


@pytest.mark.parametrize(("ends_on", "is_there"), [("2025-12-31", False), ("2026-01-01", True)])
def test_who_is_posted_is_asked_by_the_day_at_the_mission(afar, ends_on, is_there):
    case = a_case(afar)
    other = officer()
    Posting.objects.filter(pk=other.posting_id).update(ends_on=ends_on)

    assert colleagues(afar, case).filter(pk=other.staff_id).exists() is is_there
    assert colleagues(afar, None).filter(pk=other.staff_id).exists() is is_there
    if not is_there:
        staff = Staff.objects.get(pk=other.staff_id)
        refusal = refused_at(assign_case, afar, fresh(case), officer=staff)
        assert refusal == ("officer_of_mission", "officer")


def test_a_paper_that_is_of_today_somewhere_is_not_of_the_future(afar):
    paper = {"kind": "passport", "number": "C0000001", "status": "with_holder"}
    person = a_citizen(afar)

    add_identity_document(afar, fresh(person), **paper, issued_on=date(2026, 1, 1))

    late = paper | {"number": "C0000002", "issued_on": date(2026, 1, 2)}
    refusal = refused_at(add_identity_document, afar, fresh(person), **late)
    assert refusal == ("in_the_future", "issued_on")
