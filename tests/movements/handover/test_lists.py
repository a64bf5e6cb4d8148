"""Drawing up the list of a handover, and saying of each person what became of her."""

import pytest

from cases.movements.handover.models import HandoverLine
from cases.movements.handover.operations import account_for, add_to_handover, prepare_handover
from tests.refusals import refused_fields
from tests.register import fresh
from tests.world_handover import a_bridge, a_gate, a_handover

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"state": "absent", "whereabouts": "Nobody knows."}, "reason_needed", "reason"),
        ({"state": "absent", "reason": "Missed it."}, "whereabouts_needed", "whereabouts"),
        ({"state": "handed", "reason": "Because."}, "no_reason_needed", "reason"),
    ],
)
def test_what_is_said_of_a_person_needs_what_belongs_to_it(desk, handover, said, code, field):
    answer = refused_fields(account_for, desk, handover, lines=list(handover.lines.all()), **said)

    assert answer == (422, code, [field])


def test_a_place_must_lie_where_this_kind_of_handover_happens(desk, home):
    case = home[0]

    at_home = refused_fields(prepare_handover, desk, cases=[case], kind="from_host", place=a_gate())
    away = refused_fields(prepare_handover, desk, cases=[case], kind="home_gate", place=a_bridge())

    assert at_home == (422, "place_at_home", ["place"])
    assert away == (422, "place_not_home", ["place"])


def test_nobody_stands_on_two_lists_of_one_kind_that_are_not_signed(desk, home):
    case = home[0]
    a_handover(desk, [case])

    answer = refused_fields(prepare_handover, desk, cases=[case], kind="home_gate", place=a_gate())

    assert answer == (422, "on_another_list", ["cases"])


def test_somebody_who_is_there_is_added_with_a_reason(desk, handover, home):
    case = home[0]

    add_to_handover(desk, fresh(handover), case=case, reason="Stood at the gate.")
    again = refused_fields(add_to_handover, desk, fresh(handover), case=case, reason="Again.")

    line = HandoverLine.objects.get(case=case)
    assert (line.position, line.added_reason) == (3, "Stood at the gate.")
    assert fresh(handover).people == 3
    assert again == (422, "listed_twice", ["case"])


def test_numbers_follow_each_other_by_mission_and_year(desk, handover, home):
    other = a_handover(desk, home)

    assert handover.number == f"{desk.mission_code}-H-{handover.year}-0001"
    assert other.number == f"{desk.mission_code}-H-{handover.year}-0002"
