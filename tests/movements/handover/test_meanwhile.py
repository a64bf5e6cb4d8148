"""Handovers of people whose cases were moved, linked or asked for twice meanwhile."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.casework.models import Case
from cases.casework.operations import (
    confirm_same_person,
    link_same_person,
    record_fact,
    unlink_same_person,
)
from cases.casework.progress.proving import wrong_in_open_cases
from cases.citizens.models import SamePerson
from cases.core.context import eyes
from cases.core.facts import When
from cases.crossings.models import Stay
from cases.movements.handover.models import HandoverLine
from cases.movements.handover.operations import (
    account_for,
    correct_handover,
    note_papers,
    sign_handover,
    void_handover,
)
from tests.casework.between import accepted, shared
from tests.casework.linking import ledgers_hold, with_passport
from tests.casework.playbooks import a_playbook
from tests.factories import IncidentFactory, headquarters
from tests.refusals import refused_fields
from tests.register import a_case, fresh
from tests.world_handover import OPENED, SIDES, SIGNED_ON, a_handover, abroad, all_handed, signed

pytestmark = pytest.mark.django_db


def moved(desk, away, case):
    """Let another mission have a case, and the former one read it."""
    accepted(desk, away, case)
    shared(away, desk, case)


def test_nothing_is_said_of_somebody_whose_case_another_mission_has_now(actor, away, home):
    mine, theirs, _third = home
    handover = a_handover(actor, [mine, theirs])
    moved(actor, away, theirs)
    line = handover.lines.get(case=theirs)

    said = refused_fields(account_for, actor, fresh(handover), lines=[line], state="handed")
    noted = refused_fields(
        note_papers, actor, fresh(handover), lines=[line], changes={"remarks": "Bag."}
    )

    assert said == noted == (422, "shared_read_only", ["lines"])
    assert (fresh(line).state, fresh(line).remarks) == ("open", "")


def test_a_list_is_not_signed_for_somebody_whose_case_another_mission_has_now(actor, away, home):
    mine, theirs, _third = home
    handover = all_handed(actor, a_handover(actor, [mine, theirs]))
    moved(actor, away, theirs)

    answer = refused_fields(sign_handover, actor, fresh(handover), when=SIGNED_ON, **SIDES)

    assert answer == (422, "shared_read_only", [""])
    assert fresh(mine).stage == "departed"


def test_what_is_signed_is_what_stands_on_every_line_or_nothing_is(actor, away, home):
    mine, theirs, _third = home
    handover = a_handover(actor, [mine, theirs])
    absent = {"state": "absent", "reason": "Ill.", "whereabouts": "At the shelter."}
    account_for(actor, fresh(handover), lines=[handover.lines.get(case=theirs)], **absent)
    account_for(actor, fresh(handover), lines=[handover.lines.get(case=mine)], state="handed")
    moved(actor, away, theirs)

    answer = refused_fields(sign_handover, actor, fresh(handover), when=SIGNED_ON, **SIDES)

    assert answer[:2] == (409, "not_all_in_sight")
    assert fresh(mine).stage == "departed"
    with eyes(headquarters()) as hq:
        done = sign_handover(hq, fresh(handover), when=SIGNED_ON, **SIDES)
        assert all(line.shown for line in HandoverLine.objects.filter(handover=done))


def linked(double, into):
    """Let two of headquarters say that the people of two cases are one."""
    one, other = headquarters(), headquarters()
    with eyes(one):
        said = {"into": fresh(into.citizen), "because": "One passport."}
        link = link_same_person(one, fresh(double.citizen), **said)
    with eyes(other):
        return confirm_same_person(other, fresh(link))


def test_what_rests_while_somebody_is_a_double_is_not_taken_back(actor):
    case, into = (
        abroad(actor, stage="departed", citizen=with_passport(actor)) for _number in range(2)
    )
    done = signed(actor, a_handover(actor, [case]))
    link = linked(case, into)

    answer = refused_fields(void_handover, actor, fresh(done), reason="Of another bus.")

    assert answer[:2] == (422, "duplicate_rests")
    with eyes(headquarters()) as hq:
        unlink_same_person(hq, SamePerson.objects.get(pk=link.pk), reason="Two people.")
    void_handover(actor, fresh(done), reason="Of another bus.")
    assert fresh(case).stage == "departed"
    assert ledgers_hold()


def test_who_is_not_handed_over_by_the_correction_is_blocked_as_before(actor):
    a_playbook(gates={"arrived": ("reply",), "closed": ("removal",)})
    one, other = (abroad(actor, stage="departed") for _number in range(2))
    blocked = fresh(other).blocker_procedure_id
    first = signed(actor, a_handover(actor, [one, other]))
    new = correct_handover(actor, fresh(first), reason="One of them was not there.")
    said = {"state": "absent", "reason": "Mixed up.", "whereabouts": "At the shelter."}
    account_for(actor, fresh(new), lines=[new.lines.get(case=other)], **said)

    sign_handover(actor, fresh(new), when=SIGNED_ON, **SIDES)

    assert (fresh(other).stage, fresh(other).blocker_procedure_id) == ("departed", blocked)
    assert wrong_in_open_cases(1, 2**62) == []


def test_a_handover_is_corrected_anew_once_its_correction_is_void(actor, home):
    case = home[0]
    first = signed(actor, a_handover(actor, [case]))
    second = correct_handover(actor, fresh(first), reason="Another hour.")
    sign_handover(actor, fresh(second), when=SIGNED_ON, **SIDES)
    void_handover(actor, fresh(second), reason="The first was right.")
    void = refused_fields(void_handover, actor, fresh(first), reason="No.")

    third = correct_handover(actor, fresh(first), reason="It was right after all.")
    again = refused_fields(correct_handover, actor, fresh(first), reason="Once more.")
    sign_handover(actor, fresh(third), when=SIGNED_ON, **SIDES)

    assert void[:2] == (409, "handover_corrected")
    assert again[:2] == (409, "handover_being_corrected")
    assert (fresh(case).stage, fresh(first).state) == ("arrived", "corrected")
    assert ledgers_hold()


def test_two_cases_of_one_person_are_handed_over_by_one_stay(actor, home):
    case = home[0]
    second = a_case(
        actor, fresh(case.citizen), incident=IncidentFactory(code="OTHER-2025"), reported=OPENED
    )

    signed(actor, a_handover(actor, [case, second]))

    assert [fresh(row).stage for row in (case, second)] == ["arrived", "arrived"]
    assert Stay.objects.filter(citizen=case.citizen, operation="sign_handover").count() == 1
    assert Case.objects.filter(citizen=case.citizen).count() == 2
    assert ledgers_hold()


def test_what_a_closing_derived_follows_the_handover_of_a_closed_case(actor, home):
    handover = all_handed(actor, a_handover(actor, home))
    said = {"stage": "closed", "outcome": "own_means", "source": "relative", "reason": "-"}
    for case in home:
        record_fact(actor, fresh(case), when=When(day=date(2025, 11, 25)), **said)
    closed = [known(case) for case in home]

    with CaptureQueriesContext(connection) as queries:
        done = sign_handover(actor, fresh(handover), when=SIGNED_ON, **SIDES)
    signed_on = [known(case) for case in home]
    void_handover(actor, fresh(done), reason="Of another bus.")

    assert closed == [known(case) for case in home] == [("", 1, date(2025, 11, 25))] * 3
    assert signed_on == [("VN", 0, date(2025, 11, 20))] * 3
    derived = [it for it in queries if "cases_welfarecheck" in it["sql"]]
    assert len(derived) == 2, "read and written for all of them at once"


def known(case):
    """Return where a person is, how often nobody knows, and from which day they are asked."""
    lost = Stay.objects.standing().filter(citizen=case.citizen_id, kind="lost")
    check = case.welfare_checks.planned().earliest("due_on")
    return fresh(case.citizen).now_country, lost.count(), check.counted_from
