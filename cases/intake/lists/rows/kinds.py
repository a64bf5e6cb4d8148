"""Which lines of a sheet are people, and which are titles, headings, totals and signatures.

What may be either is asked: it waits, parked, until somebody takes it up or leaves it out.
"""

import re
from collections.abc import Mapping
from typing import Final

from cases.citizens.names.known import is_known, spellings_at
from cases.intake.lists.choices import MANY, ListField
from cases.intake.lists.headings import counted, field_of, is_heading, key_of, seen, totals
from cases.intake.lists.layout import NAMED, SheetLayout, is_name
from cases.intake.lists.reading.tables import Line

NUMBER: Final = re.compile(r"[0-9]{1,6}")
ORDINAL: Final = re.compile(r"[0-9]{1,6}[.)]?")


def kind_of_line(
    line: Line, layout: SheetLayout, is_below: bool, before: Line | None = None
) -> str:
    """Return why a line is no person or may be none (`DOUBTS`), "" where it is one.

    `is_below`: a total stood above it; `before`: the line above it, where that is a person.
    """
    held = held_cells(line, layout)
    name = name_of(held)
    has_name = bool(name or held.get(ListField.REFERENCE))
    is_alone = len([cell for cell in line.cells if cell.strip()]) < 2
    is_like_one = any(map(is_like_person, line.cells))
    says = len(set(held) - {ListField.NUMBER, *NAMED, *MANY})
    questions = (
        ("above", line.number < layout.first),
        ("total", is_total(line, name)),
        ("perhaps_total", may_be_total(line, name) and says < 3),
        ("heading", repeats_header(line, layout)),
        ("perhaps_heading", may_be_header(line)),
        ("perhaps_below", is_below and not says and is_like_one and len(held) < 2),
        ("below", is_below and not (has_name and len(held) > 1) and says < 2),
        ("perhaps_person", not has_name and not says and is_like_one),
        ("section", not has_name and is_alone and not is_numbered(held)),
        ("perhaps_section", is_alone and bool(name) and not is_like_one and has_more(layout)),
        ("perhaps_person", not has_name and not says and is_numbered(held) and len(held) > 1),
        ("empty", not has_name and not says),
        ("perhaps_continued", before is not None and goes_on(held, held_cells(before, layout))),
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


def name_of(held: Mapping[str, str]) -> str:
    """Return the name that a line gives, in one or several columns."""
    return " ".join(text for name, text in held.items() if name in NAMED)


def has_more(layout: SheetLayout) -> bool:
    """Return whether a layout has more columns than names and numbers."""
    return bool(set(layout.columns.values()) - {ListField.NUMBER, *NAMED, *MANY})


def is_numbered(held: Mapping[str, str]) -> bool:
    """Return whether a line has a number in the list."""
    return bool(ORDINAL.fullmatch(held.get(ListField.NUMBER, "")))


def is_like_person(text: str) -> bool:
    """Return whether a text looks like somebody's full name: it begins with a family name."""
    words = key_of(text).split()
    is_ours = bool(words) and bool(spellings_at(words[0], "family"))
    return is_ours and is_name(seen(text)) and any(map(is_known, words[1:]))


def goes_on(held: Mapping[str, str], above: Mapping[str, str]) -> bool:
    """Return whether a line may be the second half of the one above it, as scanners break them.

    It has no number below one that has, and says nothing that the one above says too.
    """
    if is_numbered(held) or not is_numbered(above) or not name_of(held):
        return False
    return set(held).isdisjoint(set(above) - NAMED)


def after_total_word(text: str) -> list[str] | None:
    """Return the words after those of a total; None where no such word begins the text.

    What is written with marks has to have those of the word: Tống is a family name.
    """
    written, words = seen(text).casefold(), key_of(text).split()
    for word, compared in totals():
        parts = compared.split()
        if words[: len(parts)] != parts:
            continue
        begin = "".join(char if char.isalnum() else " " for char in written).split()
        if written.isascii() or begin[: len(parts)] == word.split() or word.isascii():
            return words[len(parts) :]
    return None


def is_count(words: list[str]) -> bool:
    """Return whether words count and say no more: “12 người, 3 nữ”."""
    return all(word in counted() or word.isdecimal() for word in words)


def is_total(line: Line, name: str) -> bool:
    """Return whether a line counts those above it: “Tổng cộng: 12 người”, “Nam: 8, nữ: 4”."""
    for text in (first_cell(line), name):
        rest = after_total_word(text)
        if rest is not None and is_count(rest):
            return True
        words = key_of(text).split()
        has_figure = any(word.isdecimal() for word in words)
        if has_figure and not all(word.isdecimal() for word in words) and is_count(words):
            return True
    return False


def may_be_total(line: Line, name: str) -> bool:
    """Return whether a line begins as a total and goes on with words that are no name."""
    for text in (first_cell(line), name):
        rest = after_total_word(text)
        if rest is not None and not all(map(is_known, rest)):
            return True
    return False


def first_cell(line: Line) -> str:
    """Return the first cell that holds something."""
    return next((cell for cell in line.cells if cell.strip()), "")


def repeats_header(line: Line, layout: SheetLayout) -> bool:
    """Return whether headings stand here again, as on each page of a printed list."""
    cells = {index: key_of(cell) for index, cell in enumerate(line.cells) if cell.strip()}
    labels = dict(enumerate(map(key_of, layout.labels)))
    same = sum(labels.get(index) == key for index, key in cells.items())
    if same and same * 2 > len(cells):
        return True
    return len(cells) > 1 and all(is_heading(cell) for cell in line.cells if cell.strip())


def may_be_header(line: Line) -> bool:
    """Return whether most cells begin or end as headings do, and none holds a figure."""
    cells = [cell for cell in line.cells if cell.strip()]
    known = [cell for cell in cells if field_of(cell)]
    has_figures = any(char.isdecimal() for cell in cells for char in cell)
    return len(known) > 2 and len(known) * 2 > len(cells) and not has_figures


def said_totals(line: Line) -> list[int]:
    """Return the figures in a row of totals: one of them says how many there are."""
    return [int(found) for cell in line.cells for found in NUMBER.findall(cell)]
