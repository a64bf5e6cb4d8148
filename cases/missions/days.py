"""What day it is at each mission: a day ends at different moments in different zones."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import ngettext

from cases.core.actor import Actor
from cases.core.precision import days_between
from cases.missions.models import Mission


@dataclass(frozen=True, slots=True)
class Days:
    """One moment, seen at several missions: `zones` names the zone of each by its id.

    A row of a mission that is not among them is judged by the day of the mission that lags most.
    """

    now: datetime
    zones: Mapping[int, str]

    def today(self, zone: str) -> date:
        """Return the day it is in a zone."""
        return self.now.astimezone(ZoneInfo(zone)).date()

    def tomorrow_begins(self, zone: str) -> datetime:
        """Return when the day ends in a zone."""
        return midnight(self.today(zone) + timedelta(days=1), zone)

    def next_week_begins(self, zone: str) -> datetime:
        """Return when the week ends in a zone: on Sunday at 24:00."""
        today = self.today(zone)
        return midnight(today + timedelta(days=7 - today.weekday()), zone)

    def is_past(self, column: str) -> Q:
        """Return the condition that the day in a column of cases is over at their mission."""
        return self.until(column, "lt", self.today)

    def ends_today(self, column: str) -> Q:
        """Return the condition that what a moment ends is over with the day at its mission."""
        return self.until(column, "lte", self.tomorrow_begins)

    def ends_this_week(self, column: str) -> Q:
        """Return the condition that what a moment ends is over with the week at its mission."""
        return self.until(column, "lte", self.next_week_begins)

    def until(self, column: str, lookup: str, bound_of: Callable[[str], date | datetime]) -> Q:
        """Return the condition that a column lies before the bound of the zone of its mission.

        With `lte` the bound itself is among it.

        The highest bound is what an index can use; the lowest settles nearly every row. That there
        is a value is asked first: a comparison with null is no answer, and all the rest would be
        asked of every row without one (half the time of the board).
        """
        missions: dict[date | datetime, list[int]] = defaultdict(list)
        bounds = {zone: bound_of(zone) for zone in set(self.zones.values())}
        for mission, zone in self.zones.items():
            missions[bounds[zone]].append(mission)
        lowest, *later = sorted(missions)
        is_there = Q(**{f"{column}__isnull": False})
        found = Q(**{f"{column}__{lookup}": lowest})
        if not later:
            return is_there & found
        for bound in later:
            found |= Q(**{f"{column}__{lookup}": bound}) & Q(mission__in=missions[bound])
        return is_there & Q(**{f"{column}__{lookup}": later[-1]}) & found


@dataclass(frozen=True, slots=True, order=True)
class Wait:
    """For how many calendar days something waits; `is_least`: that is the least it can be."""

    days: int
    is_least: bool = False

    @classmethod
    def of_days(cls, first: date, last: date, today: date) -> Self:
        """Return how long something waits that began on one of these days."""
        return cls(max((today - last).days, 0), first < last)


def waited(first: datetime, last: datetime, now: datetime, zone: str) -> Wait:
    """Return for how many days something waits that began between two instants.

    They are the calendar days in a zone after the day on which it began, today included: since
    yesterday evening is one day. Of a month, or of several days, at least those since the last.
    """
    today, *ends = (one.astimezone(ZoneInfo(zone)).date() for one in (now, first, last))
    begun, latest = days_between(first, last, zone) or ends
    return Wait.of_days(begun, latest, today)


def wait_words(wait: Wait) -> str:
    """Return for how many days something waits: "7 days", "at least 7 days"."""
    said = {"days": number_format(wait.days, force_grouping=True)}
    if wait.is_least:
        return ngettext("at least %(days)s day", "at least %(days)s days", wait.days) % said
    return ngettext("%(days)s day", "%(days)s days", wait.days) % said


def days_of(actor: Actor, now: datetime, mission: Mission | None = None) -> Days:
    """Return the days at the missions whose cases an actor reads, or at one of them alone."""
    if mission is not None:
        return Days(now, {mission.pk: mission.zone})
    if not actor.is_headquarters:
        return Days(now, {actor.mission_id: actor.zone})
    return Days(now, dict(Mission.objects.visible_to(actor).values_list("pk", "zone")))


def midnight(day: date, zone: str) -> datetime:
    """Return when a day begins in a zone."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone))
