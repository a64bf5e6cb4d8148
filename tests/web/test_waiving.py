"""On the page, over the API and in the admin: who has worked on a step does not waive it."""

import pytest

from cases.casework.models import Step
from cases.casework.operations import complete_step, reopen_step
from cases.casework.progress import load
from cases.core.context import eyes
from tests.api.calls import caller
from tests.factories import PostingFactory
from tests.register import fresh
from tests.web.session import log_in
from tests.world import references
from tests.world_steps import case_with_question

pytestmark = pytest.mark.django_db

SAID = {"step": "identity-verification", "reason": "The court has decided."}


@pytest.fixture
def case(chief):
    references()
    with eyes(chief):
        return fresh(case_with_question(chief)[0])


def by_page(client, chief, case):
    posted = {**SAID, "_version": str(case.version), "_key": "one"}
    return log_in(client, chief).post(f"/cases/{case.reference}/waive-step/", posted)


def by_api(client, chief, case):
    where = f"/api/v1/cases/{case.reference}/waive-step/"
    headers = {"If-Match": f'"{case.version}"'}
    return caller(chief).post(where, SAID, content_type="application/json", headers=headers)


def by_admin(client, chief, case):
    posted = {**SAID, "_version": str(case.version), "_key": "one"}
    where = f"/admin/cases/case/{case.pk}/act/waive-step/"
    return log_in(client, chief).post(where, posted)


@pytest.mark.parametrize("act", [by_page, by_api, by_admin])
def test_it_is_refused_with_a_sentence_that_says_who_can(client, chief, case, act):
    answer = act(client, chief, case)

    assert answer.status_code == 403
    assert "a lead at headquarters can" in answer.text
    with eyes(chief):
        assert Step.objects.get(case=case, code="identity-verification").status == "asked"


def test_the_case_page_says_so_before_and_offers_it_to_others(client, chief, case):
    waiving = f"/cases/{case.reference}/waive-step/?step=identity-verification"

    own = log_in(client, chief).get(f"/cases/{case.reference}/").text
    other = log_in(
        client, PostingFactory(mission_id=chief.mission_id, role="head_of_mission").actor()
    )

    assert "You have worked on this step yourself" in own
    assert waiving not in own
    assert f"/cases/{case.reference}/waive-step/?step=intake" in own
    page = other.get(f"/cases/{case.reference}/").text
    assert "You have worked on this step yourself" not in page
    assert waiving in page


def test_the_form_offers_only_what_is_not_the_own_work(client, chief, case):
    form = log_in(client, chief).get(
        f"/cases/{case.reference}/waive-step/?step=identity-verification"
    )

    assert "You have worked on this yourself, so another head" in form.text
    assert 'value="identity-verification"' not in form.text
    assert 'value="intake"' in form.text


def test_the_actions_of_the_api_say_it_once_nothing_else_is_left(chief, case):
    def waiving():
        answer = caller(chief).get(f"/api/v1/cases/{case.reference}/").json()
        return next(row for row in answer["actions"] if row["name"] == "waive_step")

    assert waiving()["is_possible"]
    with eyes(chief):
        complete_step(chief, fresh(case), step=Step.objects.get(case=case, code="intake"))

    assert waiving()["why_not"]["code"] == "step_waived_by_another"
    steps = caller(chief).get(f"/api/v1/cases/{case.reference}/steps/").json()["results"]
    assert {row["code"]: row["is_own_work"] for row in steps} == {
        "intake": True,
        "identity-verification": True,
    }
    other = PostingFactory(mission_id=chief.mission_id, role="head_of_mission").actor()
    steps = caller(other).get(f"/api/v1/cases/{case.reference}/steps/").json()["results"]
    assert [row["is_own_work"] for row in steps] == [False, False]


def test_the_admin_withholds_the_button_then_too(client, chief, case):
    with eyes(chief):
        complete_step(chief, fresh(case), step=Step.objects.get(case=case, code="intake"))

    page = log_in(client, chief).get(f"/admin/cases/case/{case.pk}/change/").text

    assert f"/admin/cases/case/{case.pk}/act/waive-step/" not in page


def test_what_the_form_leaves_out_is_what_the_operation_refuses(chief, case):
    with eyes(chief):
        complete_step(chief, fresh(case), step=Step.objects.get(case=case, code="intake"))
        reopen_step(chief, fresh(case), step=Step.objects.get(case=case, code="intake"), reason="x")
        file = load([fresh(case)])[0]
        other = PostingFactory(mission_id=chief.mission_id, role="head_of_mission").actor()

        for actor in (chief, other):
            rows = Step.objects.filter(case=case).with_own_work(actor)
            assert {row.code: row.is_own_work for row in rows} == {
                step.code: file.is_worked_on_by(step, actor.staff_id) for step in file.steps
            }
