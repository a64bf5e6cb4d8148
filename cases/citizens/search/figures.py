"""Figures in what was typed into the one box: dates, years, numbers of papers, phones.

They may stand beside each other in any order, with blanks in them as they are read out, so each
run of digits is parted into what its groups can be.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

DAY: Final = re.compile(r"(?<!\w)([0-9]{1,4})[./-]([0-9]{1,2})[./-]([0-9]{1,4})(?!\w)")
SPACED: Final = re.compile(r"(?<!\w)[A-Za-z][ -]?(?:[0-9][ -]?){6,8}[0-9](?!\w)")
"""A passport as it is read out: c 123 4567."""
MIXED: Final = re.compile(r"(?<!\w)[A-Za-z]{0,3}[0-9][0-9A-Za-z]{4,19}(?!\w)")
RUN: Final = re.compile(r"(?<!\w)\+?\(?[0-9](?:[0-9 ().-]*[0-9])?(?!\w)")
GROUP: Final = re.compile(r"[0-9]+")
BUDDHIST: Final = 543
EARLIEST: Final = 1900
PHONE_DIGITS: Final = range(8, 16)
MOST_AT_HOME: Final = 11
"""How many digits a phone without the code of its country has at most."""
FEWEST_OF_NUMBER: Final = 5
APART: Final = " ; "
"""Takes the place of what was taken out, so that what stood beside it is not joined."""


@dataclass(slots=True)
class Figures:
    """What was read; `rest` is the text without it. Numbers and phones are as they were typed."""

    rest: str = ""
    days: list[date] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)


def figures(typed: str, today: date) -> Figures:
    """Take dates, years, numbers and phones out of what was typed."""
    found = Figures()

    def dated(match: re.Match[str]) -> str:
        days = list(days_of(match[0], today))
        found.days += days
        return APART if days else match[0]

    def spaced(match: re.Match[str]) -> str:
        groups = GROUP.findall(match[0])
        if len(groups) > 1 and any(is_year(group, today) for group in (groups[0], groups[-1])):
            return match[0]
        found.numbers.append(match[0])
        return APART

    def mixed(match: re.Match[str]) -> str:
        if match[0].isdigit():
            return match[0]
        found.numbers.append(match[0])
        return APART

    def run(match: re.Match[str]) -> str:
        for groups in segments(match[0]):
            read_segment(found, groups, today)
        return APART

    rest = DAY.sub(dated, in_ascii(typed))
    rest = MIXED.sub(mixed, SPACED.sub(spaced, rest))
    found.rest = RUN.sub(run, rest)
    return found


def in_ascii(text: str) -> str:
    """Return the text with the digits of Thai and Burmese as ours."""
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def segments(run: str) -> Iterator[list[str]]:
    """Yield the groups of digits of a run that can be one number together.

    Eight digits in a row are a number of their own, and so is what begins with a nought after
    enough digits for a phone.
    """
    held: list[str] = []
    for group in GROUP.findall(run):
        is_alone = len(group) in PHONE_DIGITS
        is_next = group[0] == "0" and len("".join(held)) in PHONE_DIGITS
        if held and (is_alone or is_next):
            yield held
            held = []
        if is_alone:
            yield [group]
        else:
            held.append(group)
    if held:
        yield held


def read_segment(found: Figures, groups: list[str], today: date) -> None:
    """Read groups of digits as a date, as years, or as a number with a year before or after it."""
    days = list(days_of("-".join(groups), today)) if is_like_date(groups) else []
    if days:
        found.days += days
        return
    if all(is_year(group, today) for group in groups):
        found.years += years_of(groups, today)
        return
    for at in (-1, 0):
        others = groups[:-1] if at else groups[1:]
        if is_year(groups[at], today) and not is_whole(groups, others):
            found.years += years_of([groups[at]], today)
            groups = others
            break
    joined = "".join(groups)
    if len(joined) >= FEWEST_OF_NUMBER:
        found.numbers.append(joined)
    if len(joined) in PHONE_DIGITS:
        found.phones.append(joined)


def is_like_date(groups: list[str]) -> bool:
    """Return whether groups of digits have the form of a date."""
    return sorted(min(len(group), 3) for group in groups) in ([1, 1, 3], [1, 2, 3], [2, 2, 3]) and (
        4 in (len(groups[0]), len(groups[-1]))
    )


def is_whole(groups: list[str], others: list[str]) -> bool:
    """Return whether groups are one phone, so that what is like a year is a part of it."""
    digits = len("".join(groups))
    if groups[0][0] == "0" and digits <= MOST_AT_HOME:
        return digits in PHONE_DIGITS
    return digits in PHONE_DIGITS and len("".join(others)) not in PHONE_DIGITS


def is_year(group: str, today: date) -> bool:
    """Return whether four digits can be the year in which somebody alive was born."""
    return len(group) == 4 and group[0] != "0" and any(full_years(int(group), today))


def days_of(text: str, today: date) -> Iterator[date]:
    """Yield each day that a date in digits can mean: day or month first, Buddhist years too."""
    texts = re.split(r"[./-]", text)
    parts = [int(part) for part in texts]
    orders = [(0, 1, 2)] if len(texts[0]) == 4 else [(2, 1, 0), (2, 0, 1)]
    if len(texts[orders[0][0]]) == 3:
        return
    for year_at, month_at, day_at in orders:
        for year in full_years(parts[year_at], today):
            try:
                yield date(year, parts[month_at], parts[day_at])
            except ValueError:
                continue


def full_years(number: int, today: date) -> Iterator[int]:
    """Yield the years in which somebody alive can be born that a number can mean."""
    if number < 100:
        number += today.year // 100 * 100
        number -= 100 * (number > today.year)
    for year in (number, number - BUDDHIST):
        if EARLIEST <= year <= today.year:
            yield year


def years_of(texts: Iterable[str], today: date) -> Iterator[int]:
    """Yield the years that numbers of four digits can mean."""
    for text in texts:
        yield from full_years(int(text), today)


def phone_key(text: str) -> str:
    """Return a phone as it is compared: its last nine digits, as the database keeps them."""
    return re.sub(r"[^0-9]", "", text)[-9:]
