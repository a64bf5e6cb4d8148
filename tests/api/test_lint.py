"""What linters of OpenAPI ask for (spectral:oas, redocly recommended), and more, without Node.

Left out on purpose: addresses end with a slash, as Django's do, and there is no licence to name.
"""

import re
from collections import Counter

import pytest

from cases.exchange.description.codes import kept
from cases.exchange.description.finished import references_in
from cases.exchange.description.promises import with_inner
from tests.api.published import description, faults_of, whole

WORD = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def calls():
    """Yield address, method and description of every call."""
    for path, methods in description()["paths"].items():
        for method, found in methods.items():
            yield path, method, found


def inner(schema):
    """Yield a schema and every schema in it, but not what it refers to."""
    if isinstance(schema, dict):
        yield schema
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict):
                yield from inner(schema[key])
        for key in ("anyOf", "oneOf", "allOf"):
            for row in schema.get(key, ()):
                yield from inner(row)
        for row in schema.get("properties", {}).values():
            yield from inner(row)


def test_says_what_it_is_who_runs_it_and_where():
    found = description()

    assert len(found["info"]["description"]) > 500
    assert found["info"]["contact"]["name"]
    assert found["servers"] == [
        {"url": "/", "description": "The server that gave out this description."}
    ]


def test_every_call_has_a_name_a_summary_a_description_and_one_group():
    faults = [
        (path, method)
        for path, method, found in calls()
        if not WORD.fullmatch(found["operationId"])
        or not found["summary"].strip()
        or "\n" in found["summary"]
        or not found["description"].strip()
        or len(found["tags"]) != 1
    ]

    assert faults == []


def test_every_group_is_declared_once_described_and_used():
    declared = Counter(row["name"] for row in description()["tags"])

    assert set(declared.values()) == {1}
    assert [row["name"] for row in description()["tags"] if not row["description"].strip()] == []
    assert set(declared) == {tag for _path, _method, found in calls() for tag in found["tags"]}


def test_every_parameter_is_described_once_and_those_of_the_address_are_there():
    faults = []
    for path, method, found in calls():
        rows = found.get("parameters", [])
        names = [(row["in"], row["name"]) for row in rows]
        in_path = {name for place, name in names if place == "path"}
        if len(set(names)) < len(names) or in_path != set(re.findall(r"{(\w+)}", path)):
            faults.append((path, method))
        faults += [
            (path, method, row["name"])
            for row in rows
            if not row.get("description", "").strip() or not row["schema"]
        ]

    assert faults == []


def test_every_answer_is_described_and_names_the_call():
    faults = []
    for path, method, found in calls():
        for status, answer in found["responses"].items():
            said = whole(answer)
            if not said["description"].strip() or "X-Request-ID" not in said["headers"]:
                faults.append((path, method, status))

    assert faults == []


@pytest.mark.parametrize("status", ["400", "401", "403", "406", "422", "429", "500", "503"])
def test_every_call_can_be_refused_like_this(status):
    assert [path for path, _method, found in calls() if status not in found["responses"]] == []


def test_acts_say_too_that_a_body_may_be_refused_and_records_that_they_may_be_missing():
    for path, method, found in calls():
        assert ("{" in path) <= ("404" in found["responses"]), path
        assert (method == "post") <= {"413", "415"}.issubset(found["responses"]), path


def test_every_call_that_goes_well_says_what_it_answers():
    faults = []
    for path, method, found in calls():
        good = [answer for status, answer in found["responses"].items() if status.startswith("2")]
        # What is put as a whole is made (201), or corrected where it is there (200).
        both = {"200", "201"} <= set(found["responses"]) and method == "post"
        shapes = [row["schema"] for answer in good for row in answer["content"].values()]
        if len(good) != (2 if both else 1) or not all(shapes):
            faults.append((path, method))

    assert faults == []


def test_every_array_says_what_is_in_it():
    schemas = description()["components"]["schemas"]
    asked = [
        row["schema"] for _path, _method, found in calls() for row in found.get("parameters", ())
    ]
    faults = [
        shown
        for outer in [*schemas.values(), *asked]
        for shown in inner(outer)
        if "array" in str(shown.get("type")) and not shown.get("items")
    ]

    assert faults == []


def test_every_required_field_is_one_of_the_fields():
    for name, outer in description()["components"]["schemas"].items():
        for shown in inner(outer):
            assert set(shown.get("required", ())) <= set(shown.get("properties", ())), name


def test_no_shared_part_is_unused_or_missing():
    found = description()
    schemas = found["components"]["schemas"]
    named = references_in(found["paths"]) | references_in(found["components"]["responses"])

    assert with_inner(named, schemas) == set(schemas)
    used = {
        answer["$ref"].rsplit("/", 1)[1]
        for _path, _method, row in calls()
        for answer in row["responses"].values()
        if "$ref" in answer
    }
    assert used == set(found["components"]["responses"])


def test_every_answer_has_an_example_that_keeps_to_its_schema():
    schemas = description()["components"]["schemas"]
    answered = {
        name
        for _path, _method, found in calls()
        for status, answer in found["responses"].items()
        if status.startswith("2")
        for name in references_in(answer)
        if not name.endswith("Part")
    }
    assert len(answered) > 150

    faults = {}
    for name in answered:
        (example,) = schemas[name]["examples"]
        found = faults_of(schemas[name], example)
        if found:
            faults[name] = found
    assert faults == {}


def x_codes(part):
    """Return every code that stands in `x-codes` of a part of the description."""
    if isinstance(part, list):
        return {code for row in part for code in x_codes(row)}
    if not isinstance(part, dict):
        return set()
    return {*part.get("x-codes", ()), *(code for row in part.values() for code in x_codes(row))}


WORDLESS = {"fields", "order"}
"""Parameters whose values are names of columns, which stand as they are."""


def unlabelled():
    """Return the names of parameters with a closed set of words and no labels for people."""
    found = set()
    for path in description()["paths"].values():
        for method in path.values():
            for row in method.get("parameters", ()):
                words = row.get("schema", {})
                words = words.get("items", words)
                if words.get("type") == "string" and "enum" in words:
                    found |= set() if "x-enum-labels" in words else {row["name"]}
    return found


def test_every_closed_set_of_a_parameter_has_words_for_people_but_names_of_columns():
    assert unlabelled() == WORDLESS


def test_every_code_stands_in_the_description():
    assert set(kept()) - x_codes(description()) == set()
    assert "method_not_allowed" in description()["info"]["x-codes"]


def test_every_kind_of_refusal_has_an_example_and_its_codes():
    for name, answer in description()["components"]["responses"].items():
        content = answer["content"]["application/problem+json"]
        example = content["examples"]["Example"]["value"]
        assert faults_of(content["schema"], example) == [], name
        assert example["code"] in answer["x-codes"], name
