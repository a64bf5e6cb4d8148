"""No body and no address costs more than it could be worth: limits when it is read, few faults."""

import json

import pytest
from django.core.exceptions import ValidationError

from cases.core.addresses import address_of
from cases.core.context import eyes
from cases.core.errors import MOST_TOLD
from cases.core.fields.inner import LONGEST_LIST
from cases.core.json_body import DEEPEST, MOST_VALUES
from tests.api.calls import address, caller
from tests.api.published import description, faults, whole
from tests.factories import head, officer
from tests.movements.counted import a_muster
from tests.world import DECLARED

pytestmark = pytest.mark.django_db
REGISTER = address_of("citizens", below="register")
LARGEST_ANSWER = 20_000
TWO_MB = 2_000_000


def nested(depth):
    return "[" * depth + "]" * depth


def names(count):
    return ",".join(f'"a{number}":1' for number in range(count))


def posted(client, to, body, **headers):
    return client.post(to, body, content_type="application/json", headers=headers)


@pytest.fixture
def marking():
    """An officer's client, and where marks of a head count are sent."""
    actor = head()
    with eyes(actor):
        muster, _cases = a_muster(actor, 1)
    return caller(actor), address(DECLARED["mark_people"], muster)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (f"{{{names(150_000)}}}", 413, "too_many_values"),
        (f'{{"full_name": [{{{names(100_000)}}}]}}', 413, "too_many_values"),
        (f"[{','.join(['1'] * (TWO_MB // 2))}]", 413, "too_many_values"),
        (f"[{','.join(['{}'] * (TWO_MB // 3))}]", 413, "too_many_values"),
        ("[" * TWO_MB, 400, "too_deep"),
        (nested(TWO_MB // 2), 400, "too_deep"),
        ('{"a":' * (TWO_MB // 5), 400, "too_deep"),
        ('"' + '\\"' * (TWO_MB // 2), 400, "bad_json"),
        ('"' * TWO_MB, 400, "bad_json"),
        ("]" * TWO_MB, 400, "bad_json"),
        (" " * TWO_MB, 400, "bad_json"),
        (f'{{"{"k" * TWO_MB}": 1}}', 422, "invalid"),
        (f'{{"full_name": "{"k" * TWO_MB}"}}', 422, "invalid"),
        (f'{{"full_name": "A", "sex": "{"k" * TWO_MB}"}}', 422, "invalid"),
        (f'{{"full_name": {"1" * TWO_MB}}}', 422, "invalid"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else str(value),
)
def test_a_large_body_is_answered_with_few_words(body, status, code):
    answer = posted(caller(officer()), REGISTER, body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert len(answer.content) < 2_000
    assert faults("register_citizen", answer) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (nested(DEEPEST), 422),
        (nested(DEEPEST + 1), 400),
        (f"[{','.join('1' * MOST_VALUES)}]", 422),
        (f"[{','.join('1' * (MOST_VALUES + 1))}]", 413),
        (json.dumps({"full_name": "[{," * MOST_VALUES}), 422),
    ],
)
def test_the_limits_are_those_that_are_published(body, status):
    said = description()["info"]["description"]

    assert posted(caller(officer()), REGISTER, body).status_code == status
    assert f"{DEEPEST} deep" in said.replace("\n", " ")
    assert f"{MOST_VALUES:,} values" in said


def test_no_act_takes_more_than_can_be_read():
    for path, methods in description()["paths"].items():
        content = methods.get("post", {}).get("requestBody", {}).get("content", {})
        for kind in content.values():
            depth, values = largest(kind["schema"])
            assert depth < DEEPEST, path
            assert values * 2 < MOST_VALUES, path


def largest(schema):
    """Return how deep a body of this schema can be, and how many values it can hold."""
    schema = whole(schema)
    inner = [largest(row) for row in schema.get("properties", {}).values()]
    depth, values = max([0, *(deep for deep, _many in inner)]), sum(many for _deep, many in inner)
    if "items" in schema:
        deep, many = largest(schema["items"])
        depth, values = max(depth, deep), many * min(schema.get("maxItems", 12), LONGEST_LIST)
    several = [largest(row) for row in (*schema.get("anyOf", ()), *schema.get("oneOf", ()))]
    depth = max([depth + bool(inner or "items" in schema), *(deep for deep, _many in several)])
    return depth, max([values + 1, *(many for _deep, many in several)])


def test_of_many_faults_the_first_are_told_and_the_rest_counted():
    client = caller(officer())

    many = posted(client, REGISTER, f"{{{names(9_000)}}}")
    few = posted(client, REGISTER, f'{{"full_name": "A", {names(MOST_TOLD)}}}')

    assert len(many.json()["problems"]) == MOST_TOLD
    assert many.json()["more_problems"] == 9_001 - MOST_TOLD
    assert len(many.content) < LARGEST_ANSWER
    assert faults("register_citizen", many) == []
    assert len(few.json()["problems"]) == MOST_TOLD
    assert "more_problems" not in few.json()


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        ([{"a": 1, "b": 2, "c": 3}] * 400, 400 * 6 - MOST_TOLD),
        ([1] * 400, 400 - MOST_TOLD),
        ([{}] * 401, None),
    ],
)
def test_faults_in_rows_are_counted_over_the_whole_answer(marking, rows, more):
    client, to = marking

    answer = posted(client, to, json.dumps({"marks": rows}), **{"If-Match": "*"})

    assert answer.status_code == 422
    assert answer.json().get("more_problems") == more
    assert len(answer.json()["problems"]) == (MOST_TOLD if more else 1)
    assert len(answer.content) < LARGEST_ANSWER


def test_faults_of_a_call_on_many_records_are_counted_too():
    targets = ",".join([f"{{{names(40)}}}"] * 200)
    body = f'{{"targets": [{targets}], {names(500)}}}'

    answer = posted(caller(officer()), "/api/v1/bulk/cases/hold/", body)

    assert len(answer.json()["problems"]) == MOST_TOLD
    assert answer.json()["more_problems"] > 200 * 40
    assert len(answer.content) < LARGEST_ANSWER


@pytest.mark.parametrize("name", ["cases", "missions"])
def test_a_list_of_too_many_is_not_looked_through(name):
    operation = {"cases": "seat_passengers", "missions": "issue_directive"}[name]
    field = DECLARED[operation].form.base_fields[name]
    most = field.schema()["maxItems"]

    with pytest.raises(ValidationError) as refused:
        field.read([0] * (most + 1))

    assert [row.code for row in refused.value.error_list] == ["too_many"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("&".join(f"a{number}=1" for number in range(990)), 422),
        ("&".join(f"a{number}=1" for number in range(100_000)), 400),
        ("state=1&" * 100_000, 400),
        ("k" * 300_000 + "=1", 422),
        ("fields=" + "a," * 100_000, 422),
        ("order=" + "a" * 300_000, 422),
        ("stage=" + "a" * 300_000, 422),
        ("mission=" + "a" * 300_000, 422),
        ("cursor=" + "a" * 300_000, 422),
    ],
    ids=lambda value: str(value)[:12],
)
def test_a_long_address_is_answered_with_few_words(query, status):
    answer = caller(officer()).get(f"/api/v1/cases/?{query}")

    assert answer.status_code == status, answer.text[:200]
    assert len(answer.content) < LARGEST_ANSWER
    assert len(answer.json().get("problems", ())) <= MOST_TOLD


@pytest.mark.parametrize(
    "header", ["Accept-Language", "If-None-Match", "Accept", "Cookie", "Idempotency-Key"]
)
def test_a_header_of_many_parts_is_answered_with_few_words(header):
    answer = caller(officer()).get("/api/v1/cases/", headers={header: '"a-b/c",' * 10_000})

    assert answer.status_code < 500
    assert len(answer.content) < LARGEST_ANSWER
