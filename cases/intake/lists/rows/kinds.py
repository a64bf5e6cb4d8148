"""Which lines of a sheet are people, and which are titles, headings, totals and signatures."""

import re
from collections.abc import Mapping
from typing import Final

from cases.intake.lists.choices import MANY, ListField
from cases.intake.lists.headings import field_of, key_of, seen, totals
from cases.intake.lists.layout import NAMED, SheetLayout
from cases.intake.lists.reading.tables import Line

NUMBER: Final = re.compile(r"[0-9]{1,6}")


def kind_of_line(line: Line, layout: SheetLayout, is_below: bool) -> str:
    """Return why a line is no person, "" where it is one; `is_below`: a total stood above it."""
    held = held_cells(line, layout)
    has_name = any(held.get(field) for field in (*NAMED, ListField.REFERENCE))
    is_alone = len([cell for cell in line.cells if cell.strip()]) < 2
    questions = (
        ("above", line.number < layout.first),
        ("total", is_total(line, held)),
        ("heading", repeats_header(line)),
        ("below", is_below and not (has_name and len(held) > 1)),
        ("section", not has_name and is_alone),
        ("empty", not has_name and not set(held) - {ListField.NUMBER, *MANY}),
    )
    return next((kind for kind, is_so in questions if is_so), "")


def held_cells(line: Line, layout: SheetLayout) -> Mapping[str, str]:
    """Return field -> text of the columns that are read and hold something."""
    said = {
        name: seen(line.cells[index])
        for index, name in sorted(layout.columns.items())
        if index < len(line.cells)
    }
    return {name: text for name, text in said.items() if text}


def is_total(line: Line, held: Mapping[str, str]) -> bool:
    """Return whether a line counts those above it: it begins with such a word, and says little."""
    first = next((cell for cell in line.cells if cell.strip()), "")
    key = key_of(first)
    begins = any(key == word or key.startswith(f"{word} ") for word in totals())
    others = [name for name in held if name not in {ListField.NUMBER, *NAMED}]
    has_date = any(name in held for name in (ListField.BIRTH, ListField.BIRTH_YEAR))
    return begins and not has_date and len(others) <= 2


def repeats_header(line: Line) -> bool:
    """Return whether the header stands here again, as on each page of a printed list."""
    known = [cell for cell in line.cells if cell and field_of(cell)]
    return len(known) > 2 and len(known) * 2 > len([cell for cell in line.cells if cell])


def said_total(line: Line) -> int | None:
    """Return how many a row of totals says there are."""
    for cell in line.cells:
        found = NUMBER.search(cell)
        if found:
            return int(found[0])
    return None
