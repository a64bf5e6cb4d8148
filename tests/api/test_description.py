"""The published description: valid, complete, with stable names, open to all."""

import json
import re

import pytest
from django.conf import settings
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from cases.exchange.description.files import DOCUMENT, described
from tests.api.published import description, faults_of, made_now, operation
from tests.world import every_operation

pytestmark = pytest.mark.django_db
TAKEN = {"version", "If-Match"}


def test_is_valid_openapi_3_1_without_a_warning():
    found = made_now()

    validate_schema(found)

    assert found["openapi"] == "3.1.0"
    assert not GENERATOR_STATS


def test_every_schema_in_it_is_a_valid_json_schema():
    for schema in description()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_is_the_same_each_time_it_is_made():
    first, second = made_now(), described()

    named = re.findall(r"#/components/schemas/(\w+)", json.dumps(second))
    assert first == second
    assert set(named) <= set(second["components"]["schemas"])


def test_publishes_the_input_of_every_operation_with_its_example():
    for declared in every_operation():
        body = operation(declared.name)["requestBody"]["content"]["application/json"]
        (example,) = body["examples"].values()

        assert example["value"] == declared.form.example, declared.name
        assert faults_of(body["schema"], declared.form.example) == [], declared.name


def test_names_closed_sets_by_their_class():
    schemas = description()["components"]["schemas"]

    assert schemas["Stage"]["enum"][0] == "reported"
    assert schemas["RecordFact"]["properties"]["stage"]["$ref"] == "#/components/schemas/Stage"


def test_publishes_both_ways_of_logging_in():
    found = description()

    assert set(found["components"]["securitySchemes"]) == {"token", "session"}
    assert operation("advance_case")["security"] == [{"token": []}, {"session": []}]


def test_every_operation_id_is_used_once():
    names = [
        row["operationId"] for path in description()["paths"].values() for row in path.values()
    ]

    assert len(names) == len(set(names))


def test_is_served_without_a_login(client):
    answer = client.get("/api/schema/", headers={"Accept": "application/vnd.oai.openapi+json"})

    assert answer.status_code == 200
    assert json.loads(answer.content)["info"]["title"]


def test_its_address_says_the_form_where_a_browser_cannot(client):
    answer = client.get("/api/schema/?format=json", headers={"Accept": "text/html, */*"})

    assert json.loads(answer.content)["info"]["title"]
    assert client.get("/api/schema/?format=clay").status_code == 404


def test_tells_that_a_version_may_be_stale_wherever_one_is_taken():
    published = {row.name: operation(row.name) for row in every_operation()}

    taking = [name for name, row in published.items() if not TAKEN.isdisjoint(taken_by(row))]

    assert len(taking) > 100
    assert [name for name in taking if "409" not in published[name]["responses"]] == []


def taken_by(published):
    """Yield the names of what an operation takes in its body and in its headers."""
    body = published["requestBody"]["content"]["application/json"]["schema"]
    yield from description()["components"]["schemas"][body["$ref"].rpartition("/")[2]]["properties"]
    yield from (row["name"] for row in published["parameters"])


def served():
    """Return the kept document with the cookie as it is named here, where TLS is not."""
    kept = json.loads(DOCUMENT.read_text())
    kept["components"]["securitySchemes"]["session"]["name"] = settings.SESSION_COOKIE_NAME
    return kept


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_is_the_kept_document_in_whatever_language_it_is_asked_for(client, language):
    answer = client.get("/api/schema/?format=json", headers={"Accept-Language": language})
    chosen = client.get(f"/api/schema/?format=json&lang={language}")

    assert json.loads(answer.content) == served()
    assert chosen.content == answer.content


def test_whoever_asks_for_it_does_not_make_it_anew(client, monkeypatch):
    def made(*_args, **_options):
        raise AssertionError("made anew, which takes seconds, for somebody without an account")

    monkeypatch.setattr(SchemaGenerator, "get_schema", made)

    assert client.get("/api/schema/?format=yaml").status_code == 200
    assert client.get("/api/schema/?format=json").status_code == 200


def test_its_page_has_no_inline_style_or_script(client):
    page = client.get("/api/docs/")

    assert page.status_code == 200
    assert "<style" not in page.text
    assert " style=" not in page.text
    assert page.text.count("<script") == page.text.count("<script src=")
    assert 'data-description="/api/schema/?format=json"' in page.text
    assert "img-src 'self' data:" in page["Content-Security-Policy"]


def test_a_refusal_is_described_once_for_all():
    found = description()
    written_out = [
        (row["operationId"], status)
        for methods in found["paths"].values()
        for row in methods.values()
        for status, answer in row["responses"].items()
        if status >= "400" and "$ref" not in answer
    ]

    assert written_out == []
    assert "RateLimit" in found["components"]["responses"]["TooManyCalls"]["headers"]


def test_it_refuses_like_everything_else(client):
    method = client.post("/api/schema/")
    unknown = client.get("/api/schema/?x=1")

    for answer, status, code in (
        (method, 405, "method_not_allowed"),
        (unknown, 422, "invalid"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer["Content-Type"] == "application/problem+json"
    assert unknown.json()["problems"][0]["message"].endswith("format, lang.")


def test_what_is_no_address_says_so_and_names_no_methods(client):
    whole, cut = (client.get(f"/api/v1/nothing-at-all{end}") for end in ("/", ""))

    assert whole.json()["title"] == "There is nothing at this address."
    assert "end with a slash" in cut.json()["title"]
    assert (whole.status_code, cut.status_code) == (404, 404)
    assert "Allow" not in whole.headers
