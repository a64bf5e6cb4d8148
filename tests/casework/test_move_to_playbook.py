"""Moving a running case to another playbook, told before it is done."""

import pytest
from django.urls import reverse

from cases.casework.models import Step
from cases.casework.operations import complete_step, move_to_playbook
from cases.core.context import eyes
from cases.core.errors import Refused
from tests.casework.playbooks import a_playbook
from tests.factories import head
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

HELD = (
    ("contact", "identity", "mission", ()),
    ("note", "travel", "mission", ("contact",)),
    ("escort", "travel", "mission", ()),
)
CROSSED = (
    ("contact", "identity", "mission", ()),
    ("reply", "identity", "immigration_department", ("contact",)),
)


@pytest.fixture
def actor():
    with eyes(head()) as actor:
        yield actor


@pytest.fixture
def case(actor):
    a_playbook("held", steps=HELD, gates={"ready": ("note",)})
    case = a_case(actor)
    complete_step(actor, fresh(case), step=Step.objects.get(case=case, code="contact"))
    complete_step(actor, fresh(case), step=Step.objects.get(case=case, code="escort"))
    return case


@pytest.fixture
def other(actor):
    return a_playbook("crossed", steps=CROSSED, gates={"ready": ("reply",)}, countries=[])


def statuses(case):
    return dict(Step.objects.filter(case=case).values_list("code", "status"))


def test_steps_of_the_same_code_go_on_and_untouched_others_fall_away(actor, case, other):
    move_to_playbook(actor, fresh(case), playbook=other, reason="She crossed the river.")

    assert statuses(case) == {
        "contact": "done",
        "reply": "open",
        "note": "dropped",
        "escort": "done",
    }
    assert fresh(case).playbook == other
    assert fresh(case).blocker_procedure.code == "reply"


def test_moving_back_takes_up_what_had_fallen_away(actor, case, other):
    first = fresh(case).playbook
    move_to_playbook(actor, fresh(case), playbook=other, reason="She crossed the river.")
    move_to_playbook(actor, fresh(case), playbook=first, reason="It was another woman.")

    assert statuses(case) == {
        "contact": "done",
        "reply": "dropped",
        "note": "open",
        "escort": "done",
    }


def test_a_case_is_not_moved_to_the_playbook_it_is_on(actor, case):
    with pytest.raises(Refused) as refusal:
        move_to_playbook(actor, fresh(case), playbook=fresh(case).playbook, reason="Again.")

    assert (refusal.value.status, refusal.value.code) == (409, "same_playbook")


def test_a_draft_is_not_taken(actor, case, other):
    with eyes(actor):
        draft = type(other).objects.create(code="draft", number=1, title="Draft", content="-")

    with pytest.raises(Refused) as refusal:
        move_to_playbook(actor, fresh(case), playbook=draft, reason="Try.")

    assert (refusal.value.status, refusal.value.problems[0].field) == (422, "playbook")


def test_the_page_says_beforehand_what_would_change(client, actor, case, other):
    log_in(client, actor)
    address = reverse("case_operation", args=[case.reference, "move-to-playbook"])

    asked = {"playbook": "crossed.1", "_preview": "1"}
    text = client.post(address, asked).content.decode()

    assert "Goes on as it is: Procedure contact" in text
    assert "Comes new: Procedure reply" in text
    assert "No longer needed: Procedure note" in text
    assert "Begun before, stays on record: Procedure escort" in text
    with eyes(actor):
        assert statuses(case)["note"] == "open"


@pytest.mark.parametrize("picked", ["\x00", "crossed.1\x00", "nowhere.1", "held.1"])
def test_a_name_that_is_none_has_no_preview(client, actor, case, other, picked):
    log_in(client, actor)
    address = reverse("case_operation", args=[case.reference, "move-to-playbook"])

    shown = client.get(address, {"playbook": picked})
    previewed = client.post(address, {"playbook": picked, "_preview": "1"})
    over_api = client.get(f"/api/v1{address}", {"playbook": picked})

    assert [answer.status_code for answer in (shown, previewed, over_api)] == [200, 200, 200]
    assert over_api.json()["consequences"] == []
