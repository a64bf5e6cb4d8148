"""A journey costs as many queries for many people as for few, whatever its gates ask."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.casework.protection.models import TravelFitness
from cases.citizens.models import ContactPoint
from cases.core.conditions import CONDITIONS
from cases.core.facts import When, ledger_moment
from cases.movements.models import SeatChange
from tests.casework.playbooks import a_playbook
from tests.movements.travelled import arrived, came_back, leg, on_flight, seated_for_flight
from tests.register import fresh
from tests.world_movements import departed, frozen

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NEVER_HERE = {
    *("is_minor", "is_in_thailand", "is_in_myanmar", "identity_confirmed"),
    *("reception_point_known", "whereabouts_known"),
}
"""Conditions that do not hold of people of these tests; they ask nothing but rows at hand."""


def fit_and_reachable(cases):
    """Let people be fit to travel for years, and each have a number."""
    moment = ledger_moment([])
    days = {"valid_from": date(2025, 10, 1), "valid_until": date(2030, 1, 1)}
    TravelFitness.objects.bulk_create(
        TravelFitness(case=case, result="fit", recorded_at=moment, **days) for case in cases
    )
    ContactPoint.objects.bulk_create(
        ContactPoint(citizen=case.citizen, kind="phone", value="+66 2 000 0000", recorded_at=moment)
        for case in cases
    )


def counted(act, *args, **more):
    """Return how many queries an act takes."""
    with CaptureQueriesContext(connection) as seen:
        act(*args, **more)
    return len(seen)


def whole_journey(actor, how_many):
    """Return what each act of a journey costs, through a flight that came back, and home."""
    movement, cases = seated_for_flight(actor, how_many, capacity=None)
    fit_and_reachable(cases)
    lands = leg(movement, 2).arrives_at
    costs = [
        counted(frozen, actor, movement),
        counted(departed, actor, movement),
        counted(arrived, actor, movement, 1),
        counted(departed, actor, movement, 2),
        counted(came_back, actor, movement, 2, When.at(lands)),
        counted(departed, actor, movement, 2, when=When.at(lands + timedelta(days=1))),
        counted(arrived, actor, movement, 2, When.at(lands + timedelta(days=1, hours=2))),
    ]
    assert not SeatChange.objects.filter(act="left_behind").exists()
    assert {fresh(case).stage for case in cases} == {"arrived"}
    return costs


def test_gates_that_ask_every_condition_cost_the_same_for_two_as_for_seven(desk):
    asked = tuple(sorted(set(CONDITIONS) - NEVER_HERE))
    a_playbook(
        gates={}, conditions={"departed": asked, "arrived": asked}, countries=["", "TH", "VN"]
    )

    few = whole_journey(desk, 2)

    assert whole_journey(desk, 7) == few
    assert {"documents_last", "fit_to_travel", "has_contact_way"} <= set(asked)


def test_who_stays_behind_costs_the_same_for_six_as_for_ten(desk):
    a_playbook(gates={}, conditions={"departed": ("fit_to_travel",)})
    costs = []
    for how_many in (6, 10):
        movement, cases = on_flight(desk, how_many, capacity=None)
        half = how_many // 2
        fit_and_reachable(cases[half + 2 :])
        absent = [fresh(case) for case in cases[:half]]
        costs.append(counted(departed, desk, movement, left_behind=absent))
        assert fresh(movement).seated == half - 2

    assert costs[0] == costs[1]
