"""Sparse fields: only what was asked for, read and told, and nothing else changes."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.casework.serializers import CASE_ROW, TRANSITION
from cases.core.asked import pruned
from cases.core.context import eyes
from cases.core.models import AuditEntry
from tests.api.calls import caller
from tests.api.files import full_case
from tests.api.pages import CASES, fault, rows, walk
from tests.api.published import description, faults, operation
from tests.factories import head, officer
from tests.kept import copied, once
from tests.record.readers import auditor
from tests.register import a_case

pytestmark = pytest.mark.django_db


made = once(lambda: full_case(head()))
case = copied("made")
"""A case with something of everything."""


@pytest.fixture
def client(made):
    return caller(head())


def test_a_list_tells_the_fields_that_were_asked_for(client, case):
    (row,) = rows(
        client.get(CASES, {"fields": "reference,person.full_name,whereabouts.place.code"})
    )

    assert row == {
        "reference": case.reference,
        "person": {"full_name": "Nguyễn Thử Nghiệm"},
        "whereabouts": {"place": {"code": "mae-ku-ford"}},
    }


def test_a_group_is_asked_for_whole_by_its_name(client, case):
    (whole,) = rows(client.get(CASES))
    (row,) = rows(client.get(CASES, {"fields": "whereabouts"}))

    assert row == {"whereabouts": whole["whereabouts"]}


def test_every_field_alone_says_what_it_says_in_the_whole(client, case):
    (whole,) = rows(client.get(CASES))
    names = operation("case_list")["parameters"]
    fields = next(row for row in names if row["name"] == "fields")["schema"]["items"]["enum"]

    alone = {name: rows(client.get(CASES, {"fields": name}))[0] for name in fields}

    assert len(alone) > 40
    assert alone == {name: pruned(whole, [name]) for name in fields}
    assert all(len(row) == 1 for row in alone.values())


def test_a_group_that_is_missing_is_null_whatever_part_was_asked_for():
    with eyes(officer(yangon=True)) as actor:
        a_case(actor)

    (row,) = rows(caller(actor).get(CASES, {"fields": "whereabouts.place.name,deadline.limit"}))

    assert row["whereabouts"] == {"place": None}
    assert row["deadline"] is None


def test_a_group_that_is_there_keeps_what_is_null_in_it(client, case):
    address = f"{CASES}{case.reference}/transitions/"

    found = rows(client.get(address, {"fields": "to.outcome,from.outcome"}))

    assert {str(row["to"]) for row in found} == {"{'outcome': None}"}
    assert found[0]["from"] is None
    assert found[1]["from"] == {"outcome": None}


def test_fewer_columns_are_read(client, case):
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(CASES, {"fields": "reference,stage"})

    (read,) = [row["sql"] for row in few if "position_at" in row["sql"] and "LIMIT" in row["sql"]]
    assert "full_name" not in read
    assert '"cases_citizen"' not in read


def test_a_record_tells_the_fields_that_were_asked_for(client, case):
    answer = client.get(f"{CASES}{case.reference}/", {"fields": "stage,actions"})

    assert set(answer.json()) == {"stage", "actions"}
    assert "resume_case" in {row["name"] for row in answer.json()["actions"]}


def test_the_tag_of_a_record_is_that_of_what_was_shown(client, case):
    address = f"{CASES}{case.reference}/"
    whole = client.get(address)["ETag"]
    part = client.get(address, {"fields": "stage"})["ETag"]

    known = client.get(address, {"fields": "stage"}, headers={"If-None-Match": part})
    other = client.get(address, {"fields": "stage"}, headers={"If-None-Match": whole})

    assert whole != part
    assert (known.status_code, other.status_code) == (304, 200)
    assert part.startswith(f'"{case.version}.')


def test_pages_keep_the_fields_on_their_way():
    with eyes(officer(yangon=True)) as actor:
        made = [a_case(actor).reference for _ in range(3)]

    seen = walk(caller(actor), f"{CASES}?limit=1&fields=reference")

    assert seen == [[{"reference": reference}] for reference in made]


def test_the_cursor_of_a_page_of_few_fields_leads_on_with_all():
    with eyes(officer(yangon=True)) as actor:
        _first, second = a_case(actor).reference, a_case(actor).reference
    client = caller(actor)
    following = client.get(CASES, {"limit": 1, "fields": "stage"}).json()["next"]
    cursor = dict(part.split("=", 1) for part in urlsplit(following).query.split("&"))["cursor"]

    (row,) = rows(client.get(f"{CASES}?cursor={cursor}"))

    assert row["reference"] == second


@pytest.mark.parametrize("fields", ["name", "reference,", "person.", "reference;stage", "Stage"])
@pytest.mark.parametrize("below", [False, True])
def test_refuses_a_field_that_there_is_not_and_names_those_there_are(client, case, fields, below):
    found = fault(client.get(f"{CASES}{case.reference}/" if below else CASES, {"fields": fields}))

    assert (found["field"], found["code"]) == ("fields", "unknown_field")
    assert "reference, stage, held" in found["message"]
    assert "person, person.uuid" in found["message"]
    assert ("actions" in found["message"].split(", ")) is below


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_refuses_it_in_the_language_of_the_caller(client, language):
    found = fault(client.get(CASES, {"fields": "name"}, headers={"Accept-Language": language}))

    assert "There is no such field" not in found["message"]
    assert "reference, stage" in found["message"]


def test_a_look_at_few_fields_is_on_record_like_any_other(client, case):
    client.get(CASES, {"fields": "stage"})

    with eyes(head()):
        entry = AuditEntry.objects.filter(operation="list_cases").latest("id")
    assert entry.subjects[0]["ids"] == [case.pk]


def test_whoever_reads_no_numbers_of_the_record_gets_none_by_asking_for_them():
    with eyes(head()) as actor:
        a_case(actor)
    client = caller(auditor(code="BKK"))

    whole = rows(client.get("/api/v1/record/"))
    asked = rows(client.get("/api/v1/record/", {"fields": "id,link,reference,url"}))

    names = ("id", "link", "reference", "url")
    assert asked[:1] == [{name: whole[0][name] for name in names}]


def test_parts_keep_to_what_is_published(client, case):
    part = client.get(CASES, {"fields": "stage,person.birth,blocker"})
    record = client.get(f"{CASES}{case.reference}/", {"fields": "stage,actions,blocker"})

    assert faults("case_list", part) == []
    assert faults("case_detail", record) == []
    assert "required" not in description()["components"]["schemas"]["CaseRowPart"]


def test_a_shape_of_few_columns_reads_what_it_tells_alone():
    shape = replace(CASE_ROW).only(["reference", "blocker.since"])

    assert [row.name for row in shape.columns] == ["reference", "blocker.kind", "blocker.since"]
    assert TRANSITION.only(["number"]).optional == frozenset()
