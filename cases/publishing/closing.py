"""Closing the figures of large incidents day by day, so that nobody counts them from the start.

Small incidents are counted from their ledgers each time.
"""

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import connection

from cases.core.actor import SYSTEM
from cases.incidents.models import Incident
from cases.publishing.figures.moments import database_clock, end_of_day
from cases.publishing.models import FigureClosing

LARGE: Final = 2_000
"""From so many cases on the figures of an incident are closed."""
MANY: Final = 2_000
"""So many persons changed since the last closing are closed within the day: an answer looks at each
of them anew."""
LONG_PAST: Final = timedelta(days=60)
LATER: Final = timedelta(seconds=90)
"""Transactions end within 30 seconds; the database refuses less than 60."""

BEGUN: Final = """
select least(min(recorded_at), min(opened_at)) from cases_case where incident_id = %s
"""
LARGE_ONES: Final = """
select incident_id from cases_case group by incident_id having count(*) >= %s order by 1
"""
CHANGED: Final = "select count(*) from figure_touched(%s, %s, %s)"


def large_incidents() -> list[Incident]:
    """Return the incidents whose figures are closed."""
    with connection.cursor() as cursor:
        cursor.execute(LARGE_ONES, [LARGE])
        ids = [row[0] for row in cursor.fetchall()]
    return list(Incident.objects.visible_to(SYSTEM).filter(pk__in=ids).order_by("pk"))


def moments_to_close(incident: Incident, now: datetime) -> Iterator[datetime]:
    """Yield the ends of days not closed yet; at last a moment of today, if much has changed.

    What is long past is closed week by week: an answer then looks at the people of a week anew,
    and sums up far fewer balances.
    """
    last = last_closing(incident)
    begun = last or first_moment(incident)
    if begun is None:
        return
    zone = ZoneInfo(incident.zone)
    day = begun.astimezone(zone).date()
    end = end_behind(day, incident.zone, now)
    if last is not None and end <= last:
        end = end_behind(day + timedelta(days=1), incident.zone, now)
    while end <= now - LATER:
        yield end
        last = end
        end = end_behind(end.astimezone(zone).date() + timedelta(days=1), incident.zone, now)
    until = now - LATER
    if last is not None and last < until and changed(incident, last, until) >= MANY:
        yield until


def end_behind(day: date, zone: str, now: datetime) -> datetime:
    """Return the end of the day, or of its week where that is long past."""
    week = end_of_day(day + timedelta(days=6 - day.weekday()), zone)
    return week if week < now - LONG_PAST else end_of_day(day, zone)


def close_some(incident: Incident, seconds: float) -> bool:
    """Close the next days for at most some seconds; return whether there is more to close."""
    stop = time.monotonic() + seconds
    for moment in moments_to_close(incident, database_clock()):
        if time.monotonic() > stop:
            return True
        close(incident, moment)
    return False


def close(incident: Incident, moment: datetime) -> int:
    """Close the figures with all that was known at a moment; return how many balances changed.

    System eyes only; nothing is done where a later closing stands.
    """
    with connection.cursor() as cursor:
        cursor.execute("select close_figures(%s, %s)", [incident.pk, moment])
        return int(cursor.fetchone()[0])


def last_closing(incident: Incident) -> datetime | None:
    """Return the moment of knowledge of the last closing."""
    closings = FigureClosing.objects.filter(incident=incident).order_by("-known_at")
    return closings.values_list("known_at", flat=True).first()


def first_moment(incident: Incident) -> datetime | None:
    """Return since when anything is known of the incident."""
    with connection.cursor() as cursor:
        cursor.execute(BEGUN, [incident.pk])
        found: datetime | None = cursor.fetchone()[0]
    return found


def changed(incident: Incident, since: datetime, until: datetime) -> int:
    """Return of how many persons something became known in between."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, [incident.pk, since, until])
        return int(cursor.fetchone()[0])
