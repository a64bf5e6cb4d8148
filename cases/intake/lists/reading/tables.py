"""What a file of a list holds: sheets of rows of text, and why a file is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Problem, Refused, Sentence

MOST_BYTES: Final = 8_000_000
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
MOST_SHEETS: Final = 30
MOST_TEXT: Final = 12_000_000
"""Characters in all cells together."""
LONGEST_CELL: Final = 2_000
MOST_RUNS: Final = 12
"""Runs of rows that a note names."""

Params = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Line:
    """One row with something in it: its number in the sheet from 1, and its cells from column A.

    `is_struck`: something in it is crossed out; `is_hidden`: it was not shown.
    """

    number: int
    cells: tuple[str, ...]
    is_struck: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `is_hidden` in the workbook, all the same read and said."""

    name: str
    lines: Sequence[Line]
    is_hidden: bool = False
    last: int = 0
    """The number of its last line; of a text of lines, also those inside cells."""

    @property
    def width(self) -> int:
        """How many columns there are at most."""
        return max((len(line.cells) for line in self.lines), default=0)


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read: its kind, its sheets, and what to say of it (code -> parameters)."""

    kind: str
    sheets: Sequence[Sheet]
    notes: Sequence[tuple[str, Params]] = ()


def notes_of_marks(sheets: Sequence[Sheet]) -> list[tuple[str, Params]]:
    """Return what is to be said of rows that are crossed out or hidden."""
    notes: list[tuple[str, Params]] = []
    for sheet in sheets:
        for code, marked in (
            ("crossed_out", [line.number for line in sheet.lines if line.is_struck]),
            ("hidden_rows", [line.number for line in sheet.lines if line.is_hidden]),
        ):
            if marked:
                params: Params = {"sheet": sheet.name, "count": len(marked), "rows": runs(marked)}
                notes.append((code, params))
    return notes


def runs(numbers: Sequence[int]) -> str:
    """Return numbers in words, those that follow each other as one: 3, 5–9; the first ones."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][-1] == number - 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    shown = ", ".join("–".join(map(str, one)) for one in found[:MOST_RUNS])
    return f"{shown} …" if len(found) > MOST_RUNS else shown


REFUSALS: Final[dict[str, Sentence]] = {
    "empty_file": _("There is nothing in this list."),
    "open_quote": _(
        "In line %(line)s a quotation mark begins a cell and is not closed: what follows cannot be "
        "told from it. Close it or take it out, and send the list again."
    ),
    "delimiter_needed": _(
        "It cannot be told what parts the columns. Look at each way, and say it."
    ),
    "too_many_bytes": _("This file has more than %(most)s MB. Split it and send the parts."),
    "too_many_rows": _("This list has more than %(most)s rows. Split it and send the parts."),
    "too_many_columns": _(
        "Sheet “%(sheet)s” has something in column %(column)s. A list may have %(most)s columns: "
        "delete what stands far to the right."
    ),
    "too_many_sheets": _("This workbook has more than %(most)s sheets. Send those with people."),
    "cell_too_long": _(
        "Cell %(cell)s of sheet “%(sheet)s” holds more than %(most)s characters. Shorten it."
    ),
    "too_much_text": _("This list holds more text than can be read. Split it and send the parts."),
    "password": _(
        "This workbook is protected with a password. Save it without one and send it again."
    ),
    "image": _("This is a picture, not a table. Ask the sender for the table itself."),
    "pdf": _("This is a PDF document, not a table. Ask the sender for the table itself."),
    "not_a_table": _("This is not a table that can be read. Send it as XLSX, ODS or CSV."),
    "web_archive": _(
        "This is a web archive (MHTML) under the name of a workbook. Open it, save it as XLSX and "
        "send that."
    ),
    "markup": _(
        "This is a document in HTML or XML without a table that can be read. Save it as XLSX."
    ),
    "broken": _("This file is broken: it cannot be read. Ask the sender to send it again."),
    "inflates": _(
        "This file would grow beyond all measure when it is opened. It is not read. Ask the sender "
        "for a new one."
    ),
    "too_heavy": _(
        "This workbook needs too much memory or time to be read, mostly because of cells far "
        "outside the table. Copy the table into a new workbook and send that one."
    ),
    "encoding": _(
        "The letters of this file cannot be read in any known encoding. Save it as UTF-8."
    ),
}


def refused(code: str, **params: str | int) -> Refused:
    """Return the 422 of a file that is not taken, with the sentence that says what to do."""
    sentence = REFUSALS[code] % params if params else REFUSALS[code]
    return Refused(sentence, code, 422, problems=[Problem("file", code, sentence)])


def letter(column: int) -> str:
    """Return the name a spreadsheet gives a column counted from 0: A, B, ... Z, AA."""
    name = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        name = chr(65 + rest) + name
        column -= 1
    return name


def checked(table: Table) -> Table:
    """Return the table if it is within all bounds; a refusal that says which one otherwise."""
    if len(table.sheets) > MOST_SHEETS:
        raise refused("too_many_sheets", most=MOST_SHEETS)
    rows = text = 0
    for sheet in table.sheets:
        rows += len(sheet.lines)
        for line in sheet.lines:
            if len(line.cells) > MOST_COLUMNS:
                name = letter(len(line.cells) - 1)
                raise refused("too_many_columns", sheet=sheet.name, column=name, most=MOST_COLUMNS)
            for column, cell in enumerate(line.cells):
                text += len(cell)
                if len(cell) > LONGEST_CELL:
                    at = f"{letter(column)}{line.number}"
                    raise refused("cell_too_long", cell=at, sheet=sheet.name, most=LONGEST_CELL)
    if rows > MOST_ROWS:
        raise refused("too_many_rows", most=MOST_ROWS)
    if text > MOST_TEXT:
        raise refused("too_much_text")
    if not rows:
        raise refused("empty_file")
    return table
