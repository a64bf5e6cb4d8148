"""The main figures over time: the same totals at some moments from the beginning on.

Each moment is counted twice, as known at that moment and as known now, so there are few of them;
one query counts all.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Stage
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.incidents.models import Incident
from cases.places.choices import Country
from cases.publishing.figures import refuse_uncounted
from cases.publishing.figures.moments import Asked, Moments, day_of, end_of_day, moments

MOMENTS: Final = 7
MOST_COUNTRIES: Final = 4
MOST_CROSSED: Final = 2
LINES: Final = """
select nth - 1, dimension, key, total
from incident_lines(%s, %s::timestamptz[], array(
  select coalesce(known, 'infinity') from unnest(%s::timestamptz[]) with ordinality
    as asked(known, nth) order by nth))
"""

Counts = dict[str, int]
"""The address of a figure, such as `present/TH`, and its number; what is nought is left out."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The totals as of one moment: as known then, at `known_at`, and as known now."""

    as_of: datetime
    known_at: datetime
    then: Counts
    now: Counts


@dataclass(frozen=True, slots=True)
class Line:
    """One figure at each of the moments, as known then and as known now."""

    key: str
    label: Sentence
    then: tuple[int, ...]
    now: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverTime:
    """All lines of an incident; `known_at` is the knowledge of what is called now."""

    incident: Incident
    known_at: datetime
    points: tuple[Counted, ...]
    lines: tuple[Line, ...]


def over_time(
    actor: Actor, incident: Incident, as_of: Asked, known_at: Asked | None = None
) -> OverTime:
    """Return the main figures from the first day of the incident to a moment.

    Raises 403 for a mission that never had a case in the incident.
    """
    refuse_uncounted(incident)
    used = moments(actor, incident.zone, as_of, known_at)
    points = tuple(counted_at(incident, used))
    return OverTime(incident, used.knowledge, points, tuple(lines_of(points)))


def moments_until(incident: Incident, last: datetime) -> list[datetime]:
    """Return the ends of days from the first one on, evenly, and at last the moment itself."""
    first, end = incident.started_on, day_of(last, incident.zone)
    days = (end - first).days
    steps = min(MOMENTS - 1, max(0, days))
    chosen = [first + timedelta(days=days * nth // steps) for nth in range(steps)] if steps else []
    return [*(end_of_day(day, incident.zone) for day in chosen), last]


def counted_at(incident: Incident, used: Moments) -> Iterator[Counted]:
    """Yield the totals of each moment until the last, by one query.

    What was known at a moment is what was known at its end; nothing is known later than now.
    """
    ends = moments_until(incident, used.as_of)
    known_then = [end if end < used.knowledge else used.known_at for end in ends]
    pairs = [*zip(ends, known_then, strict=True), *((end, used.known_at) for end in ends)]
    different = list(dict.fromkeys(pairs))
    totals: dict[int, Counts] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(LINES, [incident.pk, *map(list, zip(*different, strict=True))])
        for nth, dimension, key, total in cursor.fetchall():
            if total:
                totals[nth][address(dimension, key)] = total
    found = {pair: totals[nth] for nth, pair in enumerate(different)}
    for end, known in zip(ends, known_then, strict=True):
        then, now = found[end, known], found[end, used.known_at]
        yield Counted(end, known or used.knowledge, then, now)


def address(dimension: str, key: str) -> str:
    """Return under which address a total stands."""
    name = "present" if dimension == "country" else dimension
    return name if dimension == "counted" else f"{name}/{key}"


def lines_of(points: Sequence[Counted]) -> Iterator[Line]:
    """Yield the main figures that anybody counts in: persons, where they are, crossings, cases."""
    yield from line_of("counted", _("Persons with a case, whenever opened"), points)
    for key in largest("present/", points, MOST_COUNTRIES):
        yield from line_of(f"present/{key}", label_of(_("In %(country)s"), key), points)
    yield from line_of("present/", _("Not known where"), points)
    for key in largest("crossed/", points, MOST_CROSSED):
        label = label_of(_("Had crossed into %(country)s"), key)
        yield from line_of(f"crossed/{key}", label, points)
    yield from line_of("open", _("Open cases"), points)
    yield from line_of(f"stage/{Stage.CLOSED}", _("Closed cases"), points)


def label_of(words: Sentence, country: str) -> str:
    """Return what a figure of a country is called."""
    return str(words) % {"country": dict(Country.choices).get(country, country)}


def largest(of: str, points: Sequence[Counted], most: int) -> list[str]:
    """Return the countries with the highest number at any moment."""
    peaks: Counts = {}
    for point in points:
        for counts in (point.then, point.now):
            for name, count in counts.items():
                if name.startswith(of) and name != of:
                    peaks[name] = max(count, peaks.get(name, 0))
    keys = sorted(peaks, key=lambda name: (-peaks[name], name))
    return [name.removeprefix(of) for name in keys[:most]]


def line_of(key: str, label: Sentence, points: Sequence[Counted]) -> Iterator[Line]:
    """Yield the line of a figure, if anybody counts in it at any moment."""
    then = tuple(number(point.then, key) for point in points)
    now = tuple(number(point.now, key) for point in points)
    if any(then) or any(now):
        yield Line(key, label, then, now)


def number(counts: Counts, key: str) -> int:
    """Return one number; open are all cases that are not closed."""
    if key != "open":
        return counts.get(key, 0)
    stages = (count for name, count in counts.items() if name.startswith("stage/"))
    return sum(stages) - counts.get(f"stage/{Stage.CLOSED}", 0)
