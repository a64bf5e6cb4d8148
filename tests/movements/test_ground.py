"""On the ground: departures in sets, arrivals, coming back by one act."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from cases.casework.operations import correct_transition, hold_case
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.fields.dates import parse_when
from cases.core.partial import PartialDate
from cases.core.precision import iso_between
from cases.crossings.models import Crossing, Stay
from cases.movements.models import Passenger, SeatChange
from cases.movements.operations import arrive_leg, depart_leg, turn_back
from cases.notices.models import Notice
from tests.factories import MissionFactory, PostingFactory
from tests.movements.travelled import arrived, leg, on_flight
from tests.refusals import refused
from tests.register import fresh
from tests.world_movements import (
    DEPARTS,
    a_movement,
    a_ready_case,
    departed,
    frozen,
    seated,
)
from tests.world_reception import AT_HOME

pytestmark = pytest.mark.django_db


def test_nobody_leaves_before_the_list_is_frozen(desk):
    movement = a_movement(desk)
    seated(desk, movement, a_ready_case(desk))

    assert refused(departed, desk, movement) == (409, "movement_planning")


def test_everybody_on_the_leg_departs_by_one_act(desk, movement, cases):
    departed(desk, movement)

    assert {fresh(case).stage for case in cases} == {"departed"}
    last = fresh(cases[0]).transitions.standing().latest("number")
    assert (last.kind, last.to_stage, last.operation) == ("advance", "departed", "depart_leg")
    assert last.occurred_at == DEPARTS + timedelta(minutes=10)
    assert Stay.objects.filter(citizen=cases[0].citizen, kind="left").count() == 1
    assert fresh(movement).state == "under_way"


def test_who_was_not_there_or_may_not_depart_stays_and_the_others_go(desk, movement, cases):
    hold_case(desk, fresh(cases[1]), reason="health")

    departed(desk, movement, left_behind=[cases[0]])

    assert [fresh(case).stage for case in cases] == ["ready", "ready", "departed"]
    acts = SeatChange.objects.filter(act="left_behind").order_by("case_id")
    assert [row.reason for row in acts] == [
        "Was not there at the departure.",
        "The case is on hold.",
    ]
    assert fresh(movement).seated == 1


def test_at_home_everybody_has_arrived_over_the_border(desk, movement, cases):
    departed(desk, movement)
    arrived(desk, movement, 1)
    departed(desk, movement, 2)

    arrived(desk, movement, 2)

    assert {fresh(case).stage for case in cases} == {"arrived"}
    citizen = fresh(cases[0].citizen)
    assert (citizen.now_country, citizen.now_place.code) == ("VN", "noi-bai-airport")
    crossing = Crossing.objects.get(citizen=citizen)
    assert (crossing.from_country, crossing.to_country) == ("TH", "VN")
    assert fresh(movement).state == "completed"


def test_a_flight_turned_back_brings_everyone_on_it_back_by_one_act(desk):
    point = MissionFactory(code="NBA", **AT_HOME)
    movement, cases = on_flight(desk, reception_point=point)
    departed(desk, movement)
    arrived(desk, movement, 1)
    departed(desk, movement, 2)
    back_at = When.at(leg(movement, 2).departs_at + timedelta(hours=2))

    turn_back(desk, fresh(movement), leg=leg(movement, 2), when=back_at, reason="Fog at Noi Bai.")

    assert {fresh(case).stage for case in cases} == {"ready"}
    assert fresh(cases[0].citizen).now_place.code == "suvarnabhumi-airport"
    assert fresh(movement).state == "frozen"
    assert leg(movement, 2).departed_at is None
    with eyes(PostingFactory(role="reception_officer", mission=point).actor()):
        assert Notice.objects.filter(kind="movement_turned_back", mission=point).count() == 1
    later = When.at(leg(movement, 2).departs_at + timedelta(hours=5))
    depart_leg(desk, fresh(movement), leg=leg(movement, 2), when=later)
    assert {fresh(case).stage for case in cases} == {"departed"}


def test_a_turn_back_after_landing_writes_the_border_crossed_again(desk, movement, cases):
    departed(desk, movement)
    arrived(desk, movement, 1)
    departed(desk, movement, 2)
    arrived(desk, movement, 2)
    later = When.at(leg(movement, 2).arrives_at + timedelta(hours=3))

    turn_back(desk, fresh(movement), leg=leg(movement, 2), when=later, reason="Entry refused.")

    ways = Crossing.objects.filter(citizen=cases[0].citizen).order_by("number")
    assert [(row.from_country, row.to_country) for row in ways] == [("TH", "VN"), ("VN", "TH")]
    assert fresh(cases[0]).stage == "ready"


def test_legs_depart_and_arrive_in_order(desk, movement):
    assert refused(departed, desk, movement, 2) == (409, "leg_before_not_arrived")
    departed(desk, movement)
    assert refused(departed, desk, movement) == (409, "leg_departed")
    early = When.at(DEPARTS - timedelta(hours=1))
    assert refused(arrive_leg, desk, fresh(movement), leg=leg(movement, 1), when=early) == (
        422,
        "before_departure",
    )


def test_the_reception_point_sees_the_list_once_it_is_frozen(desk):
    point = MissionFactory(code="NBA", **AT_HOME)
    at_gate = PostingFactory(role="reception_officer", mission=point).actor()
    movement = a_movement(desk, reception_point=point)
    case = a_ready_case(desk)
    seated(desk, movement, case)
    model = type(movement)

    with eyes(at_gate):
        before = model.objects.visible_to(at_gate).count(), model.objects.count()
    frozen(desk, movement)
    with eyes(at_gate):
        after = model.objects.visible_to(at_gate).count(), model.objects.count()
        riders = Passenger.objects.visible_to(at_gate).count(), Passenger.objects.count()
        reasons = SeatChange.objects.visible_to(at_gate).count(), SeatChange.objects.count()

    assert (before, after, riders, reasons) == ((0, 0), (1, 1), (1, 1), (0, 0))


def days(first, last=None):
    return When(day=first, until=last)


def test_what_departed_on_a_day_of_a_month_arrives_within_it(desk):
    movement, cases = on_flight(desk)
    departs = leg(movement, 1).departs_at.date()
    month = days(departs.replace(day=1), PartialDate(departs.replace(day=1), "month").last)
    departed(desk, movement, when=month)
    arrived(desk, movement, 1, days(departs + timedelta(days=1)))
    departed(desk, movement, 2, when=days(departs + timedelta(days=1)))
    arrived(desk, movement, 2, days(departs + timedelta(days=2)))

    call_command("verify_ledger")
    first, second = leg(movement, 1), leg(movement, 2)
    assert fresh(movement).state == "completed"
    assert first.departed_at < first.arrived_at
    for case in cases:
        assert (fresh(case).stage, fresh(case.citizen).now_country) == ("arrived", "VN")
        rows = list(fresh(case).transitions.standing().in_order())
        assert [row.to_stage for row in rows][-2:] == ["departed", "arrived"]
        assert iso_between(rows[-2].occurred_from, rows[-2].occurred_at, "Asia/Bangkok") == (
            f"{departs:%Y-%m}"
        )
        assert second.arrived_at == rows[-1].occurred_at


def test_who_was_ready_on_a_day_of_a_month_departs_within_it(desk, movement, cases):
    for case, when in zip(cases, ("2025-11", "2025-11-04", "2025-11-05"), strict=True):
        row = fresh(case).transitions.standing().latest("number")
        changes = {"when": parse_when(when)}
        correct_transition(desk, fresh(case), transition=row, reason="Read.", changes=changes)

    departed(desk, movement)

    assert [fresh(case).stage for case in cases] == ["departed", "departed", "ready"]
    call_command("verify_ledger")


def test_a_leg_turns_back_within_the_month_in_which_it_departed(desk, movement, cases):
    departed(desk, movement, when=parse_when("2025-11"))
    turn_back(
        *(desk, fresh(movement)), leg=leg(movement, 1), when=parse_when("2025-11-04"), reason="Fog."
    )

    assert {fresh(case).stage for case in cases} == {"ready"}
    call_command("verify_ledger")
