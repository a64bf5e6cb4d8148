"""What somebody typed into the one box, taken apart: names, dates, numbers, provinces.

The order does not matter. What can be read as a number of a paper can often be a phone as well;
both are tried. Words whose marks were lost on the way are read as they were meant: the keys of
Telex and VNI, and text of old fonts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.citizens.names.folding import folded
from cases.citizens.names.keyed import from_vni, unkeyed
from cases.citizens.names.mojibake import repairs
from cases.citizens.names.table import is_spelled, is_syllable
from cases.citizens.numbers import number_key
from cases.citizens.search.figures import Figures, figures, phone_key
from cases.core.partial import PartialDate

VNI: Final = re.compile(r"(?<!\w)(?=[A-Za-z]*[0-9])[A-Za-z][A-Za-z0-9]{1,11}(?!\w)")
MOST_MARKS: Final = 4
"""So many digits a syllable typed by VNI has at most: two horns, a tone, the bar of đ."""
LETTERS: Final = re.compile(
    r"[^\W\d_][\w'’.\u0300-\u036f\u0e31-\u0e4e\u102b-\u103e\u1056-\u109d]*", re.UNICODE
)
"""A word; marks of Thai and Burmese are no letters by themselves."""
BETWEEN: Final = re.compile(r"[\s,;/|]+")
MOST_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of somebody who is looked for.

    `words` are the parts of names as typed; `others` those of them that do not name the province
    whose ids are `provinces`. `days` are all days a date can mean, `months` the first days of all
    months, `years` all years a birth can be in, `numbers` and `phones` as they are compared.
    """

    words: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    years: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    provinces: tuple[int, ...] = ()
    months: tuple[date, ...] = ()

    @property
    def births(self) -> list[PartialDate]:
        """All that the birth date can be, the most precise first; a year only where it adds one."""
        found = [PartialDate(day, "day") for day in self.days]
        found += [PartialDate(first, "month") for first in self.months]
        told = {birth.first.year for birth in found}
        return found + [PartialDate(date(y, 1, 1), "year") for y in self.years if y not in told]


def read(
    typed: str, provinces: Sequence[tuple[str, tuple[int, ...]]], today: date
) -> tuple[Asked, ...]:
    """Take apart what was typed; `provinces` are names as they are folded, each with its ids.

    There are two readings where the words can be keys of Telex: as they were meant, and as typed.
    Hwan may be Hăn, and is Hoàng by ear.
    """
    found = figures(VNI.sub(unmarked, typed), today)
    readings = dict.fromkeys(words[:MOST_WORDS] for words in meant(found.rest))
    return tuple(asked(words, found, provinces) for words in readings)


def asked(
    words: tuple[str, ...], found: Figures, provinces: Sequence[tuple[str, tuple[int, ...]]]
) -> Asked:
    """Return what is known by words and figures."""
    left, at = without_province(words, provinces)
    return Asked(
        words=words,
        others=left,
        days=tuple(dict.fromkeys(found.days)),
        years=tuple(dict.fromkeys([*(day.year for day in found.days), *found.years])),
        numbers=tuple(dict.fromkeys(number_key(text) for text in found.numbers)),
        phones=tuple(dict.fromkeys(phone_key(text) for text in found.phones)),
        provinces=at,
    )


def unmarked(match: re.Match[str]) -> str:
    """Return the syllable whose VNI keys were struck; what can be a number stays as it is."""
    word = match[0]
    digits = sum(char.isdigit() for char in word)
    if digits > MOST_MARKS or digits >= len(word) - digits + (word[1] in "69"):
        return word
    return from_vni(word) or word


def meant(rest: str) -> list[tuple[str, ...]]:
    """Return the words as they were meant: repaired if spoilt, else without the keys of Telex.

    Keys are only guessed, so the words as they were typed are returned as well.
    """
    words = tuple(LETTERS.findall(rest))
    spoilt = repairs(" ".join(BETWEEN.split(rest)).strip())
    if spoilt and spoilt[0].kind != "telex":
        return [tuple(spoilt[0].text.split())]
    plain = [is_syllable(word.lower()) or is_spelled(word) for word in words]
    at = [n for n, word in enumerate(words) if plain[n] or unkeyed(word)]
    undone = unkeyed(" ".join(words[n] for n in at))
    if undone is None:
        return [words]
    as_meant = dict(zip(at, undone[1].split(), strict=True))
    return [tuple(as_meant.get(n, word) for n, word in enumerate(words)), words]


def without_province(
    words: tuple[str, ...], provinces: Sequence[tuple[str, tuple[int, ...]]]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the words without the longest name of a province among them, and its ids.

    Words that are nothing but a province name are left: An, Bình and Giang are names of people too.
    """
    said = [folded(word) for word in words]
    for name, ids in sorted(provinces, key=lambda row: -len(row[0])):
        parts = name.split()
        for at in range(len(said) - len(parts) + 1):
            if said[at : at + len(parts)] == parts and len(parts) < len(said):
                return (*words[:at], *words[at + len(parts) :]), ids
    return words, ()
