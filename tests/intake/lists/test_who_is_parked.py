"""Which rows are left to an officer because of somebody on record: also where a name alone fits.

A pair by name alone is never linked and never registered a second time by itself: the row is not
ready, and confirming the list passes it over.
"""

import openpyxl
import pytest

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.intake.lists.choices import RowState
from cases.intake.lists.doubles import doubles_of, newcomer_of
from cases.intake.lists.known import gazetteer
from cases.intake.lists.operations import confirm_list, park_list_row
from tests.citizens.search.people import HEARD_AS_ONE, OF_TWO_WORDS, PEOPLE, person
from tests.factories import officer
from tests.intake.lists.files import HEADINGS, checked, fresh_list, rows_of, table, workbook
from tests.intake.lists.saving import saved
from tests.jobs import run_jobs
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
NAME, BORN, NUMBER = PEOPLE[0]


@pytest.fixture
def actor():
    found = officer()
    for row in PEOPLE:
        person(found, *row)
    return found


def row_of(actor, *cells, headings=HEADINGS):
    """Return the one row of people of a list, looked at."""
    return rows_of(actor, checked(actor, table([[1, *cells]], headings), day_order="day_first"))[1]


def verdicts(actor, row):
    """Return what is found for a row: name and verdict."""
    with eyes(actor):
        found = doubles_of(actor, [row], gazetteer(actor)).get(row.pk, [])
    return [(one.citizen["full_name"], str(one.verdict)) for one in found]


def test_a_row_with_a_name_alone_is_left_to_an_officer(actor):
    row = row_of(actor, NAME, "", "", "", "")

    assert (NAME, "perhaps") in verdicts(actor, row)
    assert row.state == RowState.LIKELY_DOUBLE


def test_a_row_with_name_and_year_is_left_to_an_officer(actor):
    assert row_of(actor, NAME, BORN[:4], "", "", "").state == RowState.LIKELY_DOUBLE


def test_a_row_with_the_same_passport_is_left_to_an_officer_too(actor):
    row = row_of(actor, NAME, "", "", NUMBER, "")

    assert verdicts(actor, row)[0] == (NAME, "linked")
    assert row.state == RowState.LIKELY_DOUBLE


def test_a_row_that_calls_somebody_by_one_word_of_two_is_looked_at(actor):
    person(actor, *OF_TWO_WORDS)
    row = row_of(actor, HEARD_AS_ONE, "", "", OF_TWO_WORDS[2], "")

    assert (OF_TWO_WORDS[0], "linked") in verdicts(actor, row)
    assert row.state == RowState.LIKELY_DOUBLE


def test_a_row_of_somebody_else_is_ready(actor):
    row = row_of(actor, "Zqlist Quốc Khuê", "03/11/2001", "", "", "")

    assert verdicts(actor, row) == []
    assert row.state == RowState.READY


def test_confirming_registers_nobody_of_whom_the_name_is_known(actor):
    received = checked(actor, table([[1, NAME, "", "", "", ""], [2, "Zqlist Quốc Khuê"]]))
    with eyes(actor):
        before = Citizen.objects.count()
        confirm_list(actor, fresh(received))
    run_jobs()

    with eyes(actor):
        assert Citizen.objects.count() == before + 1
        assert [case.citizen.full_name for case in Case.objects.all()] == ["Zqlist Quốc Khuê"]
    states = [row.state for row in rows_of(actor, fresh_list(actor, received))]
    assert RowState.LIKELY_DOUBLE in states


def test_the_same_number_of_a_foreign_passport_is_no_paper_of_ours(actor):
    headings = [*HEADINGS, "Quốc tịch"]
    ours = row_of(actor, NAME, "", "", NUMBER, "", "Việt Nam", headings=headings)
    theirs = row_of(actor, NAME, "", "", NUMBER, "", "Lào", headings=headings)

    assert verdicts(actor, ours)[0] == (NAME, "linked")
    assert verdicts(actor, theirs)[0] == (NAME, "likely")
    with eyes(actor):
        found = newcomer_of(theirs.values, gazetteer(actor))
    assert found.document_country == "LA"


def test_the_name_of_a_relative_speaks_for_the_same_person(actor):
    name = "Lò Văn Thử"
    person(actor, name, "1994-05-06", mother="Lò Thị Mẹ")
    headings = ["STT", "Họ và tên", "Năm sinh", "Người thân"]
    content = workbook([headings, [1, name, "1994", "Lò Thị Mẹ"]])

    row = rows_of(actor, checked(actor, content))[1]

    assert row.values["relative_name"] == "Lò Thị Mẹ"
    assert verdicts(actor, row)[0] == (name, "likely")
    assert row.state == RowState.LIKELY_DOUBLE


def test_a_likely_double_from_the_same_list_says_in_which_row_she_stands(client, actor):
    people = [[1, "Zqlist Văn Khuê", "25/04/1999"], [2, "Zqlist Văn Khuê", "25/04/1999"]]
    received = checked(actor, table(people), day_order="day_first")
    with eyes(actor):
        park_list_row(actor, fresh(rows_of(actor, received)[2]), reason="Twice?")
        confirm_list(actor, fresh(received))
    run_jobs()
    twin = rows_of(actor, fresh_list(actor, received))[2]

    page = log_in(client, actor).get(twin.get_absolute_url())

    assert "Stands in row 2 of this list" in page.text


def test_people_of_all_sheets_are_read_and_one_on_two_sheets_is_told_with_the_sheet(actor):
    book = openpyxl.Workbook()
    book.active.title = "Nam"
    for row in ([*HEADINGS], [1, "Zqlist Văn An", "25/04/1999", "Nam", "C7000001"]):
        book.active.append(row)
    sheet = book.create_sheet("Bổ sung")
    for row in (
        [*HEADINGS],
        [1, "Zqlist Thị Bình", "1998", "Nữ", "C7000002"],
        [2, "Zqlist Văn An", "25/04/1999", "Nam", "C7000001"],
    ):
        sheet.append(row)

    rows = rows_of(actor, checked(actor, saved(book)))

    people = [(row.sheet, row.values.get("full_name"), row.state) for row in rows if row.values]
    assert people == [
        (1, "Zqlist Văn An", RowState.TWICE),
        (2, "Zqlist Thị Bình", RowState.READY),
        (2, "Zqlist Văn An", RowState.TWICE),
    ]
    assert [problem["code"] for problem in rows[-1].problems] == ["pair_in_sheet"]
