"""The description that clients rely on: kept in the repository, and broken by nobody unawares."""

from copy import deepcopy

import pytest

from cases.core import problems
from cases.core.errors import Refused
from cases.core.statuses import STATUSES
from cases.exchange.description import codes
from cases.exchange.description.files import (
    DOCUMENT,
    Breaking,
    as_document,
    codes_now,
    kept_promises,
)
from cases.exchange.description.files import write as write_files
from cases.exchange.description.promises import broken, promises
from tests.api.calls import caller
from tests.api.published import faults, made_now
from tests.factories import officer

ANEW = "Run: manage.py openapi --write"
MADE = {
    "openapi": "3.1.0",
    "info": {"title": "Made up"},
    "paths": {
        "/things/{key}/": {
            "post": {
                "operationId": "keep",
                "parameters": [
                    {"name": "key", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "how", "in": "query", "schema": {"$ref": "#/components/schemas/How"}},
                ],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Keep"}}
                    },
                },
                "responses": {
                    "200": {
                        "headers": {"ETag": {}},
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Kept"}}
                        },
                    }
                },
            }
        }
    },
    "components": {
        "schemas": {
            "How": {"type": "string", "enum": ["well", "badly"]},
            "Keep": {
                "type": "object",
                "properties": {
                    "words": {"type": "string", "maxLength": 80},
                    "count": {"type": ["integer", "null"], "minimum": 1},
                },
                "required": ["words"],
            },
            "Kept": {
                "type": "object",
                "properties": {
                    "on": {"type": "string", "format": "date"},
                    "parts": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["on"],
            },
        },
        "securitySchemes": {"session": {"name": "sessionid"}},
    },
}


def changed(path, value):
    """Return the made-up description with one thing put in another's place; None takes it out."""
    made = deepcopy(MADE)
    *parents, last = path
    place = made
    for name in parents:
        place = place[name]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return made


def schema(name, *path):
    return ("components", "schemas", name, *path)


CALL = ("paths", "/things/{key}/", "post")
POST = MADE["paths"]["/things/{key}/"]["post"]
NUMBERS, SHORT = {"type": "integer"}, {"type": "string", "maxLength": 9}
BREAKS = {
    "an address is gone": (("paths", "/things/{key}/"), None),
    "a call has another name": ((*CALL, "operationId"), "store"),
    "a parameter is gone": ((*CALL, "parameters"), POST["parameters"][:1]),
    "a parameter is needed": ((*CALL, "parameters", 1, "required"), True),
    "a value is not taken any more": (schema("How", "enum"), ["well"]),
    "an input is gone": (schema("Keep", "properties", "count"), None),
    "one more input is needed": (schema("Keep", "required"), ["words", "count"]),
    "a shorter text is taken": (schema("Keep", "properties", "words", "maxLength"), 79),
    "a greater number is needed": (schema("Keep", "properties", "count", "minimum"), 2),
    "a limit where there was none": (schema("Keep", "properties", "count", "maximum"), 9),
    "null is not taken any more": (schema("Keep", "properties", "count", "type"), "integer"),
    "an answer is gone": (schema("Kept", "properties", "parts"), None),
    "an answer may be missing": (schema("Kept", "required"), []),
    "an answer may be null": (schema("Kept", "properties", "on", "type"), ["string", "null"]),
    "an answer has another form": (schema("Kept", "properties", "on", "format"), "date-time"),
    "items are of another kind": (schema("Kept", "properties", "parts", "items"), NUMBERS),
    "another status": ((*CALL, "responses"), {"201": POST["responses"]["200"]}),
    "a header is gone": ((*CALL, "responses", "200", "headers"), {}),
}  # fmt: skip
ADDS = {
    "a value more is taken": (schema("How", "enum"), ["well", "badly", "not"]),
    "an input more, not needed": (schema("Keep", "properties", "why"), SHORT),
    "an input less is needed": (schema("Keep", "required"), []),
    "a longer text is taken": (schema("Keep", "properties", "words", "maxLength"), 81),
    "a smaller number is taken": (schema("Keep", "properties", "count", "minimum"), 0),
    "no limit any more": (schema("Keep", "properties", "words"), {"type": "string"}),
    "null is taken": (schema("Keep", "properties", "words", "type"), ["string", "null"]),
    "one more answer": (schema("Kept", "properties", "more"), {"type": ["string", "null"]}),
    "an answer is always there": (schema("Kept", "required"), ["on", "parts"]),
    "the body is not needed": ((*CALL, "requestBody", "required"), False),
    "a refusal more": ((*CALL, "responses", "409"), {"description": "No."}),
}  # fmt: skip


def test_the_document_in_the_repository_is_the_one_that_is_served():
    assert DOCUMENT.read_text(encoding="utf-8") == as_document(made_now()), ANEW


def test_the_codes_in_the_repository_are_those_of_the_code():
    assert codes.FILE.read_text(encoding="utf-8") == codes_now(), ANEW


def test_nothing_that_was_promised_is_broken():
    _reasons, before = kept_promises()
    now = promises(made_now())

    assert len(before) > 20_000
    assert broken(before, now) == []
    assert before == now, ANEW


@pytest.mark.parametrize("why", BREAKS)
def test_refuses(why):
    lines = broken(promises(MADE), promises(changed(*BREAKS[why])))

    assert lines != []


@pytest.mark.parametrize("why", ADDS)
def test_takes(why):
    assert broken(promises(MADE), promises(changed(*ADDS[why]))) == []


def test_new_calls_may_ask_for_anything():
    made = deepcopy(MADE)
    made["paths"]["/others/"] = deepcopy(made["paths"]["/things/{key}/"])
    made["paths"]["/others/"]["post"]["operationId"] = "keep_other"
    made["paths"]["/others/"]["post"]["parameters"][1]["required"] = True

    assert broken(promises(MADE), promises(made)) == []


def test_a_promise_is_taken_back_with_a_reason_that_stays(monkeypatch, tmp_path):
    place = "cases.exchange.description.files"
    for name in ("DOCUMENT", "PROMISED"):
        monkeypatch.setattr(f"{place}.{name}", tmp_path / name)
    monkeypatch.setattr(codes, "FILE", tmp_path / "codes")
    monkeypatch.setattr(f"{place}.codes_now", lambda: "")
    monkeypatch.setattr(f"{place}.described", lambda: MADE)
    write_files()
    monkeypatch.setattr(f"{place}.described", lambda: changed(schema("How", "enum"), ["well"]))

    with pytest.raises(Breaking) as refused:
        write_files()
    taken_back = write_files(why="Nobody does it badly.")
    again = write_files()

    assert refused.value.lines == taken_back == ["+ How takes 'badly'"]
    assert again == []
    reasons, kept = kept_promises()
    assert [row.split(" ", 2)[2] for row in reasons] == [
        "Nobody does it badly.: + How takes 'badly'"
    ]
    assert "+ How takes 'well'" in kept
    codes.kept.cache_clear()


def test_a_code_that_clients_were_not_told_of_fails_the_test_that_meets_it():
    with pytest.raises(AssertionError, match="made_up"):
        problems.problem_body(Refused("No.", "made_up"))


@pytest.mark.django_db
def test_the_codes_are_read_in_the_language_of_the_caller():
    answer = caller(officer()).get("/api/v1/problems/", headers={"Accept-Language": "vi"})

    found = {row["code"]: row for row in answer.json()["results"]}
    assert faults("problem_list", answer) == []
    assert found["not_allowed"] == {
        "code": "not_allowed",
        "statuses": [403],
        "in_fields": False,
        "says": ["Vai trò của bạn không cho phép việc này."],
    }
    assert found["stale_version"]["statuses"] == [409, 412]
    assert found["required"]["in_fields"]


@pytest.mark.parametrize("code", ["not_own_mission", "key_reused", "too_slow"])
def test_codes_are_told_with_the_refusals_they_come_with(code):
    kept = codes.kept()[code]

    for status in filter(None, kept["statuses"]):
        name = STATUSES[status].name
        assert code in made_now()["components"]["responses"][name]["x-codes"]
