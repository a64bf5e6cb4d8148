"""Reads one row: what was corrected stands in place of its cell, then each field by its rule."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from cases.citizens.choices import DocumentKind, DocumentStatus, Relation
from cases.intake.lists.choices import MANY, ListField
from cases.intake.lists.headings import seen
from cases.intake.lists.known import Gazetteer
from cases.intake.lists.layout import SheetLayout, layout_at
from cases.intake.lists.reading.tables import Line, letter
from cases.intake.lists.rows.dates import SERIAL_ZERO
from cases.intake.lists.rows.kinds import held_cells, is_like_person
from cases.intake.lists.rows.nations import told_above
from cases.intake.lists.rows.numbers import read_document, read_personal, read_phone
from cases.intake.lists.rows.several import before_last, beside_name, of_ticket, people_in
from cases.intake.lists.rows.words import (
    age_for_birth,
    read_age,
    read_birth,
    read_country,
    read_crossed,
    read_names,
    read_sex,
)
from cases.intake.lists.said import Said, fault, note

Values = dict[str, str]

MOST: Final[Mapping[str, int]] = {
    "full_name": 160,
    "family_name": 60,
    "middle_name": 80,
    "given_name": 60,
    "birth_place": 160,
    "origin_commune": 120,
    "relative_name": 160,
    "address": 160,
    "other_name": 160,
}
"""As long as the register takes; a test compares."""
LONGEST_SUMMARY: Final = 2000
IN_WORDS: Final = frozenset({"", ListField.REMARK, ListField.AGE})
"""What no field of a new case takes: it stands in the summary."""
BRACKETS: Final = re.compile(r"\s*\((?!(?:và|and|et|con|child)\b)[^\W\d_]+(?: [^\W\d_]+){0,2}\)\s*")
"""A word or three in brackets behind a name: a nickname, or a remark."""
MOST_SHOWN: Final = 9
"""Of several people in a cell so many are named in the sentence about it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rows of one list are read by.

    `told`: by sheet, from which row on which nationality is told, a blank where it is no longer;
    `nationality` the answer for who has none.
    """

    layouts: Sequence[SheetLayout]
    today: date
    known: Gazetteer
    day_order: str = ""
    short_years: str = ""
    has_border: bool = False
    as_of: date | None = None
    zero: date = SERIAL_ZERO
    told: Mapping[int, Sequence[tuple[int, str]]] = field(default_factory=dict)
    nationality: str = ""

    def nationality_at(self, sheet: int, number: int) -> str:
        """Return what the last title above a row, its sheet or the list tells of who has none."""
        return told_above(self.told.get(sheet, ()), number) or self.nationality

    def layout_at(self, sheet: int, number: int) -> SheetLayout | None:
        """Return by which layout a row is read, None on a sheet without people."""
        return layout_at(self.layouts, sheet, number)


@dataclass(slots=True)
class Read:
    """What a row says: values as a new case takes them, and problems."""

    values: Values = field(default_factory=dict)
    problems: list[Said] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    headings: Mapping[str, str] = field(default_factory=dict)

    def put(self, name: str, value: str) -> None:
        """Keep a value that says something."""
        if value:
            self.values[name] = value

    def remark(self, at: str, text: str) -> None:
        """Keep a text that no field takes for the summary, under the heading of the list."""
        if text:
            self.remarks.append(f"{self.headings.get(at) or at}: {text}")


def read_row(
    sheet: int, number: int, cells: Sequence[str], corrected: Mapping[str, str], ground: Ground
) -> Read:
    """Return what a row says."""
    layout = ground.layout_at(sheet, number)
    assert layout is not None
    said = dict(held_cells(Line(number, tuple(cells)), layout))
    for name in MANY:
        said.pop(name, None)
    if ListField.BIRTH in corrected:
        for name in (ListField.BIRTH_DAY, ListField.BIRTH_MONTH, ListField.BIRTH_YEAR):
            said.pop(name, None)
    said |= corrected
    read = Read(headings=headings_of(layout))
    if ListField.FULL_NAME not in corrected:
        part_name(read, said, ground)
        find_people(read, said, cells, ground, layout)
    read_names(read, said)
    age_for_birth(read, said)
    read_birth(read, said, ground)
    read_age(read, said, ground)
    read_sex(read, said)
    read_country(read, said, ground.nationality_at(sheet, number))
    read_document(read, said)
    read_personal(read, said, ground)
    read_phone(read, said, ListField.PHONE, "phone")
    read_home(read, said, ground)
    read_relative(read, said)
    read_place(read, said, ground)
    read_crossed(read, said, ground)
    for label, text in remarks_of(cells, layout):
        read.remark(label, text)
    finish(read)
    return read


def part_name(read: Read, said: dict[str, str], ground: Ground) -> None:
    """Part a name from what lists write beside it: another name, a parent, the home province."""
    at, cell = ListField.FULL_NAME, said.get(ListField.FULL_NAME, "")
    name, beside, is_other = beside_name(cell)
    held = ListField.OTHER_NAME if is_other else None
    if not name:
        name, beside = before_last(cell)
        held = ListField.PROVINCE
        if is_like_person(beside) or not ground.known.province(beside):
            said[at] = of_ticket(cell) or called(read, cell, name, beside)
            return
    said[at] = name
    if held is None or said.setdefault(held, beside) != beside:
        read.remark(at, cell)


def called(read: Read, cell: str, name: str, beside: str) -> str:
    """Return a name of ours without what else somebody is called in brackets; that is kept."""
    if not name or is_like_person(beside) or not BRACKETS.fullmatch(cell[len(name) :]):
        return cell
    read.remark(ListField.FULL_NAME, cell)
    return name


def find_people(
    read: Read,
    said: dict[str, str],
    cells: Sequence[str],
    ground: Ground,
    layout: SheetLayout,
) -> None:
    """Find several people in the cell of a name; the lines of a cell may each be one."""
    at = next((at for at, name in layout.columns.items() if name == ListField.FULL_NAME), None)
    if at is None or at >= len(cells):
        return
    lines = [seen(line) for line in cells[at].splitlines() if seen(line)]
    if len(lines) > 1 and all(map(is_like_person, lines)):
        said[ListField.FULL_NAME] = " / ".join(lines)
    cell = said.get(ListField.FULL_NAME, "")
    names = people_in(cell)
    # Hà Nam is a province, and may be a person.
    if names is None or (names and ground.known.province(names[-1])):
        read.problems.append(fault("perhaps_several", ListField.FULL_NAME, text=cell[:60]))
    elif names:
        shown = "; ".join(name or "…" for name in names[:MOST_SHOWN])
        shown += "; …" if len(names) > MOST_SHOWN else ""
        people = fault(
            "several_people",
            ListField.FULL_NAME,
            count=len(names),
            shown=shown,
            names="\n".join(names),
        )
        read.problems.append(people)


def read_home(read: Read, said: Mapping[str, str], ground: Ground) -> None:
    """Read where somebody comes from; what no list of ours knows is kept in words."""
    read.put("origin_commune", said.get(ListField.COMMUNE, ""))
    read.put("birth_place", said.get(ListField.BIRTH_PLACE, ""))
    text = said.get(ListField.PROVINCE, "")
    found = ground.known.province(text) if text else None
    if found is None and not text:
        found = ground.known.province(said.get(ListField.COMMUNE, ""))
    if found is not None:
        read.put("origin_province", found.code)
        is_more = len(text.split()) > len(found.name.split()) + 2
        if is_more and "origin_commune" not in read.values:
            read.put("origin_commune", text)
    elif text:
        read.problems.append(note("province_unknown", ListField.PROVINCE, text=text[:60]))
        read.remark(ListField.PROVINCE, text)


def read_relative(read: Read, said: Mapping[str, str]) -> None:
    """Read the relative; a list seldom says how they are related."""
    name = said.get(ListField.RELATIVE_NAME, "")
    if name:
        read.put("relative_name", name)
        read.put("relative_relation", Relation.OTHER_FAMILY.value)
        read_phone(read, said, ListField.RELATIVE_PHONE, "relative_phone")
    elif said.get(ListField.RELATIVE_PHONE):
        if "phone" in read.values:
            read.remark(ListField.RELATIVE_PHONE, said[ListField.RELATIVE_PHONE])
        else:
            read_phone(read, said, ListField.RELATIVE_PHONE, "phone")
            if "phone" in read.values:
                read.put("phone_whose", "relative")


def read_place(read: Read, said: Mapping[str, str], ground: Ground) -> None:
    """Read where somebody is."""
    text = said.get(ListField.PLACE, "")
    place = ground.known.place(text) if text else None
    if place is not None:
        read.put("now_at", place.code)
    elif text:
        read.put("address", text)
        read.problems.append(note("place_unknown", ListField.PLACE, text=text[:60]))


def headings_of(layout: SheetLayout) -> Mapping[str, str]:
    """Return field -> what the list itself writes above the column."""
    return {
        name: seen(layout.labels[index])
        for index, name in layout.columns.items()
        if index < len(layout.labels)
    }


def remarks_of(cells: Sequence[str], layout: SheetLayout) -> list[tuple[str, str]]:
    """Return heading and text of the columns that no field takes."""
    found = []
    for index, text in enumerate(cells):
        if not seen(text) or layout.columns.get(index, "") not in IN_WORDS:
            continue
        label = layout.labels[index] if index < len(layout.labels) else ""
        found.append((seen(label) or letter(index), seen(text)))
    return found


def finish(read: Read) -> None:
    """Join the remarks, and find what is too long for the register."""
    read.put("summary", "\n".join(read.remarks)[:LONGEST_SUMMARY])
    if "document_number" in read.values:
        read.values.setdefault("document_kind", DocumentKind.PASSPORT.value)
    if "document_kind" in read.values:
        read.values.setdefault("document_status", DocumentStatus.UNKNOWN.value)
    for name, most in MOST.items():
        if len(read.values.get(name, "")) > most:
            at = OF_VALUE.get(name, name)
            read.problems.append(fault("too_long", at, most=most))
            read.values[name] = read.values[name][:most]


OF_VALUE: Final[dict[str, Any]] = {
    "origin_commune": ListField.COMMUNE,
    "address": ListField.PLACE,
}
"""Fields of a new case that have another name than the column they come from."""
