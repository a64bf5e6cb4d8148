"""What an operation does over the API, from its example alone.

What is the same for every operation is tried in `core/test_operations.py`; here it is what the API
adds, on operations that stand for all.
"""

from json import dumps

import pytest

from cases.core.api_bulk import bulk_address
from cases.core.context import eyes
from cases.core.many import for_many
from cases.core.models import AuditEntry
from cases.core.scopes import scopes_with
from cases.exchange.choices import NARROWING
from cases.exchange.models import ApiToken
from cases.missions.models import Posting
from tests.api.bodies import WRONG, faults_in, names, strange_names, wrong_types
from tests.api.budgets import FORMS, measured, over
from tests.api.calls import JSON, address, call, caller, on_many, with_token
from tests.api.published import description, faults
from tests.factories import head
from tests.prepared import EVERYTHING, of_each
from tests.representatives import of_each_view, of_representatives
from tests.world import DECLARED, REFERENCE, SEEN_BY_ALL, every_operation

pytestmark = pytest.mark.django_db

RECORDS = [row for row in every_operation() if not row.is_creation]
COMPARING = [row for row in RECORDS if not row.operation.appends]
SOME = of_representatives(every_operation())
SOME_ON_A_RECORD = of_representatives(
    row for row in RECORDS if row.resource not in SEEN_BY_ALL | REFERENCE
)
ON_WHAT_ALL_SEE = of_each(row for row in RECORDS if row.resource in SEEN_BY_ALL)
ON_MANY = of_representatives(for_many())
OF_EACH_VIEW = of_each_view(every_operation())
WITH_A_VERSION = of_each_view(COMPARING)


READS_TOO = {
    "note_handover_health": ["health.read"],
    "record_welfare_check": ["protection.read", "health.read"],
    "withdraw_sealed_note": ["protection.read", "health.read", "money.read"],
}
"""Writes that touch what is restricted: the scope that reads it goes along."""
OF_ITS_OWN = {"start_export": 403, "withdraw_export": 403, "revoke_token": 403}
"""What a token with scopes is told of what it did not make: tests/exchange/test_work_begun.py."""


def without_secrets(answer):
    """What is shown once is empty in the answer to a repetition."""
    return {name: "" if name in {"token", "link"} else said for name, said in answer.json().items()}


def entries(actor, declared, outcome):
    with eyes(actor):
        return list(
            AuditEntry.objects.filter(
                operation=declared.name, outcome=outcome, posting_id=actor.posting_id
            )
        )


@SOME
def test_works_with_its_example(declared, rights, prepared):
    answer = call(prepared.caller(), declared, prepared.target, prepared.body)

    assert answer.status_code == declared.status, answer.text
    assert faults(declared.name, answer) == []
    assert len(entries(prepared.actor, declared, "done")) == 1


@of_each([DECLARED["open_case"]])
def test_opening_a_case_answers_the_case(declared, rights, prepared):
    answer = call(prepared.caller(), declared, prepared.target, prepared.body)

    assert answer.json()["resource"] == "cases"
    assert answer["Location"] == f"/api/v1/cases/{answer.json()['reference']}/"


@SOME
def test_describes_its_input_to_the_caller_within_its_budget(declared, rights, prepared):
    client = prepared.caller()
    with measured() as queries:
        answer = client.get(address(declared, prepared.target))

    assert over(FORMS, {declared.name: len(queries)}) == {}
    assert answer.status_code == 200, answer.text
    assert answer.json()["name"] == declared.name
    assert set(answer.json()["input"]["properties"]) == set(declared.form.base_fields)


@OF_EACH_VIEW
def test_asks_for_a_login(declared, prepared):
    answer = call(caller(None), declared, prepared.target, prepared.body)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Type"] == "application/problem+json"


@SOME_ON_A_RECORD
def test_hides_the_records_of_another_mission(declared, rights, prepared):
    rights["now"] = EVERYTHING - {"staff.administer"}  # who gives accounts sees those of all
    other = head(yangon=True)
    client = caller(other)

    answers = [
        call(client, declared, prepared.target, prepared.body),
        client.get(address(declared, prepared.target)),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json()["code"] == "not_found"


@ON_WHAT_ALL_SEE
def test_denies_acting_on_what_another_mission_keeps(declared, rights, prepared):
    other = head(yangon=True)

    answer = call(caller(other), declared, prepared.target, prepared.body)

    assert (answer.status_code, answer.json()["code"]) == (403, "not_own_mission")
    assert [entry.code for entry in entries(other, declared, "refused")] == ["not_own_mission"]


@OF_EACH_VIEW
def test_denies_a_role_without_the_right_and_records_it(declared, rights, prepared):
    rights["now"] = frozenset()
    client = prepared.caller()

    answers = [
        call(client, declared, prepared.target, prepared.body),
        client.get(address(declared, prepared.target)),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert [entry.code for entry in entries(prepared.actor, declared, "refused")] == ["not_allowed"]


@WITH_A_VERSION
def test_asks_which_version_is_meant(declared, rights, prepared):
    answer = call(prepared.caller(), declared, prepared.target, prepared.body, If_Match="")

    assert (answer.status_code, answer.json()["code"]) == (428, "precondition_required")


@WITH_A_VERSION
def test_refuses_a_stale_version_with_both_and_records_it(declared, rights, prepared):
    answer = call(prepared.caller(), declared, prepared.target, prepared.body, If_Match='"99"')

    assert answer.status_code == 412, answer.text
    assert answer.json()["expected_version"] == 99
    assert answer.json()["current_version"] == prepared.target.version
    assert [entry.code for entry in entries(prepared.actor, declared, "refused")] == [
        "stale_version"
    ]


@WITH_A_VERSION
def test_takes_any_version_for_a_star(declared, rights, prepared):
    answer = call(prepared.caller(), declared, prepared.target, prepared.body, If_Match="*")

    assert answer.status_code == declared.status, answer.text
    assert answer["ETag"] == f'"{answer.json()["version"]}"'


@SOME
def test_acts_once_when_sent_twice_with_one_key(declared, rights, prepared):
    client = prepared.caller()

    first = call(client, declared, prepared.target, prepared.body, Idempotency_Key="k-1")
    second = call(client, declared, prepared.target, prepared.body, Idempotency_Key="k-1")

    assert second.status_code == first.status_code, second.text
    assert second["Idempotent-Replay"] == "true"
    assert "Idempotent-Replay" not in first
    assert without_secrets(second) == without_secrets(first)
    assert len(entries(prepared.actor, declared, "done")) == 1


@OF_EACH_VIEW
def test_refuses_a_key_with_another_body(declared, rights, prepared):
    client = prepared.caller()
    call(client, declared, prepared.target, prepared.body, Idempotency_Key="k-1")

    answer = call(
        client, declared, prepared.target, {**prepared.body, "more": 1}, Idempotency_Key="k-1"
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


@OF_EACH_VIEW
def test_names_what_it_does_not_know_in_bodies_rows_and_parameters(declared, rights, prepared):
    client, target, there = prepared.caller(), prepared.target, address(declared, prepared.target)
    asked = [client.get(there, {"nonsense": "1"}), client.post(f"{there}?nonsense=1")]

    for place, body in strange_names(prepared.body):
        assert names(call(client, declared, target, body), place, "unknown_field"), place
    assert [faults_in(answer) for answer in asked] == [{("nonsense", "unknown_parameter")}] * 2


@SOME
def test_names_the_field_of_a_wrong_type_also_in_rows(declared, rights, prepared):
    client, target = prepared.caller(), prepared.target
    whole = call(client, declared, target, dict.fromkeys(prepared.body, WRONG))

    for place, body in wrong_types(prepared.body):
        assert names(call(client, declared, target, body), place, "wrong_type"), place
    if prepared.body:
        assert {field.partition(".")[0] for field, _code in faults_in(whole)} == set(prepared.body)


@OF_EACH_VIEW
def test_takes_an_object_and_nothing_else(declared, rights, prepared):
    for body in ([], "text", None):
        answer = call(prepared.caller(), declared, prepared.target, dumps(body))

        assert faults_in(answer) == {("", "not_an_object")}


@SOME
def test_a_token_with_the_scope_alone_does_it(declared, rights, prepared):
    """A scope sees what its acts read; what no scope holds, no scope does."""
    takes = scopes_with(declared.operation.may)
    posting = Posting.objects.select_related("staff").get(pk=prepared.actor.posting_id)
    scopes = [*(takes[:1] or NARROWING), *READS_TOO.get(declared.name, ())]
    _row, secret = ApiToken.objects.create(
        posting.staff, posting=posting, label="Narrow", scopes=scopes
    )

    answer = call(with_token(secret), declared, prepared.target, prepared.body)

    if declared.name in OF_ITS_OWN:
        assert answer.status_code == OF_ITS_OWN[declared.name], answer.text
    elif not takes:
        refused = {"login_required", "not_in_scope"}
        assert (answer.status_code, answer.json()["code"] in refused) == (403, True), answer.text
    elif declared.operation.fresh:
        assert (answer.status_code, answer.json()["code"]) == (403, "proof_needed"), answer.text
    else:
        assert answer.status_code == declared.status, answer.text


@ON_MANY
def test_works_on_many_and_tells_of_each(declared, rights, prepared):
    client, target, body = prepared.caller(), prepared.target, prepared.body
    stale = None
    if not declared.operation.appends:
        stale = on_many(client, declared, [target], body, version=99)["results"][0]

    first = on_many(client, declared, [target], body, Idempotency_Key="k-1")
    again = on_many(client, declared, [target], body, Idempotency_Key="k-1")

    assert stale is None or (stale["status"], stale["problem"]["code"]) == (409, "stale_version")
    assert [row["done"] for row in (first, again)] == [1, 1], first
    assert [row["results"][0]["is_repeated"] for row in (first, again)] == [False, True]
    assert first["results"][0]["status"] == declared.status
    assert first["results"][0]["reference"] == again["results"][0]["reference"]
    assert len(entries(prepared.actor, declared, "done")) == 1


@ON_MANY
def test_its_published_example_on_many_is_taken_as_it_stands(declared, rights, prepared):
    """The records of the example are not there: each is told so, nothing is wrong with the body."""
    published = description()["paths"][bulk_address(declared)]["post"]["requestBody"]
    (example,) = published["content"][JSON]["examples"].values()

    answer = prepared.caller().post(bulk_address(declared), example["value"], content_type=JSON)

    assert answer.status_code == 200, answer.text
    told = [row["target"] for row in answer.json()["results"]]
    assert told == [row["reference"] for row in example["value"]["targets"]]


@of_representatives(row for row in for_many() if row.resource not in REFERENCE)
def test_hides_or_denies_among_many_what_is_another_missions(declared, rights, prepared):
    rights["now"] = EVERYTHING - {"staff.administer"}  # who gives accounts sees those of all
    told = on_many(caller(head(yangon=True)), declared, [prepared.target], prepared.body)

    status = 403 if declared.resource in SEEN_BY_ALL else 404
    assert [row["status"] for row in told["results"]] == [status]
