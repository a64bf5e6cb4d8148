"""What somebody typed into the one box, taken apart: names, dates, numbers, provinces.

The order does not matter. What can be read as a number of a paper can often be a phone as well;
both are tried. Words whose marks were lost on the way are read as they were meant: the keys of
Telex and VNI, and text of old fonts.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import Final

from cases.citizens.names.folding import folded
from cases.citizens.names.keyed import from_vni, unkeyed
from cases.citizens.names.known import is_known
from cases.citizens.names.mojibake import repairs
from cases.citizens.names.spoilt import repaired
from cases.citizens.names.table import is_spelled, is_syllable
from cases.citizens.numbers import number_key
from cases.citizens.search.figures import (
    Figures,
    card_numbers,
    figures,
    full_years,
    in_ascii,
    phone_key,
    phones_now,
)
from cases.citizens.search.marked_words import (
    MOST_OF_COMMUNE,
    Provinces,
    Said,
    is_surely_title,
    said,
    splits_of_relative,
    without_order,
    without_title,
)
from cases.citizens.search.told_births import ToldBirths, told_births
from cases.core.partial import PartialDate

VNI: Final = re.compile(r"(?<!\w)(?=[A-Za-z]*[0-9])[A-Za-z][A-Za-z0-9]{1,11}(?!\w)")
MOST_MARKS: Final = 4
"""So many digits a syllable typed by VNI has at most: two horns, a tone, the bar of đ."""
LETTERS: Final = re.compile(
    r"(?:[^\W\d_]|\ufffd)[\w\ufffd'’.\u0300-\u036f\u0e31-\u0e4e\u102b-\u103e\u1056-\u109d]*",
    re.UNICODE,
)
"""A word; marks of Thai and Burmese are no letters by themselves."""
BETWEEN: Final = re.compile(r"[\s,;/|]+")
BETWEEN_SEGMENTS: Final = re.compile(r"[,;|\t\n]|\s[-–]\s")
MOST_WORDS: Final = 12
ALSO_CALLED: Final = {"ho chi minh": ("sai gon", "saigon", "sg"), "ha noi": ("hanoi",)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of somebody who is looked for.

    `words` are the parts of names as typed; `others` those of them that do not name the province
    whose ids are `provinces`. `days` are all days a date can mean, `months` the first days of all
    months, `years` all years a birth can be in, `spans` first and last day of birth by an age.
    `numbers` and `phones` are as they are compared, `parts` ends (`>`) and beginnings (`<`) of
    numbers. `relatives` are names, `communes` are folded. `is_guess`: to be tried where nobody fits
    the other readings.
    """

    words: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    years: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    provinces: tuple[int, ...] = ()
    months: tuple[date, ...] = ()
    spans: tuple[tuple[date, date], ...] = ()
    parts: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    is_guess: bool = False

    @property
    def births(self) -> list[PartialDate]:
        """All that the birth date can be, the most precise first; a year only where it adds one."""
        found = [PartialDate(day, "day") for day in self.days]
        found += [PartialDate(first, "month") for first in self.months]
        told = {birth.first.year for birth in found}
        return found + [PartialDate(date(y, 1, 1), "year") for y in self.years if y not in told]

    @property
    def years_of_birth(self) -> tuple[int, ...]:
        """All years of birth, also by an age."""
        ages = (day.year for span in self.spans for day in span)
        return tuple(dict.fromkeys((*self.years, *ages)))


def read(
    typed: str, provinces: Sequence[tuple[str, tuple[int, ...]]], today: date
) -> tuple[Asked, ...]:
    """Take apart what was typed; `provinces` are names as they are folded, each with its ids.

    There are several readings where words can be keys of Telex, a title or part of the name, or a
    number can be a date. Hwan may be Hăn, and is Hoàng by ear.
    """
    told = told_births(VNI.sub(unmarked, in_ascii(repaired(typed))), today)
    found = figures(told.rest, today)
    parts = [LETTERS.findall(part) for part in BETWEEN_SEGMENTS.split(found.rest)]
    names = {tuple(name.split()): ids for name, ids in provinces}
    readings: list[Asked] = []
    for words in meant_words([word for part in parts for word in part]):
        left = iter(words)
        segments = [list(islice(left, len(part))) for part in parts]
        sorted_out = said(segments, names, short_names(names))
        known = known_by(told, found, sorted_out, today)
        for name in namings(sorted_out, known, provinces):
            readings.append(name)
            if found.perhaps and not known.years:
                days = tuple(dict.fromkeys(found.perhaps))
                years = tuple(dict.fromkeys(day.year for day in days))
                readings.append(
                    replace(name, days=days, years=years, numbers=(), phones=(), parts=())
                )
    return tuple(dict.fromkeys(readings))


def known_by(told: ToldBirths, found: Figures, words: Said, today: date) -> Asked:
    """Return what is known beside the name."""
    short = (year for number in told.short_years for year in full_years(number, today))
    years = (*(day.year for day in (*found.days, *found.months)), *found.years, *short)
    return Asked(
        days=tuple(dict.fromkeys(found.days)),
        months=tuple(dict.fromkeys(found.months)),
        years=tuple(dict.fromkeys(years)),
        spans=tuple(span_of(age, today) for age in dict.fromkeys(told.ages)),
        numbers=tuple(
            dict.fromkeys(key for text in found.numbers for key in card_numbers(number_key(text)))
        ),
        phones=tuple(
            dict.fromkeys(key for text in found.phones for key in phones_now(phone_key(text), text))
        ),
        parts=tuple(dict.fromkeys(found.parts)),
        provinces=words.provinces,
        relatives=tuple(" ".join(name) for name in words.relatives),
        communes=tuple(folded(" ".join(name)) for name in words.places),
    )


def span_of(age: int, today: date) -> tuple[date, date]:
    """Return the first and the last day on which somebody of an age can be born."""
    last = today.replace(year=today.year - age, day=min(today.day, 28))
    return last.replace(year=last.year - 1) + timedelta(days=1), last


def namings(
    found: Said, known: Asked, provinces: Sequence[tuple[str, tuple[int, ...]]]
) -> Iterator[Asked]:
    """Yield what is known with the words of the name, in each way they can be taken."""
    words = tuple(word for segment in found.segments for word in segment)[:MOST_WORDS]
    if not words and found.is_relative_first:
        for relative, name in splits_of_relative(found.relatives[0]):
            yield named(replace(known, relatives=(" ".join(relative),)), name, provinces)
    plain = without_title(words)
    yield named(known, plain, provinces)
    if plain != words and not is_surely_title(words):
        yield named(known, words, provinces)
    guess = replace(known, is_guess=True)
    if (given := without_order(plain)) != plain:
        yield named(guess, given, provinces)
    if not known.communes:
        for place, name in with_place(found.segments, plain):
            yield named(replace(guess, communes=(folded(" ".join(place)),)), name, provinces)
    if (whole := rejoined(plain)) != plain:
        yield named(guess, whole, provinces)


def with_place(
    segments: Sequence[Sequence[str]], words: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield a commune that no word announces, and the name: apart by a comma, or the last words."""
    if len(segments) == 2:
        for place, name in (segments, segments[::-1]):
            if len(place) <= MOST_OF_COMMUNE < len(name) + 1:
                yield tuple(place), tuple(name)
    elif len(segments) == 1 and len(words) > MOST_OF_COMMUNE + 1:
        yield words[-MOST_OF_COMMUNE:], words[:-MOST_OF_COMMUNE]
        yield words[:MOST_OF_COMMUNE], words[MOST_OF_COMMUNE:]


def rejoined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words with those joined that make a syllable of names only together: Ng uyen."""
    found: list[str] = []
    for word in words:
        whole = folded(found[-1] + word) if found else ""
        if is_known(whole) and not (is_known(folded(found[-1])) and is_known(folded(word))):
            found[-1] += word
        else:
            found.append(word)
    return tuple(found)


def named(
    known: Asked, words: tuple[str, ...], provinces: Sequence[tuple[str, tuple[int, ...]]]
) -> Asked:
    """Return what is known together with the words of a name, of which some may be a province."""
    if known.provinces:
        return replace(known, words=words, others=words)
    left, at = without_province(words, provinces)
    return replace(known, words=words, others=left, provinces=at)


@lru_cache(maxsize=8)
def short_of(names: tuple[tuple[str, ...], ...]) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """Return what provinces are called for short: TPHCM, N An, Danang, Huế."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for name in names:
        initials = "".join(word[0] for word in name)
        short = [(initials,), ("".join(name),), (initials[0], *name[1:])]
        short += [name[-1:], name[-2:]] if len(name) > 2 else []
        short += [(f"tp{initials}",), (f"{initials}c",)]
        for way in short + [way.split() for way in ALSO_CALLED.get(" ".join(name), ())]:
            if way and tuple(way) != name:
                found[tuple(way)].append(name)
    return found


def short_names(names: Provinces) -> Provinces:
    """Return the ids of provinces by what they are called for short."""
    called = short_of(tuple(names))
    return {
        way: tuple(dict.fromkeys(pk for name in meant for pk in names[name]))
        for way, meant in called.items()
    }


def unmarked(match: re.Match[str]) -> str:
    """Return the syllable whose VNI keys were struck; what can be a number stays as it is."""
    word = match[0]
    digits = sum(char.isdigit() for char in word)
    if digits > MOST_MARKS or digits >= len(word) - digits + (word[1] in "69"):
        return word
    return from_vni(word) or word


def meant_words(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the words without the keys of Telex, and as they were typed."""
    plain = [is_syllable(word.lower()) or is_spelled(word) for word in words]
    at = [n for n, word in enumerate(words) if plain[n] or unkeyed(word)]
    undone = unkeyed(" ".join(words[n] for n in at))
    if undone is None:
        return [tuple(words)]
    as_meant = dict(zip(at, undone[1].split(), strict=True))
    return [tuple(as_meant.get(n, word) for n, word in enumerate(words)), tuple(words)]


def meant(rest: str) -> list[tuple[str, ...]]:
    """Return the words as they were meant: repaired if spoilt, else without the keys of Telex.

    Keys are only guessed, so the words as they were typed are returned as well.
    """
    words = tuple(LETTERS.findall(rest))
    spoilt = repairs(" ".join(BETWEEN.split(rest)).strip())
    if spoilt and spoilt[0].kind != "telex":
        return [tuple(spoilt[0].text.split())]
    return meant_words(words)


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
