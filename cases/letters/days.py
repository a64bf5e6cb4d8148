"""Days as letters print them: in the language of the letter, and Thai with the Buddhist year.

In Vietnamese a sentence has a day in words, a row of facts or a table in numbers.
"""

from datetime import date
from typing import Final

from cases.core.facts import Interval
from cases.core.partial import PartialDate
from cases.templatetags.moments import as_dates

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
FRENCH_MONTHS: Final = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)
THAI_MONTHS: Final = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม"),
    *("สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)
THAI_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
BUDDHIST: Final = 543
"""The Buddhist era of Thailand began 543 years before ours; since 1941 both begin on 1 January."""


def numeric(day: date) -> str:
    """Return a day in numbers, day first."""
    return f"{day:%d/%m/%Y}"


def in_numbers(value: PartialDate) -> str:
    """Return a partial date in numbers, day first."""
    day = value.first
    if value.precision == "year":
        return str(day.year)
    return f"{day:%m/%Y}" if value.precision == "month" else numeric(day)


def day_words(day: date, language: str) -> str:
    """Return a day in a row."""
    return numeric(day) if language == "vi" else day_in_sentence(day, language)


def day_in_sentence(day: date, language: str) -> str:
    """Return a day inside a sentence."""
    if language == "vi":
        # Appendix I of Decree 30/2020, II.4: a nought before days below 10 and months 1 and 2.
        month = f"{day.month:02}" if day.month < 3 else day.month
        return f"ngày {day:%d} tháng {month} năm {day.year}"
    number = "1er" if language == "fr" and day.day == 1 else day.day
    return f"{number} {month_words(day, language)}"


def month_words(day: date, language: str) -> str:
    """Return the month of a day, in English or French."""
    names = FRENCH_MONTHS if language == "fr" else MONTHS
    return f"{names[day.month - 1]} {day.year}"


def span_words(span: Interval, zone: str, language: str) -> str:
    """Return when something happened, no more precisely than it is known, as pages tell it too."""
    dates = as_dates(span.first, span.last, zone)
    return " – ".join(partial_words(one, language) for one in dates)


def partial_words(value: PartialDate, language: str) -> str:
    """Return a day, a month or a year in a row."""
    if value.precision == "day":
        return day_words(value.first, language)
    if value.precision == "year" or language == "vi":
        return in_numbers(value)
    return month_words(value.first, language)


def head_day(day: date, language: str, city: str, *, buddhist: bool) -> str:
    """Return place and day as they stand at the head of a letter."""
    words = day_in_sentence(day, language)
    words += f" (B.E. {day.year + BUDDHIST})" if buddhist and language != "vi" else ""
    return f"{city}, {words}" if city else words


def thai_day(day: date) -> str:
    """Return a day in Thai, with the Buddhist year in Thai digits."""
    words = f"{day.day} {THAI_MONTHS[day.month - 1]} พ.ศ. {day.year + BUDDHIST}"
    return words.translate(THAI_DIGITS)
