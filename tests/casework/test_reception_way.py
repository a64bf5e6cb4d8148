"""Whoever is received is at the reception point; the mission that has the case is told."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone

from cases.casework.endings import NOT_SAID
from cases.casework.ledger import standing_rows
from cases.casework.operations import (
    assign_case,
    close_case,
    correct_stay,
    correct_transition,
    hand_over_person,
    receive_person,
    record_fact,
    record_stay,
    reopen_case,
    set_reception_point,
    void_transition,
    withdraw_arrival,
)
from cases.casework.progress.proving import faults_under_lock
from cases.casework.progress.ticking import Calendars
from cases.casework.whereabouts import misfits, standing_points
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When
from cases.core.fields.dates import parse_when
from cases.missions.models import Mission, Posting
from cases.notices.models import Notice
from tests.casework.between import mission_of
from tests.casework.linking import ledgers_hold
from tests.casework.playbooks import a_playbook
from tests.factories import IncidentFactory, PlaceFactory, PostingFactory, head
from tests.jobs import run_jobs
from tests.kept import once
from tests.register import a_case, fresh
from tests.world_reception import at_gate, reached

pytestmark = pytest.mark.django_db

OPENED = When(day=date(2026, 11, 2))


@once
def standing():
    """Return a case of Bangkok that is to be received at the gate, not ready yet."""
    point = mission_of(at_gate())
    with eyes(head()) as owner:
        case = a_case(owner, reported=OPENED)
        return set_reception_point(owner, fresh(case), reception_point=point)


def way_of(case):
    """The standing points of a person: what, from where, where to, in order."""
    person = fresh(case).citizen
    points = [
        *(
            (row.occurred_at, row.number, "crossing", row.to_country, row.source_detail)
            for row in person.crossings.standing()
        ),
        *(
            (row.occurred_at, row.number, row.kind, row.country, row.source_detail)
            for row in person.stays.standing()
        ),
    ]
    return [point[2:] for point in sorted(points)]


def on_the_road(owner, case, country="TH"):
    with eyes(owner):
        if country:
            way = {"when": When(day=date(2026, 11, 3)), "source": "mission"}
            record_stay(owner, fresh(case), kind="at", country=country, **way)
        reached(owner, case, "departed")


def received(gate, case, on=6):
    with eyes(gate):
        return receive_person(gate, fresh(case), when=When(day=date(2026, 11, on)))


def told(actor):
    with eyes(actor):
        return list(Notice.objects.visible_to(actor).order_by("pk").values_list("kind", flat=True))


def test_who_is_received_is_at_the_reception_point_and_has_crossed_the_border(owner, case, gate):
    place = PlaceFactory(code="noi-bai-airport", name="Nội Bài airport", country="VN")
    Mission.objects.filter(pk=gate.mission_id).update(place=place)
    on_the_road(owner, case)

    received(gate, case)

    with eyes(owner):
        person = fresh(case).citizen
        assert (person.now_country, person.now_place_id) == ("VN", place.pk)
        assert way_of(case) == [("at", "TH", ""), ("crossing", "VN", "NBA"), ("at", "VN", "NBA")]
        assert misfits(standing_points(person)) == []


@pytest.mark.parametrize("country", ["", "VN"])
def test_no_border_is_made_up_for_who_was_home_or_nowhere_known(owner, case, gate, country):
    on_the_road(owner, case, country)

    received(gate, case)

    with eyes(owner):
        assert "crossing" not in [point[0] for point in way_of(case)]
        assert fresh(case).citizen.now_country == "VN"


def test_who_was_handed_over_has_left_and_it_says_with_whom(owner, case, gate):
    on_the_road(owner, case)
    received(gate, case)
    with eyes(gate):
        hand_over_person(gate, fresh(case), to="Police", when=When(day=date(2026, 11, 7)))

    with eyes(owner):
        person = fresh(case).citizen
        assert (person.now_country, person.now_place_id) == ("VN", None)
        assert person.stays.standing().get(kind="left").note == "Police"


@pytest.mark.parametrize("outcome", ["", "died", "own_means"])
def test_a_stage_that_is_void_lets_the_place_go_that_it_gave(owner, case, gate, outcome):
    on_the_road(owner, case)
    received(gate, case)
    with eyes(owner):
        if outcome:
            close_case(owner, fresh(case), outcome=outcome)
        arrival = case.transitions.standing().get(to_stage="arrived")

        void_transition(owner, fresh(case), transition=arrival, reason="It was another person.")

        assert case.transitions.standing().filter(to_stage="arrived").count() == 0
        lost = [("lost", "", str(NOT_SAID))] if outcome == "own_means" else []
        assert way_of(case) == [("at", "TH", ""), *lost]
        assert fresh(case).citizen.now_country == ("" if lost else "TH")
        assert ledgers_hold()


def test_an_arrival_that_was_corrected_first_lets_go_what_it_gave_at_first(owner, case, gate):
    on_the_road(owner, case)
    received(gate, case)
    with eyes(owner):
        for day in (7, 8):
            arrival = case.transitions.standing().get(to_stage="arrived")
            moved = {"when": When(day=date(2026, 11, day))}
            said = {"reason": "A day later.", "changes": moved}
            correct_transition(owner, fresh(case), transition=arrival, **said)
        arrival = case.transitions.standing().get(to_stage="arrived")

        void_transition(owner, fresh(case), transition=arrival, reason="It was another person.")

        assert way_of(case) == [("at", "TH", "")]
        assert fresh(case).citizen.now_country == "TH"


@pytest.mark.parametrize("behind", [False, True])
def test_a_handover_that_is_void_lets_go_that_the_person_left(owner, case, gate, behind):
    on_the_road(owner, case)
    received(gate, case)
    with eyes(gate):
        hand_over_person(gate, fresh(case), to="Police", when=When(day=date(2026, 11, 7)))
    with eyes(owner):
        if behind:
            died = {"stage": "closed", "outcome": "died", "source": "mission", "reason": "Fell."}
            record_fact(owner, fresh(case), when=When(day=date(2026, 11, 20)), **died)
        handed = case.transitions.standing().get(changes__outcome="handed_over")

        void_transition(owner, fresh(case), transition=handed, reason="It was another person.")

        assert [point[0] for point in way_of(case)] == ["at", "crossing", "at"]


def moved_to(owner, case, day, **entry):
    row = case.transitions.standing().get(**entry or {"to_stage": "arrived"})
    said = {"reason": "Another day.", "changes": {"when": When(day=date(2026, 11, day))}}
    correct_transition(owner, fresh(case), transition=row, **said)


def days_of(case):
    """The last day of each standing point of a person, in order."""
    person, zone = fresh(case).citizen, ZoneInfo("Asia/Ho_Chi_Minh")
    points = sorted(standing_points(person), key=lambda row: (row.occurred_at, row.number))
    return [(str(row.operation), row.occurred_at.astimezone(zone).day) for row in points]


def test_the_border_and_the_place_move_with_the_day_of_the_arrival(owner, case, gate):
    on_the_road(owner, case)
    received(gate, case)
    with eyes(owner):
        before = way_of(case)
        moved_to(owner, case, 9)
        moved_to(owner, case, 5)

        assert way_of(case) == before
        assert days_of(case) == [("record_stay", 3), ("correct_crossing", 5), ("correct_stay", 5)]
        assert fresh(case).citizen.now_since == points_at(case, "correct_stay").occurred_at
        assert ledgers_hold()


def points_at(case, operation):
    return next(row for row in standing_points(case.citizen) if row.operation == operation)


def test_what_was_corrected_of_the_way_by_itself_does_not_move(owner, case, gate):
    on_the_road(owner, case)
    received(gate, case)
    with eyes(owner):
        stay = fresh(case).citizen.stays.standing().get(source_detail="NBA")
        said = {"reason": "At night.", "changes": {"when": When(day=date(2026, 11, 7))}}
        correct_stay(owner, fresh(case), stay=stay, **said)

        moved_to(owner, case, 9)

        assert days_of(case)[1:] == [("correct_stay", 7), ("correct_crossing", 9)]
        assert ledgers_hold()


def test_that_they_left_moves_with_the_day_of_the_handover(owner, case, gate):
    on_the_road(owner, case)
    received(gate, case)
    with eyes(gate):
        hand_over_person(gate, fresh(case), to="Police", when=When(day=date(2026, 11, 7)))
    with eyes(owner):
        for day in (10, 12, 8):
            moved_to(owner, case, day, changes__outcome="handed_over")

        assert days_of(case)[2:] == [("receive_person", 6), ("correct_stay", 8)]
        assert ledgers_hold()


def test_the_ledgers_hold_after_reception_and_handover(owner, case, gate):
    on_the_road(owner, case)
    received(gate, case)
    with eyes(gate):
        hand_over_person(gate, fresh(case), to="Police", when=When(day=date(2026, 11, 7)))

    call_command("verify_ledger")


def test_the_clocks_follow_an_arrival_though_the_gate_reads_no_step(owner, gate):
    a_playbook(gates={"arrived": ("contact",)})
    with eyes(owner):
        case = a_case(owner, reported=OPENED)
        point = Mission.objects.get(pk=gate.mission_id)
        case = set_reception_point(owner, fresh(case), reception_point=point)
    on_the_road(owner, case)

    received(gate, case)

    with eyes(owner):
        row = fresh(case)
        assert row.transitions.order_by("-number").first().gate_open == ["contact"]
        assert faults_under_lock({row.pk}, Calendars()) == []


def test_the_mission_is_told_where_nobody_has_the_case_else_its_officer(owner, case, gate):
    on_the_road(owner, case)
    received(gate, case)
    assert told(owner) == ["person_received"]
    colleague = PostingFactory(mission_id=owner.mission_id, role="case_officer").actor()
    with eyes(owner):
        officer = Posting.objects.get(pk=colleague.posting_id).staff
        assign_case(owner, fresh(case), officer=officer)
    with eyes(gate):
        hand_over_person(gate, fresh(case), to="Police", when=When(day=date(2026, 11, 7)))

    with eyes(colleague):
        last = Notice.objects.visible_to(colleague).order_by("-pk").first()
    assert (last.kind, last.staff_id) == ("person_handed_over", colleague.staff_id)


def test_the_gate_takes_back_an_arrival_that_was_wrong(owner, case, gate):
    on_the_road(owner, case)
    with eyes(owner):
        departed = standing_rows(fresh(case))[-1]
    with eyes(gate):
        noon = departed.occurred_from + timedelta(hours=12)
        receive_person(gate, fresh(case), when=When.at(noon))

        withdraw_arrival(gate, fresh(case), reason="Another traveller.")

    with eyes(owner):
        row = fresh(case)
        last = standing_rows(row)[-1]
        assert (last.to_stage, last.occurred_at) == ("departed", departed.occurred_at)
        assert way_of(case) == [("at", "TH", "")]
        assert row.citizen.now_country == "TH"
        assert row.citizen.stays.get(source_detail="NBA").void_reason == "Another traveller."
    assert told(owner) == ["person_received", "arrival_withdrawn"]


def test_what_was_corrected_of_it_since_goes_too(owner, case, gate):
    on_the_road(owner, case)
    received(gate, case)
    with eyes(owner):
        stay = fresh(case).citizen.stays.standing().get(source_detail="NBA")
        said = {"reason": "A word more.", "changes": {"note": "At the door."}}
        correct_stay(owner, fresh(case), stay=stay, **said)

    with eyes(gate):
        withdraw_arrival(gate, fresh(case), reason="Another traveller.")

    with eyes(owner):
        assert way_of(case) == [("at", "TH", "")]
        assert fresh(case).citizen.now_country == "TH"


def test_the_closing_of_another_case_then_says_that_nobody_knows(owner, case, gate):
    on_the_road(owner, case)
    received(gate, case)
    with eyes(owner):
        incident = IncidentFactory(code="another")
        other = a_case(owner, fresh(case).citizen, reported=OPENED, incident=incident)
        close_case(owner, fresh(other), outcome="own_means")

    with eyes(gate):
        withdraw_arrival(gate, fresh(case), reason="Another traveller.")
    run_jobs(of="casework")

    with eyes(owner):
        assert way_of(case) == [("at", "TH", ""), ("lost", "", str(NOT_SAID))]
        assert ledgers_hold()


def test_taking_it_back_leaves_an_earlier_return_of_theirs(owner, case, gate):
    on_the_road(owner, case)
    received(gate, case)
    with eyes(gate):
        hand_over_person(gate, fresh(case), to="Police", when=When(day=date(2026, 11, 7)))
    with eyes(owner):
        reopen_case(owner, fresh(case), reason="Gone abroad again.", stage="departed")
    with eyes(gate):
        receive_person(gate, fresh(case), when=When.at(timezone.now()))

        withdraw_arrival(gate, fresh(case), reason="Another traveller.")

    with eyes(owner):
        kept = [what for what in way_of(case) if what[2] == "NBA"]
        assert kept == [("crossing", "VN", "NBA"), ("at", "VN", "NBA"), ("left", "", "NBA")]


def test_an_arrival_that_the_mission_recorded_is_not_the_gates_to_take_back(owner, case, gate):
    with eyes(owner):
        reached(owner, case, "arrived")

    with eyes(gate), pytest.raises(Refused) as refusal:
        withdraw_arrival(gate, fresh(case), reason="Wrong.")

    assert (refusal.value.status, refusal.value.code) == (409, "not_received_here")


def test_who_left_on_a_day_of_a_month_is_received_within_it(owner, case, gate):
    with eyes(owner):
        reached(owner, case, "departed", when=parse_when("2026-11"))
    received(gate, case)

    with eyes(owner):
        rows = [row.to_stage for row in fresh(case).transitions.standing().in_order()]
        assert (rows[-2:], fresh(case).stage) == (["departed", "arrived"], "arrived")
    call_command("verify_ledger")


def test_but_nobody_is_received_before_they_left_for_certain(owner, case, gate):
    with eyes(owner):
        reached(owner, case, "departed", when=When(day=date(2026, 11, 7), until=date(2026, 11, 9)))

    with pytest.raises(Refused) as caught:
        received(gate, case)

    assert caught.value.code == "before_last"
