"""Seats: who gets one, who is refused in words, who waits, what a freeze fixes."""

from copy import deepcopy
from datetime import date

import pytest

from cases.casework.groups.operations import form_group
from cases.casework.operations import hold_case
from cases.casework.protection.operations import keep_apart
from cases.core.context import eyes
from cases.movements.models import ManifestLine, Passenger, SeatChange, SeatOverride
from cases.movements.operations import (
    cancel_movement,
    freeze_manifest,
    move_up,
    override_check,
    propose_seats,
    put_on_waiting_list,
    take_off,
    write_ticket,
)
from tests.factories import officer
from tests.kept import once
from tests.refusals import refusal_of
from tests.register import fresh
from tests.world_movements import a_movement, a_ready_case, frozen, seated, with_flight

pytestmark = pytest.mark.django_db


@once
def standing():
    with eyes(officer()) as actor:
        return a_movement(actor), [a_ready_case(actor) for _number in range(4)]


@pytest.fixture
def planned(standing):
    """A movement by bus with three seats, and four people who are ready."""
    return deepcopy(standing)


@pytest.fixture
def movement(planned):
    return planned[0]


@pytest.fixture
def ready(planned):
    return planned[1]


@pytest.fixture
def case(ready):
    return ready[0]


def refused(act, *args, **more):
    found = refusal_of(act, *args, **more)
    return found.status, [one.code for one in found.problems], str(found.message)


def test_a_seat_is_counted_and_sets_the_day_of_the_journey(desk, movement, case):
    seated(desk, movement, case)

    assert fresh(movement).seated == 1
    assert fresh(movement).legs.get().seated == 1
    assert fresh(case).journey_on == date(2025, 11, 4)


def test_there_are_no_more_seats_than_the_leg_has(desk, movement, ready):
    status, codes, words = refused(seated, desk, movement, *ready)

    assert (status, codes) == (422, ["no_seats"])
    assert "3 free seats" in words
    assert fresh(movement).seated == 0


def test_who_is_not_ready_is_named_and_needs_a_decision_of_the_head(desk, movement):
    case = a_ready_case(desk, stage="verified", full_name="Nguyễn Thử Chưa")

    status, codes, words = refused(seated, desk, movement, case)

    assert (status, codes) == (422, ["not_ready"])
    assert "Nguyễn Thử Chưa" in words
    assert "head of mission" in words
    assert refused(seated, desk, movement, case, reason="Soon.")[1] == ["not_ready"]


def test_the_head_decides_with_a_reason_that_is_kept(actor, movement):
    case = a_ready_case(actor, stage="verified")

    seated(actor, movement, case, reason="Funding is promised.")

    kept = SeatOverride.objects.get()
    assert (kept.code, kept.reason) == ("not_ready", "Funding is promised.")
    assert frozen(actor, movement).manifest == 1


def test_a_document_that_ends_before_the_arrival_is_decided_away_by_nobody(actor):
    movement = with_flight(actor, a_movement(actor))
    case = a_ready_case(actor, document={"expires_on": date(2025, 11, 4)})

    found = refused(seated, actor, movement, case, reason="It will be fine.")

    assert found[:2] == (422, ["document_expired"])


def test_a_document_is_compared_with_the_day_where_the_leg_arrives(actor):
    late = {"expires_on": date(2025, 11, 5)}
    movement = with_flight(actor, a_movement(actor))

    seated(actor, movement, a_ready_case(actor, document=late))

    assert fresh(movement).seated == 1


def test_a_bus_inside_the_country_asks_for_no_document(desk, movement):
    seated(desk, movement, a_ready_case(desk, document={}))

    assert frozen(desk, movement).manifest == 1


def test_without_a_document_the_list_is_not_frozen(actor):
    movement = with_flight(actor, a_movement(actor))
    seated(actor, movement, a_ready_case(actor, document={}))

    assert refused(frozen, actor, movement)[:2] == (422, ["document_missing"])


def test_a_case_on_hold_has_no_seat(actor, movement, case):
    hold_case(actor, fresh(case), reason="health")

    assert refused(seated, actor, movement, case, reason="x")[1] == ["on_hold"]


def test_a_family_is_not_split_without_a_reason(desk, movement, ready):
    mother, child, *_others = ready
    family(desk, mother, child)

    status, codes, words = refused(seated, desk, movement, mother)

    assert (status, codes) == (422, ["group_split"])
    assert "Nguyễn Thử Nghiệm" in words
    seated(desk, movement, mother, reason="The child follows with the father.")
    assert SeatOverride.objects.get().code == "group_split"


def family(actor, one, other):
    form_group(
        actor,
        fresh(one),
        kind="family",
        role="guardian",
        other=fresh(other),
        other_role="relative",
        since=date(2025, 10, 30),
    )


def test_two_people_kept_apart_do_not_sit_on_one_leg(actor, movement, ready):
    one, other, *_others = ready
    keep_apart(
        actor,
        fresh(one).citizen,
        other=fresh(other).citizen,
        reason="harm",
        since=date(2025, 10, 30),
    )
    seated(actor, movement, one)

    assert refused(seated, actor, movement, other)[1] == ["kept_apart"]
    seated(actor, movement, other, reason="At both ends, with an escort between.")
    assert fresh(movement).seated == 2


def test_nobody_travels_on_two_legs_at_one_time(desk, movement, case):
    second = a_movement(desk)
    seated(desk, movement, case)

    assert refused(seated, desk, second, case)[1] == ["elsewhere_then"]
    cancel_movement(desk, fresh(movement), reason="The road is flooded.")
    seated(desk, second, case)
    assert fresh(second).seated == 1


def test_the_free_seats_are_filled_first_come_and_families_whole(desk, ready):
    first, mother, child, last = ready
    family(desk, mother, child)
    movement = a_movement(desk, capacity=2)

    propose_seats(desk, fresh(movement))

    assert with_state(movement, "seated") == {first.reference, last.reference}
    assert with_state(movement, "waiting") == {mother.reference, child.reference}
    assert refused(propose_seats, desk, fresh(movement))[1] == ["nobody_ready"]


def with_state(movement, state):
    rows = Passenger.objects.filter(movement=movement, state=state)
    return set(rows.values_list("case__reference", flat=True))


def test_a_free_seat_is_offered_and_not_given_unasked(desk, movement, ready):
    *seen, other = ready
    propose_seats(desk, fresh(movement))

    take_off(
        desk, fresh(movement), cases=[fresh(case) for case in seen], reason="Waits for a hearing."
    )

    assert with_state(movement, "waiting") == {other.reference}
    assert fresh(movement).seated == 0
    assert {fresh(case).journey_on for case in seen} == {None}
    reasons = SeatChange.objects.filter(act="off").values_list("reason", flat=True)
    assert list(reasons) == ["Waits for a hearing."] * 3


def test_somebody_moves_up_with_a_reason(desk, movement, ready):
    one, other, *_others = ready
    put_on_waiting_list(desk, fresh(movement), cases=[fresh(one), fresh(other)])

    move_up(desk, fresh(movement), case=fresh(other), reason="Her mother is ill.")

    order = Passenger.objects.waiting().filter(movement=movement)
    assert [row.case_id for row in order] == [other.pk, one.pk]


def test_a_frozen_list_stands_and_a_later_one_says_why(desk, movement, ready):
    one, other, *_others = ready
    seated(desk, movement, one)
    frozen(desk, movement)

    assert refused(frozen, desk, movement)[0] == 409
    assert refused(seated, desk, movement, other)[1] == ["reason_after_freeze"]
    seated(desk, movement, other, reason="There is a seat.")
    assert fresh(movement).is_changed
    frozen(desk, movement, reason="One more.")

    assert fresh(movement).manifest == 2
    assert (
        ManifestLine.objects.filter(manifest__number=1).get().shown["full_name"]
        == "Nguyễn Thử Nghiệm"
    )
    assert ManifestLine.objects.filter(manifest__number=2).count() == 2


def test_why_somebody_was_taken_off_stands_on_nothing_that_others_read(desk, movement, ready):
    one, other, *_others = ready
    seated(desk, movement, one, other)
    frozen(desk, movement)

    take_off(desk, fresh(movement), cases=[fresh(one)], reason="Waits for a hearing.")

    assert fresh(movement).state_reason == ""
    assert fresh(movement).is_changed


def test_a_ticket_with_another_name_stops_the_freeze_until_the_head_decides(actor, movement, case):
    seated(actor, movement, case)
    write_ticket(actor, fresh(movement), case=fresh(case), ticket_name="NGUYEN/THUNGIEM MR")

    assert refused(frozen, actor, movement)[1] == ["ticket_differs"]
    override_check(
        actor,
        fresh(movement),
        case=fresh(case),
        check="ticket_differs",
        reason="The carrier has confirmed it.",
    )
    assert freeze_manifest(actor, fresh(movement)).manifest == 1


@pytest.mark.parametrize(
    "ticket", ["NGUYEN/THU NGHIEM MS", "NGUYEN/THUNGHIEM", "NGHIEM THU NGUYEN", "Nguyễn Thử Nghiệm"]
)
def test_a_ticket_names_the_person_as_carriers_print_it(desk, movement, case, ticket):
    seated(desk, movement, case)
    write_ticket(desk, fresh(movement), case=fresh(case), ticket_name=ticket)

    assert frozen(desk, movement).manifest == 1


def test_a_ticket_written_after_the_freeze_says_why(desk, movement, case):
    seated(desk, movement, case)
    frozen(desk, movement)
    ticket = {"case": fresh(case), "ticket_number": "000 1234567890"}

    status, _codes, said = refused(write_ticket, desk, fresh(movement), **ticket)
    assert (status, said) == (422, "The list was frozen. Say why it changes now.")
    write_ticket(desk, fresh(movement), **ticket, reason="The carrier changed it.")

    assert fresh(movement).is_changed
    assert SeatChange.objects.get(act="ticketed").reason == "The carrier changed it."
