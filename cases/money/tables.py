"""Tables of money for spreadsheets: CSV and a workbook from the same rows, no formula in either.

Words are text cells, whatever they begin with; numbers are numbers in a workbook, so that a reader
can add them up, and plain digits in CSV.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.cell import get_column_letter

from cases.core.cells import plain_cell
from cases.money.amounts import digits_of

MARK: Final = "\ufeff"
"""Tells spreadsheets that the letters are UTF-8."""
Cell = str | int | Decimal
TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDTHS: Final = (6, 30, 16, 34)
WIDTH: Final = 16


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as CSV; what would begin a formula gets a quote before it."""
    stream = io.StringIO(newline="")
    sheet = csv.writer(stream)
    for row in rows:
        sheet.writerow(plain_cell(cell) for cell in row)
    return (MARK + stream.getvalue()).encode()


def as_workbook(rows: Iterable[Sequence[Cell]], title: str, *, heading: int) -> bytes:
    """Return rows as a workbook of one sheet; `heading`: which row names the columns."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for number in range(1, 14):
        width = WIDTHS[number - 1] if number <= len(WIDTHS) else WIDTH
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, row in enumerate(rows):
        sheet.append([cell_of(sheet, value, is_bold=number == heading) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cell_of(sheet: Any, value: Cell, *, is_bold: bool) -> Any:
    """Return a cell: a number as a number, everything else as text that is no formula."""
    # Exact numbers as they are: openpyxl writes them digit by digit.
    exact: Any = value
    cell = WriteOnlyCell(sheet, value=exact)
    if isinstance(value, str):
        cell.data_type, cell.quotePrefix, cell.number_format = "s", True, "@"
    else:
        cell.number_format = "#,##0" if isinstance(value, int) else "#,##0.00"
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def digits(amount: Decimal, currency: str) -> Decimal:
    """Return an amount with the digits that its currency has."""
    return amount.quantize(Decimal(1).scaleb(-digits_of(currency)))


def filed(rows: Sequence[Sequence[Cell]], ending: str, title: str, *, heading: int) -> bytes:
    """Return rows as a file of one of the two kinds."""
    return as_csv(rows) if ending == "csv" else as_workbook(rows, title, heading=heading)
