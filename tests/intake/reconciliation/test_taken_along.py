"""A pile on paper and as a table: whole, in words, on record, with no formula in it."""

import csv
import io

import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.intake.reconciliation.pages import sheet
from tests.factories import head, officer
from tests.intake.reconciliation.piles import a_list, compared, ours, started
from tests.record.readers import reader
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


ROWS = [
    ["-Zq Văn Bảy", "7/9/2000", "m", "C7000009"],
    ["Zq Đình Toàn", "25/04/1999", "m", "C7000008"],
]


def make_world():
    with eyes(head()) as actor:
        ours(actor, "Zq Quốc Vinh")
        return actor, compared(actor, a_list(actor, ROWS))


@pytest.fixture
def actor(world):
    with eyes(world[0]) as actor:
        yield actor


@pytest.fixture
def row(world):
    return world[1]


def address(row, name, pile=""):
    found = reverse(f"reconciliation_{name}", args=[row.uuid])
    return f"{found}?pile={pile}" if pile else found


def table(answer):
    """Return the rows of a sheet by their heads."""
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_pile_is_a_table_of_what_both_sides_say(actor, row):
    answer = reader(actor).get(address(row, "sheet", "theirs"))

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "theirs.csv" in answer.headers["Content-Disposition"]
    rows = table(answer)
    assert [one["The list says: name"] for one in rows] == ["'-Zq Văn Bảy", "Zq Đình Toàn"]
    assert "C7000008" in rows[1]["The list says: more"]
    assert rows[1]["Row"] == "3"


def test_who_is_only_on_ours_stands_in_the_table_with_her_case(actor, row):
    (one,) = table(reader(actor).get(address(row, "sheet", "ours")))

    assert one["We have: name"] == "Zq Quốc Vinh"
    assert one["Cases"].startswith("BKK-")
    assert one["The list says: name"] == ""


def test_which_entries_were_taken_along_is_on_record(actor, row):
    reader(actor).get(address(row, "sheet", "theirs"))

    with eyes(actor):
        entry = AuditEntry.objects.get(operation="export_reconciliation")
    assert entry.subjects[0]["rows"] == 2


def test_a_table_is_taken_along_only_by_who_has_proved_who_it_is(actor, row):
    client = reader(actor)
    session = client.session
    session.pop("proved_at")
    session.save()

    answer = client.get(address(row, "sheet", "theirs"))

    assert answer.headers.get("Content-Type") != "text/csv; charset=utf-8"
    assert "C7000008" not in answer.content.decode()


def test_a_table_that_does_not_hold_all_says_so(actor, row, monkeypatch):
    monkeypatch.setattr(sheet, "MOST_EXPORTED", 1)

    rows = table(reader(actor).get(address(row, "sheet", "theirs")))

    assert [one["Sheet"] for one in rows][-1] == "These are only the first 1 of 2."


def test_a_pile_of_many_is_read_in_chunks_without_losing_anybody(actor, row, monkeypatch):
    monkeypatch.setattr(sheet, "AT_ONCE", 1)

    rows = table(reader(actor).get(address(row, "sheet", "theirs")))

    assert [one["Row"] for one in rows] == ["2", "3"]


def test_a_pile_on_paper_has_nothing_to_press_and_is_on_record(client, actor, row):
    page = log_in(client, actor).get(address(row, "print", "theirs"))

    assert "Zq Đình Toàn" in page.text
    assert "2 entries" in page.text
    assert 'type="checkbox"' not in page.text
    assert reverse("pile_entry_operation", args=[row.uuid, "join"])[:14] not in page.text
    with eyes(actor):
        assert AuditEntry.objects.get(operation="print_reconciliation").subjects[0]["rows"] == 2


def test_paper_says_when_it_does_not_hold_all(client, actor, row, monkeypatch):
    monkeypatch.setattr(sheet, "MOST_PRINTED", 1)

    page = log_in(client, actor).get(address(row, "print", "theirs"))

    assert "Only the first 1 are printed" in page.text
    assert "Zq Đình Toàn" not in page.text


def test_the_page_of_a_pile_leads_to_both(client, actor, row):
    page = log_in(client, actor).get(f"{row.get_absolute_url()}?pile=ours")

    assert address(row, "print", "ours") in page.text
    assert address(row, "sheet", "ours") in page.text


def test_what_is_still_compared_is_not_taken_along(client, actor):
    row = started(actor, a_list(actor, [["Zq Toan", "", "", ""]]))
    log_in(client, actor)

    assert [client.get(address(row, name)).status_code for name in ("print", "sheet")] == [409, 409]


def test_another_mission_takes_nothing_along(client, row):
    log_in(client, officer(yangon=True))

    assert [client.get(address(row, name)).status_code for name in ("print", "sheet")] == [404, 404]
