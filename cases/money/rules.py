"""The rules of the Fund as data: which payer may pay for what, and what is asked back.

Source: `seeds/fund_rules.toml`, read once; a fault ends the start and names its line. The file:

    [settings]
    approval_above   dong; a line above it waits for a second officer
    rate_days        a rate may be so many days older than the expense
    earliest         no expense, deposit or undertaking is dated before it

    [[category]]
    code, name, name_vi, name_fr
    payers           who may pay for it, by the codes of `Payer`
    asked_back       whether the Fund only advances it: then it asks it back
    of_return        part of the return: of a person of whom the Fund may not ask it back, nobody
                     on her side pays it, and the Fund bears it
    law, source      where that is said
    verified         whether the article was read; false unless said, and then
    missing          says what was not found, by the codes of `Missing`
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.db.models import TextChoices
from django.utils.functional import lazy

from cases.core.configured import path_of
from cases.core.lines import line_of, lines_of
from cases.core.text import in_reader_words
from cases.money.choices import Payer
from cases.procedures.choices import Missing
from cases.procedures.grounds import names_article

FILE: Final = "fund_rules.toml"
OPTIONAL: Final = frozenset({"of_return", "verified", "missing"})
ON_HER_SIDE: Final = frozenset({Payer.FUND_ADVANCE, Payer.SELF, Payer.RELATIVE_DEPOSIT})
"""Payers by whom it comes back to the person: she repays, she pays, her relatives pay."""


@dataclass(frozen=True, slots=True)
class Category:
    """What money is spent for, and who may pay it."""

    code: str
    name: str
    name_vi: str
    name_fr: str
    payers: tuple[str, ...]
    asked_back: bool
    law: str
    source: str
    of_return: bool = False
    verified: bool = False
    missing: str = ""

    @property
    def label(self) -> str:
        """The words in the reader's language."""
        return in_reader_words(self.name, self.name_vi, self.name_fr)

    @property
    def missing_words(self) -> str:
        """What was not found of its law; empty where all was."""
        return str(Missing(self.missing).label) if self.missing else ""


@dataclass(frozen=True, slots=True)
class FundRules:
    """Everything the file says."""

    approval_above: int
    rate_days: int
    earliest: date
    categories: Mapping[str, Category]


@cache
def fund_rules() -> FundRules:
    """Return the rules of the file."""
    path = path_of(FILE)
    return read_rules(path.read_text(encoding="utf-8"))


def read_rules(text: str) -> FundRules:
    """Return the rules that a text says; raises for the first fault, with its line."""
    content, lines = tomllib.loads(text), lines_of(text)
    categories: dict[str, Category] = {}
    for place, row in enumerate(content.get("category", ())):
        fault = fault_of(row, categories)
        if fault:
            raise ImproperlyConfigured(
                f"{FILE}, line {line_of(lines, ('category', place))}: {fault}."
            )
        categories[row["code"]] = Category(**{**row, "payers": tuple(row["payers"])})
    try:
        return FundRules(categories=categories, **content["settings"])
    except (KeyError, TypeError) as fault:
        line = line_of(lines, ("settings",))
        raise ImproperlyConfigured(f"{FILE}, line {line}: {fault}.") from fault


def fault_of(row: Mapping[str, Any], known: Mapping[str, Category]) -> str:
    """Return what is wrong with a category; empty for nothing."""
    fields = Category.__dataclass_fields__
    needed = {name for name in fields if name not in OPTIONAL}
    if missing := sorted(needed - set(row)):
        return f"missing: {', '.join(missing)}"
    if unknown := sorted(set(row) - set(fields)):
        return f"not known here: {', '.join(unknown)}"
    if row["code"] in known:
        return f"named twice: {row['code']}"
    return fault_of_ground(row) or fault_of_payers(row)


def fault_of_ground(row: Mapping[str, Any]) -> str:
    """Return what a category does not say of its law: the article, or what is missing."""
    missing = row.get("missing", "")
    if row.get("verified", False):
        is_proved = names_article(row["law"]) and not missing
        return "" if is_proved else "what is verified names its article and misses nothing"
    known = ", ".join(Missing.values)
    return "" if missing in Missing.values else f"missing is one of {known}"


def fault_of_payers(row: Mapping[str, Any]) -> str:
    """Return what is wrong with who may pay; empty for nothing."""
    if odd := sorted(set(row["payers"]) - set(Payer.values)):
        return f"no such payer: {', '.join(odd)}"
    if row["asked_back"] and Payer.FUND_GRANT in row["payers"]:
        return "what is asked back is no grant: the payer is fund_advance"
    if not row["asked_back"] and Payer.FUND_ADVANCE in row["payers"]:
        return "what is not asked back is not advanced: the payer is fund_grant"
    return ""


def category_label(code: str) -> str:
    """Return the words of a category; a code that the file no longer has says itself."""
    category = fund_rules().categories.get(code)
    return category.label if category is not None else code


def category_choices() -> Any:
    """Return the categories as a closed set for a form, in the reader's words."""
    words = lazy(category_label, str)
    members = [(code.upper(), (code, words(code))) for code in fund_rules().categories]
    return TextChoices("CostCategory", members)  # type: ignore[call-overload] # the functional way of an enum


CostCategory: Any = category_choices()
