"""Lists in the API: sent, said, read, mended, confirmed."""

import base64

import pytest

from cases.casework.models import Case
from cases.core.context import eyes
from cases.intake.lists.models import ReceivedList
from tests.api.calls import caller
from tests.factories import IncidentFactory, officer
from tests.intake.lists.files import checked, rows_of, table
from tests.intake.lists.test_bad_files import BAD, OF_THE_ISSUE
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db

JSON = "application/json"
LISTS = "/api/v1/lists/"
SAID = {
    "sender": "Invented office",
    "sender_kind": "own",
    "incident": "2025-10-myawaddy",
    "received_on": "2025-10-24",
}


@pytest.fixture
def actor():
    IncidentFactory()
    return officer()


def file_of(content, name="danh-sach.xlsx"):
    return {"file": {"name": name, "content": base64.b64encode(content).decode()}}


def post(calls, address, body, version=None):
    headers = {"If-Match": f'"{version}"'} if version else {}
    return calls.post(address, body, content_type=JSON, headers=headers)


def test_a_list_goes_from_the_file_to_registered_people(actor):
    calls = caller(actor)
    made = post(calls, f"{LISTS}receive/", SAID | file_of(table()))
    address = made.json()["url"]
    before = calls.get(address).json()
    body = {"columns": before["columns"], "nationality": "ours"}
    begun = post(calls, f"{address}map/", body, before["version"])
    looking = calls.get(begun["Location"]).json()["progress"]
    run_jobs()
    after = calls.get(address).json()
    rows = calls.get(after["rows_url"], {"state": "ready"}).json()["results"]
    looked_at = calls.get(after["rows_url"]).json()["results"]
    done = post(calls, f"{address}confirm/", {}, after["version"])
    writing = calls.get(done["Location"]).json()["progress"]
    run_jobs()

    assert made.status_code == 201
    assert before["progress"]["state"] == "idle"
    assert (begun.status_code, begun["Location"]) == (202, address)
    all_rows = len(looked_at)
    assert looking == {"state": "running", "done": 0, "total": all_rows, "unit": "rows"}
    assert after["progress"] == {
        "state": "done",
        "done": all_rows,
        "total": all_rows,
        "unit": "rows",
    }
    assert writing == {"state": "running", "done": 0, "total": 3, "unit": "rows"}
    assert before["questions"]["nationality"] == ["Sheet"]
    assert before["columns"].startswith("1!2: A=number B=full_name")
    assert after["counts"]["ready"] == len(rows) == 3
    assert rows[0]["cells"][1] == rows[0]["values"]["full_name"] == "Zqlist Văn An"
    assert done.status_code == 202
    with eyes(actor):
        reference = Case.objects.get(citizen__full_name="Zqlist Văn An").reference
    found = calls.get("/api/v1/list-rows/", {"case": reference}).json()["results"]
    assert [(row["sheet"], row["number"], row["case"]) for row in found] == [(1, 2, reference)]


@pytest.mark.parametrize("limit", [1, 2])
def test_pages_of_rows_follow_each_other_to_the_end_of_the_sheet(actor, limit):
    received = checked(actor, table())
    calls, there, seen = caller(actor), f"{LISTS}{received.uuid}/rows/", []
    whole = [row["number"] for row in calls.get(there).json()["results"]]
    there += f"?limit={limit}"

    while there:
        page = calls.get(there).json()
        seen += [row["number"] for row in page["results"]]
        there = page["next"]

    assert seen == whole
    assert len(whole) > 2


def test_a_row_is_mended_and_its_problems_are_said_in_words(actor):
    received = checked(actor, table([[1, "Zqlist Văn An", "31/02/1999", "", "", ""]]))
    row = rows_of(actor, received)[1]
    calls = caller(actor)
    address = f"/api/v1/list-rows/{row.uuid}/"

    before = calls.get(address).json()
    done = post(calls, f"{address}correct/", {"birth": "1999"}, before["version"])
    again = post(calls, f"{address}correct/", {"birth": "1998"}, before["version"])

    assert before["problems"][0]["code"] == "birth_unreadable"
    assert "31/02/1999" in before["problems"][0]["message"]
    assert (done.status_code, again.status_code) == (200, 412)
    assert calls.get(address).json()["values"]["birth"] == "1999"


def test_what_may_be_done_is_told_with_why_not(actor):
    received = checked(actor)
    told = caller(actor).get(f"{LISTS}{received.uuid}/").json()["actions"]

    assert {item["name"]: item["is_possible"] for item in told} == {
        "map_list": True,
        "confirm_list": True,
        "withdraw_list": True,
        "export_list": True,
        "reconcile_list": True,
        "accept_answers": False,
    }


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (file_of(b"\x89PNG\r\n\x1a\n" + b"0" * 99), "image"),
        ({"file": {"name": "x", "content": "no base64!"}}, "not_base64"),
        ({"file": {"name": "x"}}, "required"),
        ({"file": "x"}, "wrong_type"),
        ({}, "file_or_pasted"),
        (file_of(table()) | {"pasted": "a\tb"}, "file_or_pasted"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_stored(actor, body, code):
    answer = post(caller(actor), f"{LISTS}receive/", SAID | body)

    assert answer.status_code == 422
    assert code in {problem["code"] for problem in answer.json()["problems"]}
    with eyes(actor):
        assert not ReceivedList.objects.exists()


def test_lists_and_rows_of_others_are_not_there(actor):
    received = checked(actor)
    row = rows_of(actor, received)[1]
    calls = caller(officer(yangon=True))

    assert calls.get(f"{LISTS}{received.uuid}/").status_code == 404
    assert calls.get(f"{LISTS}{received.uuid}/rows/").status_code == 404
    assert calls.get(f"/api/v1/list-rows/{row.uuid}/").status_code == 404
    assert calls.get(LISTS).json()["results"] == []
    assert calls.get("/api/v1/list-rows/").json()["results"] == []


def test_a_large_file_is_taken_here_and_nowhere_else(actor):
    lines = "\n".join(f"Người {number},1999,{'x' * 250}" for number in range(12_000))
    calls = caller(actor)
    body = SAID | file_of(f"Họ tên,Năm sinh,Ghi chú\n{lines}".encode())

    taken = post(calls, f"{LISTS}receive/", body)
    elsewhere = post(calls, "/api/v1/drafts/save/", body)

    assert taken.status_code == 201
    assert elsewhere.status_code == 413


@pytest.mark.parametrize("kind", OF_THE_ISSUE)
def test_each_kind_of_bad_file_is_refused_by_its_code_and_nothing_is_stored(actor, kind):
    answer = post(caller(actor), f"{LISTS}receive/", SAID | file_of(BAD[kind]()))

    assert answer.status_code == 422
    assert kind.split()[0] in {problem["code"] for problem in answer.json()["problems"]}
    with eyes(actor):
        assert not ReceivedList.objects.exists()
