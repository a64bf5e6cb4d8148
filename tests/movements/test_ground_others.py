"""On the ground with people whose cases were moved, closed, linked or handed over meanwhile."""

from datetime import timedelta

import pytest

from cases.casework.models import Case
from cases.casework.operations import close_case, link_same_person, void_case
from cases.core import present
from cases.core.context import eyes
from cases.core.facts import When
from cases.crossings.models import Crossing, Stay
from cases.movements.handover.operations import void_handover
from cases.movements.models import Passenger, SeatChange
from cases.movements.operations import ground
from cases.notices.models import Notice
from tests.casework.between import accepted, shared
from tests.casework.linking import ledgers_hold
from tests.factories import MissionFactory, PostingFactory, head, headquarters
from tests.movements.travelled import arrived, brought_home, came_back, leg
from tests.refusals import refused
from tests.register import fresh
from tests.world_handover import a_handover, signed
from tests.world_movements import DEPARTS, a_ready_case, departed

pytestmark = pytest.mark.django_db


def told(other):
    """How many notices ask the other mission to write down what became of its people."""
    with eyes(other):
        return Notice.objects.filter(kind="movement_unwritten", mission=other.mission_id).count()


def stage_of(actor, case):
    with eyes(actor):
        return Case.objects.visible_to(actor).get(pk=case.pk).stage


def test_whose_case_was_moved_is_not_forgotten_the_mission_that_has_it_is_told(
    actor, away, movement, cases
):
    accepted(actor, away, cases[0])

    departed(actor, movement)

    assert (stage_of(away, cases[0]), fresh(cases[1]).stage) == ("ready", "departed")
    assert told(away) == 1


def test_of_a_case_that_is_shared_to_read_nothing_is_written_and_its_mission_is_told(
    actor, away, movement, cases
):
    accepted(actor, away, cases[0])
    shared(away, actor, cases[0])
    departed(actor, movement)

    arrived(actor, movement, 1)

    assert stage_of(away, cases[0]) == "ready"
    with eyes(away):
        assert not Stay.objects.filter(citizen=cases[0].citizen_id).exists()
    assert told(away) == 2
    assert Passenger.objects.get(case=cases[0]).state == "seated"


def test_who_is_named_as_left_behind_is_no_question_to_another_mission(
    actor, away, movement, cases
):
    accepted(actor, away, cases[0])
    shared(away, actor, cases[0])

    departed(actor, movement, left_behind=[fresh(cases[0])])

    assert told(away) == 0
    assert Passenger.objects.get(case=cases[0]).state == "off"


def test_a_leg_departs_though_all_its_people_are_of_another_mission(actor, away, movement, cases):
    for case in cases:
        accepted(actor, away, case)

    departed(actor, movement)

    assert fresh(movement).state == "under_way"
    assert told(away) == 1


def test_headquarters_writes_down_everybody(actor, away, movement, cases):
    accepted(actor, away, cases[0])
    place = MissionFactory(headquarters=True)
    with eyes(PostingFactory(role="headquarters_lead", mission=place).actor()) as hq:
        departed(hq, movement, when=When.at(present.now()))

        assert {fresh(case).stage for case in cases} == {"departed"}
    assert told(away) == 0


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (
            lambda actor, case: close_case(actor, case, outcome="declined"),
            "The case is at “Closed”, not at “ready”.",
        ),
        (
            lambda actor, case: void_case(actor, case, reason="Invented."),
            "This case was void: it never was one.",
        ),
    ],
)
def test_whose_case_was_closed_or_void_stays_behind_with_the_reason(
    actor, end, said, movement, cases
):
    end(actor, fresh(cases[0]))

    departed(actor, movement)

    assert fresh(cases[1]).stage == "departed"
    assert SeatChange.objects.get(act="left_behind").reason == said


def test_of_a_case_that_was_void_on_the_way_no_arrival_is_written(actor, movement, cases):
    departed(actor, movement)
    void_case(actor, fresh(cases[0]), reason="Invented.")

    arrived(actor, movement, 1)

    assert not Stay.objects.filter(citizen=cases[0].citizen, kind="at").exists()
    assert Stay.objects.filter(citizen=cases[1].citizen, kind="at").exists()


def linked(actor, double, into):
    """Say that the person of one case is that of another, as headquarters may."""
    with eyes(headquarters()) as hq:
        link_same_person(
            hq, fresh(double.citizen), into=fresh(into.citizen), because="One passport."
        )


def test_the_seat_of_a_double_is_that_of_the_case_that_goes_on(actor, movement, cases):
    double, _second, _third = cases
    into = a_ready_case(actor)
    linked(actor, double, into)

    departed(actor, movement)
    arrived(actor, movement, 1)

    assert (fresh(double).outcome, fresh(into).stage) == ("duplicate", "departed")
    assert fresh(into).citizen.now_place.code == "suvarnabhumi-airport"
    assert fresh(double).citizen.now_place.code == "suvarnabhumi-airport"
    assert ledgers_hold()


def test_who_has_two_seats_as_a_double_departs_once(actor, movement, cases):
    double, into, other = cases
    linked(actor, double, into)

    departed(actor, movement)

    assert fresh(into).stage == fresh(other).stage == "departed"
    assert fresh(movement).seated == 2
    assert Passenger.objects.get(case=double).state == "off"
    assert told(head(yangon=True)) == 0


def test_a_double_is_named_as_left_behind_by_either_case(actor, movement, cases):
    double, other, _third = cases
    into = a_ready_case(actor)
    linked(actor, double, into)

    departed(actor, movement, left_behind=[fresh(double)])

    assert (fresh(into).stage, fresh(other).stage) == ("ready", "departed")
    assert Passenger.objects.get(case=double).state == "off"


def test_whoever_was_handed_over_at_home_does_not_come_back_with_the_leg(actor, movement, cases):
    handed, other, _third = cases
    brought_home(actor, movement)
    done = signed(actor, a_handover(actor, [handed]))
    later = When.at(fresh(done).occurred_at + timedelta(hours=3))

    came_back(actor, movement, 2, later, reason="Entry refused.")

    assert (fresh(handed).stage, fresh(other).stage) == ("arrived", "ready")
    assert fresh(handed).citizen.now_country == "VN"
    assert not Crossing.objects.filter(citizen=handed.citizen, to_country="TH").exists()
    off = SeatChange.objects.get(act="off")
    assert off.case == handed
    assert off.reason == f"Handed over at home by {done.number} before the leg came back."
    assert fresh(movement).is_changed


def test_a_leg_does_not_come_back_with_nobody(actor, movement, cases):
    brought_home(actor, movement)
    done = signed(actor, a_handover(actor, cases), closes=True)
    later = When.at(fresh(done).occurred_at + timedelta(hours=3))

    assert refused(came_back, actor, movement, 2, later) == (422, "nobody_came_back")
    assert leg(movement, 2).arrived_at is not None

    void_handover(actor, fresh(done), reason="Of another flight.")
    came_back(actor, movement, 2, later)
    assert {fresh(case).stage for case in cases} == {"ready"}


def said_of(case):
    """Return what an act on the ground writes on the rows of a case and its person."""
    row = fresh(case)
    return row.stage, row.version, row.rows, row.citizen.points, row.journey_on


@pytest.mark.parametrize("act", ["departed", "came_back"])
def test_an_act_that_breaks_off_in_the_middle_has_written_nothing(
    actor, monkeypatch, act, movement, cases
):
    if act == "came_back":
        departed(actor, movement)
    before = [said_of(case) for case in cases]

    def broken(*_args, **_more):
        raise RuntimeError("The power went off.")

    monkeypatch.setattr(ground, "tell_of", broken)
    later = When.at(DEPARTS + timedelta(hours=2))
    acts = {
        "departed": lambda: departed(actor, movement, left_behind=[cases[0]]),
        "came_back": lambda: came_back(actor, movement, 1, later),
    }
    with pytest.raises(RuntimeError):
        acts[act]()

    assert [said_of(case) for case in cases] == before
    assert fresh(movement).seated == 3
    assert bool(leg(movement, 1).departed_at) == (act == "came_back")
