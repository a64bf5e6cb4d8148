"""A manifest as a table for spreadsheets: the columns of its form, one line a person, no formula.

The name of the file says how many people it holds; there is one sheet and nothing is hidden.
"""

import csv
import io
from collections.abc import Iterator
from typing import Final

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.cell import get_column_letter

from cases.core.cells import plain_cell
from cases.movements.manifests.cells import CELLS
from cases.movements.manifests.composing import footer_of, head_of, leg_words, totals_words
from cases.movements.manifests.kinds import ManifestForm
from cases.movements.manifests.page import ManifestPage

MARK: Final = "\ufeff"
"""Tells spreadsheets that the letters are UTF-8."""
WIDTH: Final = 14


def file_name(page: ManifestPage, form: ManifestForm, ending: str) -> str:
    """Return the name of a file: movement, version, form, how many people."""
    version = "draft" if page.is_draft else f"v{page.version}"
    return f"{page.movement}-{version}-{form.mark}-{len(page.people)}.{ending}"


def lines_of(page: ManifestPage, form: ManifestForm, language: str) -> Iterator[list[str]]:
    """Yield what stands above the table, the table, and the totals below it."""
    with override(language):
        yield [form.title(language)]
        yield [form.for_whom(language)]
        yield [cell for label, value in head_of(page) for cell in (label, value)]
        for leg in page.legs:
            yield [leg_words(leg)]
        yield []
        yield [column.heading(language) for column in form.columns]
        for row in page.people:
            yield [CELLS[column.code](row) for column in form.columns]
        yield []
        yield [totals_words(page)]
        yield [footer_of(page)]


def as_csv(page: ManifestPage, form: ManifestForm, language: str) -> bytes:
    """Return the manifest as CSV; what would begin a formula gets a quote before it."""
    stream = io.StringIO(newline="")
    sheet = csv.writer(stream)
    for line in lines_of(page, form, language):
        sheet.writerow(plain_cell(cell) for cell in line)
    return (MARK + stream.getvalue()).encode()


def as_workbook(page: ManifestPage, form: ManifestForm, language: str) -> bytes:
    """Return the manifest as a workbook of one sheet whose cells are all text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(page.movement[:31])
    for number, column in enumerate(form.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH * column.width
    headings = [column.heading(language) for column in form.columns]
    for line in lines_of(page, form, language):
        cells = []
        for text in line:
            cell = WriteOnlyCell(sheet, value=text)
            cell.data_type, cell.quotePrefix, cell.number_format = "s", True, "@"
            if line == headings:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
