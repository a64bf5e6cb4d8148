"""The steps of a closed case: at rest on its page and in the API; the answer alone is taken."""

import pytest
from django.urls import reverse

from cases.casework.operations import ask_step, close_case, complete_step
from cases.core.context import eyes
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, step
from tests.factories import AuthorityFactory, head
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(client):
    with eyes(head()) as actor:
        a_limit(a_procedure("reply", body="immigration_department"))
        a_playbook()
        case = a_case(actor)
        complete_step(actor, case, step=step(case, "contact"))
        body = AuthorityFactory(kind="immigration", country="VN", name="The department")
        ask_step(actor, fresh(case), step=step(case, "reply"), asked_of=body)
        close_case(actor, fresh(case), outcome="declined")
    log_in(client, actor)
    return actor, case


def act(case, verb, **query):
    return reverse("case_operation", args=[case.reference, verb], query=query)


def test_its_steps_rest_and_the_answer_alone_is_offered(client, closed):
    _actor, case = closed

    text = client.get(reverse("case_detail", args=[case.reference])).text

    assert "Answer outstanding" in text
    assert "The department was asked:" in text
    assert "Turn of:" not in text
    assert act(case, "record-answer", step="reply").replace("&", "&amp;") in text
    assert act(case, "complete-step", step="removal") not in text


def test_the_answer_is_recorded_by_its_form_and_the_case_stays_closed(client, closed):
    actor, case = closed
    with eyes(actor):
        version = fresh(case).version

    sent = {"_version": version, "_key": "k1", "step": "reply", "verdict": "done"}
    client.post(act(case, "record-answer"), sent)

    with eyes(actor):
        assert (fresh(case).stage, step(case, "reply").status) == ("closed", "done")


def test_the_api_says_of_each_step_whether_it_rests(client, closed):
    _actor, case = closed

    rows = client.get(f"/api/v1/cases/{case.reference}/steps/").json()["results"]

    assert {row["code"]: (row["status"], row["rests"]) for row in rows} == {
        "contact": ("done", False),
        "reply": ("asked", True),
        "removal": ("open", True),
        "passport": ("waiting", True),
        "deposit": ("open", True),
    }
