"""Moving a running case to another playbook, told before it is done."""

import pytest
from django.urls import reverse

from cases.casework.models import Clock, Step, StepResult
from cases.casework.operations import (
    ask_step,
    move_to_playbook,
    refuse_step,
    reopen_step,
    waive_step,
)
from cases.core.context import eyes
from cases.core.errors import Refused
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at, completed, statuses
from tests.factories import head
from tests.kept import once
from tests.refusals import refusal_of
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


@once
def standing():
    a_playbook("held", steps=HELD, gates={"ready": ("note",)})
    with eyes(head()) as actor:
        case = a_case(actor)
        completed(actor, case, "contact", "escort")
    return case


@once
def other():
    return a_playbook("crossed", steps=CROSSED, gates={"ready": ("reply",)}, countries=[])


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


@pytest.fixture
def renamed(actor):
    """The playbook of the case, in which a code means another procedure."""
    return a_playbook(
        "held",
        number=2,
        steps=HELD,
        gates={"ready": ("note", "escort")},
        procedures={"escort": "convoy"},
        countries=[],
    )


def moved(actor, case, playbook):
    move_to_playbook(actor, fresh(case), playbook=playbook, reason="The law calls it otherwise.")
    return Step.objects.get(case=case, code="escort")


def test_what_was_done_as_another_procedure_is_to_be_done(actor, case, renamed):
    escort = moved(actor, case, renamed)

    assert (escort.status, escort.procedure.code) == ("open", "convoy")
    assert escort.grounds == "The law calls it otherwise."
    assert statuses(case)["contact"] == "done"


@pytest.mark.parametrize("settle", [refuse_step, waive_step])
def test_what_was_refused_or_waived_as_another_procedure_is_to_be_done(
    actor, case, renamed, settle
):
    escort = Step.objects.get(case=case, code="escort")
    reopen_step(actor, fresh(case), step=escort, reason="Again.")
    why = {"grounds": "No car."} if settle is refuse_step else {"reason": "No need."}
    with eyes(head()) as other:  # whoever has worked on a step does not waive it
        settle(other, fresh(case), step=escort, **why)

    assert moved(actor, case, renamed).status == "open"


def test_the_result_of_the_former_procedure_stays_and_no_longer_counts(actor, case, renamed):
    Step.objects.filter(case=case, code="escort").update(expires_on="2025-10-01")

    escort = moved(actor, case, renamed)

    assert StepResult.objects.filter(step=escort).count() == 1
    assert escort.expires_on is None


def test_limits_of_the_other_procedure_run_from_the_move(actor, case, renamed):
    a_limit(a_procedure("convoy"))
    opened = at("2025-10-22 09:00")
    Step.objects.filter(case=case).update(opened_from=opened, opened_at=opened)

    escort = moved(actor, case, renamed)

    assert Clock.objects.get(step=escort).started_at == escort.taken_up_at == fresh(case).ledger_at


def test_what_is_under_way_goes_on_as_the_other_procedure(actor, case, renamed):
    escort = Step.objects.get(case=case, code="escort")
    reopen_step(actor, fresh(case), step=escort, reason="Again.")
    ask_step(actor, fresh(case), step=escort, whom="organisation")

    assert moved(actor, case, renamed).status == "asked"


def test_the_page_names_what_would_be_opened_again(client, actor, case, renamed):
    log_in(client, actor)
    address = reverse("case_operation", args=[case.reference, "move-to-playbook"])

    text = client.post(address, {"playbook": "held.2", "_preview": "1"}).content.decode()

    assert "Opened again, as another procedure: Procedure escort → Procedure convoy" in text
    assert "Goes on as it is: Procedure contact, Procedure note" in text


def test_the_page_names_what_would_go_on_as_another_procedure(client, actor, case, renamed):
    escort = Step.objects.get(case=case, code="escort")
    reopen_step(actor, fresh(case), step=escort, reason="Again.")
    log_in(client, actor)
    address = reverse("case_operation", args=[case.reference, "move-to-playbook"])

    text = client.post(address, {"playbook": "held.2", "_preview": "1"}).content.decode()

    assert "Goes on as another procedure: Procedure escort → Procedure convoy" in text


def test_a_case_is_not_moved_to_the_playbook_it_is_on(actor, case):
    with pytest.raises(Refused) as refusal:
        move_to_playbook(actor, fresh(case), playbook=fresh(case).playbook, reason="Again.")

    assert (refusal.value.status, refusal.value.code) == (409, "same_playbook")


def test_a_draft_is_not_taken(actor, case, other):
    with eyes(actor):
        draft = type(other).objects.create(code="draft", number=1, title="Draft", content="-")

    refusal = refusal_of(move_to_playbook, actor, fresh(case), playbook=draft, reason="Try.")

    assert (refusal.status, refusal.problems[0].field) == (422, "playbook")


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
