"""An entry that is put whole: corrected in the version that was seen, made without one."""

import pytest

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.places.models import Place
from cases.procedures.operations import put_limit, put_procedure
from tests.api.calls import JSON, call, caller
from tests.api.published import faults
from tests.factories import PlaceFactory, headquarters
from tests.prepared import of_each
from tests.procedures.playbooks import CHAIN, draft
from tests.register import fresh
from tests.world import DECLARED, every_operation

pytestmark = pytest.mark.django_db

PUT = "/api/v1/places/put/"
ENTRIES = [row for row in every_operation() if row.form.is_versioned]
ONLY_ADDING = [row for row in every_operation() if row.operation.appends and not row.is_creation]
GARBAGE = "what I saw"
FIELDS = [{"name": "seen_on", "kind": "day", "label": "Seen on"}]


@pytest.fixture
def there():
    return PlaceFactory(code="hill", name="Old name")


def put(there, *, name="New name", match="", **more):
    body = {"code": "hill", "name": name, "kind": there.kind, "country": there.country, **more}
    headers = {"If-Match": match} if match else {}
    return caller(headquarters()).post(PUT, body, JSON, headers=headers)


def told(answer):
    return answer.status_code, answer.json().get("code")


def test_an_entry_that_is_there_is_not_overwritten_without_its_version(there):
    answer = put(there)

    assert told(answer) == (428, "precondition_required")
    assert faults("put_place", answer) == []
    assert fresh(there).name == "Old name"


@pytest.mark.parametrize(
    ("match", "more", "refusal"),
    [
        ('"99"', {}, (412, "stale_version")),
        ('"99"', {"version": 1}, (412, "stale_version")),
        (GARBAGE, {}, (422, "bad_if_match")),
        (GARBAGE, {"version": 1}, (422, "bad_if_match")),
        ("", {"version": 99}, (409, "stale_version")),
        ("", {"version": 0}, (409, "stale_version")),
        ('"1"', {"version": 99}, (409, "stale_version")),
        ("*", {"version": 99}, (409, "stale_version")),
    ],
)
def test_another_version_than_it_has_is_refused(there, match, more, refusal):
    answer = put(there, match=match, **more)

    assert told(answer) == refusal
    assert fresh(there).name == "Old name"


@pytest.mark.parametrize(
    ("match", "more"), [('"1"', {}), ("*", {}), ("", {"version": 1}), ('"1"', {"version": 1})]
)
def test_the_version_it_has_is_corrected(there, match, more):
    answer = put(there, match=match, **more)

    assert (answer.status_code, answer["ETag"]) == (200, '"2"')
    assert "Location" not in answer
    assert faults("put_place", answer) == []
    assert fresh(there).name == "New name"


def test_the_etag_that_the_record_was_read_with_is_taken(there):
    read = caller(headquarters()).get("/api/v1/places/hill/")

    assert put(there, match=read["ETag"]).status_code == 200


@pytest.mark.parametrize("match", ["*", '"1"'])
def test_what_is_not_there_cannot_be_meant(there, match):
    answer = put(there, match=match, code="dale")

    assert told(answer) == (412, "nothing_to_match")
    assert not Place.objects.filter(code="dale").exists()


@pytest.mark.parametrize("more", [{}, {"version": 0}])
def test_a_new_entry_needs_no_version(there, more):
    answer = put(there, code="dale", **more)

    assert answer.status_code == 201, answer.text
    assert answer["Location"] == "/api/v1/places/dale/"


def test_a_correction_that_is_sent_again_is_answered_as_the_first_time(there):
    client = caller(headquarters())
    body = {"code": "hill", "name": "New", "kind": there.kind, "country": there.country}
    headers = {"If-Match": '"1"', "Idempotency-Key": "k-1"}

    answers = [client.post(PUT, body, JSON, headers=headers) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[1]["Idempotent-Replay"] == "true"


def test_a_limit_is_met_by_its_code_and_its_first_day():
    with eyes(SYSTEM):
        procedure = put_procedure(
            SYSTEM, code="see", track="identity", body="mission", name="See", result_fields=FIELDS
        )
        put_limit(
            SYSTEM, code="soon", procedure=procedure, name="Soon", amount=2, unit="hours",
            starts="result", start_procedure=procedure, start_field="seen_on",
            stops="done", on_whom="mission", missing="sentence",
            valid_from="2026-07-01", valid_until="2026-07-31",
        )  # fmt: skip
    body = {
        "code": "soon", "procedure": "see", "name": "Soon", "amount": 3, "unit": "hours",
        "starts": "result", "start_procedure": "see", "start_field": "seen_on", "stops": "done",
        "on_whom": "mission", "missing": "sentence",
    }  # fmt: skip
    client = caller(headquarters())

    same = client.post("/api/v1/limits/put/", body | {"valid_from": "2026-07-01"}, JSON)
    later = client.post("/api/v1/limits/put/", body | {"valid_from": "2026-08-01"}, JSON)

    assert told(same) == (428, "precondition_required")
    assert later.status_code == 201, later.text


def test_the_draft_of_a_playbook_is_replaced_in_the_version_that_was_seen():
    with eyes(SYSTEM):
        there = draft(CHAIN)
    client, body = caller(headquarters()), {"content": CHAIN + "\n"}

    answers = [
        client.post("/api/v1/playbooks/draft/", body, JSON, headers=headers)
        for headers in ({}, {"If-Match": '"99"'}, {"If-Match": f'"{there.version}"'})
    ]

    assert [answer.status_code for answer in answers] == [428, 412, 200]


@of_each(ENTRIES)
def test_no_entry_is_put_a_second_time_without_its_version(declared, rights, prepared):
    client = prepared.caller()
    first = call(client, declared, None, prepared.body)

    again = call(client, declared, None, prepared.body)
    star = call(client, declared, None, prepared.body, If_Match="*")

    assert first.status_code == 201, first.text
    assert told(again) == (428, "precondition_required")
    assert star.status_code == 200, star.text


@of_each(row for row in ENTRIES if row.is_correction)
def test_the_record_says_that_its_correction_needs_the_version(declared, rights, prepared):
    client = prepared.caller()
    made = call(client, declared, None, prepared.body).json()

    actions = {row["name"]: row for row in client.get(made["url"]).json()["actions"]}

    assert actions[declared.name]["needs_if_match"]


@of_each(ONLY_ADDING)
def test_an_act_that_only_adds_does_not_ignore_what_it_is_sent(declared, rights, prepared):
    client, target, body = prepared.caller(), prepared.target, prepared.body

    garbage = call(client, declared, target, body, If_Match=GARBAGE)
    stale = call(client, declared, target, body, If_Match='"99"')
    without = call(client, declared, target, body, If_Match="")

    assert told(garbage) == (422, "bad_if_match")
    has_version = hasattr(target, "version")
    assert told(stale) == ((412, "stale_version") if has_version else (422, "bad_if_match"))
    assert faults(declared.name, stale) == []
    assert without.status_code == declared.status, without.text


def test_what_makes_a_record_has_no_version_to_be_matched():
    body = DECLARED["save_view"].form.example

    answer = caller(headquarters()).post(
        "/api/v1/saved-views/save/", body, JSON, headers={"If-Match": '"1"'}
    )

    assert told(answer) == (422, "bad_if_match")


def test_any_version_is_taken_where_nothing_has_one():
    body = DECLARED["save_view"].form.example

    answer = caller(headquarters()).post(
        "/api/v1/saved-views/save/", body, JSON, headers={"If-Match": "*"}
    )

    assert answer.status_code == 201
