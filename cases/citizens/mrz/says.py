"""What a code says for records: only what no fault puts in doubt."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.citizens.choices import DocumentKind, Sex
from cases.citizens.mrz.faults import ERROR
from cases.citizens.mrz.reading import Reading
from cases.citizens.mrz.values import PrintedName, country_of
from cases.citizens.names.folding import folded
from cases.core.partial import PartialDate

Sure = dict[str, tuple[Any, set[str]]]
"""Name -> what is said, and the faults that put it in doubt."""


@dataclass(frozen=True, slots=True)
class Says:
    """What may be taken over; empty where the code does not say it, or not beyond doubt.

    The code of a visa says who holds it and nothing of her papers. `personal_number` is there where
    a document of another kind says it too.
    """

    holder_name: str = ""
    birth: PartialDate | None = None
    sex: str = ""
    nationality: str = ""
    kind: str = ""
    number: str = ""
    country: str = ""
    expires_on: date | None = None
    personal_number: str = ""


def says(reading: Reading) -> Says:
    """Return what a reading says beyond doubt; nothing of what is not such a code."""
    doubted = {fault.field for fault in reading.faults if fault.severity == ERROR}
    if reading.layout in {"TD1", "TD2"} and "bad_check_digit" in {
        row.code for row in reading.faults
    }:
        doubted.add("composite")
    printed = reading.printed
    if not reading.fields or printed is None or "kind" in doubted:
        return Says()
    sure: Sure = {
        "holder_name": (printed.full, {"names"}),
        "birth": (reading.birth, {"birth"}),
        "sex": ("" if reading.sex == Sex.UNKNOWN else str(reading.sex), {"sex"}),
        "nationality": (reading.country, {"nationality"}),
    }
    if not reading.is_visa:
        sure |= of_document(reading)
    return Says(**{name: value for name, (value, by) in sure.items() if value and not by & doubted})


def of_document(reading: Reading) -> Sure:
    """Return what is said of the document itself, each with the faults that put it in doubt."""
    # The additional data of cards is guarded by the last digit alone, which proves nothing where
    # another one does not fit; the state tells the form.
    personal = (reading.personal_number, {"optional", "composite", "state"})
    is_card = reading.document_kind == DocumentKind.PERSONAL_NUMBER
    return {
        "kind": (str(reading.document_kind), set()),
        "number": personal if is_card else (reading.number, {"number", "state"}),
        "country": (country_of(reading.state), {"state"}),
        "expires_on": (reading.expires_on, {"expiry"}),
        "personal_number": ("", set()) if is_card else personal,
    }


def fits(name: str, printed: PrintedName) -> bool:
    """Return whether a name is what is printed, marks and order of its parts aside."""
    said, code = words(name), words(printed.full)
    if sorted(said) == sorted(code) or "".join(said) == "".join(code):
        return True
    return printed.is_truncated and "".join(said).startswith("".join(code))


def words(name: str) -> list[str]:
    """Return the words of a name as a code prints them: without marks and apostrophes."""
    return re.findall("[a-z]+", folded(name))
