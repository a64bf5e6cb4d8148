"""On the ground, written down later: each fact comes to the place where it happened."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases.casework.operations import (
    correct_transition,
    hold_case,
    receive_person,
    record_fact,
    record_stay,
    resume_case,
    set_reception_point,
    void_transition,
    withdraw_arrival,
)
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.fields.dates import parse_when
from cases.crossings.models import Crossing, Stay
from cases.missions.models import Mission
from cases.movements.handover.operations import correct_handover, void_handover
from cases.movements.models import SeatChange
from tests.casework.linking import ledgers_hold
from tests.casework.playbooks import a_playbook
from tests.factories import IncidentFactory, PlaceFactory
from tests.movements.travelled import arrived, brought_home, came_back, leg, on_flight
from tests.register import a_case, fresh
from tests.world_handover import a_handover, signed
from tests.world_movements import (
    DEPARTS,
    a_movement,
    a_ready_case,
    departed,
    frozen,
    places,
    seated,
)
from tests.world_reception import at_gate

pytestmark = pytest.mark.django_db

LATER = When(day=date(2025, 11, 20))
"""After every leg."""


def stayed(actor, case, place, when, **more):
    """Record where somebody is."""
    said = {"kind": "at", "place": place, "when": when, "source": "mission"}
    return record_stay(actor, fresh(case), **(said | more))


def over_the_bridge(actor):
    """Return a movement from Myanmar into Thailand with somebody on it, and her case."""
    far = PlaceFactory(code="myawaddy", name="Myawaddy", kind="town", country="MM")
    movement = a_movement(actor, from_place=far, to_place=places()["mae-sot"])
    case = a_ready_case(actor)
    stayed(actor, case, far, When(day=date(2025, 11, 1)))
    seated(actor, movement, case)
    return frozen(actor, movement), case


def borders(case):
    rows = Crossing.objects.filter(citizen=case.citizen, voided_at=None).order_by("occurred_at")
    return [(row.from_country, row.to_country) for row in rows]


def test_a_late_arrival_crosses_the_border_of_its_moment_not_of_now(desk):
    movement, case = over_the_bridge(desk)
    departed(desk, movement)
    stayed(desk, case, places()["home"], LATER)

    arrived(desk, movement, 1)

    assert borders(case) == [("MM", "TH")]
    assert fresh(case).citizen.now_country == "VN"
    assert ledgers_hold()


def test_a_late_departure_leaves_a_later_stay_the_last_word(desk):
    movement, case = over_the_bridge(desk)
    airport = places()["airport"]
    stayed(desk, case, airport, LATER)

    departed(desk, movement)

    assert fresh(case).stage == "departed"
    left = Stay.objects.get(citizen=case.citizen, kind="left")
    assert left.occurred_at == DEPARTS + timedelta(minutes=10)
    assert fresh(case).citizen.now_place == airport


def test_a_late_coming_back_crosses_the_border_of_its_moment(desk):
    movement, case = over_the_bridge(desk)
    departed(desk, movement)
    arrived(desk, movement, 1)
    stayed(desk, case, places()["home"], LATER)

    came_back(desk, movement, 1, When.at(DEPARTS + timedelta(hours=12)))

    assert borders(case) == [("MM", "TH"), ("TH", "MM")]
    assert fresh(case).citizen.now_country == "VN"


def test_who_was_put_on_hold_after_the_arrival_has_arrived_all_the_same(desk, movement, cases):
    departed(desk, movement)
    arrived(desk, movement, 1)
    departed(desk, movement, 2)
    hold_case(desk, fresh(cases[0]), reason="health")

    arrived(desk, movement, 2)

    assert {fresh(case).stage for case in cases} == {"arrived"}
    assert [fresh(case).held for case in cases] == [True, False, False]
    stages = [row.kind for row in fresh(cases[0]).transitions.standing().in_order()]
    assert stages[-2:] == ["fact", "hold"]
    assert ledgers_hold()


def test_whoever_was_put_back_a_stage_on_the_way_has_arrived_with_what_gates_asked(desk):
    a_playbook(gates={"ready": ("reply",)})
    movement, (case,) = on_flight(desk, 1)
    departed(desk, movement)
    arrived(desk, movement, 1)
    departed(desk, movement, 2)
    back_at = When.at(leg(movement, 2).departs_at + timedelta(minutes=30))
    said = {"source": "mission", "reason": "Invented."}
    record_fact(desk, fresh(case), stage="verified", when=back_at, **said)

    arrived(desk, movement, 2)

    last = fresh(case).transitions.standing().latest("number")
    assert (last.to_stage, last.operation, last.gate_open) == ("arrived", "arrive_leg", ["contact"])


def test_a_hold_and_its_end_after_a_later_leg_keep_nobody_off_it(desk, movement, cases):
    departed(desk, movement)
    arrived(desk, movement, 1)
    hold_case(desk, fresh(cases[0]), reason="health")
    resume_case(desk, fresh(cases[0]))

    departed(desk, movement, 2)

    assert fresh(movement).seated == 3
    assert not SeatChange.objects.filter(act="left_behind").exists()


def test_who_is_ready_by_a_later_row_does_not_depart_before_it(desk, movement, cases):
    hold_case(desk, fresh(cases[0]), reason="health")
    resume_case(desk, fresh(cases[0]))

    departed(desk, movement)

    assert [fresh(case).stage for case in cases] == ["ready", "departed", "departed"]
    kept = SeatChange.objects.get(act="left_behind")
    assert kept.reason.startswith("This lies before what is on record last of the case.")


def test_a_late_coming_back_lies_before_what_happened_after_it(desk, movement, cases):
    departed(desk, movement)
    hold_case(desk, fresh(cases[0]), reason="health")

    came_back(desk, movement, 1, When.at(DEPARTS + timedelta(hours=2)))

    assert (fresh(cases[0]).stage, fresh(cases[0]).held) == ("ready", True)
    assert ledgers_hold()


def test_a_departure_is_asked_for_by_its_own_day_also_when_it_is_written_down_later(desk):
    a_playbook(gates={}, conditions={"departed": ("journey_planned",)})
    movement, (case,) = on_flight(desk, 1)
    after_midnight = When.at(DEPARTS + timedelta(hours=4))

    departed(desk, movement, when=after_midnight)

    assert (fresh(case).stage, fresh(case).journey_on) == ("departed", date(2025, 11, 5))


def test_who_stays_behind_has_no_journey_any_more(desk, movement, cases):
    departed(desk, movement, left_behind=[cases[0]])

    day = date(2025, 11, 4)
    assert [fresh(case).journey_on for case in cases] == [None, day, day]


def test_a_leg_that_came_back_departs_anew_on_another_day(desk):
    a_playbook(gates={}, conditions={"departed": ("journey_planned",)})
    movement, cases = on_flight(desk, 1)
    departed(desk, movement)
    came_back(desk, movement, 1, When.at(DEPARTS + timedelta(hours=3)))

    departed(desk, movement, when=When.at(DEPARTS + timedelta(days=2)))

    assert (fresh(cases[0]).stage, fresh(cases[0]).journey_on) == ("departed", date(2025, 11, 6))


def test_of_everything_a_journey_writes_the_ledgers_hold(desk, movement, cases):
    brought_home(desk, movement)

    assert {fresh(case).stage for case in cases} == {"arrived"}
    assert ledgers_hold()


def went_home_within_a_day(actor, *cases):
    """Let people leave on a day and be home within it; return what stands of the first's way."""
    movement = seated(actor, a_movement(actor, to_place=places()["home"]), *cases)
    frozen(actor, movement)
    departed(actor, movement, when=When(day=date(2025, 11, 5)))
    before = standing_way(cases[0])
    arrived(actor, movement, 1)
    return before


def standing_way(case):
    rows = [*Crossing.objects.standing(), *Stay.objects.standing()]
    mine = [row for row in rows if row.citizen_id == case.citizen_id]
    return sorted(
        (row.number, row.operation, row.occurred_from, row.occurred_at, str(row)) for row in mine
    )


def voided(actor, case, stage):
    row = fresh(case).transitions.standing().get(to_stage=stage)
    void_transition(actor, fresh(case), transition=row, reason="Another person.")


def test_a_departure_lasts_again_as_was_said_where_the_arrival_is_void(desk):
    case = a_ready_case(desk)
    stayed(desk, case, places()["mae-sot"], When(day=date(2025, 11, 1)))
    before = went_home_within_a_day(desk, case)

    voided(desk, case, "arrived")

    assert standing_way(case) == before
    assert (fresh(case).citizen.now_country, fresh(case).citizen.now_place) == ("TH", None)
    assert ledgers_hold()
    voided(desk, case, "departed")
    assert standing_way(case) == before[:1]


@pytest.mark.parametrize("days", [(), (7,), (7, 4)])
def test_the_way_moves_with_an_arrival_and_lasts_again_where_that_is_void(desk, days):
    case = a_ready_case(desk)
    stayed(desk, case, places()["mae-sot"], When(day=date(2025, 11, 1)))
    movement = seated(desk, a_movement(desk, to_place=places()["home"]), case)
    frozen(desk, movement)
    departed(desk, movement, when=parse_when("2025-11"))
    before = standing_way(case)
    arrived(desk, movement, 1, When(day=date(2025, 11, 6)))

    for day in days:
        row = fresh(case).transitions.standing().get(to_stage="arrived")
        said = {"reason": "Read.", "changes": {"when": When(day=date(2025, 11, day))}}
        correct_transition(desk, fresh(case), transition=row, **said)

    home = [what for what in standing_way(case) if what[0] > before[-1][0]]
    assert len(home) == 2
    zone = ZoneInfo("Asia/Bangkok")
    assert {at.astimezone(zone).day for *_number, at, _what in home} == {[6, *days][-1]}
    left = next(at for number, *_by, at, _what in standing_way(case) if number == before[-1][0])
    assert left < home[0][3]
    assert fresh(case).citizen.now_country == "VN"
    assert ledgers_hold()
    voided(desk, case, "arrived")
    assert [what[0::2] for what in standing_way(case)] == [what[0::2] for what in before]
    assert [what[3:] for what in standing_way(case)] == [what[3:] for what in before]
    assert ledgers_hold()


def test_the_way_stays_where_another_case_of_the_person_arrived_by_the_same_act(desk):
    case = a_ready_case(desk)
    said = {"incident": IncidentFactory(code="another"), "reported": When(day=date(2025, 10, 20))}
    other = a_case(desk, fresh(case).citizen, **said)
    said = {"when": When(day=date(2025, 10, 28)), "source": "mission", "reason": "Invented."}
    record_fact(desk, fresh(other), stage="ready", **said)
    went_home_within_a_day(desk, case, other)

    voided(desk, case, "arrived")
    assert fresh(case).citizen.now_country == "VN"

    voided(desk, other, "arrived")
    assert fresh(case).citizen.now_country != "VN"


@pytest.mark.parametrize("corrected", [False, True])
def test_a_departure_lasts_again_as_was_said_where_a_signed_handover_is_void(desk, corrected):
    case = a_ready_case(desk)
    stayed(desk, case, places()["mae-sot"], When(day=date(2025, 11, 1)))
    movement = frozen(desk, seated(desk, a_movement(desk), case))
    departed(desk, movement, when=parse_when("2025-11"))
    before = standing_way(case)
    done = signed(desk, a_handover(desk, [case]), closes=True)
    if corrected:
        done = correct_handover(desk, fresh(done), reason="A name was wrong.")
        done = signed(desk, done, closes=True)
    cut = standing_way(case)

    void_handover(desk, fresh(done), reason="The bus never came.")

    assert (len(cut), cut[1] == before[1]) == (4, False)
    assert standing_way(case) == before
    assert fresh(case).citizen.now_country == "TH"
    assert ledgers_hold()


@pytest.mark.parametrize("who", ["mission", "gate"])
def test_so_it_does_where_the_gate_had_received_another_person(desk, who):
    gate = at_gate()
    case = a_ready_case(desk)
    stayed(desk, case, places()["mae-sot"], When(day=date(2025, 11, 1)))
    point = Mission.objects.get(pk=gate.mission_id)
    set_reception_point(desk, fresh(case), reception_point=point)
    movement = frozen(desk, seated(desk, a_movement(desk), case))
    departed(desk, movement, when=When(day=date(2025, 11, 5)))
    before = standing_way(case)
    with eyes(gate):
        receive_person(gate, fresh(case), when=When.at(DEPARTS + timedelta(hours=9)))

    if who == "gate":
        with eyes(gate):
            withdraw_arrival(gate, fresh(case), reason="Another person.")
    else:
        voided(desk, case, "arrived")

    with eyes(desk):
        assert standing_way(case) == before
        assert fresh(case).citizen.now_country == "TH"
