"""The record as a sheet: after a proof, capped, without formulas, on record."""

import csv
import io

import pytest

from cases.core.actor import SYSTEM
from cases.core.audit import write_audit
from cases.core.context import eyes
from cases.missions.models import Staff
from tests.record.readers import auditor, entry_of, lead, reader, something

pytestmark = pytest.mark.django_db
make_world = something


def rows_of(answer):
    """Return the rows of a sheet."""
    text = answer.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def unproved(client):
    """Forget when this browser last proved who it is."""
    session = client.session
    session.pop("proved_at")
    session.save()
    return client


def test_the_sheet_holds_what_the_page_shows(world):
    actor, _case = world

    answer = reader(auditor()).get("/record/sheet/", {"kind": "refusal"})

    head, *rows = rows_of(answer)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="record-')
    assert answer.headers["Cache-Control"] == "no-store"
    assert head[:3] == ["Number of the entry", "When", "Who"]
    assert [row[2] for row in rows] == [actor.name]
    assert rows[0][8:12] == ["resume_case", "case.resumed", "refused", "wrong_state"]


def test_it_asks_first_who_it_is_and_comes_back(world):
    client = unproved(reader(auditor()))

    answer = client.get("/record/sheet/", {"kind": "look"})

    assert answer.status_code == 302
    assert answer.url == "/login/again/?next=%2Frecord%2Fsheet%2F%3Fkind%3Dlook"


def test_it_is_on_record_with_what_it_held(world):
    answer = reader(auditor()).get("/record/sheet/", {"kind": "look"})

    entry = entry_of("export_record")
    assert entry.event == "record.exported"
    assert entry.fields == ["kind"]
    assert entry.subjects[0]["ids"] == [int(row[0]) for row in rows_of(answer)[1:]]


def test_a_sheet_that_is_cut_off_says_so(monkeypatch):
    monkeypatch.setattr("cases.record.queries.MOST_EXPORTED", 4)
    monkeypatch.setattr("cases.record.pages.sheet.MOST_EXPORTED", 4)
    monkeypatch.setattr("cases.record.queries.AT_ONCE", 3)
    with eyes(SYSTEM):
        for _n in range(9):
            write_audit("case.noted", "add_note", [])

    head, *rows = rows_of(reader(auditor()).get("/record/sheet/", {"operation": "add_note"}))

    assert head
    assert len(rows) == 4 + 1
    assert rows[-1] == [
        "These are only the newest 4 entries of more. Narrow the period to get the others."
    ]
    assert [int(row[0]) for row in rows[:4]] == sorted(int(row[0]) for row in rows[:4])[::-1]


def test_a_sheet_that_just_holds_all_says_nothing(monkeypatch):
    monkeypatch.setattr("cases.record.queries.MOST_EXPORTED", 4)
    monkeypatch.setattr("cases.record.pages.sheet.MOST_EXPORTED", 4)
    with eyes(SYSTEM):
        for _n in range(4):
            write_audit("case.noted", "add_note", [])

    rows = rows_of(reader(auditor()).get("/record/sheet/", {"operation": "add_note"}))

    assert len(rows) == 1 + 4


def test_no_cell_becomes_a_formula(world):
    actor, _case = world
    Staff.objects.filter(pk=actor.staff_id).update(full_name='=HYPERLINK("http://x")')

    rows = rows_of(reader(auditor()).get("/record/sheet/", {"kind": "refusal"}))

    assert rows[1][2] == '\'=HYPERLINK("http://x")'


def test_an_auditor_takes_no_number_of_a_case_along_and_a_lead_does(world):
    _actor, case = world

    assert case.reference not in reader(auditor()).get("/record/sheet/").content.decode()
    assert case.reference in reader(lead()).get("/record/sheet/").content.decode()


def test_filters_that_cannot_be_read_give_no_sheet():
    assert reader(auditor()).get("/record/sheet/", {"who": "nobody.atall"}).status_code == 422
