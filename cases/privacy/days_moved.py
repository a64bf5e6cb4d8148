"""Which requests about personal data would end otherwise by other days of a country or office."""

from collections.abc import Iterable, Mapping, Set

from django.utils.translation import ngettext

from cases.casework.days_moved import entries_then, is_same
from cases.casework.office_moved import entries_now, entries_with
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.missions.calendars import missions_resting_with
from cases.missions.entered import Entry
from cases.missions.models import CountryDay, Mission, OfficeClosure
from cases.places.uses import foretells
from cases.privacy.deadlines import calendars_of, deadline
from cases.privacy.models import RightsRequest

MOST = 1000
"""So many open requests are looked at, the oldest."""


@foretells(CountryDay)
def requests_moved(actor: Actor, before: CountryDay | None, after: CountryDay) -> list[Sentence]:
    """Say how many open requests would be due on another day."""
    days = [day for day in (before, after) if day is not None and day.is_standing]
    if not days or is_same(before, after):
        return []
    countries = {day.country for day in days}
    missions = missions_of(countries)
    return told(actor, missions, entries_then(missions, countries, before, after))


def missions_of(countries: Set[str]) -> dict[int, Mission]:
    """Return the missions that rest on days of some countries, by id."""
    found = {row.pk: row for country in countries for row in missions_resting_with(country)}
    return dict(sorted(found.items()))


@foretells(OfficeClosure)
def requests_moved_by_entry(
    actor: Actor, before: OfficeClosure | None, after: OfficeClosure
) -> list[Sentence]:
    """Say how many would be due otherwise with an entry of an office, or without it."""
    return told(actor, {after.mission_id: after.mission}, entries_with(after))


@foretells(Mission)
def requests_moved_by_hours(actor: Actor, before: Mission | None, after: Mission) -> list[Sentence]:
    """Say how many would be due otherwise by other office hours or days of rest."""
    return told(actor, {after.pk: after}, entries_now(after))


def told(actor: Actor, missions: Mapping[int, Mission], entries: Iterable[Entry]) -> list[Sentence]:
    """Return how many open requests of some missions would be due at another time."""
    calendars = calendars_of(missions.values(), entries)
    rows = RightsRequest.objects.visible_to(actor).open().filter(mission__in=missions)
    number = sum(deadline(row, calendars) != row.due_at for row in rows.order_by("pk")[:MOST])
    if not number:
        return []
    sentence = ngettext(
        "%(number)s request about personal data would be due at another time.",
        "%(number)s requests about personal data would be due at another time.",
        number,
    )
    return [sentence % {"number": number}]
