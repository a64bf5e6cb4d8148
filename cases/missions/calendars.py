"""Whose working days count: those of a mission, of its host country, of a country by its code.

- *mission*: closed on the public holidays of the host country *and* of Viet Nam, on its own
  closures, and on the weekly rest of the host country unless the mission has one of its own. It
  works on a day of rest only where it says so itself: that the host country or Viet Nam exchanges
  a Saturday does not open an embassy.
- *host*: public holidays and weekly rest of the host country, days of rest worked in exchange as
  far as the package knows them.
- a country by its code (`VN`, `TH`): the same of that country, whatever mission asks. A mission in
  Viet Nam has that of Viet Nam, with its own entries.
- *none*: every day counts like every other, in the zone of the body, `none/VN` in a country’s.

What headquarters entered of a country (`CountryDay`) has the last word over the package in all
three: a day off closes the missions there too, a day worked undoes the holiday, and opens on a day
of rest what the country's own exchange opens.

Source for the first: a mission of Viet Nam rests on the holidays of both countries, as its embassy
in the United Arab Emirates publishes (vietnamembassy-uae.org). Office hours are those of the
mission; for authorities, whose hours no source gives, they end at 17:00.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.aggregates import BoolAnd
from django.db.models import Max, QuerySet

from cases.core.actor import Actor
from cases.core.calendars import OfficeCalendar
from cases.missions.entered import (
    NOTHING,
    ByCountry,
    Entry,
    by_country,
    entries_for,
    own_days,
)
from cases.missions.holidays import (
    DaysOff,
    DaysWorked,
    holiday_in,
    is_known,
    weekend_of,
    worked_in,
)
from cases.missions.models import CLOSES_AT, CountryDay, Mission, OfficeClosure
from cases.places.choices import ZONE_OF_COUNTRY, Country

MISSION = "mission"
HOST = "host"
VIET_NAM = Country.VN.value
HOME = VIET_NAM
NO_CALENDAR = "none"
NONE_AT_HOME = "none/VN"
NO_DAYS: frozenset[date] = frozenset()
NO_WEEKEND: frozenset[int] = frozenset()

Listener = Callable[[int], None]
_listeners: list[Listener] = []
Days = tuple[date, date] | None
"""First and last day; None for a whole calendar."""
DaysListener = Callable[[str | int, Days], None]
_days_listeners: list[DaysListener] = []


def on_calendar_change(listener: Listener) -> Listener:
    """Register what is called with the id of a mission after its calendar was changed."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def calendar_changed(mission_id: int) -> None:
    """Tell everyone who has asked for it, inside the transaction of the change."""
    for listener in _listeners:
        listener(mission_id)


def on_days_change(listener: DaysListener) -> DaysListener:
    """Register what is called with whose days were entered: a country, or the id of a mission."""
    if listener not in _days_listeners:
        _days_listeners.append(listener)
    return listener


def days_changed(whose: str | int, days: Days) -> None:
    """Tell everyone who has asked for it, inside the transaction of the entry."""
    for listener in _days_listeners:
        listener(whose, days)


def every_day_in(country: str) -> str:
    """Return the calendar in which every day of a country counts like every other."""
    return f"{NO_CALENDAR}/{country}"


def is_nobodys(whose: str) -> bool:
    """Return whether no days off count."""
    return whose.partition("/")[0] == NO_CALENDAR


def calendar_for(mission: Mission, whose: str) -> OfficeCalendar:
    """Return the working days of the mission, its host country or a country; ValueError otherwise.

    What was entered is read anew with each call (one query); holidays are kept per country and
    year. Take one calendar for many terms.
    """
    return calendars_for([(mission, whose)])[mission.pk, whose]


def calendars_for(
    wanted: Iterable[tuple[Mission, str]], entries: Iterable[Entry] | None = None
) -> dict[tuple[int, str], OfficeCalendar]:
    """Return the calendars by mission and whose they are: one query for however many missions.

    `entries` stand in for what is entered now: to see beforehand what would follow.
    """
    pairs = {(mission.pk, whose): mission for mission, whose in wanted}
    said = tuple(entries_of(pairs.items()) if entries is None else entries)
    of_countries = by_country(said)
    own: dict[int, list[Entry]] = defaultdict(list)
    for entry in said:
        own[entry.of].append(entry)
    return {
        (number, whose): mission_calendar(mission, own[number], of_countries)
        if whose == MISSION
        else calendar_without_mission(mission, whose, of_countries)
        for (number, whose), mission in pairs.items()
    }


def calendar_without_mission(mission: Mission, whose: str, entered: ByCountry) -> OfficeCalendar:
    """Return the calendar of a country, or of nobody, as it is asked for at a mission."""
    if is_nobodys(whose):
        return OfficeCalendar(zone_of(mission, whose), NO_WEEKEND, CLOSES_AT, {})
    return country_calendar(*authorities_of(mission, whose), entered)


def entries_of(wanted: Iterable[tuple[tuple[int, str], Mission]]) -> list[Entry]:
    """Return what is entered of missions and of the countries that bear on their calendars."""
    missions: set[int] = set()
    countries: set[str] = set()
    for (number, whose), mission in wanted:
        if whose == MISSION:
            missions.add(number)
            countries.update(countries_of(mission))
        elif not is_nobodys(whose):
            countries.add(authorities_of(mission, whose)[0])
    return entries_for(missions, countries) if countries else []


def zone_of(mission: Mission, whose: str) -> str:
    """Return the zone in which the days of a calendar begin and end, as it is asked for there."""
    return zone_at(whose, mission.country, mission.zone)


def zone_at(whose: str, host: str, zone: str) -> str:
    """Return the same at a mission in a country and a zone."""
    if whose in {MISSION, NO_CALENDAR}:
        return zone
    country = whose.partition("/")[2] if is_nobodys(whose) else whose
    return authorities_at(country, host, zone)[1]


def authorities_of(mission: Mission, whose: str) -> tuple[str, str]:
    """Return of which country the authorities are, and their zone; ValueError for nobody's."""
    return authorities_at(whose, mission.country, mission.zone)


def authorities_at(whose: str, host: str, zone: str) -> tuple[str, str]:
    """Return the same at a mission in a country and a zone.

    Those of the country of the mission keep its time, others that of their capital.
    """
    country = host if whose == HOST else whose
    if country not in Country.values:
        raise ValueError(f"there is no calendar of “{whose}”")
    if country == host and country != VIET_NAM:
        return country, zone
    return country, ZONE_OF_COUNTRY.get(country, zone)


def country_calendar(country: str, zone: str, entered: ByCountry) -> OfficeCalendar:
    """Return the working days of the authorities of a country."""
    return OfficeCalendar(
        zone=zone,
        weekend=weekend_of(country),
        closes_at=CLOSES_AT,
        closed=DaysOff((country,), {}, entered),
        opened=DaysWorked(NO_DAYS, NO_DAYS, country, entered.get(country, NOTHING)),
    )


def mission_calendar(
    mission: Mission, entries: Iterable[Entry], entered: ByCountry
) -> OfficeCalendar:
    """Return the working days of the mission itself, with its own standing entries."""
    closed, own = own_days(entries, mission.pk)
    is_at_home = mission.country == VIET_NAM
    home = entered.get(VIET_NAM, NOTHING)
    return OfficeCalendar(
        zone=mission.zone,
        weekend=frozenset(mission.weekend) or weekend_of(mission.country),
        closes_at=mission.office_closes,
        closed=DaysOff(countries_of(mission), closed, entered),
        opened=DaysWorked(own, frozenset(closed), VIET_NAM, home) if is_at_home else own,
    )


def standing_closures(mission: Mission) -> list[OfficeClosure]:
    """Return the mission's own entries that nobody has withdrawn, in order of their days."""
    return list(OfficeClosure.objects.standing().filter(mission=mission).order_by("starts_on"))


def closures_between(
    actor: Actor, mission: Mission, first: date, last: date
) -> QuerySet[OfficeClosure]:
    """Return the mission's standing entries that have a day from the first to the last."""
    rows = OfficeClosure.objects.visible_to(actor).standing().touching(first, last)
    return rows.filter(mission=mission).order_by("starts_on")


def countries_of(mission: Mission) -> tuple[str, ...]:
    """Return whose public holidays close the mission: the host country's and Viet Nam's."""
    return tuple(dict.fromkeys((mission.country, VIET_NAM)))


def unknown_countries(mission: Mission) -> list[str]:
    """Return the countries whose holidays nobody knows here: only their weekends are counted."""
    return [country for country in countries_of(mission) if not is_known(country)]


def entered_until(countries: Iterable[str]) -> dict[str, tuple[date, bool]]:
    """Return the last day that is entered of the days off of countries, and whether all were read.

    A country decides as the year goes, and no list of a year is said to be whole: what comes after
    the last entry may still be decided otherwise. A country of which nothing was entered is left
    out.
    """
    rows = CountryDay.objects.filter(withdraw_reason="", country__in=set(countries))
    by_country = rows.order_by().values_list("country")
    found = by_country.annotate(last=Max("ends_on"), is_read=BoolAnd("verified"))
    return {country: (day, is_read) for country, day, is_read in found}


def not_entered(wanted: Iterable[tuple[str, date]]) -> set[tuple[str, date]]:
    """Return of which countries the days off are not entered as far as a day: one query."""
    pairs = set(wanted)
    until = entered_until(country for country, _day in pairs) if pairs else {}
    return {(code, day) for code, day in pairs if code not in until or until[code][0] < day}


def countries_behind(mission: Mission, whose: str) -> tuple[str, ...]:
    """Return the countries whose days off bear on a calendar, as it is asked for at a mission."""
    if whose == MISSION:
        return countries_of(mission)
    return () if is_nobodys(whose) else (authorities_of(mission, whose)[0],)


def missions_resting_with(country: str) -> QuerySet[Mission]:
    """Return the missions that rest on the days off of a country: everybody, on those of home."""
    rows = Mission.objects.order_by("pk")
    return rows if country == VIET_NAM else rows.filter(country=country)


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A public holiday, or a day of rest worked in exchange, with the countries that keep it.

    `entry` is the code of what headquarters entered of it, empty for a day of the package.
    """

    day: date
    name: str
    countries: tuple[str, ...]
    is_worked: bool = False
    entry: str = ""


def public_days(mission: Mission, first: date, last: date) -> list[PublicDay]:
    """Return the public days that bear on the mission, by day; one of one name is one row.

    One query, for what was entered. A day worked in exchange is told as the package knows it at
    home alone; as it was entered, of each of the countries.
    """
    countries = countries_of(mission)
    entered = by_country(entries_for((), countries))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [row for day in days for row in public_rows(countries, day, entered)]


def public_rows(countries: tuple[str, ...], day: date, entered: ByCountry) -> list[PublicDay]:
    """Return what is so in some countries on one day."""
    names: dict[tuple[str, str], list[str]] = {}
    worked: list[PublicDay] = []
    for country in countries:
        said = entered.get(country, NOTHING)
        name = holiday_in(country, day, said)
        if name:
            code = said.off[day].ref if day in said.off else ""
            names.setdefault((name, code), []).append(country)
        elif day in said.worked:
            entry = said.worked[day]
            worked.append(PublicDay(day, entry.label, (country,), True, entry.ref))
        elif country == countries[0] == VIET_NAM and day in worked_in(VIET_NAM, day.year):
            worked.append(PublicDay(day, "", (VIET_NAM,), is_worked=True))
    off = [PublicDay(day, name, tuple(who), entry=code) for (name, code), who in names.items()]
    return off + worked
