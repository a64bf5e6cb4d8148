"""Which requests about personal data would end otherwise if a day of a country became another."""

from django.utils.translation import ngettext

from cases.casework.days_moved import calendars_then, is_same, missions_of
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.missions.calendars import MISSION
from cases.missions.models import CountryDay
from cases.places.uses import foretells
from cases.privacy.deadlines import deadline
from cases.privacy.models import RightsRequest

MOST = 1000
"""So many open requests are looked at, the oldest."""


@foretells(CountryDay)
def requests_moved(actor: Actor, before: CountryDay | None, after: CountryDay) -> list[Sentence]:
    """Say how many open requests would be due on another day."""
    days = [day for day in (before, after) if day is not None and day.is_standing]
    if not days or is_same(before, after):
        return []
    missions = missions_of(days)
    calendars = calendars_then(missions, before, after)
    rows = RightsRequest.objects.visible_to(actor).open().filter(mission__in=missions)
    number = sum(
        deadline(row, calendars[row.mission_id, MISSION]) != row.due_at
        for row in rows.order_by("pk")[:MOST]
    )
    if not number:
        return []
    sentence = ngettext(
        "%(number)s request about personal data would be due at another time.",
        "%(number)s requests about personal data would be due at another time.",
        number,
    )
    return [sentence % {"number": number}]
