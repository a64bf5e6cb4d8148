"""Exports on the web and in the API: the whole way, the file as the list of the API tells it."""

import json
import zipfile
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.casework.models import Case
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.exports.kinds import KINDS
from cases.exports.models import Export
from cases.overview.exporting import asked_alike
from tests.api.calls import caller, token_of, with_token
from tests.api.files import full_case
from tests.factories import head, officer, proved
from tests.jobs import run_jobs
from tests.record.readers import lead
from tests.record.test_record_sheet import unproved
from tests.register import a_case, a_citizen
from tests.world import references
from tests.world_exports import SAID, approved, started
from tests.world_steps import case_on_playbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]
API = "/api/v1/exports/"
LISTS = {
    "cases": "cases/",
    "people": "citizens/",
    "crossings": "crossings/",
    "stays": "stays/",
    "steps": "steps/",
}


def content(answer):
    return b"".join(answer.streaming_content)


def written(actor, **more):
    with eyes(actor):
        export = started(actor, **more)
    run_jobs()
    return export


def test_from_the_form_to_the_file():
    with eyes(officer()) as desk:
        a_case(desk, a_citizen(desk, full_name="Nguyễn Văn An"))
    web = caller(desk)
    said = {"kind": "cases", "format": "csv", **SAID}

    asked = web.post(reverse("ask_export"), said | {"_key": "a"}, follow=True)
    assert "1 row" in asked.text
    assert "Go on only if you meant this number." in asked.text
    with eyes(desk):
        export = Export.objects.get()
    page = reverse("export", args=[export.uuid])
    went_on = web.post(f"{page}start/", {"_key": "b", "_version": export.version}, follow=True)
    assert "Being written" in went_on.text
    run_jobs()

    shown = web.get(page)
    assert "Take the file" in shown.text
    taken = web.get(f"{page}file/")
    assert "Nguyễn Văn An" in content(taken).decode()
    assert taken["Content-Disposition"].startswith('attachment; filename="cases-BKK-1-rows-')
    assert taken["Cache-Control"] == "no-store"
    with eyes(lead()):
        assert AuditEntry.objects.filter(operation="download_export").count() == 1


def test_a_large_file_asks_on_the_web_for_a_proof():
    with eyes(officer()) as desk:
        a_case(desk)
    export = approved(desk, proved(head()))
    run_jobs()
    web = caller(desk)
    unproved(web)
    there = reverse("export_file", args=[export.uuid])

    assert web.get(there).status_code in {302, 403}
    with eyes(lead()):
        assert not AuditEntry.objects.filter(operation="download_export").exists()
    assert caller(desk).get(there).status_code == 200
    assert caller(head()).get(there).status_code == 403


def test_from_the_first_call_to_the_file_by_token_below_the_threshold():
    with eyes(officer()) as desk:
        a_case(desk)
    api = with_token(token_of(desk))
    said = {"kind": "cases", "format": "ndjson", **SAID}

    made = api.post(f"{API}ask/", said, "application/json")
    assert made.status_code == 201, made.text
    there = made["Location"]
    told = api.get(there).json()
    assert (told["counted"], told["state"], told["content_url"]) == (1, "counted", None)
    answer = api.post(f"{there}start/", {}, "application/json", headers={"If-Match": '"1"'})
    assert (answer.status_code, answer["Location"]) == (202, there), answer.text
    told = api.get(there).json()
    assert told["progress"] == {"state": "running", "done": 0, "total": 1, "unit": "rows"}
    run_jobs()
    told = api.get(there).json()

    assert told["progress"] == {"state": "done", "done": 1, "total": 1, "unit": "rows"}
    taken = api.get(told["content_url"], headers={"Accept": "application/x-ndjson"})
    assert (taken.status_code, len(content(taken).splitlines())) == (200, 1)


def test_a_token_takes_no_file_that_a_second_person_decided_on():
    desk = officer()
    export = approved(desk, proved(head()))
    run_jobs()
    api = with_token(token_of(desk))

    answer = api.get(f"{API}{export.uuid}/content/")

    assert (answer.status_code, answer.json()["code"]) == (403, "proof_needed")


@pytest.mark.parametrize("kind", LISTS)
def test_the_file_is_what_the_list_of_the_api_tells(kind):
    desk = head()
    references()
    full_case(desk)
    with eyes(desk):
        case_on_playbook(desk)
    export = written(desk, kind=kind, format="ndjson")
    api = caller(desk)

    lines = content(api.get(f"{API}{export.uuid}/content/")).decode().splitlines()

    names = ",".join(KINDS[kind].names)
    asks = {"fields": names, "limit": "200"} | export.asks
    listed = api.get(f"/api/v1/{LISTS[kind]}", asks).json()["results"]
    assert [json.loads(line) for line in lines] == listed
    assert lines


def test_a_workbook_has_one_sheet_of_text_and_nothing_hidden():
    desk = officer()
    name = "=1+1 <Nguyễn> & “An”"
    with eyes(desk):
        a_case(desk, a_citizen(desk, full_name=name))
        a_case(desk)
    export = written(desk, format="xlsx")

    file = BytesIO(content(caller(desk).get(f"{API}{export.uuid}/content/")))

    book = load_workbook(file)
    (sheet,) = book.worksheets
    rows = list(sheet.iter_rows(values_only=True))
    assert (book.sheetnames, sheet.sheet_state) == (["Cases"], "visible")
    assert len(rows) == 3
    assert len({len(row) for row in rows}) == 1
    assert f"'{name}" in {value for row in rows for value in row}
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"} or {
        cell.data_type for row in sheet.iter_rows() for cell in row if cell.value
    } <= {"s", "inlineStr"}
    assert not any(place.hidden for place in sheet.column_dimensions.values())
    assert not any(place.hidden for place in sheet.row_dimensions.values())
    assert zipfile.ZipFile(file).testzip() is None


@pytest.mark.parametrize(
    ("query", "asks"),
    [
        ({}, {"kind": "cases", "only_open": "true"}),
        ({"state": "all"}, {"kind": "cases"}),
        ({"state": "closed"}, {"kind": "cases", "stage": "closed"}),
        (
            {"stage": "ready", "officer": "mine", "held": "no", "order": "deadline"},
            {"kind": "cases", "stage": "ready", "assigned": "me", "held": "false"},
        ),
        ({"due": "late"}, None),
        ({"blocker": "none"}, None),
        ({"state": "all", "blocker": "step"}, None),
    ],
)
def test_the_work_list_leads_to_the_same_cases_or_to_none(query, asks):
    assert asked_alike(query) == asks


def test_the_link_of_the_work_list_fills_the_form():
    with eyes(officer()) as desk:
        a_case(desk)
        Case.objects.visible_to(desk).update(assigned_to=desk.staff_id)
    web = caller(desk)

    listed = web.get(reverse("worklist"), {"officer": "mine"})
    address = listed.context["export_url"]
    form = web.get(address).context["form"]

    assert address in listed.text.replace("&amp;", "&")
    assert {name: form[name].value() for name in ("kind", "assigned", "only_open")} == {
        "kind": "cases",
        "assigned": "me",
        "only_open": "true",
    }


def test_the_admin_shows_it_and_never_the_file():
    desk = officer()
    export = written(desk)
    chief = caller(head())
    with eyes(desk):
        key = Export.objects.get(uuid=export.uuid)

    page = chief.get(f"/admin/cases/export/{key.pk}/change/")

    assert page.status_code == 200
    assert str(key.stored) not in page.text
