"""Where people were over time: the same totals at some moments from the beginning on.

Each moment is counted from the ledgers, so there are few of them.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from cases.core.actor import Actor
from cases.incidents.models import Incident
from cases.publishing.figures import Figures, figures_of
from cases.publishing.figures.moments import day_of, end_of_day

MOMENTS: Final = 7


def moments_until(incident: Incident, last: datetime) -> list[datetime]:
    """Return the ends of days before a moment, evenly from the first day of the incident on."""
    first, end = incident.started_on, day_of(last, incident.zone)
    days = (end - first).days
    steps = min(MOMENTS - 1, max(0, days))
    chosen = [first + timedelta(days=days * nth // steps) for nth in range(steps)] if steps else []
    return [end_of_day(day, incident.zone) for day in chosen]


def figures_until(
    actor: Actor, incident: Incident, last: datetime, known_at: datetime | None = None
) -> Iterator[Figures]:
    """Yield the figures of those moments, all as known at one; not of the last itself."""
    for moment in moments_until(incident, last):
        yield figures_of(actor, incident, moment, known_at)
