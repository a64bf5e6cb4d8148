"""How well a person fits what is known of somebody who is looked for, in bits, and why.

A bit is worth one halving of the people it can be. A day of birth says some fourteen, a year five,
a province five, a number of a paper all of it; a name as much as its syllables are rare. What
contradicts takes away (`weights.py`). Nothing is decided here: the order and the reasons are for
whoever looks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.citizens.names.comparison import Comparison, compare
from cases.citizens.names.keys import NameKey, known_key, name_key
from cases.citizens.names.syllables import is_one_letter_off
from cases.citizens.search.asked import Asked
from cases.citizens.search.births import birth_reason
from cases.citizens.search.weights import weights
from cases.core.partial import PartialDate

SENTENCES: Final[dict[str, str | Promise]] = {
    "document": _("Same number of a document"),
    "document_near": _("Number of a document one character apart"),
    "document_part": _("Part of the number of a document"),
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
    "born_default": _("Same birth date, but 1 January is often written for a year alone"),
    "born_month": _("Same month of birth"),
    "born_year": _("Same year of birth"),
    "born_january": _("Same year of birth, one side with 1 January"),
    "born_digit": _("Birth date one digit or one day apart"),
    "born_buddhist": _("Year of birth 543 apart: perhaps the Buddhist one"),
    "born_same_year": _("Same year of birth, another day"),
    "born_near": _("Born a year apart"),
    "born_two": _("Born two years apart"),
    "born_other": _("Another birth date"),
    "age": _("Same age"),
    "age_near": _("A year older or younger"),
    "age_two": _("Two years older or younger"),
    "age_other": _("Another age"),
    "province": _("Same province"),
    "commune": _("Same commune"),
}
DOUBTFUL: Final = frozenset({
    "document_near", "phone_near", "name_alike", "name_region", "name_other", "relative",
    "born_swapped", "born_near", "born_other", "born_default", "born_january", "born_digit",
    "born_buddhist", "born_same_year", "born_two", "age_near", "age_two", "age_other",
    "document_part",
})  # fmt: skip
"""Reasons with which somebody is looked at in a list first, even when nobody else fits."""
UNSAID: Final = frozenset({"no_province"})
"""What weighs and is no reason to name: people move."""
UNEXPLAINED: Final = frozenset({"different", "missing", "marks_differ"})
"""What leaves a word that was typed without one on record."""
OF_END: Final = 3.0
OF_BEGINNING: Final = 2.0
"""Bits of a figure at the end of a number, and at its beginning: province, sex and year."""
YEAR: Final = 366
PLAIN: Final = frozenset({"name", "name_marks", "name_order"})


class Named(NamedTuple):
    """How the best of several names fits: the code of the reason, bits, and whether it is alike.

    `untyped` are the bits that it lacks for nothing but what it has beside the words typed.
    """

    code: str
    bits: float
    is_alike: bool
    untyped: float = 0.0


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
    commune: str = ""


@dataclass(slots=True)
class Fit:
    """How well somebody fits: `bits`, and the codes of the reasons, the weightiest first.

    `untyped` are bits that are lacking only because less was typed than is on record.
    """

    bits: float = 0.0
    reasons: list[str] = field(default_factory=list)
    untyped: float = 0.0

    def add(self, code: str, bits: float | None = None) -> None:
        """Count a reason; those without a sentence only weigh."""
        self.bits += weights().bits[code] if bits is None else bits
        if code not in UNSAID and code not in self.reasons:
            self.reasons.append(code)

    @property
    def is_doubtful(self) -> bool:
        """Whether something only nearly fits."""
        return not DOUBTFUL.isdisjoint(self.reasons)


def most_of(asked: Asked, key: NameKey) -> float:
    """Return with how many bits somebody would fit of whom all that was asked holds."""
    bits = weights().bits
    beside = {
        "commune": asked.communes,
        "province": asked.provinces,
        "relative": asked.relatives,
        "phone": asked.phones,
    }
    most = key.weight + sum(bits[code] for code, told in beside.items() if told)
    number = "document" if asked.numbers else "document_part" if asked.parts else ""
    born = "born" if asked.days else "born_month" if asked.months else "born_year"
    most += bits[number] if number else 0.0
    return most + (bits[born] if asked.years or asked.spans else 0.0)


def fit(asked: Asked, key: NameKey, known: Known) -> Fit:
    """Return how well what is known of a person fits what was asked; `key` is that of the words."""
    found = Fit()
    by_number(found, asked.numbers, known.numbers, "document")
    by_number(found, asked.phones, known.phones, "phone")
    if asked.parts and not found.reasons:
        by_part(found, asked.parts, known.numbers)
    if key.parts:
        by_name(found, key, known)
    if asked.relatives:
        by_relative(found, asked.relatives, known.relatives)
    if (asked.years or asked.spans) and known.birth_on is not None:
        by_birth(found, asked, PartialDate(known.birth_on, known.birth_precision))
    if known.commune and known.commune in asked.communes:
        found.add("commune")
    if asked.provinces:
        found.add("province" if known.province in asked.provinces else "no_province")
    return found


def by_number(found: Fit, asked: Sequence[str], known: Sequence[str], code: str) -> None:
    """Count the number that fits best."""
    if set(asked) & set(known):
        found.add(code)
    elif any(is_one_letter_off(one, other) for one in asked for other in known):
        found.add(f"{code}_near")


def by_part(found: Fit, asked: Sequence[str], known: Sequence[str]) -> None:
    """Count the longest end or beginning of a number: figures at its end say most."""
    ends = [part[1:] for part in asked if part[0] == ">"]
    begins = [part[1:] for part in asked if part[0] == "<"]
    said = [OF_END * len(end) for end in ends if any(one.endswith(end) for one in known)]
    said += [
        OF_BEGINNING * len(begin) for begin in begins if any(one.startswith(begin) for one in known)
    ]
    if said:
        found.add("document_part", min(max(said), weights().bits["document_part"]))


def by_relative(found: Fit, asked: Sequence[str], known: Sequence[str]) -> None:
    """Count the relative whose name fits best, whole or by the given name alone."""
    keys = [known_key(name) for name in known]
    for name in asked:
        key = name_key(name)
        alike = [
            min(compared.bits, weights().thresholds.likely)
            for compared in (compare(key, other) for other in keys)
            if "different" not in compared.codes and compared.bits > 0
        ]
        if alike:
            found.add("relative", max(alike))


def by_name(found: Fit, key: NameKey, known: Known) -> None:
    """Count the name that fits best, the registered one first; else names of relatives."""
    named = best_name(key, map(known_key, known.names))
    if any(name_code(compare(key, known_key(name))) in PLAIN for name in known.relatives):
        found.add("relative")
        if named.bits <= 0.0:
            return
    found.add(named.code, named.bits)
    found.untyped = named.untyped


def best_name(key: NameKey, names: Iterable[NameKey]) -> Named:
    """Return how the best of a person's names fits, of two as good the one that stands first."""
    thresholds = weights().thresholds
    best = Named("name_part", 0.0, is_alike=False)
    most = -100.0
    for at, name in enumerate(names):
        compared = compare(key, name)
        lacking = thresholds.whole * (compared.score - 1)
        untyped = 0.0
        if UNEXPLAINED.isdisjoint(compared.codes):
            lacking *= thresholds.of_part
            extra = [reason.bits for reason in compared.reasons if reason.code == "extra"]
            untyped = -lacking - sum(extra) if extra else 0.0
        bits = compared.bits + lacking
        if bits > most:
            is_alike = compared.score >= thresholds.alike
            most = bits
            best = Named(
                "alias" if at and is_alike else name_code(compared), bits, is_alike, untyped
            )
    return best


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
    if compared.score < weights().thresholds.other:
        return "name_other"
    return "name_region" if "regional" in codes else "name_alike"


def by_birth(found: Fit, asked: Asked, known: PartialDate) -> None:
    """Count how the birth or the age fits best, as precise as both sides know it."""
    codes = [birth_reason(asked.births, known)] if asked.years else []
    if codes == ["born_other"] and not asked.days and not asked.months:
        codes = ["born_two"] if any(abs(y - known.first.year) == 2 for y in asked.years) else codes
    codes += [age_reason(first, last, known) for first, last in asked.spans]
    found.add(max(codes, key=lambda code: weights().bits[code]))


def age_reason(first: date, last: date, known: PartialDate) -> str:
    """Return the code of how a birth on record fits the days between which an age puts it."""
    if known.first <= last and first <= known.last:
        return "age"
    days = (known.first - last).days if known.first > last else (first - known.last).days
    return "age_near" if days <= YEAR else "age_two" if days <= 2 * YEAR else "age_other"
