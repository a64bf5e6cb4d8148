"""Bodies and headers that nobody should send: a clear 4xx as problem+json, never a 5xx."""

import pytest

from cases.core.addresses import address_of
from cases.core.context import eyes
from tests.api.calls import call, caller
from tests.api.published import faults
from tests.factories import officer
from tests.register import a_case
from tests.world import DECLARED

pytestmark = pytest.mark.django_db
REGISTER = address_of("citizens", below="register")
DEEP = "[" * 100_000 + "]" * 100_000
NESTED = '{"full_name":' * 30 + "1" + "}" * 30


def sent(body, content_type="application/json", **headers):
    return caller(officer()).post(REGISTER, body, content_type=content_type, headers=headers)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "invalid"),
        (b"{", 400, "bad_json"),
        (b"nonsense", 400, "bad_json"),
        (b'{"full_name": NaN}', 400, "bad_json"),
        (b'{"full_name": -Infinity}', 400, "bad_json"),
        (b'{"full_name": "\xff\xfe"}', 400, "bad_json"),
        (b'\xef\xbb\xbf{"full_name": "A"}', 400, "bad_json"),
        (b'{"full_name": "\\ud800"}', 400, "bad_json"),
        (b'{"\\ud800": 1}', 400, "bad_json"),
        (b'{"full_name": "A", "full_name": "B"}', 400, "bad_json"),
        (DEEP.encode(), 400, "too_deep"),
        (NESTED.encode(), 400, "too_deep"),
        (b'{"full_name": ' + b"1" * 5000 + b"}", 422, "invalid"),
        (b'{"limit": -' + b"1" * 5000 + b"}", 422, "invalid"),
        (b'{"full_name": 1' + b"0" * 400 + b"}", 422, "invalid"),
        (b'{"full_name": 1e999}', 422, "invalid"),
        (b'{"full_name": "a\\u0000b"}', 422, "invalid"),
        (b'{"a\\u0000b": "x"}', 422, "invalid"),
        (b'{"full_name": "A", "sex": "\\u0000"}', 422, "invalid"),
        (b'{"full_name": "A", "origin_province": "\\u0000"}', 422, "invalid"),
        (b'{"full_name": "A", "birth": "\\u0000"}', 422, "invalid"),
        (b'{"full_name": ""}', 422, "invalid"),
        (b'{"full_name": "   "}', 422, "invalid"),
        (b'{"full_name": null}', 422, "invalid"),
        (b'{"full_name": true}', 422, "invalid"),
        (b"[]", 422, "invalid"),
        (b"null", 422, "invalid"),
        (b"7", 422, "invalid"),
        (b'"text"', 422, "invalid"),
    ],
)
def test_refuses_a_body_that_cannot_be_right(body, status, code):
    answer = sent(body)

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer["Content-Type"] == "application/problem+json"
    assert faults("register_citizen", answer) == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("birth", "1998-13", "bad_partial_date"),
        ("birth", "12/04/1998", "bad_partial_date"),
        ("birth", 1998, "wrong_type"),
        ("sex", "woman", "invalid_choice"),
        ("origin_province", "N99", "unknown"),
        ("full_name", "x" * 161, "max_length"),
        ("passport", "C1", "unknown_field"),
    ],
)
def test_names_the_field_and_what_is_wrong(field, value, code):
    answer = call(
        caller(officer()), DECLARED["register_citizen"], None, {"full_name": "A", field: value}
    )

    (found,) = answer.json()["problems"]
    assert (answer.status_code, found["field"], found["code"]) == (422, field, code)
    assert found["message"].endswith((".", "…")) or found["message"]


@pytest.mark.parametrize(
    "when", ["2025-10-22T14:30", "yesterday", "2025-02-30", "2025-10-22T25:00Z", "9999-01-01"]
)
def test_refuses_a_moment_without_zone_or_sense(when):
    actor = officer()
    with eyes(actor):
        case = a_case(actor)
    body = {"from_country": "MM", "to_country": "TH", "when": when, "source": "press"}

    answer = call(caller(actor), DECLARED["record_crossing"], case, body)

    (found,) = answer.json()["problems"]
    assert (answer.status_code, found["field"]) == (422, "when")


def test_refuses_what_lies_in_the_future():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)
    body = {"from_country": "MM", "to_country": "TH", "when": "2199-01-01", "source": "press"}

    answer = call(caller(actor), DECLARED["record_crossing"], case, body)

    assert (answer.status_code, answer.json()["code"]) == (422, "in_the_future")


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""],
)
def test_refuses_a_body_that_is_not_json(content_type):
    answer = sent(b'{"full_name": "A"}', content_type)

    assert answer.status_code == 415, answer.text
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b'{"full_name": "' + b"a" * 3_000_000 + b'"}', "application/json", 413),
        (b"x", "multipart/form-data", 400),
    ],
)
def test_refuses_a_body_that_is_too_large_or_broken(body, content_type, status):
    answer = sent(body, content_type)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_refuses_other_methods(method):
    answer = getattr(caller(officer()), method)(REGISTER)

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert "POST" in answer["Allow"]


@pytest.mark.parametrize("key", ["", "a b", "x" * 81, "é", "tab\t"])
def test_refuses_a_malformed_key(key):
    answer = sent(b'{"full_name": "A"}', **{"Idempotency-Key": key})

    assert (answer.status_code, answer.json()["code"]) == (422, "bad_key")


@pytest.mark.parametrize(
    "address",
    ["", "v1/nothing/", "v1/cases/BKK-2025-1/", "v1/cases/BKK-2025-00001", "v1/citizens/7/", "v2/"],
)
def test_answers_an_unknown_address_in_its_own_format(address):
    answer = caller(officer()).get(f"/api/{address}")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert answer["Content-Type"] == "application/problem+json"


def test_refuses_an_answer_in_another_format():
    answer = caller(officer()).get("/api/v1/", headers={"Accept": "text/csv"})

    assert answer.status_code == 406
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Không có gì ở địa chỉ"), ("fr", "Il n’y a rien")]
)
def test_speaks_the_language_that_is_asked_for(language, words):
    answer = caller(officer()).get("/api/v1/nothing/", headers={"Accept-Language": language})

    assert answer["Content-Language"] == language
    assert answer.json()["title"].startswith(words)


def test_every_answer_carries_the_id_of_the_request():
    answer = caller(officer()).get("/api/v1/", headers={"X-Request-ID": "report-2025-1"})

    assert answer["X-Request-ID"] == "report-2025-1"


def test_what_is_not_known_is_refused_with_what_is():
    author = caller(officer())

    whole = author.post(REGISTER, {"given": "A"}, content_type="application/json")
    bulk = author.post(
        "/api/v1/bulk/cases/hold/",
        {"targets": [{"x": 1}], "y": 2},
        content_type="application/json",
    )

    said = {row["field"]: row["message"] for row in whole.json()["problems"]}
    assert "Known are: full_name, " in said["given"]
    said = {row["field"]: row["message"] for row in bulk.json()["problems"]}
    assert said["y"].endswith("Known are: targets, input.")
    assert said["targets.0.x"].endswith("Known are: reference, version.")
