"""Reading procedures, limits and playbooks over the API."""

import pytest

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.procedures.operations import put_limit, put_procedure
from tests.api.calls import caller
from tests.api.published import faults
from tests.factories import headquarters, officer
from tests.procedures.playbooks import CHAIN, draft, published

pytestmark = pytest.mark.django_db

ROOT = "/api/v1/"
FIELDS = [{"name": "seen_on", "kind": "day", "label": "Seen on"}]


def test_a_procedure_is_read_by_its_code():
    with eyes(SYSTEM):
        put_procedure(
            SYSTEM, code="see", track="identity", body="mission", name="See", result_fields=FIELDS
        )
    client = caller(officer())

    answer = client.get(f"{ROOT}procedures/see/")

    assert answer.json()["result_fields"] == FIELDS
    assert faults("procedure_detail", answer) == []
    assert faults("procedure_list", client.get(f"{ROOT}procedures/?track=identity")) == []


def test_limits_are_listed_by_procedure_and_read_by_reference():
    with eyes(SYSTEM):
        procedure = put_procedure(
            SYSTEM, code="see", track="identity", body="mission", name="See", result_fields=FIELDS
        )
        put_limit(
            SYSTEM, code="soon", procedure=procedure, name="Soon", amount=2, unit="hours",
            starts="result", start_procedure=procedure, start_field="seen_on", stops="done",
            on_whom="mission", missing="sentence", valid_from="2026-07-01",
        )  # fmt: skip
    client = caller(officer())

    listed = client.get(f"{ROOT}limits/?procedure=see")
    (row,) = listed.json()["results"]
    one = client.get(row["url"])

    assert row["reference"] == "soon.20260701"
    assert one.json()["starts"] == {
        "with": "result",
        "procedure": "see",
        "field": "seen_on",
        "stage": None,
        "procedures": [],
        "place": None,
    }
    assert faults("limit_list", listed) == []
    assert faults("limit_detail", one) == []


def test_a_playbook_is_read_with_steps_gates_and_what_may_be_done():
    with eyes(SYSTEM):
        published(CHAIN)

    answer = caller(headquarters()).get(f"{ROOT}playbooks/chain.1/")

    body = answer.json()
    assert faults("playbook_detail", answer) == []
    assert [row["code"] for row in body["steps"]] == ["ask", "reply", "issue"]
    assert body["gates"][0] == {"stage": "verified", "steps": ["reply"], "conditions": []}
    assert {row["name"]: row["is_possible"] for row in body["actions"]} == {
        "revise_playbook": False,
        "publish_playbook": False,
        "retire_playbook": True,
        "copy_playbook": True,
    }


def test_playbooks_are_listed_by_state_and_whether_they_are_current():
    with eyes(SYSTEM):
        published(CHAIN)
        published(CHAIN.replace("A chain", "A longer chain"))
        draft(CHAIN)
    client = caller(officer())

    def listed(query):
        answer = client.get(f"{ROOT}playbooks/?{query}")
        assert faults("playbook_list", answer) == []
        return [row["reference"] for row in answer.json()["results"]]

    assert listed("current=true") == ["chain.2"]
    assert listed("status=draft") == ["chain.3"]
    assert listed("current=false") == ["chain.1", "chain.3"]


def test_a_faulty_text_is_answered_422_with_every_line():
    with eyes(SYSTEM):
        draft(CHAIN)
    text = CHAIN.replace('"identity-reply"', '"none"').replace('stage = "ready"', 'stage = "x"')

    answer = caller(headquarters()).post(
        f"{ROOT}playbooks/draft/", {"content": text}, content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "faulty_playbook")
    assert [(row["field"], row["code"]) for row in answer.json()["problems"]] == [
        ("content", "unknown"),
        ("content", "no_such_gate"),
    ]
    assert answer.json()["problems"][0]["message"].startswith("Line 13: ")
