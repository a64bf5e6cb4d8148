"""Two birth dates compared, each as precise as it is known, with the slips that befall dates.

Source: domain facts, section 8. A date never contradicts more than it says: a year is compared
with a year, and 1 January may only mean that nobody knew the day.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from cases.citizens.choices import BirthPrecision
from cases.citizens.search.weights import weights
from cases.core.partial import PartialDate

BUDDHIST: Final = 543
DAY: Final = BirthPrecision.DAY
MONTH: Final = BirthPrecision.MONTH


def birth_reason(asked: Sequence[PartialDate], known: PartialDate) -> str:
    """Return the code of how the likeliest of several readings fits what is on record.

    Only the first reading can be the same date: by any other one the date is taken for exchanged.
    """
    if asked[0] == known and known.precision == DAY:
        return "born_default" if is_default(known.first) else "born"
    codes = []
    for at, reading in enumerate(asked):
        code = compared(reading, known)
        codes.append("born_swapped" if at and code == "born" else code)
    bits = weights().bits
    return max(codes, key=lambda code: bits[code])


def compared(one: PartialDate, other: PartialDate) -> str:
    """Return the code of how two dates fit."""
    if abs(one.first.year - other.first.year) == BUDDHIST:
        return "born_buddhist" if is_same_part(one, other) else "born_other"
    if one.precision == other.precision == DAY:
        return compared_days(one.first, other.first)
    if one.first.year == other.first.year:
        if BirthPrecision.YEAR in {one.precision, other.precision}:
            return "born_year"
        return "born_month" if one.first.month == other.first.month else "born_same_year"
    is_near = abs(one.first.year - other.first.year) == 1
    return "born_near" if is_near else "born_other"


def compared_days(one: date, other: date) -> str:
    """Return the code of how two days fit."""
    if one == other:
        return "born_default" if is_default(one) else "born"
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return "born_swapped"
    if one.year == other.year and (is_default(one) or is_default(other)):
        return "born_january"
    is_next_year = (
        abs(one.year - other.year) == 1 and one.timetuple()[1:3] == other.timetuple()[1:3]
    )
    if is_next_year or abs(one - other) == timedelta(days=1) or is_digit_off(one, other):
        return "born_digit"
    return "born_same_year" if one.year == other.year else "born_other"


def is_default(day: date) -> bool:
    """Return whether a day is the one that is written where only the year is known."""
    return (day.month, day.day) == (1, 1)


def is_digit_off(one: date, other: date) -> bool:
    """Return whether two days differ by one digit, or by two neighbours that changed places."""
    left, right = f"{one:%Y%m%d}", f"{other:%Y%m%d}"
    differ = [at for at in range(8) if left[at] != right[at]]
    if len(differ) == 1:
        return True
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    first, second = differ
    return left[first] == right[second] and left[second] == right[first]


def is_same_part(one: PartialDate, other: PartialDate) -> bool:
    """Return whether two dates agree but for the year, as far as both say more."""
    shared = {"year": 0, "month": 1, "day": 2}
    length = min(shared[one.precision], shared[other.precision])
    parts = [(date.first.month, date.first.day)[:length] for date in (one, other)]
    return parts[0] == parts[1]
