"""Where in a sheet the people stand, and what each column holds: guessed, then said by an officer.

A sheet may hold several tables one below the other, each with headings of its own.

As text, for forms and the API: a line for each sheet, `1!4: A=number B=full_name` means that in
the first sheet people begin in row 4; `1!40: …`, that another table begins in row 40, `1!40:`, that
one begins which is left out. A sheet that is not named is left out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from cases.citizens.birth_dates import read_birth_date
from cases.intake.lists.choices import ListField
from cases.intake.lists.headings import (
    PARTS_OF_BIRTH,
    field_of,
    fields_of,
    is_heading,
    key_of,
    known_words,
)
from cases.intake.lists.reading.tables import MOST_COLUMNS, Line, letter

SEARCHED: Final = 40
"""A header stands within the first rows, below titles and the names of offices."""
FEWER: Final = 2
SAMPLE: Final = 30
SHEET: Final = re.compile(r"([0-9]{1,2})!([0-9]{1,7}):((?: *[A-Z]{1,3}=[a-z_]+)*) *", re.ASCII)
ORDINAL: Final = re.compile(r"^\s*[0-9]{1,4}[.)]\s+")
COLUMN: Final = re.compile(r"([A-Z]{1,3})=([a-z_]+)", re.ASCII)
TELLING: Final = frozenset(
    {
        *(ListField.REFERENCE, ListField.DOCUMENT_NUMBER, ListField.PERSONAL_NUMBER),
        *(ListField.FULL_NAME, ListField.FAMILY_NAME, ListField.GIVEN_NAME),
    }
)
"""By what the question is found that a row answers."""
NAMED: Final = frozenset({ListField.FULL_NAME, ListField.FAMILY_NAME, ListField.GIVEN_NAME})


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet: its number from 1, the row in which people begin, column -> field, headings."""

    sheet: int
    first: int
    columns: Mapping[int, str]
    labels: Sequence[str] = field(default=())

    @property
    def has_names(self) -> bool:
        """Whether some column holds names."""
        return not NAMED.isdisjoint(self.columns.values())

    @property
    def has_answers(self) -> bool:
        """Whether some column holds answers, and another by what their questions are found."""
        held = set(self.columns.values())
        return ListField.ANSWER in held and not held.isdisjoint(TELLING)

    def as_json(self) -> dict[str, Any]:
        """Return it as a list keeps it."""
        columns = {str(index): name for index, name in self.columns.items()}
        return {
            "sheet": self.sheet,
            "first": self.first,
            "columns": columns,
            "labels": list(self.labels),
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "SheetLayout":
        """Return what a list keeps."""
        columns = {int(index): name for index, name in said["columns"].items()}
        return cls(said["sheet"], said["first"], columns, tuple(said["labels"]))

    def __str__(self) -> str:
        columns = "".join(f" {letter(at)}={name}" for at, name in sorted(self.columns.items()))
        return f"{self.sheet}!{self.first}:{columns}"


def layout_at(layouts: Sequence[SheetLayout], sheet: int, number: int) -> SheetLayout | None:
    """Return by which layout a row is read: the last that has begun, or the first of its sheet.

    None on a sheet that is left out, and in a table without columns.
    """
    of_sheet = sorted((one for one in layouts if one.sheet == sheet), key=lambda one: one.first)
    begun = [one for one in of_sheet if one.first <= number]
    found = next(iter(begun[-1:] or of_sheet[:1]), None)
    return found if found is not None and found.columns else None


def guess_all(
    sheet: int, lines: Sequence[Line], today: date, remembered: Mapping[str, str] | None = None
) -> list[SheetLayout]:
    """Return the tables of a sheet, one below the other; nothing where there seem to be none."""
    first = guess(sheet, lines, today, remembered)
    found = [first] if first is not None else []
    for at, line in enumerate(lines):
        if not found or line.number < found[-1].first or not is_header(line):
            continue
        block = guess(sheet, lines[at:], today, remembered)
        if block is not None and block.has_names and block.columns != found[-1].columns:
            found.append(block)
    return found


def is_header(line: Line) -> bool:
    """Return whether a line within a table is headings: two are known word for word, no figure."""
    cells = [cell for cell in line.cells if cell.strip()]
    if len(cells) < 2 or any(map(str.isdecimal, "".join(cells))):
        return False
    known = sum(map(is_heading, cells))
    return known > 1 and known * 2 > len(cells)


def guess(
    sheet: int, lines: Sequence[Line], today: date, remembered: Mapping[str, str] | None = None
) -> SheetLayout | None:
    """Return where the people of a sheet are likely to stand; None where there seem to be none."""
    at = header_at(lines, remembered)
    if at is None:
        return guess_without_header(sheet, lines, today)
    labels = list(lines[at].cells)
    rest = lines[at + 1 :]
    if rest and is_second_header(rest[0]):
        labels = joined(labels, rest[0].cells)
        rest = rest[1:]
    first = rest[0].number if rest else lines[at].number + 1
    fields = fields_of(labels, remembered)
    columns = {index: name for index, name in enumerate(fields) if name}
    return SheetLayout(sheet, first, columns, tuple(labels))


def header_at(lines: Sequence[Line], remembered: Mapping[str, str] | None) -> int | None:
    """Return which line is the header: the first of those with most headings that we know.

    One with as good as most counts: a table below may have a heading or two more.
    """
    known = [
        len({name for cell in line.cells if (name := field_of(cell, remembered))})
        for line in lines[:SEARCHED]
    ]
    enough = max(2, max(known, default=0) - FEWER)
    best = next((at for at, count in enumerate(known) if count >= enough), None)
    if best is None and lines and len(lines[0].cells) == 1 and field_of(lines[0].cells[0]):
        return 0
    return best


def is_second_header(line: Line) -> bool:
    """Return whether a line below the header belongs to it: day, month and year of birth."""
    names = [field_of(cell) for cell in line.cells if cell]
    is_words = not any(any(char.isdigit() for char in cell) for cell in line.cells)
    return is_words and sum(name in PARTS_OF_BIRTH for name in names) >= 2


def joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return the headings of two rows as one: what stands below tells more."""
    width = max(len(above), len(below))
    upper = [*above, *[""] * (width - len(above))]
    lower = [*below, *[""] * (width - len(below))]
    return [
        two if two and (not one or field_of(two) in PARTS_OF_BIRTH) else one
        for one, two in zip(upper, lower, strict=True)
    ]


def guess_without_header(sheet: int, lines: Sequence[Line], today: date) -> SheetLayout | None:
    """Return the columns by what is in them: names are words, dates can be read."""
    sample = lines[:SAMPLE]
    if not sample:
        return None
    columns: dict[int, str] = {}
    for index in range(min(max(len(line.cells) for line in sample), MOST_COLUMNS)):
        cells = [line.cells[index] for line in sample if index < len(line.cells)]
        name = held_by([cell for cell in cells if cell], today)
        if name and name not in columns.values():
            columns[index] = name
    if ListField.FULL_NAME not in columns.values():
        return None
    return SheetLayout(sheet, sample[0].number, columns)


def held_by(cells: Sequence[str], today: date) -> str:
    """Return what a column without a heading holds, "" where it cannot be told."""
    if not cells:
        return ""
    tests = {
        ListField.SEX: lambda cell: key_of(cell) in known_words("sex"),
        ListField.NATIONALITY: lambda cell: key_of(cell) in known_words("country"),
        ListField.BIRTH: lambda cell: len(cell) > 3 and bool(read_birth_date(cell, today).choices),
        ListField.FULL_NAME: is_name,
    }
    for name, is_one in tests.items():
        if sum(is_one(cell) for cell in cells) > len(cells) * 0.7:
            return str(name)
    return ""


def is_name(text: str) -> bool:
    """Return whether a text looks like a full name: some words of letters alone."""
    words = ORDINAL.sub("", text).split()
    return 1 < len(words) < 8 and all(word.replace(".", "").isalpha() for word in words)


def parsed(text: str) -> list[SheetLayout]:
    """Return the layouts that a text says; ValueError where it cannot be read."""
    found: list[SheetLayout] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = SHEET.fullmatch(line)
        if match is None:
            raise ValueError(line)
        pairs = COLUMN.findall(match[3])
        columns = {index_of(name): held for name, held in pairs}
        if len(columns) != len(pairs) or not set(columns.values()) <= set(ListField.values):
            raise ValueError(line)
        if max(columns, default=0) >= MOST_COLUMNS:
            raise ValueError(line)
        found.append(SheetLayout(int(match[1]), int(match[2]), columns))
    if len({(layout.sheet, layout.first) for layout in found}) != len(found):
        raise ValueError(text)
    return found


def index_of(name: str) -> int:
    """Return the number of a column, from 0, by its letters."""
    index = 0
    for char in name:
        index = index * 26 + ord(char) - 64
    return index - 1


def as_text(layouts: Sequence[SheetLayout]) -> str:
    """Return layouts as forms and the API say them."""
    return "\n".join(str(layout) for layout in layouts)
