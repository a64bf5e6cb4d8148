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

from cases.citizens.search.told_births import APART

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
MONTH: Final = re.compile(
    r"(?<![\w./-])(?:([0-9]{1,2})[./-]([0-9]{4})|([0-9]{4})[./-]([0-9]{1,2}))(?![\w./-])"
)
LABELS: Final = re.compile(
    r"(?<![^\W\d_])(?:cccd|cmnd|cmt|số|so|id|pp|hc|passport(?: no\.?)?|(?:hộ chiếu|ho chieu)"
    r"|บัตร|เลขที่|s?[đd]t|tel|phone|โทร|lh|liên hệ|contact|người nhà|nguoi nha"
    r"|mẹ|me|bố|bo|cha|no\.?)[\s.:]*(?=[+(.*x…]*[A-Za-z]{0,2}[0-9O])",
    re.IGNORECASE,
)
"""Words before a number, which say nothing of a name."""
PART: Final = re.compile(
    r"(?<!\w)(?:(?:\.{2,}|\*{2,}|…|[xX]+)([0-9]{3,8})"
    r"|([A-Za-z]?[0-9]{3,9})(?:\.{2,}|\*{2,}|…|[xX]+))(?!\w)"
)
"""The end or the beginning of a number of which the rest was masked or cut."""
POWER: Final = re.compile(r"(?<!\w)([0-9])[.,]([0-9]{2,9})E\+?([0-9]{1,2})(?!\w)", re.IGNORECASE)
"""A number of twelve digits as a sheet shows it, without the noughts before it."""
DIGITS_OF_CARD: Final = 12
LOST_NOUGHTS: Final = re.compile("0(?:0[1-9]|[1-9][0-9])[0-3][0-9]{8}")
"""A personal number of this century or the last whose noughts a sheet dropped."""
MONTHS_OF_YEAR: Final = 12
FEWEST_OF_PART: Final = 4
MOST_OF_PART: Final = 7
OF_2018: Final = {
    **{f"16{last}": f"3{last}" for last in range(2, 10)},
    **{"120": "70", "121": "79", "122": "77", "126": "76", "128": "78", "123": "83", "124": "84"},
    **{"125": "85", "127": "81", "129": "82", "186": "56", "188": "58", "199": "59"},
}
"""How mobile numbers of eleven digits begin since 2018. Source: the plan of that year."""


@dataclass(slots=True)
class Figures:
    """What was read; `rest` is the text without it. Numbers and phones are as they were typed.

    `perhaps` are days that a number may be instead. `parts` are the end of a number behind `>`, or
    its beginning behind `<`.
    """

    rest: str = ""
    days: list[date] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    months: list[date] = field(default_factory=list)
    perhaps: list[date] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


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

    def of_month(match: re.Match[str]) -> str:
        month, year = int(match[1] or match[4]), int(match[2] or match[3])
        firsts = [
            date(y, month, 1) for y in full_years(year, today) if 1 <= month <= MONTHS_OF_YEAR
        ]
        found.months += firsts
        return APART if firsts else match[0]

    def part(match: re.Match[str]) -> str:
        found.parts.append(f">{match[1]}" if match[1] else f"<{match[2].upper()}")
        return APART

    def power(match: re.Match[str]) -> str:
        length = int(match[3]) + 1
        if length > DIGITS_OF_CARD or len(match[2]) >= length:
            return match[0]
        found.parts.append("<" + "0" * (DIGITS_OF_CARD - length) + match[1] + match[2])
        return APART

    rest = LABELS.sub(APART, in_ascii(typed))
    rest = POWER.sub(power, PART.sub(part, MONTH.sub(of_month, DAY.sub(dated, rest))))
    rest = MIXED.sub(mixed, SPACED.sub(spaced, rest))
    found.rest = RUN.sub(run, rest)
    return found


def card_numbers(number: str) -> list[str]:
    """Return a number of a paper as typed, with noughts for the letter O, and with those lost."""
    plain = number.upper()
    digits = plain[:1] + plain[1:].replace("O", "0")
    digits = digits.replace("O", "0", 1) if digits[1:].isdigit() and len(digits) > 8 else digits
    padded = digits.zfill(DIGITS_OF_CARD)
    if not LOST_NOUGHTS.fullmatch(padded) or digits[0] == "0":
        padded = digits
    return list(dict.fromkeys((plain, digits, padded)))


def phones_now(key: str, typed: str) -> list[str]:
    """Return a phone as it is compared; and since 2018, where it was one of eleven digits."""
    digits = re.sub(r"[^0-9]", "", typed)
    old = digits[-10:-7]
    return [key, f"{OF_2018[old]}{digits[-7:]}"] if old in OF_2018 else [key]


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
    if len(groups) == 1 and len(joined) in (6, 8):
        found.perhaps += days_in_a_run(joined, today)
    if FEWEST_OF_PART <= len(joined) <= MOST_OF_PART:
        found.parts += [f">{joined}", f"<{joined}"]
    if len(joined) >= FEWEST_OF_NUMBER:
        found.numbers.append(joined)
    if len(joined) in PHONE_DIGITS:
        found.phones.append(joined)


def days_in_a_run(digits: str, today: date) -> Iterator[date]:
    """Yield the days that six or eight digits in a row can mean."""
    whole = "/".join((digits[:2], digits[2:4], digits[4:]))
    yield from days_of(whole, today)
    if len(digits) > 6 and not full_years(int(digits[4:]), today):
        yield from days_of("-".join((digits[:4], digits[4:6], digits[6:])), today)


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


def full_years(number: int, today: date) -> list[int]:
    """Return the years in which somebody alive can be born that a number can mean.

    Of two figures the year of our calendar stands before that of the Buddhist one.
    """
    meant = [number, number - BUDDHIST]
    if number < 100:
        ours = number + today.year // 100 * 100
        meant = [ours - 100 * (ours > today.year), number + 2500 - BUDDHIST]
    return [year for year in meant if EARLIEST <= year <= today.year]


def years_of(texts: Iterable[str], today: date) -> Iterator[int]:
    """Yield the years that numbers of four digits can mean."""
    for text in texts:
        yield from full_years(int(text), today)


def phone_key(text: str) -> str:
    """Return a phone as it is compared: its last nine digits, as the database keeps them."""
    return re.sub(r"[^0-9]", "", text)[-9:]
