"""On the page, over the API and in the admin: who has worked on a step does not waive it."""

import pytest

from cases.casework.models import Step
from cases.core.context import eyes
from tests.api.calls import caller
from tests.factories import head
from tests.register import fresh
from tests.web.session import log_in
from tests.world import references
from tests.world_steps import case_with_question

pytestmark = pytest.mark.django_db

SAID = {"step": "identity-reply", "reason": "The court has decided."}


@pytest.fixture
def chief():
    return head()


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
        assert Step.objects.get(case=case, code="identity-reply").status == "asked"
