"""A signed handover is corrected by a new one; one that never was is voided."""

import pytest

from cases.casework.models import Transition
from cases.casework.operations import void_transition
from cases.core.facts import standing_facts
from cases.crossings.models import Crossing, Stay
from cases.movements.handover.models import Handover
from cases.movements.handover.operations import (
    account_for,
    correct_handover,
    sign_handover,
    void_handover,
)
from tests.refusals import refused_fields
from tests.register import fresh
from tests.world_handover import SIDES, SIGNED_ON, a_handover, abroad, signed

pytestmark = pytest.mark.django_db


def test_voided_with_a_reason_everybody_is_where_they_were_before(desk, home):
    case = home[0]
    done = signed(desk, a_handover(desk, [case]), closes=True)

    void_handover(desk, fresh(done), reason="The bus never came.")

    row = fresh(case)
    assert (row.stage, row.outcome) == ("departed", "")
    assert row.citizen.now_country == "TH"
    assert not standing_facts(Stay.objects.filter(source_detail=done.number)).exists()
    assert not standing_facts(Crossing.objects.filter(source_detail=done.number)).exists()
    assert not row.welfare_checks.filter(state="planned").exists()
    assert fresh(done).state == "voided"
    voided = Transition.objects.filter(source_detail=done.number)
    assert {fact.void_reason for fact in voided} == {"The bus never came."}


def test_a_draft_is_voided_and_nothing_else_happens(desk, home):
    case = home[0]
    handover = a_handover(desk, [case])

    void_handover(desk, fresh(handover), reason="Drawn up twice.")

    assert fresh(handover).state == "voided"
    assert fresh(case).stage == "departed"
    assert a_handover(desk, [case]).state == "draft"


def test_a_correction_takes_the_place_of_the_first_once_it_is_signed(desk, home):
    one, other, _third = home
    first = signed(desk, a_handover(desk, [one, other]))

    new = correct_handover(desk, fresh(first), reason="One of them was not there.")
    before = fresh(first).state
    line = new.lines.get(case=other)
    said = {"state": "absent", "reason": "Mixed up.", "whereabouts": "At the shelter."}
    account_for(desk, fresh(new), lines=[line], **said)
    sign_handover(desk, fresh(new), when=SIGNED_ON, **SIDES)

    assert before == "signed"
    assert (fresh(first).state, fresh(new).state) == ("corrected", "signed")
    assert (fresh(one).stage, fresh(other).stage) == ("arrived", "departed")
    assert fresh(other).citizen.now_country == "TH"
    stays = standing_facts(Stay.objects.filter(citizen=one.citizen))
    assert [stay.source_detail for stay in stays] == [new.number]


def test_one_correction_at_a_time_and_the_second_is_told_which(desk, handover):
    first = signed(desk, handover)
    new = correct_handover(desk, fresh(first), reason="A name was wrong.")

    again = refused_fields(correct_handover, desk, fresh(first), reason="Again.")
    void = refused_fields(void_handover, desk, fresh(first), reason="Again.")
    void_handover(desk, fresh(new), reason="Not needed after all.")
    third = correct_handover(desk, fresh(first), reason="Now it is.")

    assert again[:2] == void[:2] == (409, "handover_being_corrected")
    assert Handover.objects.get(pk=third.pk).corrects_id == first.pk


def test_what_happened_after_it_comes_again_behind_the_correction(desk, home):
    case = home[0]
    first = signed(desk, a_handover(desk, [case]))
    second = signed(desk, a_handover(desk, [case], kind="home_province"), closes=True)

    void_handover(desk, fresh(first), reason="Another gate.")

    row = fresh(case)
    assert (row.stage, row.outcome) == ("closed", "handed_over")
    stages = [fact.to_stage for fact in row.transitions.standing().in_order()]
    assert stages[-1] == "closed"
    assert second.number in {fact.source_detail for fact in row.transitions.standing()}


def test_a_draft_is_not_corrected_and_a_corrected_one_leads_to_the_later(desk, handover, home):
    first = signed(desk, a_handover(desk, home))
    new = correct_handover(desk, fresh(first), reason="A name was wrong.")
    sign_handover(desk, fresh(new), when=SIGNED_ON, **SIDES)

    assert (
        refused_fields(correct_handover, desk, fresh(handover), reason="No.")[1]
        == "handover_not_signed"
    )
    assert (
        refused_fields(correct_handover, desk, fresh(first), reason="No.")[1]
        == "handover_corrected"
    )


@pytest.mark.parametrize(
    ("before", "gone"), [("", "arrived"), ("", "closed"), ("arrived", "closed")]
)
def test_an_entry_that_is_void_leaves_the_way_to_the_handover(desk, before, gone):
    case = abroad(desk, stage=before)
    done = signed(desk, a_handover(desk, [case]), closes=True)
    row = fresh(case).transitions.standing().get(to_stage=gone)

    void_transition(desk, fresh(case), transition=row, reason="Their case goes on.")

    person = fresh(case).citizen
    assert (person.now_country, person.now_place_id) == ("VN", done.place_id)
    void_handover(desk, fresh(done), reason="The bus never came.")
    assert fresh(case).citizen.now_country == "TH"
