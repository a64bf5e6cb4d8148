"""How well a person fits what is known of somebody who is looked for, in bits, and why.

A bit is worth one halving of the people it can be. A day of birth says some fourteen, a year five,
a province five, a number of a paper all of it; a name as much as its syllables are rare. What
contradicts takes away. Nothing is decided here: the order and the reasons are for whoever looks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.citizens.names.comparison import Comparison, compare
from cases.citizens.names.keys import NameKey, name_key
from cases.citizens.names.syllables import is_one_letter_off
from cases.citizens.search.asked import Asked

SENTENCES: Final[dict[str, str | Promise]] = {
    "document": _("Same number of a document"),
    "document_near": _("Number of a document one character apart"),
    "phone": _("Same phone"),
    "phone_near": _("Phone one digit apart"),
    "name": _("Same name"),
    "name_marks": _("Same name without marks"),
    "name_order": _("Same words of the name in another order"),
    "name_alike": _("Name alike"),
    "name_part": _("Part of the name"),
    "name_region": _("Form of the name in another region"),
    "name_other": _("Another name"),
    "alias": _("Also known so"),
    "relative": _("Name of a relative"),
    "born": _("Same birth date"),
    "born_swapped": _("Birth date with day and month exchanged"),
    "born_year": _("Same year of birth"),
    "born_near": _("Born a year apart"),
    "born_other": _("Another birth date"),
    "province": _("Same province"),
}
BITS: Final = {
    "document": 30.0,
    "document_near": 18.0,
    "phone": 22.0,
    "phone_near": 12.0,
    "relative": 6.0,
    "born": 14.0,
    "born_swapped": 10.0,
    "born_year": 5.5,
    "born_near": 2.0,
    "born_other": -6.0,
    "province": 5.0,
    "no_province": -2.0,
}
DOUBTFUL: Final = frozenset({
    "document_near", "phone_near", "name_alike", "name_region", "name_other", "relative",
    "born_swapped", "born_near", "born_other",
})  # fmt: skip
"""Reasons with which somebody is looked at in a list first, even when nobody else fits."""
ALIKE: Final = 0.6
OTHER: Final = 0.45
PLAIN: Final = frozenset({"name", "name_marks", "name_order"})
WHOLE: Final = 25.0
"""How many bits the score of a name is worth beside the rarity of its syllables."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record of a person that can be compared; `names` as registered first."""

    names: Sequence[str]
    birth_on: date | None = None
    birth_precision: str = "none"
    province: int | None = None
    numbers: Sequence[str] = ()
    phones: Sequence[str] = ()
    relatives: Sequence[str] = ()


@dataclass(slots=True)
class Fit:
    """How well somebody fits: `bits`, and the codes of the reasons, the weightiest first."""

    bits: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, code: str, bits: float | None = None) -> None:
        """Count a reason; those without a sentence only weigh."""
        self.bits += BITS[code] if bits is None else bits
        if code in SENTENCES and code not in self.reasons:
            self.reasons.append(code)

    @property
    def is_doubtful(self) -> bool:
        """Whether something only nearly fits."""
        return not DOUBTFUL.isdisjoint(self.reasons)


def fit(asked: Asked, key: NameKey, known: Known) -> Fit:
    """Return how well what is known of a person fits what was asked; `key` is that of the words."""
    found = Fit()
    by_number(found, asked.numbers, known.numbers, "document")
    by_number(found, asked.phones, known.phones, "phone")
    if key.parts:
        by_name(found, key, known)
    if asked.years:
        by_birth(found, asked, known)
    if asked.provinces:
        found.add("province" if known.province in asked.provinces else "no_province")
    return found


def by_number(found: Fit, asked: Sequence[str], known: Sequence[str], code: str) -> None:
    """Count the number that fits best."""
    if set(asked) & set(known):
        found.add(code)
    elif any(is_one_letter_off(one, other) for one in asked for other in known):
        found.add(f"{code}_near")


def by_name(found: Fit, key: NameKey, known: Known) -> None:
    """Count the name that fits best, the registered one first; else names of relatives."""
    best, code, bits = -100.0, "", 0.0
    for at, name in enumerate(known.names):
        compared = compare(key, name_key(name))
        said = compared.bits + WHOLE * (compared.score - 1)
        if said > best:
            best, bits = said, said
            code = "alias" if at and compared.score >= ALIKE else name_code(compared)
    if any(name_code(compare(key, name_key(name))) in PLAIN for name in known.relatives):
        found.add("relative")
        if bits <= 0.0:
            return
    found.add(code or "name_part", bits)


def name_code(compared: Comparison) -> str:
    """Return the reason that a comparison of names comes to."""
    codes = compared.codes
    if codes <= {"same"}:
        return "name"
    if codes <= {"same", "marks_missing", "joined"}:
        return "name_marks"
    if codes <= {"same", "marks_missing", "joined", "order"}:
        return "name_order"
    if codes <= {"same", "marks_missing", "joined", "order", "extra", "missing"}:
        return "name_part"
    if compared.score < OTHER:
        return "name_other"
    return "name_region" if "regional" in codes else "name_alike"


def by_birth(found: Fit, asked: Asked, known: Known) -> None:
    """Count how the birth date fits, as precise as both sides know it."""
    born = known.birth_on
    if born is None:
        return
    if asked.days and known.birth_precision == "day":
        if born in asked.days[:1]:
            found.add("born")
        elif born in asked.days or any(is_swapped(born, day) for day in asked.days):
            found.add("born_swapped")
        elif born.year in asked.years:
            found.add("born_year", 1.0)
        else:
            found.add("born_other")
    elif born.year in asked.years:
        found.add("born_year")
    else:
        is_near = any(abs(born.year - year) == 1 for year in asked.years)
        found.add("born_near" if is_near else "born_other")


def is_swapped(one: date, other: date) -> bool:
    """Return whether two days are the same with day and month exchanged."""
    return (one.year, one.month, one.day) == (other.year, other.day, other.month)
