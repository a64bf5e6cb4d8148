"""Which running limits would end otherwise if the calendar of one office became another one."""

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.casework.days_moved import clocks_over, moved_of, sentences_of
from cases.core.actor import Actor
from cases.core.calendars import INSTANT
from cases.core.errors import Sentence
from cases.missions.calendars import MISSION, countries_of
from cases.missions.entered import Entry, entries_for
from cases.missions.models import Mission, OfficeClosure
from cases.places.uses import foretells
from cases.templatetags.moments import day_words


@foretells(OfficeClosure)
def limits_moved_by_entry(
    actor: Actor, before: OfficeClosure | None, after: OfficeClosure
) -> list[Sentence]:
    """Say which limits would end otherwise with an entry, or without one that is withdrawn."""
    days = after.starts_on, after.ends_on
    return told(actor, after.mission, entries_with(after), days)


@foretells(Mission)
def limits_moved_by_hours(actor: Actor, before: Mission | None, after: Mission) -> list[Sentence]:
    """Say which limits would end otherwise by other office hours or days of rest."""
    return told(actor, after, entries_now(after), None, (before or after).zone)


def told(
    actor: Actor,
    mission: Mission,
    entries: Iterable[Entry],
    days: tuple[date, date] | None,
    former_zone: str = "",
) -> list[Sentence]:
    """Return how many limits of a mission would end otherwise, and when the first of them would."""
    clocks, is_part = clocks_over(actor, Q(case__mission=mission.pk, calendar=MISSION), days)
    moved = moved_of(clocks, {mission.pk: mission}, entries)
    moved.is_part = is_part
    found = sentences_of(moved)
    if moved.first is not None:
        was, would = moved.first
        said = {
            "then": end_words(would, mission.zone),
            "now": end_words(was, former_zone or mission.zone),
        }
        found.append(_("The first of them would end on %(then)s instead of %(now)s.") % said)
    return found


def end_words(at: datetime, zone: str) -> str:
    """Return when a limit ends by the clock of the mission; of one that ends at midnight its last
    day alone."""
    local = at.astimezone(ZoneInfo(zone))
    if local.time() == time.min:
        return day_words(local - INSTANT)
    return f"{day_words(local)}, {local:%H:%M}"


def entries_with(closure: OfficeClosure) -> list[Entry]:
    """Return what would be entered of a mission with an entry, or with it withdrawn."""
    mission = closure.mission
    entry = Entry(
        *(mission.pk, "", "", closure.kind, closure.starts_on, closure.ends_on),
        *(closure.reason, "", ""),
    )
    others = [row for row in entries_now(mission) if row[:6] != entry[:6]]
    return others if closure.withdrawn_at else [*others, entry]


def entries_now(mission: Mission) -> list[Entry]:
    """Return what is entered of a mission and of the countries that bear on it."""
    return entries_for({mission.pk}, set(countries_of(mission)))
