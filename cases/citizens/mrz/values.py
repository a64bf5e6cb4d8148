"""What the characters of a code say: dates with their century, sex, states, names."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from babel.core import get_global

from cases.citizens.choices import Sex
from cases.core.partial import PartialDate
from cases.places.choices import Country

SEXES: Final = {"M": Sex.MALE, "F": Sex.FEMALE, "<": Sex.UNKNOWN}
"""What a code may say: X of the page above is a filler in it (ICAO Doc 9303, part 4)."""
NO_EXPIRY: Final = "991231"
"""On cards without an end, such as those of the old in Viet Nam (not confirmed)."""
FURTHEST_EXPIRY: Final = 50
STATELESS: Final = frozenset({"XXA", "XXB", "XXC", "XXX"})
"""Stateless, refugee by the Convention, other refugee, nationality not stated."""
OTHER_HOLDERS: Final = frozenset(
    {"XOM", "XPO", "XBA", "XIM", "XCC", "XCE", "XCO", "XEC", "XES", "XMP", "XDC"}
    | {"UNO", "UNA", "UNK", "EUE", "IAO", "RKS"}
)
"""Organisations, and states without a code of ISO 3166."""
BRITISH: Final = frozenset({"GBD", "GBN", "GBO", "GBP", "GBS"})


@cache
def states() -> dict[str, str]:
    """Return the states with a code of three letters, and their two letters. Source: CLDR."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return {
        code: found[0]
        for code, found in aliases.items()
        if len(code) == 3 and code.isalpha() and len(found) == 1
    } | {"D": "DE", **dict.fromkeys(BRITISH, "GB")}


def is_state(code: str) -> bool:
    """Return whether a code may stand for a state or holder; D alone is Germany."""
    return code in states() or code in STATELESS or code in OTHER_HOLDERS


def country_of(code: str) -> str:
    """Return the country as records have it, `XX` for others, "" for the stateless."""
    if not code or code in STATELESS:
        return ""
    known = states().get(code, "")
    return known if known in Country.values else str(Country.XX)


@dataclass(frozen=True, slots=True)
class PrintedName:
    """The name as the code has it: capitals without marks, cut off where the line ends.

    It is what the document prints for machines, not the name of the holder: that one has marks.
    """

    family: str
    given: str
    is_truncated: bool

    @property
    def full(self) -> str:
        """The name in one line, family name first."""
        return f"{self.family} {self.given}".strip()


def read_name(text: str) -> PrintedName:
    """Return the parts of the field of names; what follows two fillers at once is a given name."""
    family, _fillers, given = ("", "", text) if text.startswith("<<") else parted(text)
    return PrintedName(
        family=" ".join(family.replace("<", " ").split()),
        given=" ".join(given.replace("<", " ").split()),
        is_truncated=not text.endswith("<"),
    )


def parted(text: str) -> tuple[str, str, str]:
    """Return family name, fillers and given name."""
    return text.strip("<").partition("<<")


def parts_of(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day of six characters, 0 for what is not known; None for no date."""
    pieces = [text[at : at + 2] for at in (0, 2, 4)]
    known = ["00" if piece in {"<<", "XX"} else piece for piece in pieces]
    if pieces[0] in {"<<", "XX"} or not all(piece.isascii() and piece.isdigit() for piece in known):
        return None
    year, month, day = map(int, known)
    if month > 12 or (day and not month):
        return None
    if day > (calendar.monthrange(2000 + year, month)[1] if month else 0) and (month, day) != (
        2,
        29,
    ):
        return None
    return year, month, day


def dated(year: int, month: int, day: int) -> PartialDate | None:
    """Return the date as far as it is known, None where there is no such day."""
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(first, "day" if day else "month" if month else "year")


def read_birth(text: str, today: date, year_hint: int | None = None) -> PartialDate | None:
    """Return the birth date: never in the future, else in this century.

    `year_hint` is the year a personal number says; it decides for those older than a hundred.
    """
    parts = parts_of(text)
    if parts is None:
        return None
    year, month, day = parts
    if year_hint is not None and year_hint % 100 == year and year_hint <= today.year:
        return dated(year_hint, month, day)
    this = today.year // 100 * 100 + year
    found = dated(this, month, day)
    if found is not None and found.first <= today:
        return found
    return dated(this - 100, month, day)


def read_expiry(text: str, today: date) -> date | None:
    """Return the last day: up to fifty years ahead, else in the past century."""
    parts = parts_of(text)
    if parts is None:
        return None
    year, month, day = parts
    full = today.year // 100 * 100 + year
    if full > today.year + FURTHEST_EXPIRY:
        full -= 100
    found = dated(full, month, day)
    return None if found is None else found.last
