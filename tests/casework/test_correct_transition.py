"""Correcting and voiding rows of the ledger of stages."""

from datetime import UTC, date, datetime

import pytest

from cases.casework.operations import (
    advance_case,
    close_case,
    correct_transition,
    hold_case,
    void_case,
    void_transition,
)
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When, replay
from cases.missions.queries import system_at
from tests.factories import MissionFactory, head, officer
from tests.refusals import refusal_of
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

OPENED = When(day=date(2025, 10, 20))


def at(day: int) -> datetime:
    return datetime(2025, 10, day, 12, tzinfo=UTC)


def course(case):
    return [(row.to_stage, row.occurred_at.day) for row in case.transitions.standing().in_order()]


def a_moved_case(system):
    with replay(at(21)):
        case = a_case(system, reported=OPENED)
    for day in (23, 25):
        with replay(at(day)):
            advance_case(system, fresh(case))
    return case


def test_a_corrected_day_puts_the_row_elsewhere_in_the_course():
    with eyes(system_at(MissionFactory())) as system:
        case = a_moved_case(system)
        row = case.transitions.get(to_stage="contacted")

        with replay(at(28)):
            correct_transition(
                system,
                fresh(case),
                transition=row,
                reason="Wrong day.",
                changes={"when": When.at(at(22))},
            )

        assert course(case) == [("reported", 20), ("contacted", 22), ("verified", 25)]


def test_the_voided_row_keeps_why_and_since_when():
    with eyes(system_at(MissionFactory())) as system:
        case = a_moved_case(system)
        row = case.transitions.get(to_stage="contacted")

        with replay(at(28)):
            void_transition(system, fresh(case), transition=row, reason="Another person.")

        row.refresh_from_db()
        assert (row.voided_at, row.void_reason) == (at(28), "Another person.")
        assert course(case) == [("reported", 20), ("verified", 25)]


def test_voiding_the_last_row_takes_the_case_back():
    with eyes(officer()) as actor:
        case = a_case(actor)
        advance_case(actor, fresh(case))

        row = case.transitions.get(kind="advance")
        void_transition(actor, fresh(case), transition=row, reason="Not she.")

        assert fresh(case).stage == "reported"


def test_voiding_a_hold_takes_the_case_off_hold():
    with eyes(officer()) as actor:
        case = a_case(actor)
        hold_case(actor, fresh(case), reason="health")
        advance_row = case.transitions.get(kind="hold")

        void_transition(actor, fresh(case), transition=advance_row, reason="Wrong case.")

        assert (fresh(case).held, fresh(case).hold_reason) == (False, "")


def test_the_opening_moves_when_we_learn_more():
    with eyes(system_at(MissionFactory())) as system:
        case = a_moved_case(system)
        opening = case.transitions.get(kind="open")

        with replay(at(28)):
            correct_transition(
                system,
                fresh(case),
                transition=opening,
                reason="She fled earlier.",
                changes={"when": When.at(at(17))},
            )

        assert fresh(case).opened_at == at(17)


def test_the_opening_cannot_move_behind_what_followed():
    with eyes(system_at(MissionFactory())) as system:
        case = a_moved_case(system)
        opening = case.transitions.get(kind="open")

        with replay(at(28)), pytest.raises(Refused) as refusal:
            correct_transition(
                system,
                fresh(case),
                transition=opening,
                reason="x",
                changes={"when": When.at(at(24))},
            )

        assert refusal.value.code == "opening_first"
        assert course(case) == [("reported", 20), ("contacted", 23), ("verified", 25)]


def test_the_opening_is_not_voided_alone():
    with eyes(officer()) as actor:
        case = a_case(actor)

        with pytest.raises(Refused) as refusal:
            void_transition(actor, case, transition=case.transitions.get(kind="open"), reason="x")

        assert refusal.value.code == "opening_stays"


def test_a_void_case_leaves_the_ledger_and_takes_nothing_more():
    with eyes(head()) as actor:
        case = a_case(actor)

        void_case(actor, fresh(case), reason="Entered twice.")

        assert not case.transitions.standing().exists()
        assert refusal_of(advance_case, actor, fresh(case)).code == "case_void"


def test_after_voiding_the_person_may_have_another_case_of_the_incident():
    with eyes(head()) as actor:
        case = a_case(actor)
        void_case(actor, fresh(case), reason="Entered by mistake.")

        again = a_case(actor, case.citizen)

        assert again.reference != case.reference


def test_the_entry_of_a_closing_says_how_it_ended():
    with eyes(system_at(MissionFactory())) as system, replay(at(25)):
        case = a_case(system, reported=OPENED)
        close_case(system, case, outcome="declined")
        closing = case.transitions.standing().in_order().last()

    assert str(closing) == "Closed: Declined help"
