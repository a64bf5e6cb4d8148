"""What each reason weighs, and where lines are drawn. Source: `seeds/matching.toml`.

One set of weights for the search, the check for doubles and the matching of lists. Read once;
a file that lacks a line, has one too many, or says of one not why, stops the start.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

from cases.core.configured import path_of

REASONS: Final = frozenset({
    "document", "document_kind", "document_near", "number_begins", "number_against", "phone",
    "phone_near", "relative", "born", "born_swapped", "born_default", "born_month", "born_year",
    "born_january", "born_digit", "born_buddhist", "born_same_year", "born_near", "born_two",
    "born_other", "age", "age_near", "age_two", "age_other", "province", "commune", "no_province",
    "document_part", "sex_other", "personal_number_other", "issuer_unknown",
})  # fmt: skip
"""All codes of reasons but those of names, which weigh as much as their syllables are rare."""
VALUES: Final = ("bits", "share")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where lines are drawn, in bits; `alike` and `other` are shares of a name."""

    alike: float
    other: float
    whole: float
    of_part: float
    explained: float
    likely: float
    perhaps: float
    same_document: float
    born_other_at_intake: float
    unlikely: float
    far_behind: float
    fewest: float
    fewest_in_sets: float
    of_year: float
    of_place: float
    as_good: float
    settled: float
    in_doubt: float


@dataclass(frozen=True, slots=True)
class Weights:
    """All weights: `bits` by the code of the reason."""

    bits: Mapping[str, float]
    thresholds: Thresholds


@cache
def weights() -> Weights:
    """Return the weights of this installation."""
    path = path_of("matching.toml")
    return read(tomllib.loads(path.read_text(encoding="utf-8")))


def read(written: Mapping[str, Any]) -> Weights:
    """Return the weights as a file writes them."""
    if set(written) != {"reasons", "thresholds"}:
        raise ImproperlyConfigured("matching.toml has the tables reasons and thresholds alone.")
    names = {field.name for field in fields(Thresholds)}
    return Weights(
        bits=MappingProxyType(values(written["reasons"], REASONS)),
        thresholds=Thresholds(**values(written["thresholds"], names)),
    )


def values(table: Mapping[str, Mapping[str, Any]], wanted: Any) -> dict[str, float]:
    """Return the number under each name; exactly the wanted ones have one, and each says why."""
    if set(table) != set(wanted):
        odd = ", ".join(sorted(set(table) ^ set(wanted)))
        raise ImproperlyConfigured(f"matching.toml lacks or has too many of these: {odd}.")
    found = {}
    for name, line in table.items():
        numbers = [float(line[key]) for key in VALUES if key in line]
        if len(numbers) != 1 or not str(line.get("why", "")).strip():
            raise ImproperlyConfigured(f"{name} in matching.toml needs one number and a why.")
        found[name] = numbers[0]
    return found
