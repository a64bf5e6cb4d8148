"""Pages of movements: planning, seating, freezing, what each reader sees; few interactions."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.core.context import eyes
from cases.core.present import now
from cases.movements.models import Movement, Passenger
from tests.factories import MissionFactory, PostingFactory, officer
from tests.kept import once
from tests.register import fresh
from tests.web.session import log_in
from tests.world_movements import (
    DEPARTS,
    a_movement,
    a_ready_case,
    frozen,
    places,
    seated,
    with_flight,
)
from tests.world_reception import AT_HOME

pytestmark = pytest.mark.django_db


def opened(client, actor, movement):
    return log_in(client, actor).get(movement.get_absolute_url())


def test_the_page_shows_the_way_in_the_time_of_each_place(client, bangkok):
    with eyes(bangkok):
        movement = with_flight(bangkok, a_movement(bangkok))

    page = opened(client, bangkok, movement)

    assert page.status_code == 200
    assert "Mae Sot → Suvarnabhumi" in page.text
    assert "4 Nov 2025, 21:00" in page.text
    assert "Viet Nam time" in page.text


def test_the_page_says_of_each_what_keeps_her_off(client, bangkok):
    with eyes(bangkok):
        movement = with_flight(bangkok, a_movement(bangkok))
        a_ready_case(bangkok, full_name="Trần Thử Sẵn")
        a_ready_case(bangkok, document={}, full_name="Lê Thử Không")
        a_ready_case(bangkok, stage="verified", full_name="Phạm Thử Gần")

    page = opened(client, bangkok, movement)

    assert "Trần Thử Sẵn" in page.text
    assert "No passport or travel document is on record." in page.text
    assert "Ready if …" in page.text


@once
def standing():
    with eyes(officer()) as actor:
        movement, case = a_movement(actor), a_ready_case(actor)
        return seated(actor, movement, case), case


@pytest.fixture
def seat(standing):
    """A movement by bus with somebody on it, and the case."""
    return deepcopy(standing)


def test_the_ticked_get_their_seats_from_the_page(client, bangkok):
    with eyes(bangkok):
        movement, cases = a_movement(bangkok), [a_ready_case(bangkok) for _number in range(2)]
    log_in(client, bangkok)

    answer = client.post(
        f"{movement.get_absolute_url()}seat/",
        {"_version": movement.version, "cases": [case.reference for case in cases]},
    )

    assert answer.status_code == 302
    with eyes(bangkok):
        assert fresh(movement).seated == 2


def test_who_cannot_travel_is_named_on_the_page_that_was_sent(client, bangkok):
    with eyes(bangkok):
        movement = with_flight(bangkok, a_movement(bangkok))
        case = a_ready_case(
            bangkok, document={"expires_on": DEPARTS.date()}, full_name="Lê Thử Hết"
        )
    log_in(client, bangkok)

    answer = client.post(
        f"{movement.get_absolute_url()}seat/",
        {"_version": movement.version, "cases": [case.reference]},
    )

    assert answer.status_code == 422
    assert "Lê Thử Hết" in answer.text
    assert "holds until" in answer.text


def test_a_frozen_list_shows_what_changed_since_the_one_before(client, bangkok, seat):
    movement, _case = seat
    with eyes(bangkok):
        frozen(bangkok, movement)
        seated(bangkok, movement, a_ready_case(bangkok, full_name="Trần Thử Mới"), reason="A seat.")
        frozen(bangkok, movement, reason="One more.")

    page = opened(client, bangkok, movement)
    version = client.get(f"{movement.get_absolute_url()}lists/2/")

    assert "Version 2" in page.text
    assert version.status_code == 200
    assert "Joined" in version.text
    assert "Trần Thử Mới" in version.text


class Hand:
    """A person at the page: counts every field that is filled and every button that is pressed."""

    def __init__(self, client):
        self.client = client
        self.count = 0

    def go(self, address):
        self.count += 1
        return self.client.get(address)

    def send(self, address, typed, hidden):
        self.count += len(typed) + 1
        return self.client.post(address, typed | hidden)


def test_thirty_people_are_on_a_frozen_list_in_at_most_25_interactions(client, bangkok):
    with eyes(bangkok):
        for _number in range(30):
            a_ready_case(bangkok)
        found = places()
    log_in(client, bangkok)
    hand = Hand(client)

    form = hand.go("/movements/plan/")
    hidden = {"_key": form.context["key"], "_version": ""}
    bus = {
        "title": "Mae Sot to Ha Noi",
        "incident": "2025-10-myawaddy",
        "mode": "bus",
        "from_place": "mae-sot",
        "departs_at": "2025-11-04T21:00",
        "to_place": "suvarnabhumi-airport",
        "arrives_at": "2025-11-05T06:00",
        "capacity": "80",
    }
    made = hand.send("/movements/plan/", bus, hidden)
    page = made.url
    flight = {
        "mode": "flight",
        "from_place": "suvarnabhumi-airport",
        "departs_at": "2025-11-05T10:30",
        "to_place": "noi-bai-airport",
        "arrives_at": "2025-11-05T12:20",
        "capacity": "75",
    }
    form = hand.go(f"{page}add-leg/")
    hand.send(f"{page}add-leg/", flight, {"_version": form.context["version"]})
    hidden = {"_version": client.get(page).context["movement"].version}
    hand.send(f"{page}fill/", {}, hidden)
    form = hand.go(f"{page}freeze/")
    hand.send(f"{page}freeze/", {}, {"_version": form.context["version"]})

    with eyes(bangkok):
        movement = Movement.objects.get(title=bus["title"])
        assert (movement.seated, movement.manifest, movement.state) == (30, 1, "frozen")
        assert Passenger.objects.seated().filter(movement=movement).count() == 30
        assert movement.departs_at == DEPARTS
        assert movement.arrives_at == DEPARTS + timedelta(hours=15, minutes=20)
    assert found
    assert hand.count <= 25, hand.count


def test_a_departure_is_recorded_from_the_page_of_its_leg(client, bangkok, seat):
    movement, case = seat
    with eyes(bangkok):
        frozen(bangkok, movement)
    shown = log_in(client, bangkok).get(f"{movement.get_absolute_url()}depart/?leg=1")
    answer = client.post(
        f"{movement.get_absolute_url()}depart/",
        {
            "_version": shown.context["version"],
            "leg": "1",
            "when_day": "2025-11-04",
            "when_time": "21:10",
        },
    )

    assert answer.status_code == 302, answer.text[-2000:]
    with eyes(bangkok):
        assert fresh(case).stage == "departed"


def test_the_page_of_the_case_says_on_which_movement(client, bangkok, seat):
    movement, case = seat
    page = log_in(client, bangkok).get(case.get_absolute_url())

    assert movement.number in page.text
    assert "Given a seat" in page.text


def test_today_tells_of_a_departure_within_two_days_that_nobody_has_frozen(client, bangkok):
    with eyes(bangkok):
        soon = now() + timedelta(hours=30)
        movement = a_movement(bangkok, departs_at=soon, arrives_at=soon + timedelta(hours=9))
    page = log_in(client, bangkok).get("/")

    assert movement is not None
    assert "departure within two days, not everybody ready" in page.text


def test_closing_a_case_says_that_a_seat_is_still_there(client, bangkok, seat):
    movement, case = seat
    page = log_in(client, bangkok).get(f"{case.get_absolute_url()}close/")

    assert f"A place on the movement {movement.number}" in page.text


def test_the_list_shows_how_full_each_is(client, bangkok, seat):
    movement, _case = seat
    page = log_in(client, bangkok).get("/movements/?state=open")

    assert movement.number in page.text
    assert "1 / 3" in page.text


def test_a_reception_officer_reads_the_movement_and_no_check(client, bangkok):
    point = MissionFactory(code="NBA", **AT_HOME)
    with eyes(bangkok):
        movement = a_movement(bangkok, reception_point=point)
        seated(bangkok, movement, a_ready_case(bangkok, full_name="Trần Thử Về"))
        frozen(bangkok, movement)
    at_gate = PostingFactory(role="reception_officer", mission=point).actor()

    page = opened(client, at_gate, movement)

    assert page.status_code == 200
    assert "Trần Thử Về" in page.text
    assert "fit to travel" not in page.text
    assert "Seat the ticked" not in page.text


def test_the_page_costs_the_same_for_two_as_for_six(client, bangkok):
    counts = []
    log_in(client, bangkok)
    for how_many in (2, 6):
        with eyes(bangkok):
            movement = with_flight(bangkok, a_movement(bangkok, capacity=None), capacity=None)
            seated(bangkok, movement, *[a_ready_case(bangkok) for _number in range(how_many)])
        client.get(movement.get_absolute_url())
        with CaptureQueriesContext(connection) as seen:
            client.get(movement.get_absolute_url())
        counts.append(len(seen))

    assert counts[0] == counts[1], counts
    assert counts[0] <= 40, counts
