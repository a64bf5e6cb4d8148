"""What is crossed out or hidden in a workbook is asked about or said, never read in silence."""

from datetime import date

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from cases.core.context import eyes
from cases.intake.lists.operations import take_up_list_row
from cases.intake.lists.reading.files import read_file
from tests.factories import officer
from tests.intake.lists.files import HEADINGS, PEOPLE, checked, open_document, rows_of, saved
from tests.register import fresh


def book():
    """A workbook with the people of the other tests, and its sheet."""
    made = openpyxl.Workbook()
    for row in [HEADINGS, *PEOPLE]:
        made.active.append(list(row))
    return made, made.active


def struck_and_hidden():
    """One row crossed out, one partly, one hidden; a hidden column."""
    made, sheet = book()
    for cell in sheet[2]:
        cell.font = Font(strike=True)
    sheet["B3"] = CellRichText(TextBlock(InlineFont(strike=True), "Zqlist Bình"), " Zqlist Thị Ba")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["F"].hidden = True
    return saved(made)


def test_what_is_crossed_out_and_hidden_is_read_from_the_styles():
    table = read_file(struck_and_hidden())

    assert [(line.is_struck, line.is_hidden) for line in table.sheets[0].lines] == [
        (False, False),
        (True, False),
        (True, False),
        (False, True),
    ]
    assert len(table.notes) == 3
    assert ("crossed_out", {"sheet": "Sheet", "count": 2, "rows": "2–3"}) in table.notes
    assert ("hidden_rows", {"sheet": "Sheet", "count": 1, "rows": "4"}) in table.notes
    assert ("hidden_columns", {"sheet": "Sheet", "columns": "F"}) in table.notes


def test_a_font_that_strikes_nothing_and_an_empty_cell_that_is_struck_are_no_marks():
    made, sheet = book()
    sheet["B2"].font = Font(strike=False)
    sheet["F3"].font = Font(strike=True)
    sheet["F3"].value = None

    assert not any(line.is_struck for line in read_file(saved(made)).sheets[0].lines)


def test_of_an_open_document_with_marks_it_is_said_that_they_are_not_read():
    plain = open_document([HEADINGS], extra='<x text-line-through-style="none"/>')
    marked = open_document([HEADINGS], extra='<x text-line-through-style="solid"/>')

    assert "marks_unread" not in dict(read_file(plain).notes)
    assert "marks_unread" in dict(read_file(marked).notes)


def test_a_workbook_that_counts_from_1904_gives_its_dates_rightly_and_says_so():
    made, sheet = book()
    made.epoch = CALENDAR_MAC_1904
    sheet["C2"] = date(1999, 4, 25)

    table = read_file(saved(made))

    assert table.sheets[0].lines[1].cells[2] == "1999-04-25"
    assert "date1904" in dict(table.notes)


@pytest.mark.django_db
def test_people_who_are_crossed_out_are_not_registered_before_somebody_says_so():
    actor = officer()
    received = checked(actor, struck_and_hidden())
    rows = rows_of(actor, received)

    with eyes(actor):
        taken = take_up_list_row(actor, fresh(rows[1]))

    assert [(row.state, row.reason) for row in rows[1:]] == [
        ("parked", "crossed_out"),
        ("parked", "crossed_out"),
        ("ready", ""),
    ]
    assert [problem["code"] for problem in rows[3].problems] == ["hidden_row"]
    assert taken.state == "ready"
