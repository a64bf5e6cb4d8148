"""A report of somebody as it reaches a mission: misspelt, misdated, with a wrong digit, or right.

The error model of search and matcher. Rates differ by who reports; none is measured anywhere
(domain facts name the errors, not how often they occur), so they are stated here and printed with
every result. The same seed gives the same reports.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from cases.core.partial import PartialDate
from tests.benchmarks.misspelling import EXCLUDING, NAME_ERRORS

BUDDHIST: Final = 543
TWINS: Final = {"0": "O", "1": "I", "2": "Z", "5": "S", "8": "B", "O": "0", "I": "1", "B": "8"}


@dataclass(frozen=True, slots=True)
class Truth:
    """Somebody as she is: her name with its marks, when she was born, her documents."""

    full_name: str
    birth_on: date
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported of her. `birth_text` is how the list writes it, `birth` what that says."""

    full_name: str
    birth: PartialDate | None
    birth_text: str
    numbers: tuple[str, ...]
    errors: tuple[str, ...]


def swapped_day(born: date, _draw: Random) -> tuple[date, str]:
    """Day and month change places, where that is a date."""
    return (born.replace(day=born.month, month=born.day) if born.day <= 12 else born), "day"


def year_only(born: date, _draw: Random) -> tuple[date, str]:
    return date(born.year, 1, 1), "year"


def first_of_january(born: date, _draw: Random) -> tuple[date, str]:
    return date(born.year, 1, 1), "day"


def year_off(born: date, draw: Random) -> tuple[date, str]:
    year = born.year + draw.choice((-1, 1))
    return born.replace(year=year, day=min(born.day, 28)), "day"


def day_off(born: date, draw: Random) -> tuple[date, str]:
    return born + timedelta(days=draw.choice((-1, 1))), "day"


BIRTH_ERRORS: Final[dict[str, Callable[[date, Random], tuple[date, str]]]] = {
    "day_month_swapped": swapped_day,
    "year_only": year_only,
    "first_of_january": first_of_january,
    "year_off": year_off,
    "day_off": day_off,
}
WRITTEN_ERRORS: Final = ("buddhist", "short_year", "month_first")
"""Errors of the text only: whoever reads it well has the right date."""
NUMBER_ERRORS: Final = ("no_number", "digit_wrong", "digit_lost", "digits_swapped", "look_alike")
NO_BIRTH: Final = "no_birth"
CODES: Final = (*NAME_ERRORS, *BIRTH_ERRORS, *WRITTEN_ERRORS, NO_BIRTH, *NUMBER_ERRORS)

SENDERS: Final[Mapping[str, Mapping[str, float]]] = {
    "relative": {
        "marks_lost": 0.25, "telex": 0.03, "dropped": 0.08, "mistyped": 0.04, "regional": 0.02,
        "year_only": 0.3, "no_birth": 0.1, "day_off": 0.02, "year_off": 0.06, "no_number": 0.7,
        "day_month_swapped": 0.01, "digit_wrong": 0.05,
    },
    "thai_police": {
        "marks_lost": 0.6, "thai_ear": 0.3, "given_first": 0.15, "ends_swapped": 0.1,
        "permuted": 0.05, "joined": 0.15, "dropped": 0.12, "mistyped": 0.12, "family_twice": 0.02,
        "buddhist": 0.5, "day_month_swapped": 0.08, "year_only": 0.15, "first_of_january": 0.08,
        "year_off": 0.05, "no_birth": 0.05, "no_number": 0.75, "digit_wrong": 0.06,
        "look_alike": 0.03, "initialled": 0.03,
    },
    "myanmar_list": {
        "marks_lost": 0.6, "burmese_ear": 0.35, "given_first": 0.1, "permuted": 0.05, "joined": 0.2,
        "dropped": 0.15, "mistyped": 0.15, "abbreviated": 0.05, "month_first": 0.1,
        "day_month_swapped": 0.08, "year_only": 0.25, "first_of_january": 0.1, "no_birth": 0.2,
        "no_number": 0.85, "digit_wrong": 0.08, "digit_lost": 0.04,
    },
    "chat": {
        "marks_lost": 0.55, "telex": 0.08, "abbreviated": 0.08, "initialled": 0.06, "dropped": 0.12,
        "mistyped": 0.08, "joined": 0.05, "short_year": 0.3, "year_only": 0.35, "no_birth": 0.2,
        "no_number": 0.8, "digits_swapped": 0.03,
    },
    "mission": {
        "marks_lost": 0.3, "mistyped": 0.02, "day_month_swapped": 0.01, "no_number": 0.3,
        "digit_wrong": 0.02, "year_only": 0.05, "given_first": 0.03,
    },
}  # fmt: skip
"""How often each sender makes each error."""


class Misreports:
    """Makes reports of people, always the same from the same seed."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def report(self, truth: Truth, sender: str) -> Report:
        """Return what a sender reports of somebody."""
        rates = SENDERS[sender]
        drawn = [code for code in CODES if self.random.random() < rates.get(code, 0.0)]
        return self.report_with(truth, drawn)

    def report_with(self, truth: Truth, codes: Iterable[str]) -> Report:
        """Return a report with these errors, as far as they go together and change anything."""
        chosen = compatible(codes)
        made: list[str] = []
        name = self.name(truth.full_name, chosen, made)
        birth, birth_text = self.birth(truth.birth_on, chosen, made)
        numbers = tuple(self.number(number, chosen, made) for number in truth.numbers)
        kept = tuple(number for number in numbers if number)
        return Report(name, birth, birth_text, kept, tuple(dict.fromkeys(made)))

    def name(self, full_name: str, codes: list[str], made: list[str]) -> str:
        """Return the name with its errors, which are added to `made`."""
        parts = full_name.split()
        for code, error in NAME_ERRORS.items():
            if code in codes:
                changed = error(parts, self.random)
                if changed != parts:
                    made.append(code)
                parts = changed
        return " ".join(parts)

    def birth(
        self, born: date, codes: list[str], made: list[str]
    ) -> tuple[PartialDate | None, str]:
        """Return the birth date with its errors, and as it is written."""
        if NO_BIRTH in codes:
            made.append(NO_BIRTH)
            return None, ""
        said, precision = born, "day"
        for code, error in BIRTH_ERRORS.items():
            if code in codes:
                said, precision = error(born, self.random)
                if (said, precision) != (born, "day"):
                    made.append(code)
                break
        return PartialDate(said, precision), written(said, precision, codes, made)

    def number(self, number: str, codes: list[str], made: list[str]) -> str:
        """Return a number with its error, "" where it is not reported."""
        code = next((code for code in NUMBER_ERRORS if code in codes), "")
        if not code:
            return number
        changed = self.changed(number, code)
        if changed != number:
            made.append(code)
        return changed

    def changed(self, number: str, code: str) -> str:
        if code == "no_number":
            return ""
        at = self.random.randrange(1, len(number) - 1)
        if code == "digit_lost":
            return number[:at] + number[at + 1 :]
        if code == "digits_swapped":
            return number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        if code == "look_alike":
            places = [place for place, char in enumerate(number) if char in TWINS]
            at = self.random.choice(places) if places else at
            other = TWINS.get(number[at], number[at])
        else:
            other = self.random.choice([char for char in "0123456789" if char != number[at]])
        return number[:at] + other + number[at + 1 :]


def compatible(codes: Iterable[str]) -> list[str]:
    """Return the errors that go together: of those that exclude each other, the first."""
    kept: list[str] = []
    for code in codes:
        rivals = next((group for group in EXCLUDING if code in group), set())
        if not rivals & set(kept):
            kept.append(code)
    return kept


def written(said: date, precision: str, codes: list[str], made: list[str]) -> str:
    """Return a date as a list writes it."""
    year = said.year
    if "buddhist" in codes:
        made.append("buddhist")
        year += BUDDHIST
    if precision == "year":
        return str(year)
    shown = f"{year:04}"
    if "short_year" in codes and "buddhist" not in codes:
        made.append("short_year")
        shown = shown[2:]
    if "month_first" in codes:
        made.append("month_first")
        return f"{said.month:02}/{said.day:02}/{shown}"
    return f"{said.day:02}/{said.month:02}/{shown}"
