"""What people entered about days: missions of their own calendars, headquarters of countries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, NamedTuple

from django.db import connection

from cases.core.text import in_reader_words
from cases.missions.choices import ClosureKind, CountryDayKind
from cases.missions.models import CountryDay


class Entry(NamedTuple):
    """A standing entry, of the mission `of` or of the country `whose`; `ref` is its code."""

    of: int
    whose: str
    ref: str
    kind: str
    starts_on: date
    ends_on: date
    text: str
    vi: str
    fr: str

    @property
    def label(self) -> str:
        """What it is called, in the language of the reader."""
        return in_reader_words(self.text, self.vi, self.fr)

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        length = (self.ends_on - self.starts_on).days
        return [self.starts_on + timedelta(days=number) for number in range(length + 1)]


@dataclass(frozen=True, slots=True)
class Entered:
    """The days of one country that were entered: those off, and those worked all the same."""

    off: Mapping[date, Entry] = field(default_factory=dict)
    worked: Mapping[date, Entry] = field(default_factory=dict)


NOTHING = Entered()
ByCountry = Mapping[str, Entered]


ENTRIES: Final = """
select mission_id, '', '', kind, starts_on, ends_on, reason, '', '' from cases_officeclosure
where withdrawn_at is null and mission_id = any(%s)
union all
select 0, country, code, kind, starts_on, ends_on, name, name_vi, name_fr from cases_countryday
where withdraw_reason = '' and country = any(%s)
"""
"""Asked at every count of a term: made of two lists by Django it took ten times as long."""


def entries_for(missions: Collection[int], countries: Collection[str]) -> list[Entry]:
    """Return the standing entries of missions and of countries in order of days, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES, [list(missions), list(countries)])
        rows = cursor.fetchall()
    return sorted((Entry(*row) for row in rows), key=lambda row: row.starts_on)


def entry_of(day: CountryDay) -> Entry:
    """Return a day of a country as an entry, stored or not."""
    said = (day.starts_on, day.ends_on, day.name, day.name_vi, day.name_fr)
    return Entry(0, day.country, day.code, day.kind, *said)


def by_country(entries: Iterable[Entry]) -> dict[str, Entered]:
    """Return what is entered of each country."""
    off: dict[str, dict[date, Entry]] = {}
    worked: dict[str, dict[date, Entry]] = {}
    for entry in entries:
        if entry.whose:
            days = off if entry.kind == CountryDayKind.OFF else worked
            days.setdefault(entry.whose, {}).update(dict.fromkeys(entry.days, entry))
    return {
        country: Entered(off.get(country, {}), worked.get(country, {}))
        for country in off.keys() | worked.keys()
    }


def own_days(entries: Iterable[Entry], mission_id: int) -> tuple[dict[date, str], frozenset[date]]:
    """Return the days on which a mission itself is closed with the reason, and those it works."""
    closed: dict[date, str] = {}
    opened: set[date] = set()
    for entry in entries:
        if entry.of != mission_id:
            continue
        if entry.kind == ClosureKind.CLOSED:
            closed |= dict.fromkeys(entry.days, entry.text)
        else:
            opened.update(entry.days)
    return closed, frozenset(opened)
