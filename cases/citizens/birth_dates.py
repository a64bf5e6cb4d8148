"""Birth dates as lists and people write them: partial, in either order, in Buddhist years.

Source: domain facts, sections 6 and 8. A date is never made more precise than it was written, and
a day that may be a month is both until somebody says so: the order is asked once for a whole file.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.citizens.months import MONTH_NAMES, MONTHS
from cases.core.partial import PartialDate

EARLIEST: Final = 1900
BUDDHIST: Final = 543
OLD: Final = 60
"""Of two-digit years the Buddhist one is as likely where the other makes somebody this old."""
DAY_FIRST: Final = "day_first"
MONTH_FIRST: Final = "month_first"
LONGEST: Final = 60
NOTES: Final[dict[str, str | Promise]] = {
    "empty": _("No birth date is written."),
    "unreadable": _("“%(text)s” cannot be read as a birth date."),
    "future": _("“%(text)s” lies in the future."),
    "too_old": _("“%(text)s” is too long ago for somebody alive."),
    "day_or_month": _("“%(text)s” can be %(first)s or %(second)s: day and month cannot be told."),
    "month_first": _("In “%(text)s” the month stands first."),
    "buddhist": _("“%(text)s” is a year of the Buddhist calendar: %(first)s."),
    "buddhist_guessed": _("“%(text)s” may be a year of the Buddhist calendar: %(first)s."),
    "short_year": _("The year in “%(text)s” has two digits; it is taken for %(first)s."),
    "default_day": _("1 January is often written when only the year is known."),
}
MARKS_OF_ERA: Final = re.compile(r"พ\.?\s?ศ\.?|\bb\.?\s?e\.?(?=[\s0-9]|$)|\bpl\.", re.IGNORECASE)
MARKS_OF_AGE: Final = re.compile(r"ค\.?\s?ศ\.?|\b(?:a\.?d|c\.?e)\.?(?=[\s0-9]|$)", re.IGNORECASE)
CLOCK: Final = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?\s*$")
WORDS_AROUND: Final = re.compile(
    r"(?:sinh ngày|sinh năm|sinh|ngày|năm|khoảng|born|about|circa|c\.|ca\.|né\(?e?\)? (?:le|en)|dob"
    r"|d\.o\.b\.|วันที่|เกิด|ปี|of|the|le|en|ns)(?=[\s0-9:.~]|$)[:.]?"
)
ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th|er)\b")
THAI: Final = re.compile("[\u0e01-\u0e4e]")
UNKNOWN_PART: Final = re.compile(r"[x?*_-]{1,4}")
PARTS: Final = re.compile(r"[\s/.,;\-–—\\年月日]+")


@dataclass(frozen=True, slots=True)
class BirthReading:
    """What a text says of a birth date: the dates it can be, the likeliest first, and notes."""

    text: str
    choices: tuple[PartialDate, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def birth(self) -> PartialDate | None:
        """The birth date, None unless it is the only one the text can be."""
        return self.choices[0] if len(self.choices) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        """Whether somebody has to say which date is meant."""
        return len(self.choices) > 1

    @property
    def sentences(self) -> tuple[str, ...]:
        """The notes in words for staff."""
        shown = [str(choice) for choice in self.choices] + ["", ""]
        words = {"text": self.text, "first": shown[0], "second": shown[1]}
        return tuple(str(NOTES[note]) % words for note in self.notes)


@dataclass(frozen=True, slots=True)
class Written:
    """Digits of a date before anybody decides what they are. 0 stands for what is not known."""

    day: int
    month: int
    year: int
    year_digits: int
    is_order_open: bool = False


@dataclass(frozen=True, slots=True)
class Eras:
    """What a text says of its calendar: its mark, Thai letters; or that it can be either."""

    is_buddhist: bool
    is_thai: bool
    is_either: bool


def with_western_digits(text: str) -> str:
    """Return the text with digits of any script as 0 to 9."""
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text.lower()
    )


def read_birth_date(
    text: str, today: date, order: str = "", *, is_either: bool = False
) -> BirthReading:
    """Return what a text says of a birth date on the day `today`.

    `order` is DAY_FIRST or MONTH_FIRST where it is known for the whole file. It decides only what
    can be both: in 04/25/1998 the month is 4 whatever the file says. `is_either`: two figures of a
    year may be of either calendar. Beside Thai letters they are of the Buddhist one.
    """
    shown = " ".join(unicodedata.normalize("NFC", text[:LONGEST]).split())
    line = with_western_digits(shown)
    is_buddhist = bool(MARKS_OF_ERA.search(line))
    line = MARKS_OF_ERA.sub(" ", CLOCK.sub("", line))
    is_ours = bool(MARKS_OF_AGE.search(line))
    line = MARKS_OF_AGE.sub(" ", line)
    eras = Eras(is_buddhist, bool(THAI.search(line)) and not is_ours, is_either and not is_ours)
    line = ORDINAL.sub("", WORDS_AROUND.sub(" ", line)).strip(" ~'’()[]")
    if not line:
        return BirthReading(shown, notes=("empty",))
    written = read_parts([part for part in PARTS.split(MONTH_NAMES.sub(as_number, line)) if part])
    if written is None:
        return BirthReading(shown, notes=("unreadable",))
    return decided(shown, written, today, order, eras)


def as_number(match: re.Match[str]) -> str:
    """Return a month in figures, marked so that it is not taken for a day."""
    return f" m{MONTHS[match[0].rstrip('.')]} "


def read_parts(parts: list[str]) -> Written | None:
    """Return the digits of a date in one, two or three parts."""
    named = [part for part in parts if part.startswith("m") and part[1:].isdigit()]
    if len(named) == 1:
        return read_named(int(named[0][1:]), [part for part in parts if part not in named])
    known = ["0" if UNKNOWN_PART.fullmatch(part) else part for part in parts]
    if not all(part.isascii() and part.isdigit() for part in known):
        return None
    readers = {1: read_one, 2: read_two, 3: read_three}
    return readers[len(known)](known) if len(known) in readers else None


def read_two(parts: list[str]) -> Written | None:
    """Return the digits of a month and a year, in either order."""
    month, year = reversed(parts) if len(parts[0]) == 4 else parts
    return Written(0, int(month), int(year), 4) if (len(month) < 3 and len(year) == 4) else None


def read_three(parts: list[str]) -> Written | None:
    """Return the digits of a date whose year stands first or last."""
    first, middle, last = parts
    if len(middle) > 2:
        return None
    if len(first) == 4 and len(last) < 3:
        return Written(int(last), int(middle), int(first), 4)
    if len(first) > 2 or len(last) not in {2, 4}:
        # "0/0/5": a year of one digit is none; of days and months one digit is enough.
        return None
    return Written(int(first), int(middle), int(last), len(last), is_order_open=True)


def read_one(parts: list[str]) -> Written | None:
    """Return the digits of a date in one run: a year, or eight figures."""
    (part,) = parts
    if len(part) == 4:
        return Written(0, 0, int(part), 4)
    if len(part) != 8:
        return None
    if part[:2] in {"19", "20", "24", "25"} and int(part[4:6]) <= 12:
        return Written(int(part[6:]), int(part[4:6]), int(part[:4]), 4)
    return Written(int(part[:2]), int(part[2:4]), int(part[4:]), 4, is_order_open=True)


def read_named(month: int, others: list[str]) -> Written | None:
    """Return the digits of a date whose month is written in letters."""
    known = ["0" if UNKNOWN_PART.fullmatch(part) else part for part in others]
    if not known or not all(part.isascii() and part.isdigit() for part in known):
        return None
    if len(known) == 1:
        return Written(0, month, int(known[0]), 4) if len(known[0]) == 4 else None
    day, year = (known[1], known[0]) if len(known[0]) == 4 else (known[0], known[1])
    if len(day) > 2 or len(year) not in {2, 4}:
        return None
    return Written(int(day), month, int(year), len(year))


def years_of(written: Written, today: date, eras: Eras) -> tuple[list[int], list[str]]:
    """Return the years a written one can be, of two calendars the Buddhist first; what to note."""
    if written.year_digits == 4:
        if eras.is_buddhist or EARLIEST + BUDDHIST <= written.year <= today.year + BUDDHIST:
            return [written.year - BUDDHIST], ["buddhist"]
        return [written.year], []
    thai = 2500 + written.year - BUDDHIST
    if eras.is_buddhist or (eras.is_thai and thai <= today.year):
        return [thai], ["buddhist"]
    century = today.year // 100 * 100
    year = century + written.year if century + written.year <= today.year else century - 100
    year = year if year % 100 == written.year else year + written.year
    if (eras.is_either or today.year - year > OLD) and thai <= today.year:
        return [thai, year], ["buddhist_guessed"]
    return [year], ["short_year"]


def decided(text: str, written: Written, today: date, order: str, eras: Eras) -> BirthReading:
    """Return the dates that the digits can be."""
    years, notes = years_of(written, today, eras)
    day, month = written.day, written.month
    ways = [(day, month)]
    if written.is_order_open and day and month:
        ways = [(month, day), (day, month)] if order == MONTH_FIRST else [*ways, (month, day)]
        if order and any(partial_of(year, ways[0][1], ways[0][0]) for year in years):
            ways = ways[:1]
    found = [
        partial
        for year in years
        for this_day, this_month in ways
        if (partial := partial_of(year, this_month, this_day)) is not None
    ]
    choices = list(dict.fromkeys(found))
    if not choices:
        return BirthReading(text, notes=("unreadable",))
    if len(choices) > 1 and len(years) == 1:
        notes.append("day_or_month")
    elif written.is_order_open and month > 12 and day and order != MONTH_FIRST:
        notes.append("month_first")
    if choices[0].precision == "day" and (choices[0].first.month, choices[0].first.day) == (1, 1):
        notes.append("default_day")
    return lived(text, choices, notes, today)


def lived(text: str, choices: list[PartialDate], notes: list[str], today: date) -> BirthReading:
    """Return the reading without dates nobody alive has."""
    alive = [
        choice for choice in choices if choice.first <= today and choice.first.year >= EARLIEST
    ]
    if not alive:
        is_future = choices[0].first > today
        return BirthReading(text, notes=("future" if is_future else "too_old",))
    if len(alive) == 1:
        notes = [note for note in notes if note != "day_or_month"]
    return BirthReading(text, tuple(alive), tuple(notes))


def partial_of(year: int, month: int, day: int) -> PartialDate | None:
    """Return a date as precise as it is known; None where the calendar has none."""
    if not 1 <= year <= 9999 or month > 12 or (day and not month):
        return None
    if day > (calendar.monthrange(year, month)[1] if month else 0):
        return None
    precision = "day" if day else "month" if month else "year"
    return PartialDate(date(year, month or 1, day or 1), precision)


def order_of(texts: Iterable[str], today: date) -> str:
    """Return the order of day and month that a column of dates shows, "" where none or both do.

    One date with a day above twelve decides for all; a column that shows both orders is asked for.
    """
    shown = set()
    for text in texts:
        reading = read_birth_date(text, today)
        line = with_western_digits(text)
        numbers = [int(number) for number in re.findall(r"\d{1,4}", line)[:2]]
        if reading.birth is None or reading.birth.precision != "day" or len(numbers) < 2:
            continue
        first, second = numbers
        if 12 < first <= 31 and second <= 12:
            shown.add(DAY_FIRST)
        elif 12 < second <= 31 and first <= 12:
            shown.add(MONTH_FIRST)
    return shown.pop() if len(shown) == 1 else ""
