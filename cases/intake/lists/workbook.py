"""Lists as workbooks: the same table with what is wrong in each row, and an empty one to fill in.

Every cell is written as text: what began as a formula anywhere is none here. There is one table, no
hidden sheet, row or column, and the name of the file says how many rows it holds.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from cases.core.actor import Actor
from cases.intake.lists.choices import RowState
from cases.intake.lists.headings import seeds
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.queries import layouts_of, rows_in
from cases.intake.lists.said import sentence_of
from cases.intake.lists.serializers import reason_words

KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TITLE: Final = 31
NOT_IN_TITLES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
WIDTH: Final = 22
WIDTH_OF_PROBLEMS: Final = 70


def with_problems(actor: Actor, received: ReceivedList) -> tuple[bytes, list[int]]:
    """Return the table as it came with what is wrong in each row, and the ids of its rows."""
    book = Workbook(write_only=True)
    ids: list[int] = []
    begins: dict[int, int] = {}
    for layout in layouts_of(received):
        begins[layout.sheet] = min(layout.first, begins.get(layout.sheet, layout.first))
    for number, words in enumerate(received.sheets, start=1):
        width = int(words["width"])
        sheet = sheet_of(book, str(words["name"]) or _("List"), width + 3)
        first = begins.get(number, 1)
        rows = list(rows_in(actor, received).filter(sheet=number).in_order())
        for line in lines_of(rows, first, width):
            sheet.append(as_cells(sheet, line))
        ids += [row.pk for row in rows]
    return saved(book), ids


def lines_of(rows: Sequence[ListRow], first: int, width: int) -> Iterator[list[str]]:
    """Yield the cells of each row, what became of it and its problems; our headings above them."""
    above = max((row.number for row in rows if row.number < first), default=0)
    added = [_("Row in the list"), _("What became of it"), _("Problems")]
    if not above:
        yield [""] * width + added
    for row in rows:
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        if row.number == above:
            yield [*cells, *added]
        elif row.number < first:
            yield [*cells, str(row.number)]
        else:
            yield [*cells, str(row.number), state_words(row), problem_words(row)]


def state_words(row: ListRow) -> str:
    """Return what became of a row, the number of the case where one was opened."""
    words = str(RowState(row.state).words)
    return f"{words}: {row.case.reference}" if row.case else words


def problem_words(row: ListRow) -> str:
    """Return what is wrong with a row or odd about it, and why it was parked or left out."""
    reason = [reason_words(row.state, row.reason)] if row.reason else []
    return " ".join([*reason, *(sentence_of(problem) for problem in row.problems)])


def template() -> bytes:
    """Return an empty workbook with the headings we know best, in the reader's language."""
    language = (get_language() or "en")[:2]
    fields: dict[str, Any] = seeds()["field"]
    headings = [
        words["template"].get(language, words["template"]["en"])
        for words in fields.values()
        if "template" in words
    ]
    book = Workbook(write_only=True)
    sheet = sheet_of(book, _("List"), len(headings))
    sheet.freeze_panes = "A2"
    sheet.append(as_cells(sheet, headings, Font(bold=True)))
    return saved(book)


def sheet_of(book: Workbook, name: str, width: int) -> WriteOnlyWorksheet:
    """Return a new sheet with columns wide enough to read."""
    title = name.translate(NOT_IN_TITLES).strip()[:LONGEST_TITLE]
    sheet: WriteOnlyWorksheet = book.create_sheet(title or None)
    for column in range(1, width + 1):
        is_last = column == width
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = WIDTH_OF_PROBLEMS if is_last else WIDTH  # type: ignore[attr-defined] # of every sheet
    return sheet


def as_cells(
    sheet: WriteOnlyWorksheet, texts: Iterable[str], font: Font | None = None
) -> list[Cell]:
    """Return texts as cells that are text whatever they begin with."""
    cells = []
    for text in texts:
        cell = WriteOnlyCell(sheet)
        cell.value = clean(text)
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.number_format = "@"
        if font is not None:
            cell.font = font
        cells.append(cell)
    return cells


def clean(text: str) -> str:
    """Return a text without the signs that no workbook can hold."""
    return "".join(char for char in text if char in "\n\t" or ord(char) >= 32)


def saved(book: Workbook) -> bytes:
    """Return a workbook as bytes."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
