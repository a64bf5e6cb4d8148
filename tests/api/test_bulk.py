"""One call that acts on many records: what it asks for, and what it tells of each."""

import json

import pytest

from cases.casework.models import Case
from cases.casework.operations import hold_case
from cases.core import api_bulk
from cases.core.context import eyes
from cases.core.delivery import deliver
from cases.core.many import BULK_LIMIT, for_many, key_for
from cases.core.models import AuditEntry
from cases.core.registry import DECLARED
from cases.missions.models import Staff
from tests.api.calls import JSON, caller, on_many
from tests.api.published import description, faults
from tests.factories import MissionFactory, PostingFactory, head, headquarters, officer
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db
HOLD = DECLARED["hold_case"]
HERE = "/api/v1/bulk/cases/hold/"


@pytest.fixture
def mine():
    """An officer with three cases, numbered upwards."""
    actor = officer()
    with eyes(actor):
        return actor, [a_case(actor) for _ in range(3)]


def send(client, body, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(HERE, body, content_type=JSON, headers=named)


def wanted(*cases, **given):
    targets = [{"reference": row.reference, "version": row.version} for row in cases]
    return {"targets": targets, "input": {"reason": "health"}} | given


def held(actor, cases):
    with eyes(actor):
        return [fresh(row).held for row in cases]


def test_one_that_is_refused_stops_no_other(mine):
    actor, (first, second, third) = mine
    other = officer(yangon=True)
    with eyes(other):
        foreign = a_case(other)
    with eyes(actor):
        hold_case(actor, fresh(second), reason="awaiting_host")
        now = fresh(second)
    body = wanted(third, now, foreign, first)
    body["targets"][3]["version"] = 9

    answer = send(caller(actor), body)

    told = answer.json()
    assert faults("bulk_hold_case", answer) == []
    assert (told["done"], told["refused"], told["not_tried"]) == (1, 3, 0)
    assert [(row["target"], row["status"]) for row in told["results"]] == [
        (third.reference, 200),
        (second.reference, 409),
        (foreign.reference, 404),
        (first.reference, 409),
    ]
    codes = [row["problem"] and row["problem"]["code"] for row in told["results"]]
    assert codes == [None, "wrong_state", "not_found", "stale_version"]
    done, stale = told["results"][0], told["results"][3]["problem"]
    assert (done["reference"], done["version"]) == (third.reference, third.version + 1)
    assert done["url"] == f"/api/v1/cases/{third.reference}/"
    assert (stale["expected_version"], stale["current_version"]) == (9, first.version)
    assert held(actor, [first, third]) == [False, True]
    with eyes(actor):
        entries = AuditEntry.objects.filter(operation="hold_case", posting_id=actor.posting_id)
        outcomes = sorted(entries.values_list("outcome", "code"))
    assert outcomes == [
        ("done", ""),
        ("done", ""),
        ("refused", "not_found"),
        ("refused", "stale_version"),
        ("refused", "wrong_state"),
    ]


def test_null_takes_whatever_version_there_is(mine):
    actor, (first, *_more) = mine
    body = wanted(first)
    body["targets"][0]["version"] = None

    assert send(caller(actor), body).json()["done"] == 1


def test_sent_again_it_acts_on_what_is_left(mine, monkeypatch):
    actor, cases = mine
    client, body = caller(actor), wanted(*cases)
    monkeypatch.setattr(api_bulk, "SECONDS", -1.0)
    nothing = send(client, body, Idempotency_Key="k").json()
    untouched = held(actor, cases)
    monkeypatch.undo()

    first = send(client, body, Idempotency_Key="k").json()
    repeated = send(client, body, Idempotency_Key="k")
    again = repeated.json()

    assert repeated["Idempotent-Replay"] == "true"
    assert (nothing["done"], nothing["refused"], nothing["not_tried"]) == (0, 0, 3)
    assert {(row["status"], row["problem"]["code"]) for row in nothing["results"]} == {
        (503, "not_tried")
    }
    assert untouched == [False, False, False]
    assert [row["is_repeated"] for row in first["results"]] == [False] * 3
    assert [row["is_repeated"] for row in again["results"]] == [True] * 3
    assert [row["version"] for row in again["results"]] == [
        row["version"] for row in first["results"]
    ]
    with eyes(actor):
        assert AuditEntry.objects.filter(operation="hold_case", outcome="done").count() == 3


@pytest.mark.parametrize("change", ["targets", "input", "single"])
def test_a_key_goes_with_one_body(mine, change):
    actor, (first, second, _third) = mine
    client = caller(actor)
    send(client, wanted(first), Idempotency_Key="k")
    other = {
        "targets": wanted(first, second),
        "input": wanted(first, input={"reason": "awaiting_host"}),
        "single": None,
    }[change]

    if other is None:
        answer = client.post(
            f"/api/v1/cases/{second.reference}/hold/",
            {"reason": "health"},
            content_type=JSON,
            headers={"Idempotency-Key": "k", "If-Match": "*"},
        )
    else:
        answer = send(client, other, Idempotency_Key="k")

    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert held(actor, [first, second]) == [True, False]


def test_long_keys_that_begin_alike_are_two():
    first, second = ("x" * 79 + letter for letter in "ab")

    assert key_for(first, HOLD, "BKK-2025-00001") != key_for(second, HOLD, "BKK-2025-00001")
    assert key_for(first, HOLD, "BKK-2025-00001") != key_for(first, HOLD, "BKK-2025-00002")


def test_records_are_locked_in_one_order_and_told_in_that_of_the_call(mine, monkeypatch):
    actor, (first, second, third) = mine
    tried = []

    def noted(who, wish):
        tried.append(wish.target)
        return deliver(who, wish)

    monkeypatch.setattr("cases.core.many.deliver", noted)

    told = send(caller(actor), wanted(third, first, second)).json()

    assert tried == [first.reference, second.reference, third.reference]
    assert [row["target"] for row in told["results"]] == [
        third.reference,
        first.reference,
        second.reference,
    ]


ONE = {"reference": "BKK-2025-00001", "version": 1}
GOOD = {"reason": "health"}


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ({}, {("targets", "bad_targets"), ("input.reason", "required")}),
        ({"targets": [], "input": GOOD}, {("targets", "bad_targets")}),
        ({"targets": "all", "input": GOOD}, {("targets", "bad_targets")}),
        ({"targets": [ONE] * (BULK_LIMIT + 1), "input": GOOD}, {("targets", "bad_targets")}),
        ({"targets": [ONE, ONE], "input": GOOD}, {("targets.1.reference", "given_twice")}),
        ({"targets": ["x"], "input": GOOD}, {("targets.0", "not_an_object")}),
        ({"targets": [ONE], "input": []}, {("input", "not_an_object")}),
        ({"targets": [ONE], "input": GOOD, "more": 1}, {("more", "unknown_field")}),
        ({"targets": [ONE | {"more": 1}], "input": GOOD}, {("targets.0.more", "unknown_field")}),
        ({"targets": [{"reference": 7, "version": 1}], "input": GOOD},
         {("targets.0.reference", "bad_reference")}),
        ({"targets": [ONE | {"reference": "BKK\x00"}], "input": GOOD},
         {("targets.0.reference", "bad_reference")}),
        ({"targets": [{"reference": "BKK-2025-00001"}], "input": GOOD},
         {("targets.0.version", "bad_version")}),
        *(
            ({"targets": [ONE | {"version": version}], "input": GOOD},
             {("targets.0.version", "bad_version")})
            for version in (0, -1, True, "1", 1.0, 10**30)
        ),
        ({"targets": [ONE], "input": {"reason": "nonsense"}}, {("input.reason", "invalid_choice")}),
        ({"targets": [ONE], "input": GOOD | {"x": 1}}, {("input.x", "unknown_field")}),
    ],
)  # fmt: skip
def test_a_faulty_body_is_refused_whole_by_field(body, problems):
    answer = send(caller(officer()), body)

    assert answer.status_code == 422, answer.text
    assert {(row["field"], row["code"]) for row in answer.json()["problems"]} == problems
    assert faults("bulk_hold_case", answer) == []


def test_what_may_be_left_out_for_one_is_needed_for_many():
    body = {"targets": [{"reference": "BKK-2025-00001", "version": None}], "input": {}}
    answer = caller(head()).post("/api/v1/bulk/cases/assign/", body, content_type=JSON)

    (problem,) = answer.json()["problems"]
    assert (problem["field"], problem["code"]) == ("input.officer", "required")
    published = description()["paths"]["/api/v1/bulk/cases/assign/"]["post"]["requestBody"]
    whole = published["content"]["application/json"]["schema"]["properties"]["input"]
    assert whole["required"] == ["officer"]


def test_whom_one_may_name_is_told_for_each_record(mine, rights):
    actor, (case, *_more) = mine
    other = officer(yangon=True)
    with eyes(other):
        foreign = a_case(other)
    name = Staff.objects.get(pk=actor.staff_id).username

    told = on_many(
        caller(headquarters()), DECLARED["assign_case"], [case, foreign], {"officer": name}
    )

    assert [row["status"] for row in told["results"]] == [200, 422]
    (problem,) = told["results"][1]["problem"]["problems"]
    assert (problem["field"], problem["code"]) == ("officer", "unknown")


def test_a_role_without_the_right_is_refused_once_and_on_record():
    where = MissionFactory(headquarters=True)
    auditor = PostingFactory(role="auditor", mission=where).actor()

    answer = send(caller(auditor), {"targets": [ONE], "input": GOOD})

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    with eyes(auditor):
        (entry,) = AuditEntry.objects.filter(operation="hold_case", posting_id=auditor.posting_id)
    assert (entry.outcome, entry.code) == ("refused", "not_allowed")


def test_nobody_unknown_and_no_other_method_is_answered():
    assert send(caller(None), {"targets": [ONE], "input": GOOD}).status_code == 401
    assert caller(officer()).get(HERE).status_code == 405


def test_the_list_names_what_the_role_may_do():
    answer = caller(officer()).get("/api/v1/bulk/")

    told = {row["name"]: row["url"] for row in answer.json()["results"]}
    assert faults("bulk", answer) == []
    assert told["hold_case"] == HERE
    assert set(told) == {row.name for row in for_many() if officer().may(row.operation.may)}
    assert caller(officer()).get("/api/v1/").json()["resources"]["bulk"] == "/api/v1/bulk/"


def test_what_is_done_one_by_one_is_not_for_many():
    names = {row.name for row in for_many()}

    assert len(names) > 40
    assert not {row.name for row in DECLARED.values() if row.operation.fresh} & names
    assert not names & {"correct_citizen", "attach_file", "void_transition", "create_token"}


def test_its_description_is_small():
    found = description()
    bulk = {path: row for path, row in found["paths"].items() if path.startswith("/api/v1/bulk/")}

    assert len(bulk) == len(for_many()) + 1
    assert len(json.dumps(bulk, default=str)) < len(json.dumps(found, default=str)) * 0.06


def test_cases_of_many_are_counted_as_one_act_each(mine):
    actor, cases = mine
    told = on_many(caller(actor), HOLD, cases, GOOD)

    assert told["done"] == 3
    with eyes(actor):
        assert Case.objects.visible_to(actor).filter(held=True).count() == 3
