"""Letters by the API: what can be written, a draft, issuing with its refusals, the register."""

import base64
import hashlib

import pytest

from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.letters.models import Letter
from tests.api.calls import JSON, caller
from tests.factories import headquarters, officer
from tests.letters.written import NAME, a_letter, a_ready_case, sent

pytestmark = pytest.mark.django_db


def address(case, below):
    return f"/api/v1/cases/{case.reference}/{below}/"


def issue(actor, case, **body):
    return caller(actor).post(address(case, "issue-letter"), body, JSON, headers={"If-Match": "*"})


def test_a_letter_is_issued_once_for_each_key(chief, case):
    client = caller(chief)
    headers = {"If-Match": "*", "Idempotency-Key": "one"}

    first, again = (
        client.post(address(case, "issue-letter"), {"letter": "vb02"}, JSON, headers=headers)
        for _number in range(2)
    )

    assert (first.status_code, again.status_code) == (201, 201), first.content
    assert first.json()["reference"] == again.json()["reference"]
    with eyes(chief):
        assert Letter.objects.count() == 1


def test_a_missing_value_is_named_and_nothing_is_issued(chief):
    with eyes(chief):
        case = a_ready_case(chief, sex="u")

    answer = issue(chief, case, letter="vb02")

    assert answer.status_code == 422
    assert answer.json()["code"] == "letter_incomplete"
    assert [row["value"] for row in answer.json()["missing"]] == ["sex"]
    with eyes(chief):
        assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "body", [{}, {"letter": "poem"}, {"letter": 7}, {"letter": "vb02", "addressee": "nobody"}]
)
def test_what_is_no_letter_is_422(chief, case, body):
    assert issue(chief, case, **body).status_code == 422


def test_what_can_be_written_is_told_with_what_it_lacks(chief, case):
    rows = caller(chief).get(address(case, "letters")).json()["letters"]

    known = {row["letter"]: row for row in rows}
    assert known["vb02"]["is_possible"]
    assert known["vb02"]["step"] == "identity-verification"
    assert known["tk03"]["why_not"]["code"] == "letter_without_step"
    assert known["family-notice"]["missing"][0]["value"] == "relative_to_inform"


def test_a_draft_is_shown_and_stored_nowhere(chief, case):
    answer = caller(chief).get(address(case, "letter-draft") + "?letter=vb02").json()

    assert NAME in answer["text"]
    assert base64.b64decode(answer["content"]).startswith(b"%PDF")
    with eyes(chief):
        assert not Letter.objects.exists()


def test_the_register_and_the_file_are_read_and_that_is_on_record(chief, case):
    with eyes(chief):
        letter = sent(chief, a_letter(chief, case))
    client = caller(chief)

    (row,) = client.get("/api/v1/letters/?waiting=true").json()["results"]
    detail = client.get(row["url"]).json()
    file = client.get(row["url"] + "file/").json()

    assert (row["number"], row["case"]) == (letter.number, case.reference)
    assert NAME in detail["text"]
    assert {action["name"] for action in detail["actions"]} >= {"withdraw_letter"}
    assert hashlib.sha256(base64.b64decode(file["content"])).hexdigest() == detail["digest"]
    with eyes(chief):
        assert AuditEntry.objects.filter(operation="download_letter").count() == 1


def test_headquarters_reads_the_register_of_all_and_another_mission_nothing(chief, case):
    with eyes(chief):
        letter = a_letter(chief, case)

    theirs = caller(headquarters()).get("/api/v1/letters/?mission=BKK").json()["results"]
    others = caller(officer(yangon=True))

    assert [row["number"] for row in theirs] == [letter.number]
    assert others.get("/api/v1/letters/").json()["results"] == []
    assert others.get(f"/api/v1/letters/{letter.uuid}/").status_code == 404
    assert others.get(f"/api/v1/letters/{letter.uuid}/file/").status_code == 404
