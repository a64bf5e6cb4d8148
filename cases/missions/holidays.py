"""Public holidays and days of weekly rest of a country, from the package `holidays`.

The package computes a year at a time; years are computed when first asked for and kept for the life
of the process, since they change only with the package itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import holidays
from django.utils.translation import get_language

from cases.core.fields.dates import EARLIEST_YEAR, LATEST_YEAR
from cases.missions.entered import NOTHING, ByCountry, Entered
from cases.missions.holiday_names import in_reader_words

ENGLISH = "en_US"
VIETNAMESE = "vi"
USUAL_WEEKEND = frozenset({5, 6})
AMERICAN_DATE = re.compile(r"\b(\d{2})/(\d{2})/(\d{4})\b")


@cache
def languages_of(country: str) -> tuple[str, ...]:
    """Return in which languages the package names the holidays of a country; () if it has none."""
    try:
        return tuple(holidays.country_holidays(country).supported_languages)
    except NotImplementedError:
        return ()


def is_known(country: str) -> bool:
    """Return whether the package knows the holidays of the country."""
    return bool(languages_of(country))


@cache
def weekend_of(country: str) -> frozenset[int]:
    """Return the days of weekly rest of a country; Saturday and Sunday where nothing is known."""
    if not is_known(country):
        return USUAL_WEEKEND
    return frozenset(holidays.country_holidays(country).weekend)


@lru_cache(maxsize=1024)
def days_off_in(country: str, year: int, language: str = ENGLISH) -> Mapping[date, str]:
    """Return the public holidays of a country in a year with their names."""
    if not is_known(country):
        return {}
    found = holidays.country_holidays(country, years=year, language=language, expand=False)
    return {day: name_of(name, language) for day, name in found.items() if day.year == year}


@lru_cache(maxsize=1024)
def off_in(countries: tuple[str, ...], year: int) -> frozenset[date]:
    """Return the public holidays of any of the countries in a year: lists count many days."""
    return frozenset(day for country in countries for day in days_off_in(country, year))


def name_of(name: str, language: str) -> str:
    """Return the name of a holiday; a date in an English one in an order nobody misreads."""
    return AMERICAN_DATE.sub(r"\3-\1-\2", name) if language == ENGLISH else name


@lru_cache(maxsize=1024)
def worked_in(country: str, year: int) -> frozenset[date]:
    """Return the days of weekly rest in a year that a country works in exchange for others.

    The package finds them with the year of the day given for it, which may be the one before.
    """
    if not is_known(country):
        return frozenset()
    years = (year - 1, year, year + 1)
    found = holidays.country_holidays(country, years=years, expand=False)
    return frozenset(day for day in found.weekend_workdays if day.year == year)


def reading_language(country: str) -> str:
    """Return in which language the package is asked: vi if it can, else English."""
    reader = (get_language() or "")[:2]
    return VIETNAMESE if reader == "vi" and VIETNAMESE in languages_of(country) else ENGLISH


def holiday_in(country: str, day: date, entered: Entered = NOTHING) -> str | None:
    """Return the public holiday of a country on a day in the language of the reader.

    What was entered of the country has the last word over the package.
    """
    if day in entered.off:
        return entered.off[day].label
    if day in entered.worked:
        return None
    language = reading_language(country)
    name = days_off_in(country, day.year, language).get(day)
    return in_reader_words(name) if name is not None and language == ENGLISH else name


class DaysOff(Mapping[date, str]):
    """The days off of an office: its own, then the public holidays of some countries.

    A mapping of the day to its name in the language of whoever reads it. Looking up a day touches
    its year only; going through all of it goes through every year there is.
    """

    def __init__(
        self,
        countries: tuple[str, ...],
        own: Mapping[date, str],
        entered: ByCountry | None = None,
    ) -> None:
        self.countries = countries
        self.own = own
        self.entered = {country: (entered or {}).get(country, NOTHING) for country in countries}
        self.added = frozenset(day for said in self.entered.values() for day in said.off)
        self.taken = frozenset(day for said in self.entered.values() for day in said.worked)

    def __contains__(self, day: object) -> bool:
        if day in self.own or day in self.added:
            return True
        assert isinstance(day, date)
        if day not in off_in(self.countries, day.year):
            return False
        return day not in self.taken or any(
            day in days_off_in(country, day.year) and day not in said.worked
            for country, said in self.entered.items()
        )

    def __getitem__(self, day: date) -> str:
        if day in self.own:
            return self.own[day]
        found = (holiday_in(country, day, said) for country, said in self.entered.items())
        names = [name for name in found if name is not None]
        if not names:
            raise KeyError(day)
        return " · ".join(dict.fromkeys(names))

    def __iter__(self) -> Iterator[date]:
        found = set(self.own) | self.added
        for year in range(EARLIEST_YEAR, LATEST_YEAR + 1):
            found.update(*(days_off_in(country, year) for country in self.countries))
        return iter(sorted(day for day in found if day in self))

    def __len__(self) -> int:
        return sum(1 for _day in self)


@dataclass(frozen=True, slots=True)
class DaysWorked:
    """The days an office works although it would rest: its own, and those a country exchanges.

    What the office itself has closed stays closed. What was entered of the country has the last
    word over the package.
    """

    own: frozenset[date]
    closed: frozenset[date]
    country: str
    entered: Entered = NOTHING

    def __contains__(self, day: object) -> bool:
        if day in self.own:
            return True
        assert isinstance(day, date)
        if day in self.closed or day in self.entered.off:
            return False
        return day in self.entered.worked or day in worked_in(self.country, day.year)
