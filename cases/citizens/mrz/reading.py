"""The machine-readable zone of passports, visas and cards, read field by field.

Source: ICAO Doc 9303. Own module, since what reads it must say where it doubts: every field has
its own check, every doubt a sentence, every repair is an offer. The name printed here has no marks
and is never taken for the name of its holder.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cases.citizens.choices import DocumentKind, Sex
from cases.citizens.mrz.arranging import arrangements
from cases.citizens.mrz.blind import blind_faults
from cases.citizens.mrz.cleaning import cleaned, layout_of, split_lines, wrong_length
from cases.citizens.mrz.faults import ERROR, WARNING, Fault
from cases.citizens.mrz.layouts import (
    FILLER,
    VALUES,
    Layout,
    held,
    is_checked,
    is_composite_right,
    number_of,
)
from cases.citizens.mrz.repairs import MOST_REPAIRS, Repair, repairs_of, shapes_of
from cases.citizens.mrz.values import (
    NO_EXPIRY,
    SEXES,
    PrintedName,
    country_of,
    is_state,
    read_birth,
    read_expiry,
    read_name,
    states,
)
from cases.citizens.numbers import PersonalNumber, number_warnings
from cases.core.partial import PartialDate

KINDS_OF_LAYOUT: Final = {"TD1": "ACI", "TD2": "ACIP", "TD3": "P", "MRV-A": "V", "MRV-B": "V"}
VIET_NAM: Final = "VNM"


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it stands in the code. `is_right` is None where no check digit guards it."""

    name: str
    text: str
    is_right: bool | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a code says, as far as it can be read, what is wrong with it, and what may be meant.

    `country` is the nationality as records have it, "" for the stateless; `native_name` is not
    here: no code holds it.
    """

    lines: tuple[str, ...]
    layout: str = ""
    kind: str = ""
    state: str = ""
    printed: PrintedName | None = None
    number: str = ""
    nationality: str = ""
    country: str = ""
    birth: PartialDate | None = None
    sex: str = Sex.UNKNOWN
    expires_on: date | None = None
    optional: tuple[str, ...] = ()
    personal_number: str = ""
    fields: tuple[Field, ...] = ()
    faults: tuple[Fault, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def is_visa(self) -> bool:
        """Whether it is the code of a visa, which names a passport's holder but is none."""
        return self.layout.startswith("MRV")

    @property
    def is_sound(self) -> bool:
        """Whether everything that is checked fits."""
        return bool(self.layout) and not any(fault.severity == ERROR for fault in self.faults)

    @property
    def document_kind(self) -> str:
        """The kind of document as records have it."""
        if self.is_visa or not self.layout:
            return DocumentKind.OTHER
        if self.layout == "TD3":
            return DocumentKind.PASSPORT
        is_card = self.layout == "TD1" and self.state == VIET_NAM
        return DocumentKind.PERSONAL_NUMBER if is_card else DocumentKind.OTHER


def read_mrz(text: str, today: date, province_codes: frozenset[str] = frozenset()) -> Reading:
    """Return what a pasted or scanned code says on the day `today`."""
    raw = split_lines(text)
    layout = layout_of(raw)
    if not raw:
        return Reading((), faults=(Fault("empty"),))
    if is_old_french_card(raw):
        return Reading(tuple(raw), faults=(Fault("old_french_card", field="kind"),))
    if layout is None:
        found = Reading(tuple(raw), faults=(Fault("line_count", count=len(raw)),))
    else:
        lines, faults = cleaned(raw, layout)
        found = read_lines(raw, lines, layout, faults, today=today, province_codes=province_codes)
    return found if found.is_sound else with_arrangements(found, text, today)


def read_lines(
    raw: list[str],
    lines: tuple[str, ...],
    layout: Layout,
    faults: tuple[Fault, ...],
    *,
    today: date,
    province_codes: frozenset[str],
) -> Reading:
    """Return what lines say: all of it where each has its length, else the name at most.

    Fillers are put right at the end of the name only where everything else fits: a line that was
    broken is as short as one that lost them.
    """
    is_whole = all(len(line) == layout.width for line in lines)
    if not is_whole or any(char not in VALUES for line in lines for char in line):
        return unread(lines, layout, faults)
    reading = whole_reading(lines, layout, faults, today, province_codes)
    counted = next((fault for fault in faults if fault.code == "fillers_miscounted"), None)
    if counted is None or is_fitting(reading):
        return reading
    at = layout.spans["names"].line
    as_read = tuple(raw[at] if row == at else line for row, line in enumerate(lines))
    others = tuple(fault for fault in faults if fault is not counted)
    unsure = unread(as_read, layout, (*others, wrong_length(at, counted.count, layout)))
    return replace(unsure, repairs=tuple(proven(reading.repairs, layout, today)))


def proven(repairs: tuple[Repair, ...], layout: Layout, today: date) -> Iterator[Repair]:
    """Yield the repairs with which everything but the name is right."""
    for repair in repairs:
        if is_fitting(whole_reading(repair.lines, layout, (), today, frozenset())):
            yield repair


def is_fitting(reading: Reading) -> bool:
    """Return whether nothing but the name is in doubt."""
    errors = (fault for fault in reading.faults if fault.severity == ERROR)
    return all(fault.field == "names" for fault in errors)


def is_old_french_card(lines: list[str]) -> bool:
    """Return whether these are the lines of a French identity card issued until 2021.

    Two lines of 36, which look like those of a larger card: number of 12 digits with its check
    digit, given names, birth date with its check digit, sex.
    """
    if len(lines) != 2 or not re.match("[I1L][D0OQ]FRA", lines[0]):
        return False
    second = lines[1].replace(" ", "")
    return bool(re.match("[0-9]{13}[A-Z<]", second)) and abs(len(second) - 36) <= 2


def with_arrangements(reading: Reading, text: str, today: date) -> Reading:
    """Return a reading with the other ways its lines may have been that are right throughout."""
    found = {repair.lines: repair for repair in reading.repairs}
    for layout, repair in arrangements(text):
        if repair.lines not in found and repair.lines != reading.lines:
            found |= {right.lines: right for right in proven((repair,), layout, today)}
    return replace(reading, repairs=tuple(found.values())[:MOST_REPAIRS])


def unread(lines: tuple[str, ...], layout: Layout, faults: tuple[Fault, ...]) -> Reading:
    """Return what can be said of a code whose places are not sure: the name, where it is whole."""
    names = layout.spans["names"]
    line = lines[names.line]
    is_readable = len(line) == layout.width and all(char in VALUES for char in line)
    return Reading(
        lines,
        layout.code,
        printed=read_name(held(lines, names)) if is_readable else None,
        faults=faults,
    )


def whole_reading(
    lines: tuple[str, ...],
    layout: Layout,
    faults: tuple[Fault, ...],
    today: date,
    province_codes: frozenset[str],
) -> Reading:
    """Return what a code of the right size says."""
    spans = layout.spans
    text = {name: held(lines, span) for name, span in spans.items()}
    number, _digit, first = number_of(lines, layout)
    optional = tuple(part.strip(FILLER) for part in (first, text.get("second_optional", "")))
    state, nationality = (text[name].rstrip(FILLER) for name in ("state", "nationality"))
    personal = personal_number(state, optional[0])
    parts = PersonalNumber.read(personal)
    is_proven = is_checked(lines, layout, "optional") and is_composite_right(lines, layout)
    year = parts.birth_year if parts and is_proven else None
    birth = read_birth(text["birth"], today, year)
    is_endless = text["expiry"] == NO_EXPIRY and layout.code in {"TD1", "TD2"}
    printed = read_name(text["names"])
    reading = Reading(
        lines=lines,
        layout=layout.code,
        kind=text["kind"].rstrip(FILLER),
        state=state,
        printed=printed,
        number=number.rstrip(FILLER).replace(FILLER, " "),
        nationality=nationality,
        country=country_of(nationality),
        birth=birth,
        sex=SEXES.get(text["sex"], Sex.UNKNOWN),
        expires_on=None if is_endless else read_expiry(text["expiry"], today),
        optional=tuple(part for part in optional if part),
        personal_number=personal,
        fields=tuple(
            Field(name, text[name], None if span.check is None else is_checked(lines, layout, name))
            for name, span in spans.items()
        ),
    )
    repairs = repairs_of(lines, layout)
    found = (
        *faults,
        *check_faults(reading, layout),
        *value_faults(reading, text, today),
        *form_faults(reading, layout, repairs),
        *number_faults(reading, province_codes),
    )
    doubted = {fault.field for fault in found if fault.severity == ERROR}
    unseen = blind_faults(lines, layout, personal, today, province_codes)
    found += tuple(fault for fault in unseen if fault.field not in doubted)
    return replace(reading, faults=found, repairs=repairs)


def personal_number(state: str, optional: str) -> str:
    """Return the 12 digits of a Vietnamese document's additional data, "" where there are none.

    Cards put the whole number there, and its last nine digits in the place of the document number;
    passports may (seen on samples, not confirmed). A filler follows it, or nothing.
    """
    digits, _filler, _check = optional.partition(FILLER)
    is_number = state == VIET_NAM and PersonalNumber.read(digits) is not None
    return digits if is_number else ""


def check_faults(reading: Reading, layout: Layout) -> Iterator[Fault]:
    """Yield the fields whose check digit does not fit; the last digit only if all others do."""
    wrong = [field.name for field in reading.fields if field.is_right is False]
    for name in wrong:
        span = layout.spans[name]
        yield Fault("bad_check_digit", ERROR, span.line + 1, (span.check or 0) + 1, field=name)
    if not wrong and not is_composite_right(reading.lines, layout):
        line, at = layout.composite_at or (0, 0)
        yield Fault("bad_composite", ERROR, line + 1, at + 1, field="composite")


def value_faults(reading: Reading, text: dict[str, str], today: date) -> Iterator[Fault]:
    """Yield what the fields say that cannot be, or that staff should know."""
    if text["kind"][0] not in KINDS_OF_LAYOUT[reading.layout] or text["kind"][1].isdigit():
        yield Fault("unknown_kind", ERROR, 1, 1, field="kind", text=reading.kind)
    for name, code in (("state", reading.state), ("nationality", reading.nationality)):
        if not is_state(code):
            yield Fault("unknown_state", ERROR, field=name, text=code or FILLER)
    if text["sex"] not in SEXES:
        yield Fault("unknown_sex", ERROR, field="sex", text=text["sex"])
    if reading.birth is None and text["birth"].strip("<0"):
        yield Fault("not_a_date", ERROR, field="birth", text=text["birth"])
    if reading.expires_on is None and text["expiry"].strip(FILLER) not in {"", NO_EXPIRY}:
        yield Fault("not_a_date", ERROR, field="expiry", text=text["expiry"])
    if reading.expires_on is not None and reading.expires_on < today:
        yield Fault("expired", WARNING, field="expiry", text=reading.expires_on.isoformat())
    yield from name_faults(reading, text["names"])


def name_faults(reading: Reading, text: str) -> Iterator[Fault]:
    """Yield what is odd about the name; no check digit guards it."""
    assert reading.printed is not None
    line = 3 if reading.layout == "TD1" else 1
    digit = next((at for at, char in enumerate(text) if char.isdigit()), None)
    if digit is not None:
        column = digit + (1 if reading.layout == "TD1" else 6)
        yield Fault("digit_in_name", ERROR, line, column, field="names")
    if not reading.printed.given or not reading.printed.family:
        code = "no_parts" if reading.printed.family else "no_family_name"
        yield Fault(code, WARNING, line, field="names")
    if reading.printed.is_truncated:
        yield Fault("truncated_name", WARNING, line, field="names")


def form_faults(reading: Reading, layout: Layout, repairs: tuple[Repair, ...]) -> Iterator[Fault]:
    """Yield the numbers that are right in their check digit and not in their form.

    What a look-alike mends is refused; where none does, `number_faults` doubts it.
    """
    is_wrong = {field.name: field.is_right is False for field in reading.fields}
    for name in ("number", "optional"):
        if is_wrong[name]:
            continue
        text = held(reading.lines, layout.spans[name]).rstrip(FILLER)
        if any(repair.field == name and repair.basis == "form" for repair in repairs):
            yield Fault("form_misread", ERROR, field=name, text=text)
        elif name == "number" and FILLER in text and shapes_of(reading.lines, layout):
            yield Fault("form_misread", WARNING, field=name, text=text)


def number_faults(reading: Reading, province_codes: frozenset[str]) -> Iterator[Fault]:
    """Yield what does not fit about numbers: form, province, year, sex."""
    numbers = []
    if reading.layout == "TD3":
        numbers.append(("number", DocumentKind.PASSPORT, reading.number))
    if reading.state == VIET_NAM:
        numbers.append(("optional", DocumentKind.PERSONAL_NUMBER, reading.personal_number))
    for field, kind, number in numbers:
        sentences = number_warnings(
            kind,
            number,
            sex=reading.sex,
            birth_on=reading.birth.first if reading.birth else None,
            province_codes=province_codes,
            country=states().get(reading.state, ""),
        )
        for sentence in sentences if number else ():
            yield Fault("odd_number", WARNING, field=field, text=number, said=sentence)
    is_card = reading.layout == "TD1" and reading.state == VIET_NAM
    if is_card and reading.personal_number[3:] not in {"", reading.number}:
        yield Fault("number_differs", WARNING, field="number", text=reading.number)
