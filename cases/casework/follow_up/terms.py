"""When people are asked how they are after their return: `seeds/follow_up.toml`, read once."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.utils.translation import gettext as _

from cases.casework.choices import Outcome
from cases.casework.follow_up.choices import OWN_DAY
from cases.core.configured import path_of
from cases.core.text import in_reader_words

FILE: Final = "follow_up.toml"


class FaultyTerms(ValueError):
    """The file cannot be taken."""


@dataclass(frozen=True, slots=True)
class Term:
    """A check that falls due `days` calendar days after the return, on which ground."""

    code: str
    days: int
    outcomes: frozenset[str]
    ground: str
    name: str
    name_vi: str
    name_fr: str

    @property
    def label(self) -> str:
        """The words in the reader's language."""
        return in_reader_words(self.name, self.name_vi, self.name_fr)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the file says: the checks by their codes, and after how many days somebody is told."""

    checks: Mapping[str, Term]
    overdue: int
    silence: int

    def after(self, outcome: str) -> list[Term]:
        """Return the checks that follow an outcome, the earliest first."""
        found = [term for term in self.checks.values() if outcome in term.outcomes]
        return sorted(found, key=lambda term: term.days)


@cache
def terms() -> Terms:
    """Return the terms of the house."""
    path = path_of(FILE)
    return read_terms(path.read_text(encoding="utf-8"))


def read_terms(text: str) -> Terms:
    """Return the terms of a text; raises `FaultyTerms` for the first fault."""
    content = tomllib.loads(text)
    if set(content) != {"term", "overdue", "silence"}:
        raise FaultyTerms(f"{FILE}: the tables are term, overdue, silence")
    return Terms(
        checks_of(content["term"]),
        days_in(content["overdue"], "overdue"),
        days_in(content["silence"], "silence"),
    )


def checks_of(rows: Iterable[dict[str, Any]]) -> Mapping[str, Term]:
    """Return code -> term."""
    found: dict[str, Term] = {}
    for row in rows:
        values = row | {"outcomes": frozenset(row.get("outcomes", ()))}
        try:
            term = Term(**values)
        except TypeError as fault:
            raise FaultyTerms(f"{FILE}: [[term]] {row.get('code')}: {fault}") from fault
        unknown = term.outcomes - set(Outcome.values)
        if term.code in found or term.code == OWN_DAY or unknown or not term.outcomes:
            raise FaultyTerms(f"{FILE}: [[term]] {term.code}: named twice, or bad outcomes")
        days_in(row, term.code)
        found[term.code] = term
    return found


def days_in(row: Mapping[str, Any], name: str) -> int:
    """Return a number of days; raises `FaultyTerms` for what is none."""
    days = row.get("days")
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= 3650:
        raise FaultyTerms(f"{FILE}: {name}: days are a whole number from 1 to 3650")
    return days


def kind_words(kind: str) -> str:
    """Return what a check is called; a code that the file no longer has says itself."""
    if kind == OWN_DAY:
        return _("On a day of our own")
    term = terms().checks.get(kind)
    return term.label if term is not None else kind
