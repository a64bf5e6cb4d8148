"""Which running limits would end otherwise if the calendar of one office became another one."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cases.casework.days_moved import clocks_over, moved_of, sentences_of
from cases.core.actor import Actor
from cases.core.calendars import OfficeCalendar
from cases.core.errors import Sentence
from cases.missions.calendars import HOME, HOST, MISSION, calendars_for, countries_of
from cases.missions.entered import Entry, entries_for
from cases.missions.models import Mission, OfficeClosure
from cases.places.uses import foretells
from cases.templatetags.moments import day_words, is_end_of_day

Calendars = dict[tuple[int, str], OfficeCalendar]


@foretells(OfficeClosure)
def limits_moved_by_entry(
    actor: Actor, before: OfficeClosure | None, after: OfficeClosure
) -> list[Sentence]:
    """Say which limits would end otherwise with an entry, or without one that is withdrawn."""
    days = after.starts_on, after.ends_on
    return told(actor, after.mission, calendars_with(after), days)


@foretells(Mission)
def limits_moved_by_hours(actor: Actor, before: Mission | None, after: Mission) -> list[Sentence]:
    """Say which limits would end otherwise by other office hours or days of rest."""
    return told(actor, after, calendars_by_hours(after), None)


def told(
    actor: Actor, mission: Mission, calendars: Calendars, days: tuple[date, date] | None
) -> list[Sentence]:
    """Return how many limits of a mission would end otherwise, and when the first of them would."""
    missions = {mission.pk: mission}
    clocks, is_part = clocks_over(actor, missions, days)
    moved = moved_of(clocks, missions, calendars)
    moved.is_part = is_part
    found = sentences_of(moved)
    if moved.first is not None:
        was, would = (end_words(at, mission.zone) for at in moved.first)
        found.append(
            _("The first of them would end on %(then)s instead of %(now)s.")
            % {"then": would, "now": was}
        )
    return found


def end_words(at: datetime, zone: str) -> str:
    """Return when a limit ends by the clock of the mission; at the end of a day only the day."""
    local = at.astimezone(ZoneInfo(zone))
    day = day_words(local)
    return day if is_end_of_day(at, zone) else f"{day}, {local:%H:%M}"


def calendars_with(closure: OfficeClosure) -> Calendars:
    """Return the calendars of a mission as they would be with an entry, or with it withdrawn."""
    mission = closure.mission
    entry = Entry(
        *(mission.pk, "", "", closure.kind, closure.starts_on, closure.ends_on),
        *(closure.reason, "", ""),
    )
    others = [row for row in entries_now(mission) if row[:6] != entry[:6]]
    return calendars_then(mission, others if closure.withdrawn_at else [*others, entry])


def calendars_by_hours(mission: Mission) -> Calendars:
    """Return the calendars of a mission whose hours were changed and not written."""
    return calendars_then(mission, entries_now(mission))


def entries_now(mission: Mission) -> list[Entry]:
    """Return what is entered of a mission and of the countries that bear on it."""
    return entries_for({mission.pk}, set(countries_of(mission)))


def calendars_then(mission: Mission, entries: Iterable[Entry]) -> Calendars:
    """Return the calendars of a mission by these entries."""
    return calendars_for([(mission, whose) for whose in (MISSION, HOST, HOME)], entries)
