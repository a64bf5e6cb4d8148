"""Which lines of a sheet are people, and which are titles, headings, totals and signatures.

What may be either is asked: it waits, parked, until somebody takes it up or leaves it out.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from cases.citizens.names.host_script import is_host_script
from cases.citizens.names.known import is_known, spellings_at
from cases.intake.lists.choices import MANY, ListField
from cases.intake.lists.headings import (
    PARTS_OF_BIRTH,
    counted,
    field_of,
    is_heading,
    is_unmarked,
    key_of,
    known_words,
    seen,
    totals,
)
from cases.intake.lists.layout import NAMED, SheetLayout, is_name
from cases.intake.lists.reading.tables import Line
from cases.intake.lists.rows.nations import nations_in

LONGEST_COUNT: Final = 6
"""Figures; what has more is a phone or the number of a paper."""
NUMBER: Final = re.compile(r"[0-9]{1,6}")
SAYING_LITTLE: Final = frozenset({ListField.NUMBER, ListField.AGE, *NAMED, *MANY})
OF_ONE: Final = frozenset(
    {
        *(ListField.BIRTH, ListField.DOCUMENT_NUMBER, ListField.PERSONAL_NUMBER, ListField.PHONE),
        *(ListField.OTHER_NAME, ListField.RELATIVE_NAME, ListField.RELATIVE_PHONE, *PARTS_OF_BIRTH),
    }
)
"""What is of one person alone; a place or a country may be filled down below the last of them."""
ORDINAL: Final = re.compile(r"[0-9]{1,6}[.)]?")
PART: Final = re.compile(r"(?:[IVX]{1,5}|[A-Z])[.)]?", re.IGNORECASE)
"""The mark of a part of a table."""


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
    says, is_of_one = len(set(held) - SAYING_LITTLE), not OF_ONE.isdisjoint(held)
    is_like_one = not says and any(map(is_like_person, line.cells))
    may_be_one = is_like_one or is_host_script(name)
    total = total_of(line, layout, held)
    is_above = line.number < layout.first
    has_person = is_above and len(line.cells) > 2 and any(map(is_like_person, line.cells))
    questions = (
        ("perhaps_person", has_person),
        ("above", is_above),
        ("total", total == "total"),
        ("perhaps_total", bool(total) and (says < 3 or not is_a_name(name, first_cell(line)))),
        ("heading", repeats_header(line, layout)),
        ("perhaps_heading", may_be_header(line)),
        ("perhaps_below", is_below and not says and may_be_one and len(held) < 2),
        ("below", is_below and not (has_name and len(held) > 1) and says < 2),
        ("perhaps_person", not has_name and not says and is_like_one),
        ("section", not has_name and is_alone and not is_of_one and not is_numbered(held)),
        ("section", is_alone and bool(nations_in(first_cell(line)))),
        ("perhaps_section", is_alone and bool(name) and not is_like_one and is_table(layout)),
        ("perhaps_person", not has_name and not says and is_numbered(held) and len(held) > 1),
        ("perhaps_person", not has_name and is_alone and is_of_one),
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


def is_table(layout: SheetLayout) -> bool:
    """Return whether a name is seldom alone in its line: there are more columns, or no heading."""
    return not layout.labels or bool(set(layout.columns.values()) - SAYING_LITTLE)


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


def total_of(line: Line, layout: SheetLayout, held: Mapping[str, str]) -> str:
    """Return whether a line counts those above it: “total”, “perhaps_total”, or "" for neither.

    It is sure only where nothing of the line can be of one person.
    """
    name, first = name_of(held), first_cell(line)
    found = total_in(name) or total_in(first)
    if found == "counted" and not total_in(name):
        # “Nhóm 2” beside a name says where somebody belongs.
        is_other = is_like_person(name) or (name and len(set(held) - SAYING_LITTLE) > 1)
        found = "" if is_other else found
    if not found:
        return ""
    cells = [cell for at, cell in enumerate(line.cells) if layout.columns.get(at, "") not in MANY]
    is_sure = found != "perhaps_total" and not is_numbered(held) and all(map(only_counts, cells))
    return "total" if is_sure and not is_nickname(name or first) else "perhaps_total"


def is_a_name(name: str, first: str) -> bool:
    """Return whether a name is none of a row of totals, however much else such a row says."""
    return total_in(name) not in {"total", "counted"} and total_in(first) != "total"


def only_counts(cell: str) -> bool:
    """Return whether a cell is of a row of totals: their words, figures, the mark of a part."""
    return is_count(key_of(cell).split()) or bool(total_in(cell) or PART.fullmatch(cell.strip()))


def is_nickname(text: str) -> bool:
    """Return whether a text is a sex and a figure: “Nam 2” counts men, or is the second Nam."""
    words = [word for word in key_of(text).split() if not word.isdecimal()]
    return len(words) == 1 and words[0] in known_words("sex")


def total_in(text: str) -> str:
    """Return whether a text is of a row of totals, "" where it is not.

    “total” for “Tổng cộng: 12 người”, “counted” for “12 người” without such a word,
    “perhaps_total” for what may be a name. What is written with marks has to have those of the
    word: Tống is a family name, and what follows it is a name.
    """
    words = key_of(text).split()
    if not words:
        return ""
    for word, parts in totals().get(words[0], ()):
        if words[: len(parts)] == parts and has_marks_of(word, text):
            rest = words[len(parts) :]
            if is_count(rest):
                is_name_too = rest and is_unmarked(text) and is_like_person(text)
                return "perhaps_total" if is_name_too else "total"
            return "" if all(map(is_known, rest)) else "perhaps_total"
    figures = sum(map(str.isdecimal, words))
    return "counted" if 0 < figures < len(words) and is_count(words) else ""


def has_marks_of(word: str, text: str) -> bool:
    """Return whether a text that may have no marks begins with a word that may have some."""
    written = seen(text).casefold()
    if word.isascii() or is_unmarked(written) or is_host_script(word):
        return True
    begin = "".join(char if char.isalnum() else " " for char in written).split()
    return begin[: len(word.split())] == word.split()


def is_count(words: list[str]) -> bool:
    """Return whether words count and say no more: “12 người, 3 nữ”."""
    return all(
        len(word) <= LONGEST_COUNT if word.isdecimal() else word in counted() for word in words
    )


def first_cell(line: Line) -> str:
    """Return the first cell that holds something."""
    return next((cell for cell in line.cells if cell.strip()), "")


@lru_cache
def keys_of_labels(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return headings as they are compared."""
    return tuple(map(key_of, labels))


def repeats_header(line: Line, layout: SheetLayout) -> bool:
    """Return whether headings stand here again, as on each page of a printed list."""
    cells = {index: key_of(cell) for index, cell in enumerate(line.cells) if cell.strip()}
    labels = keys_of_labels(tuple(layout.labels))
    same = sum(index < len(labels) and labels[index] == key for index, key in cells.items())
    if same and same * 2 > len(cells):
        return True
    return len(cells) > 1 and all(is_heading(cell) for cell in line.cells if cell.strip())


def may_be_header(line: Line) -> bool:
    """Return whether most cells begin or end as headings do, and none holds a figure."""
    cells = [cell for cell in line.cells if cell.strip()]
    if len(cells) < 3 or any(map(str.isdecimal, "".join(cells))):
        return False
    known = [cell for cell in cells if field_of(cell)]
    return len(known) > 2 and len(known) * 2 > len(cells)


def said_totals(line: Line) -> list[int]:
    """Return the figures in a row of totals: one of them says how many there are."""
    return [int(found) for cell in line.cells for found in NUMBER.findall(cell)]
