"""Dates of a whole column: which order of day and month, which calendar; asked once for a file."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cases.citizens.birth_dates import BirthReading, order_of, read_birth_date
from cases.core.partial import PartialDate
from cases.intake.lists.choices import DayOrder, ShortYears
from cases.procedures.results import EARLIEST

SERIAL: Final = re.compile(r"[1-9][0-9]{4}")
SERIAL_ZERO: Final = date(1899, 12, 30)
"""Day 0 of spreadsheets, with the leap day of 1900 that never was."""
ZERO_OF_1904: Final = date(1904, 1, 1)
"""Day 0 of workbooks that count from 1904, as those of old Macintoshes do."""
BUDDHIST_ERA: Final = "พ.ศ."
EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Orders:
    """What the dates of a file show by themselves, and what has to be asked.

    `order` "" where no date tells; `asks_*` some of the texts that can be read in two ways.
    """

    order: str = ""
    short_years: str = ""
    asks_order: tuple[str, ...] = ()
    asks_years: tuple[str, ...] = ()


def orders_of(
    texts: Sequence[str], today: date, *, is_thai: bool = False, of_events: Collection[str] = ()
) -> Orders:
    """Return what a file's dates show, all columns together: one office writes one way.

    `is_thai`: there is Thai in the file, so that years of two figures are of either calendar; of
    days `of_events` it is known which, since none of them was so long ago.
    """
    order = order_of(texts, today)
    open_order: list[str] = []
    open_years: list[str] = []
    is_buddhist = False
    for text in dict.fromkeys(texts):
        reading = read_birth_date(text, today, order, is_either=is_thai)
        is_buddhist = is_buddhist or "buddhist" in reading.notes
        if not reading.is_ambiguous:
            continue
        years = {choice.first.year for choice in reading.choices}
        if len(years) > 1 and text not in of_events:
            open_years.append(text)
        if len(reading.choices) > len(years):
            open_order.append(text)
    if is_buddhist:
        # Who writes whole years of that calendar writes short ones of it too.
        return Orders(order, ShortYears.BUDDHIST, tuple(open_order[:EXAMPLES]))
    return Orders(order, "", tuple(open_order[:EXAMPLES]), tuple(open_years[:EXAMPLES]))


def read_date(
    text: str, today: date, order: str, short_years: str, zero: date = SERIAL_ZERO
) -> tuple[BirthReading, str]:
    """Return what a text says of a date, and a note that the text alone does not give."""
    if SERIAL.fullmatch(text):
        day = zero + timedelta(days=int(text))
        if 1900 < day.year <= today.year:
            return BirthReading(text, (PartialDate(day, "day"),)), "serial"
    known = order if order in DayOrder.values else ""
    reading = read_birth_date(text, today, known, is_either=bool(short_years))
    if not reading.is_ambiguous or not short_years:
        return reading, ""
    years = list(dict.fromkeys(choice.first.year for choice in reading.choices))
    if len(years) < 2:
        return reading, ""
    year = years[0] if short_years == ShortYears.BUDDHIST else years[-1]
    kept = tuple(choice for choice in reading.choices if choice.first.year == year)
    return BirthReading(reading.text, kept, reading.notes), ""


def read_event(
    text: str, today: date, order: str, zero: date = SERIAL_ZERO, *, may_come: bool = False
) -> BirthReading:
    """Return what a text says of a day that is not of birth: of an answer, of the crossing.

    It is read as a birth date is, but that what lies before the first day of results is left out;
    where nothing else is left, a short year is one of the Buddhist calendar. So no calendar has to
    be said for it. `may_come`: the day may be still to come.
    """
    told = order, "", zero
    reading, _note = read_date(text, today, *told)
    if may_come and "future" in reading.notes:
        reading, _note = read_date(text, date(today.year // 100 * 100 + 99, 12, 31), *told)
    if reading.choices and not since_earliest(reading):
        reading, _note = read_date(f"{text} {BUDDHIST_ERA}", today, *told)
    return BirthReading(reading.text, since_earliest(reading), reading.notes)


def since_earliest(reading: BirthReading) -> tuple[PartialDate, ...]:
    """Return the dates of a reading on which something could be done or told."""
    return tuple(choice for choice in reading.choices if choice.first >= EARLIEST)
