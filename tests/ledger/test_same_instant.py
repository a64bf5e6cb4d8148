"""Rows of one instant: bare days make many of them, and their order must survive a correction."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from cases.casework.ledger import standing_rows
from cases.casework.operations import (
    close_case,
    correct_crossing,
    correct_stay,
    correct_transition,
    record_crossing,
    record_fact,
    record_stay,
)
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.missions.queries import system_at
from tests.factories import MissionFactory, PlaceFactory
from tests.refusals import refusal_of
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

DAY = When(day=date(2025, 10, 22))
DAY_BEFORE = When(day=date(2025, 10, 21))


@pytest.fixture
def actor():
    with eyes(system_at(MissionFactory())) as acting, replay(datetime(2025, 10, 25, tzinfo=UTC)):
        yield acting


def fact(actor, case, stage, when=DAY):
    return record_fact(
        actor, fresh(case), stage=stage, when=when, source="mission", reason="As told."
    )


def correct(actor, case, row, **changes):
    return correct_transition(actor, fresh(case), transition=row, reason="Wrong.", changes=changes)


def stages(case):
    return [row.to_stage for row in standing_rows(case)]


def test_the_opening_is_corrected_beside_a_row_of_the_same_day(actor):
    case = a_case(actor, came_in=DAY)
    fact(actor, case, "contacted")

    correct(actor, case, standing_rows(case)[0], stage="reported")

    assert stages(case) == ["reported", "contacted"]


def test_the_opening_moves_to_the_day_of_the_next_row(actor):
    case = a_case(actor, came_in=DAY_BEFORE)
    fact(actor, case, "contacted")

    correct(actor, case, standing_rows(case)[0], when=DAY)

    assert stages(case) == ["reported", "contacted"]


def test_a_corrected_row_keeps_its_place_among_rows_of_the_same_day(actor):
    case = a_case(actor, came_in=DAY_BEFORE)
    fact(actor, case, "contacted")
    fact(actor, case, "ready")

    correct(actor, case, standing_rows(case)[1], stage="verified")

    assert stages(case) == ["reported", "verified", "ready"]


def test_the_opening_does_not_move_behind_another_row(actor):
    case = a_case(actor, came_in=DAY_BEFORE)
    fact(actor, case, "contacted", DAY_BEFORE)

    refusal = refusal_of(correct, actor, case, standing_rows(case)[0], when=DAY)

    assert refusal.code == "opening_first"


def test_a_corrected_crossing_does_not_overtake_the_stay_of_the_same_day(actor):
    case = a_case(actor)
    crossing = record_crossing(
        actor, fresh(case), from_country="MM", to_country="TH", when=DAY, source="mission"
    )
    shelter = PlaceFactory()
    record_stay(actor, fresh(case), kind="at", place=shelter, when=DAY, source="mission")

    correct_crossing(
        actor, fresh(case), crossing=crossing, reason="How.", changes={"manner": "swim"}
    )

    assert fresh(case.citizen).now_place == shelter


def test_a_corrected_stay_does_not_overtake_the_next_of_the_same_day(actor):
    case = a_case(actor)
    first, second = PlaceFactory(), PlaceFactory(code="shelter", name="Shelter", kind="shelter")
    stay = record_stay(actor, fresh(case), kind="at", place=first, when=DAY, source="mission")
    record_stay(actor, fresh(case), kind="at", place=second, when=DAY, source="mission")

    correct_stay(actor, fresh(case), stay=stay, reason="Note.", changes={"note": "Seen there."})

    assert fresh(case.citizen).now_place == second


@pytest.mark.parametrize("is_home_first", [True, False])
def test_who_went_home_on_the_day_of_a_stay_is_at_home(actor, is_home_first):
    case = a_case(actor)
    acts = [
        lambda: record_crossing(
            actor, fresh(case), from_country="TH", to_country="VN", when=DAY, source="mission"
        ),
        lambda: record_stay(
            actor, fresh(case), kind="at", place=PlaceFactory(), when=DAY, source="mission"
        ),
    ]

    for act in acts if is_home_first else acts[::-1]:
        act()

    person = fresh(case.citizen)
    assert (person.now_country, person.now_place) == ("VN", None)
    call_command("verify_ledger")


@pytest.mark.parametrize("now", [{"when": DAY}, {"outcome": "declined"}])
def test_what_a_closing_derived_goes_though_it_is_corrected_in_the_same_instant(actor, now):
    case = a_case(actor, came_in=DAY_BEFORE)
    later = When(day=date(2025, 10, 24))
    record_stay(actor, fresh(case), kind="at", country="MM", when=later, source="mission")
    close_case(actor, fresh(case), outcome="lost_contact")
    before = fresh(case.citizen).now_country

    correct(actor, case, standing_rows(case)[-1], **now)

    assert (before, fresh(case.citizen).now_country) == ("", "MM")
    call_command("verify_ledger")
