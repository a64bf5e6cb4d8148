"""The scenario goes home: a bus from Mae Sot, a flight from Bangkok, reception at Noi Bai."""

import pytest

from cases.casework.models import Case
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.money.claims.models import Claim
from cases.money.models import CostLine
from cases.movements.costs.reading import LegMoney
from cases.movements.handover.models import Handover, HandoverLine
from cases.movements.models import ManifestVersion, Movement, Passenger, SeatChange
from cases.movements.musters.models import MusterMark
from cases.publishing.figures import figures_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NUMBER = "BKK-M-2025-0001"


@pytest.fixture
def journey(scenario):
    return Movement.objects.get(number=NUMBER)


def aboard(journey):
    """The cases of those who have a seat."""
    seats = Passenger.objects.filter(movement=journey, state="seated")
    return set(seats.values_list("case", flat=True))


def test_the_journey_is_over_and_everybody_on_it_is_home(journey):
    cases = Case.objects.filter(pk__in=aboard(journey))

    assert journey.state == "completed"
    assert set(cases.values_list("stage", "outcome")) == {("closed", "handed_over")}
    assert len(cases) == journey.seated == 8
    for case in cases.select_related("citizen", "incident"):
        arrived = case.transitions.filter(voided_at=None, to_stage="arrived").get()
        way = case.citizen.crossings.filter(voided_at=None, to_country="VN")
        assert arrived.occurred_at == way.get().occurred_at


def test_the_list_was_frozen_for_each_change(journey):
    versions = ManifestVersion.objects.filter(movement=journey).order_by("number")

    assert [(row.number, row.people, bool(row.reason)) for row in versions] == [
        (1, 9, False),
        (2, 9, True),
        (3, 8, True),
    ]


def test_one_was_absent_at_boarding_and_is_looked_for(journey):
    absent = MusterMark.objects.get(mark="absent", muster__movement=journey, searched=False)
    case = Case.objects.get(pk=absent.case_id)
    searched = MusterMark.objects.get(case=case, searched=True)

    assert absent.muster.point == "boarding"
    assert "look for him" in searched.words
    assert case.stage == "ready"
    assert SeatChange.objects.filter(passenger__case=case, act="left_behind").exists()


def test_one_was_taken_off_and_who_waited_has_the_seat(journey):
    off = SeatChange.objects.get(passenger__movement=journey, act="off")
    waited = SeatChange.objects.get(passenger__movement=journey, act="waiting")

    assert "witness" in off.reason
    assert off.passenger.case.stage == "ready"
    assert waited.passenger.case_id in aboard(journey)


def test_one_pays_for_himself(journey):
    own = CostLine.objects.filter(case__in=aboard(journey), payer="self", category="fare_home")

    assert [row.amount for row in own] == [8600]


def test_each_leg_cost_something_and_the_sums_add_up(journey):
    with eyes(SYSTEM):
        money = LegMoney.of(SYSTEM, journey)

    whole = money.sums.whole
    assert [money.sums.by_leg[leg.pk].lines for leg in money.legs] == [9, 9]
    assert dict(whole.spent) == {"THB": 13_000 + 34_400 + 34_400 + 8_600}
    assert whole.waiting_vnd == 0
    assert set(money.sums.by_payer) == {"state", "organisation", "self"}
    off = [pk for pk, place in money.places.items() if place.state == "off"]
    assert off
    assert all(money.sums.by_person[pk].spent_vnd for pk in off)


def test_the_fares_are_asked_back_by_a_submitted_claim(journey):
    claim = Claim.objects.get(number="BKK-C-2025-0001")

    assert (claim.state, claim.size, claim.authority.code) == ("submitted", 8, "iom-thailand")
    assert claim.totals[0]["amount"] == "68800"
    assert claim.digest


def test_the_receipt_names_everybody_who_arrived_and_nobody_else(journey):
    receipt = Handover.objects.get(movement=journey)
    lines = HandoverLine.objects.filter(handover=receipt)

    assert receipt.state == "signed"
    assert {line.case_id for line in lines} == aboard(journey)
    assert {line.state for line in lines} == {"handed"}
    assert receipt.handed_name != receipt.received_name


def test_the_figures_say_so(journey):
    with eyes(SYSTEM):
        before = figures_of(SYSTEM, journey.incident, journey.legs.first().departed_at)
        after = figures_of(SYSTEM, journey.incident, journey.legs.last().arrived_at)

    def at_home(found):
        return {row.key: row.count for row in found.present}.get("VN", 0)

    assert at_home(after) - at_home(before) == 8
