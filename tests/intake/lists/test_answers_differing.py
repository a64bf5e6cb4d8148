"""An answer of a list that says of the person otherwise than the record: decided row by row."""

import pytest

from cases.casework.models import StepResult
from cases.casework.operations import reopen_step
from cases.citizens.models import Citizen
from cases.citizens.operations import add_identity_document, correct_citizen
from cases.core.context import eyes
from cases.intake.lists.answers.questions import is_one_name
from cases.intake.lists.operations import accept_answers, correct_list_row, match_list_row
from cases.procedures.models import Procedure
from tests.casework.playbooks import step
from tests.factories import officer
from tests.intake.lists.replies import (
    FIELDS,
    a_question_playbook,
    asked,
    reply,
    row_of,
    states,
)
from tests.prepared import EVERYTHING
from tests.refusals import refusal_of, refused, refused_fields
from tests.register import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]

ABOUT = [
    {"name": "recorded_name", "kind": "text", "about": "full_name", "label": "Name"},
    {"name": "recorded_birth", "kind": "day", "about": "birth", "label": "Born", "past": True},
]
OTHER = ("Trần Hoàn Toàn Khác", "02/02/1980")


def make_world():
    with eyes(officer()) as actor:
        a_question_playbook()
        Procedure.objects.filter(code="reply").update(result_fields=[*FIELDS, *ABOUT])
        return actor, asked(actor, "Zqan Văn An", reference="BKK/VB02/2025/0007")


@pytest.fixture
def actor(world):
    with eyes(world[0]) as actor:
        yield actor


@pytest.fixture
def an(world):
    return world[1]


def codes(received):
    return [problem["code"] for problem in row_of(received).problems]


def result_of(an):
    return StepResult.objects.get(step=step(an, "reply")).values


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("", "Zqan Văn An", "31/02/1990", "", "yes"), "birth_unreadable"),
        (("", "Zqan Văn An", "25/04/2099", "", "yes"), "birth_future"),
        (("", "Zqan Văn An", "25/04/1999", "khó đọc, mờ số", "yes"), "document_number"),
    ],
)
def test_what_cannot_be_read_of_who_it_is_holds_an_answer_up(actor, an, cells, code):
    received = reply(actor, ["BKK/VB02/2025/0007", *cells[1:]])

    assert (states(received), codes(received)) == (["needs_fixing"], [code])
    match_list_row(actor, row_of(received), case=an)
    assert states(received) == ["needs_fixing"]
    correct_list_row(actor, row_of(received), changes={"birth": "", "document_number": ""})
    assert states(received) == ["ready"]


def test_a_number_that_is_not_of_the_persons_papers_waits(actor, an):
    add_identity_document(
        actor, fresh(an.citizen), kind="passport", number="C7000001", status="with_holder"
    )

    received = reply(actor, [an.reference, "", "", "C7000009", "yes"])

    assert (states(received), codes(received)) == (["differs"], ["differs_open", "differs"])
    match = {"case": an, "document_differs": "take_over"}
    assert refused(match_list_row, actor, row_of(received), **match) == (422, "not_by_list")
    match_list_row(actor, row_of(received), case=an, document_differs="keep")
    assert states(received) == ["ready"]


def test_a_match_by_hand_decides_each_difference(actor, an):
    received = reply(actor, ["", *OTHER, "", "yes"])
    row = row_of(received)

    assert refused_fields(match_list_row, actor, row, case=an) == (
        422,
        "differs_undecided",
        ["name_differs", "birth_differs"],
    )
    refusal = refusal_of(match_list_row, actor, row, case=an)
    assert "on record “25 Apr 1999”, in the answer “2 Feb 1980”" in str(refusal.problems[1].message)
    half = {"case": an, "name_differs": "keep"}
    assert refused(match_list_row, actor, fresh(row), **half) == (422, "differs_undecided")
    assert fresh(row).state == "needs_fixing"
    assert refused(accept_answers, actor, fresh(received)) == (409, "nothing_ready")


def test_what_is_kept_stands_in_the_result_and_the_record_stays(actor, an):
    received = reply(actor, ["", *OTHER, "", "yes"])
    decided = {"name_differs": "keep", "birth_differs": "keep"}
    match_list_row(actor, row_of(received), case=an, **decided)

    accept_answers(actor, fresh(received))

    person = Citizen.objects.get(pk=an.citizen_id)
    assert (person.full_name, str(person.birth)) == ("Zqan Văn An", "1999-04-25")
    said = {name: text for name, text in result_of(an).items() if name.startswith("recorded")}
    assert said == {"recorded_name": OTHER[0], "recorded_birth": "1980-02-02"}
    assert (states(received), codes(received)) == (["answered"], ["differs_kept", "differs_kept"])


def test_who_may_not_correct_a_record_takes_nothing_over(actor, an, monkeypatch):
    received = reply(actor, [an.reference, "Zqan Văn Ân", "", "", "yes"])
    rights = EVERYTHING - {"citizen.correct"}
    monkeypatch.setattr("cases.core.actor.operations_of", lambda _role: rights)
    row = row_of(received)

    refusal = refused(match_list_row, actor, row, case=an, name_differs="take_over")

    assert refusal == (403, "not_allowed")


def test_what_is_taken_over_goes_back_with_the_answer(actor, an):
    received = reply(actor, [an.reference, "Zqan Văn Ân", "26/04/1999", "", "yes"])
    decided = {"name_differs": "take_over", "birth_differs": "keep"}
    match_list_row(actor, row_of(received), case=an, **decided)

    accept_answers(actor, fresh(received))

    taken = Citizen.objects.get(pk=an.citizen_id)
    assert (taken.full_name, str(taken.birth)) == ("Zqan Văn Ân", "1999-04-25")
    assert result_of(an)["recorded_name_before"] == "Zqan Văn An"
    reopen_step(actor, fresh(an), step=step(an, "reply"), reason="They meant another person.")
    assert Citizen.objects.get(pk=an.citizen_id).full_name == "Zqan Văn An"


def test_a_decision_holds_only_for_the_two_values_that_were_seen(actor, an):
    received = reply(actor, [an.reference, "Zqan Văn Ân", "", "", "yes"])
    match_list_row(actor, row_of(received), case=an, name_differs="take_over")
    correct_citizen(actor, fresh(an.citizen), changes={"full_name": "Zqan Văn Ấn Mới"})

    accept_answers(actor, fresh(received))

    assert (states(received), "differs_open" in codes(received)) == (["differs"], True)
    assert Citizen.objects.get(pk=an.citizen_id).full_name == "Zqan Văn Ấn Mới"


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Zqan Văn An", "AN VAN ZQAN", True),
        ("Zqan Văn Hoà", "Văn Hòa Zqan", True),
        ("Zqan Van An", "Zqan Văn Ân", True),
        ("Zqan Văn An", "Zqan Văn Ân", False),
        ("Zqan Văn An", "Zqan Văn Án", False),
    ],
)
def test_marks_make_another_name_where_both_are_written_with_them(one, other, is_same):
    assert is_one_name(one, other) is is_same
