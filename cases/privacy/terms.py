"""By when a request about personal data is answered and done: the terms of `seeds/rights.toml`.

A fault names file and line. The counting itself is `core.calendars`, by the calendar of the term.
What is not verified is shown, and counts against nobody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from cases.core.calendars import CALENDAR_DAYS, NEXT, NO_ROLL, WORKING_DAYS
from cases.core.configured import path_of
from cases.core.lines import KeyPath, line_of, line_of_error, lines_of, read_toml
from cases.core.text import in_reader_words
from cases.missions.calendars import HOME, MISSION
from cases.privacy.choices import RightsKind
from cases.procedures.choices import Missing
from cases.procedures.grounds import names_article

FILE = "rights.toml"
UNITS = frozenset({WORKING_DAYS, CALENDAR_DAYS})
CALENDARS = frozenset({MISSION, HOME})
ROLLS = frozenset({NEXT, NO_ROLL})
LONGEST = 366
LAW = ("legal_basis", "legal_basis_vi", "legal_basis_fr")
PROOF = {"source": str, "in_force_on": str, "verified": bool}
REPLY = {"amount": int, "unit": str, "calendar": str} | PROOF | dict.fromkeys(LAW, str)
TERM = REPLY | {"kinds": list, "extension": int}


class FaultyTerms(ValueError):
    """The file cannot be taken; every fault with its line."""


@dataclass(frozen=True, slots=True)
class Term:
    """So many days, by which law, and whether a source was found that says so."""

    amount: int
    unit: str
    calendar: str
    legal_basis: str
    legal_basis_vi: str
    legal_basis_fr: str
    source: str
    in_force_on: str
    verified: bool
    missing: str = ""
    extension: int = 0
    roll: str = ""

    @property
    def law(self) -> str:
        """The law in the reader's language."""
        return in_reader_words(self.legal_basis, self.legal_basis_vi, self.legal_basis_fr)

    @property
    def missing_words(self) -> str:
        """What was not found of its ground; empty where all was."""
        return str(Missing(self.missing).label) if self.missing else ""


@dataclass(frozen=True, slots=True)
class Terms:
    """The term of the reply, and of doing what was asked by its kind."""

    reply: Term
    doing: Mapping[str, Term]


@cache
def terms() -> Terms:
    """Return the terms of the house, read once."""
    path = path_of(FILE)
    return read_terms(path.read_text(encoding="utf-8"))


def read_terms(text: str, name: str = FILE) -> Terms:
    """Return the terms of a text; raises `FaultyTerms` with every fault."""
    try:
        content = read_toml(text)
    except (ValueError, RecursionError) as fault:
        raise FaultyTerms(f"{name}:{line_of_error(text, fault)}: this is not TOML") from fault
    reply, rows = content.get("reply"), content.get("term")
    if set(content) != {"reply", "term"} or type(reply) is not dict or type(rows) is not list:
        raise FaultyTerms(f"{name}:1: the file is one [reply] and a list of [[term]]")
    lines = lines_of(text)
    faults = [(line_of(lines, path), words) for path, words in all_faults(reply, rows)]
    if faults:
        raise FaultyTerms("\n".join(f"{name}:{line}: {words}" for line, words in sorted(faults)))
    return Terms(Term(**reply), {kind: term_of(row) for row in rows for kind in row["kinds"]})


def term_of(row: dict[str, Any]) -> Term:
    """Return a term that has no fault."""
    return Term(**{key: value for key, value in row.items() if key != "kinds"})


def all_faults(reply: dict[str, Any], rows: list[Any]) -> Iterator[tuple[KeyPath, str]]:
    """Yield what is wrong, each with its place."""
    yield from faults_of(("reply",), reply, REPLY)
    named: list[Any] = []
    for index, row in enumerate(rows):
        found = list(faults_of(("term", index), row, TERM))
        yield from found
        for kind in [] if found else row["kinds"]:
            if kind not in RightsKind.values:
                yield ("term", index, "kinds"), f"the kind {kind} is not known"
            elif kind in named:
                yield ("term", index, "kinds"), f"the kind {kind} has a term already"
            named.append(kind)
    for kind in RightsKind.values:
        if kind not in named:
            yield (), f"there is no term for {kind}"


def faults_of(
    place: KeyPath, row: Mapping[str, Any], expected: Mapping[str, type]
) -> Iterator[tuple[KeyPath, str]]:
    """Yield what is wrong with one term by itself."""
    for key in row:
        if key not in expected and key not in {"missing", "roll"}:
            yield (*place, key), f"{key} is not known here"
    for key, kind in expected.items():
        if type(row.get(key)) is not kind:
            yield (*place, key), f"{key} is missing or not of the right kind"
    if type(row.get("amount")) is int and not 1 <= row["amount"] <= LONGEST:
        yield (*place, "amount"), f"amount is a whole number from 1 to {LONGEST}"
    if type(row.get("extension")) is int and not 0 <= row["extension"] <= LONGEST:
        yield (*place, "extension"), f"extension is a whole number from 0 to {LONGEST}"
    if type(row.get("unit")) is str and row["unit"] not in UNITS:
        yield (*place, "unit"), f"unit is one of {', '.join(sorted(UNITS))}"
    if type(row.get("calendar")) is str and row["calendar"] not in CALENDARS:
        yield (*place, "calendar"), f"calendar is one of {', '.join(sorted(CALENDARS))}"
    if row.get("unit") == CALENDAR_DAYS and row.get("roll") not in ROLLS:
        yield (*place, "roll"), f"roll is one of {', '.join(sorted(ROLLS))}"
    if row.get("unit") == WORKING_DAYS and "roll" in row:
        yield (*place, "roll"), "working days take no roll: they end on one"
    yield from faults_of_ground(place, row)


def faults_of_ground(place: KeyPath, row: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Yield what a term does not say of its ground: its date, its article or what is missing."""
    if not is_day(row.get("in_force_on")):
        yield (*place, "in_force_on"), "in_force_on is the first day of the law, as 2026-01-01"
    if row.get("verified") is not True:
        if row.get("missing") not in Missing.values:
            yield (*place, "missing"), f"missing is one of {', '.join(Missing.values)}"
        return
    if "missing" in row:
        yield (*place, "missing"), "what is verified misses nothing"
    if not (names_article(str(row.get("legal_basis"))) and row.get("source")):
        yield (*place, "verified"), "what is verified names its article and its source"


def is_day(value: Any) -> bool:
    """Return whether a text is a day."""
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True
