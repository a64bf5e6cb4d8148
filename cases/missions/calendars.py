"""Whose working days count: those of a mission, of its host country, of Viet Nam.

- *mission*: closed on the public holidays of the host country *and* of Viet Nam, on its own
  closures, and on the weekly rest of the host country unless the mission has one of its own. It
  works on a day of rest only where it says so itself: that the host country or Viet Nam exchanges
  a Saturday does not open an embassy.
- *host*: public holidays and weekly rest of the host country, days of rest worked in exchange as
  far as the package knows them.
- *home*: the same of Viet Nam. A mission in Viet Nam has this one, with its own entries.

Source for the first: a mission of Viet Nam rests on the holidays of both countries, as its embassy
in the United Arab Emirates publishes (vietnamembassy-uae.org). Office hours are those of the
mission; for authorities, whose hours no source gives, they end at 17:00.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from cases.core.actor import Actor
from cases.core.calendars import OfficeCalendar
from cases.missions.choices import ClosureKind
from cases.missions.holidays import (
    DaysOff,
    DaysWorked,
    holiday_in,
    is_known,
    weekend_of,
    worked_in,
)
from cases.missions.models import CLOSES_AT, Mission, OfficeClosure
from cases.places.choices import ZONE_OF_COUNTRY, Country

MISSION = "mission"
HOST = "host"
HOME = "home"
VIET_NAM = Country.VN.value
NO_DAYS: frozenset[date] = frozenset()

Listener = Callable[[int], None]
_listeners: list[Listener] = []


def on_calendar_change(listener: Listener) -> Listener:
    """Register what is called with the id of a mission after its calendar was changed."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def calendar_changed(mission_id: int) -> None:
    """Tell everyone who has asked for it, inside the transaction of the change."""
    for listener in _listeners:
        listener(mission_id)


def calendar_for(mission: Mission, whose: str) -> OfficeCalendar:
    """Return the working days of the mission, its host country or Viet Nam; ValueError otherwise.

    The mission's own entries are read anew with each call (one query); holidays are kept per
    country and year. Take one calendar for many terms.
    """
    if whose == HOME or (whose == HOST and mission.country == VIET_NAM):
        return country_calendar(VIET_NAM, ZONE_OF_COUNTRY[VIET_NAM])
    if whose == HOST:
        return country_calendar(mission.country, mission.zone)
    if whose == MISSION:
        return mission_calendar(mission, standing_closures(mission))
    raise ValueError(f"there is no calendar of “{whose}”")


def calendars_for(
    wanted: Iterable[tuple[Mission, str]],
) -> dict[tuple[int, str], OfficeCalendar]:
    """Return the calendars by mission and whose they are: one query for however many missions."""
    pairs = {(mission.pk, whose): mission for mission, whose in wanted}
    asked = {number for number, whose in pairs if whose == MISSION}
    entries: dict[int, list[OfficeClosure]] = {number: [] for number in asked}
    if asked:
        for entry in OfficeClosure.objects.standing().filter(mission__in=asked):
            entries[entry.mission_id].append(entry)
    return {
        (number, whose): mission_calendar(mission, entries[number])
        if whose == MISSION
        else calendar_for(mission, whose)
        for (number, whose), mission in pairs.items()
    }


def country_calendar(country: str, zone: str) -> OfficeCalendar:
    """Return the working days of the authorities of a country."""
    return OfficeCalendar(
        zone=zone,
        weekend=weekend_of(country),
        closes_at=CLOSES_AT,
        closed=DaysOff((country,), {}),
        opened=DaysWorked(NO_DAYS, NO_DAYS, country),
    )


def mission_calendar(mission: Mission, entries: Iterable[OfficeClosure]) -> OfficeCalendar:
    """Return the working days of the mission itself, with its own standing entries."""
    closed: dict[date, str] = {}
    opened: set[date] = set()
    for entry in entries:
        if entry.kind == ClosureKind.CLOSED:
            closed |= dict.fromkeys(entry.days, entry.reason)
        else:
            opened.update(entry.days)
    own = frozenset(opened)
    is_at_home = mission.country == VIET_NAM
    return OfficeCalendar(
        zone=mission.zone,
        weekend=frozenset(mission.weekend) or weekend_of(mission.country),
        closes_at=mission.office_closes,
        closed=DaysOff(countries_of(mission), closed),
        opened=DaysWorked(own, frozenset(closed), VIET_NAM) if is_at_home else own,
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


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A public holiday, or a day of rest worked in exchange, with the countries that keep it."""

    day: date
    name: str
    countries: tuple[str, ...]
    is_worked: bool = False


def public_days(mission: Mission, first: date, last: date) -> list[PublicDay]:
    """Return the public days that bear on the mission, by day; one of one name is one row."""
    found: list[PublicDay] = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        names: dict[str, list[str]] = {}
        for country in countries_of(mission):
            name = holiday_in(country, day)
            if name:
                names.setdefault(name, []).append(country)
        found += [PublicDay(day, name, tuple(keep)) for name, keep in names.items()]
        if mission.country == VIET_NAM and day in worked_in(VIET_NAM, day.year):
            found.append(PublicDay(day, "", (VIET_NAM,), is_worked=True))
    return found
