"""Tables in HTML and in SpreadsheetML, which programs save under the name of a workbook (.xls).

Read as text: nothing is loaded or run. A cell that spans others is read for each row it spans, as
merged cells of a workbook are. Source: HTML standard, 4.9; SpreadsheetML of Office 2003.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from xml.parsers import expat

from cases.core.text import clean_text
from cases.intake.lists.reading.tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TEXT,
    Line,
    Params,
    Sheet,
    Table,
    notes_of_marks,
    refused,
)

SPREADSHEET: Final = "urn:schemas-microsoft-com:office:spreadsheet"
HEAD: Final = 4000
"""Characters in which a document says what it is."""
HTML: Final = re.compile(r"<(?:!doctype html|html|head|body|meta|style|table|div|center)\b", re.I)
MOST_CELLS: Final = 1_000_000
"""Cells of all tables together, also those with nothing in them; a table costs as much as a row."""
WIDEST: Final = 4
"""A cell over more columns is a title, and said once."""
UNREAD: Final = frozenset({"script", "style", "title", "xml"})
STRUCK: Final = frozenset({"s", "strike", "del"})
BREAKS: Final = frozenset({"br", "p", "div", "li"})
WHOLE_DAY: Final = re.compile(r"T00:00:00(?:\.0+)?$")


def read_markup(text: str) -> Table | None:
    """Return the table of a document in markup, None where the text is none; 422 for others."""
    head = text[:HEAD].lstrip("\ufeff \r\n\t")
    if re.match(r"mime-version:|content-type: *multipart/", head, re.IGNORECASE):
        raise refused("web_archive")
    if not re.match(r"<[!?a-z]", head, re.IGNORECASE):
        return None
    if "\x00" in text:
        raise refused("broken")
    if SPREADSHEET in head:
        return read_spreadsheet(text)
    if HTML.search(head):
        return read_html(text)
    raise refused("markup")


@dataclass(slots=True)
class Held:
    """What all tables of a document hold together; a refusal where it is too much."""

    rows: int = 0
    cells: int = 0
    text: int = 0

    def add(self, *, rows: int = 0, cells: int = 0, text: int = 0) -> None:
        """Count what is read, before it is kept."""
        self.rows, self.cells, self.text = self.rows + rows, self.cells + cells, self.text + text
        if self.rows > MOST_ROWS:
            raise refused("too_many_rows", most=MOST_ROWS)
        if self.cells > MOST_CELLS:
            raise refused("too_heavy")
        if self.text > MOST_TEXT:
            raise refused("too_much_text")


@dataclass(slots=True)
class Grid:
    """A table while it is read: its rows, and what cells of rows above still span."""

    name: str
    held: Held
    is_hidden: bool = False
    lines: list[Line] = field(default_factory=list)
    number: int = 0
    filled: int = 0
    cells: list[str] = field(default_factory=list)
    is_struck: bool = False
    spans: dict[int, tuple[int, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.held.add(cells=MOST_COLUMNS)

    def begin(self, number: int = 0) -> None:
        """Begin a row; `number` where it is said."""
        if number and not self.number < number <= self.number + MOST_ROWS:
            raise refused("broken")
        self.number = number or self.number + 1
        self.cells, self.is_struck = [], False

    def put(self, text: str, across: int, down: int, *, is_struck: bool, at: int = 0) -> None:
        """Put a cell where the next one stands, or in column `at` from 1."""
        self.fill(at - 1 if at else None)
        width = min(max(across, 1), MOST_COLUMNS)
        for offset in range(width):
            content = text if offset == 0 or width <= WIDEST else ""
            self.held.add(cells=1, text=len(content))
            if down > 1 and len(self.cells) <= MOST_COLUMNS:
                self.spans[len(self.cells)] = (min(down - 1, MOST_ROWS), content)
            self.cells.append(content)
        self.is_struck = self.is_struck or (is_struck and bool(text.strip()))

    def fill(self, until: int | None) -> None:
        """Go on to the next free column, or to a given one, over what cells above span."""
        while len(self.cells) in self.spans or (until is not None and len(self.cells) < until):
            column = len(self.cells)
            left, text = self.spans.pop(column, (0, ""))
            if left > 1:
                self.spans[column] = (left - 1, text)
            self.filled += bool(text)
            self.held.add(cells=1, text=len(text))
            self.cells.append(text)
            if len(self.cells) > MOST_COLUMNS + 1:
                return

    def end(self, *, is_hidden: bool = False) -> None:
        """End a row; one with nothing in it is counted and not kept."""
        self.fill(max(self.spans, default=-1) + 1 or None)
        while self.cells and not self.cells[-1].strip():
            self.cells.pop()
        if self.cells:
            self.held.add(rows=1)
            cells = tuple(cell.strip() for cell in self.cells)
            self.lines.append(Line(self.number, cells, self.is_struck, is_hidden))

    def sheet(self) -> Sheet:
        """Return it as a sheet."""
        return Sheet(clean_text(self.name), self.lines, self.is_hidden, self.number)


def table_of(kind: str, grids: Sequence[Grid], more: Sequence[tuple[str, Params]]) -> Table:
    """Return the tables in which something stands."""
    sheets = [grid.sheet() for grid in grids if grid.lines]
    filled = sum(grid.filled for grid in grids)
    notes: list[tuple[str, Params]] = [("filled", {"count": filled})] if filled else []
    notes += [("hidden_sheet", {"sheet": one.name}) for one in sheets if one.is_hidden]
    return Table(kind, sheets, [*notes, *notes_of_marks(sheets), *more])


class Page(HTMLParser):
    """The tables of a page; one inside another is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Grid] = []
        self.held = Held()
        self.open: list[Grid] = []
        self.spans: list[tuple[int, int]] = []
        self.text: list[str] | None = None
        self.struck = self.unread = self.outside = 0
        self.is_row_hidden = self.is_row_struck = False
        self.is_cell_struck = self.is_style_struck = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of an element."""
        said = {name: value or "" for name, value in attrs}
        style = said.get("style", "").replace(" ", "").lower()
        if tag in UNREAD:
            self.unread += 1
        elif tag in STRUCK:
            self.struck += 1
        elif tag in BREAKS and self.text is not None:
            self.text.append("\n")
        elif tag == "table":
            self.close_cell()
            self.open.append(Grid(str(len(self.found) + 1), self.held))
            self.found.append(self.open[-1])
        elif tag == "tr" and self.open:
            self.close_row()
            self.open[-1].begin()
            self.is_row_hidden = "display:none" in style or "hidden" in said
            self.is_row_struck = "line-through" in style
        elif tag in {"td", "th"} and self.open:
            self.close_cell()
            if not self.open[-1].number:
                self.open[-1].begin()
            self.text, self.is_cell_struck = [], self.is_row_struck
            self.spans = [(number(said, "colspan"), number(said, "rowspan"))]
        if self.text is not None and (self.struck or "line-through" in style):
            self.is_cell_struck = True

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in UNREAD:
            self.unread = max(self.unread - 1, 0)
        elif tag in STRUCK:
            self.struck = max(self.struck - 1, 0)
        elif tag in {"td", "th"}:
            self.close_cell()
        elif tag == "tr":
            self.close_row()
        elif tag == "table" and self.open:
            self.close_row()
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Take text: of a cell; what stands outside of tables is counted."""
        if self.unread:
            self.is_style_struck = self.is_style_struck or "line-through" in data
        elif self.text is not None:
            self.text.append(" ".join(data.split()) if data.strip() else " ")
        elif not self.open and data.strip():
            self.outside += 1

    def close_cell(self) -> None:
        """Put the cell that is open."""
        if self.text is not None and self.open:
            ((across, down),) = self.spans
            text = "".join(self.text).strip()
            self.open[-1].put(text, across, down, is_struck=self.is_cell_struck)
        self.text = None

    def close_row(self) -> None:
        """End the row that is open."""
        self.close_cell()
        grid = self.open[-1] if self.open else None
        if grid is not None and grid.cells:
            grid.end(is_hidden=self.is_row_hidden)
            grid.cells = []


def number(said: Mapping[str, str], name: str) -> int:
    """Return a number of an attribute, 1 where there is none."""
    text = said.get(name, "1").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def read_html(text: str) -> Table:
    """Return the tables of a page."""
    page = Page()
    page.feed(text)
    page.close()
    page.close_row()
    more: list[tuple[str, Params]] = []
    if page.outside:
        more.append(("outside", {"count": page.outside}))
    if page.is_style_struck:
        more.append(("marks_unread", {"count": 1}))
    table = table_of("html", page.found, more)
    if not table.sheets:
        raise refused("markup")
    return table


class Book:
    """A workbook in SpreadsheetML while it is read."""

    def __init__(self) -> None:
        self.found: list[Grid] = []
        self.held = Held()
        self.struck: set[str] = set()
        self.style, self.kind = "", ""
        self.text: list[str] = []
        self.is_data = self.is_row_hidden = self.is_visible = self.is_comment = False
        self.cell: dict[str, str] = {}

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        name = tag.rpartition(" ")[2]
        said = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "Style":
            self.style = said.get("ID", "")
        elif name == "Font" and said.get("StrikeThrough") == "1":
            self.struck.add(self.style)
        elif name == "Worksheet":
            self.found.append(Grid(said.get("Name", ""), self.held))
        elif name == "Row" and self.found:
            self.found[-1].begin(number(said, "Index") if "Index" in said else 0)
            self.is_row_hidden = said.get("Hidden") == "1"
        elif name == "Cell" and self.found:
            self.cell, self.text, self.kind = said, [], ""
        elif name == "Comment":
            self.is_comment = True
        elif name == "Data" and not self.is_comment:
            self.is_data, self.kind = True, said.get("Type", "")
        elif name == "Visible":
            self.is_visible, self.text = True, []

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        name = tag.rpartition(" ")[2]
        if name == "Comment":
            self.is_comment = False
        elif name == "Data":
            self.is_data = False
        elif name == "Cell" and self.found:
            self.put()
        elif name == "Row" and self.found:
            self.found[-1].end(is_hidden=self.is_row_hidden)
        elif name == "Visible" and self.found:
            self.is_visible = False
            self.found[-1].is_hidden = "Hidden" in "".join(self.text)

    def letters(self, text: str) -> None:
        """Take text of a cell."""
        if self.is_data or self.is_visible:
            self.text.append(text)

    def put(self) -> None:
        """Put a cell where it stands."""
        across, down = (
            int(self.cell.get(name, "0") or 0) + 1 for name in ("MergeAcross", "MergeDown")
        )
        text = "".join(self.text)
        self.found[-1].put(
            WHOLE_DAY.sub("", text) if self.kind == "DateTime" else text,
            across,
            down,
            is_struck=self.cell.get("StyleID", "") in self.struck,
            at=min(int(self.cell.get("Index", "0")), MOST_COLUMNS + 1),
        )


def refuse_entity(*_said: object) -> None:
    """A table declares no entities: they are how a small document grows."""
    raise refused("inflates")


def read_spreadsheet(text: str) -> Table:
    """Return the sheets of a workbook in SpreadsheetML."""
    book = Book()
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = book.begin, book.end
    parser.CharacterDataHandler, parser.EntityDeclHandler = book.letters, refuse_entity
    try:
        parser.Parse(text.lstrip("\ufeff \r\n\t").encode(), True)
    except (expat.ExpatError, ValueError):
        raise refused("broken") from None
    return table_of("xml", book.found, [])
