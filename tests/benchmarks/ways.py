"""The way of one person: points in the order in which we learned of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from random import Random
from typing import Final

from tests.benchmarks.courses import Act, earliest
from tests.benchmarks.plan import DAY, END
from tests.benchmarks.reference import Officer, Reference
from tests.benchmarks.rows import Uuids, Value, json_of, stamp
from tests.benchmarks.tables import Tables

CROSSING_SHARE: Final = 0.3
STAY_SHARE: Final = 0.24
LEFT_SHARE: Final = 0.05
HOME_SHARE: Final = 0.8


@dataclass(slots=True)
class Point:
    """A crossing (`origin` set) or a stay, before it is numbered."""

    occurred_from: int
    occurred_at: int
    recorded_at: int
    country: str
    officer: Officer
    mission_id: int
    origin: str = ""
    place: int | None = None
    holder: int | None = None
    number: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """The order in which points happened."""
        return self.occurred_at, self.number


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a person is, as the columns of the citizen row say it."""

    country: str = ""
    place: int | None = None
    holder: int | None = None
    since_from: int | None = None
    since: int | None = None

    def columns(self) -> dict[str, object]:
        """Return the columns by name, as a row version keeps them."""
        return {
            "now_country": self.country,
            "now_place_id": self.place,
            "now_holder_id": self.holder,
            "now_from": stamp(self.since_from) if self.since_from else None,
            "now_since": stamp(self.since) if self.since else None,
        }


def whereabouts(points: Iterable[Point]) -> Whereabouts:
    """Return where the person is after all points; leaving keeps the country."""
    now = Whereabouts()
    for point in sorted(points, key=attrgetter("key")):
        country = point.country or now.country
        now = Whereabouts(
            country, point.place, point.holder, point.occurred_from, point.occurred_at
        )
    return now


@dataclass(frozen=True, slots=True)
class Host:
    """Where a case plays: the country, and who records there."""

    country: str
    officer: Officer
    mission_id: int


def way_of(random: Random, reference: Reference, host: Host, acts: list[Act]) -> list[Point]:
    """Return the points of one case: into the country, held or housed there, home again."""
    points: list[Point] = []
    if random.random() < CROSSING_SHARE:
        points.append(way_in(random, reference, host, acts[0]))
    known = acts[0].recorded_at + random.randrange(DAY)
    if random.random() < STAY_SHARE and known <= END:
        happened = max(acts[0].occurred_at, known - random.randrange(DAY))
        points.append(there(random, reference, host, happened, known))
    points += [way_home(host, act) for act in acts if act.arrives and random.random() < HOME_SHARE]
    return points


def way_in(random: Random, reference: Reference, host: Host, opened: Act) -> Point:
    """Return the crossing into the country by which the person came into the incident."""
    return Point(
        opened.occurred_from,
        opened.occurred_at,
        opened.recorded_at,
        host.country,
        host.officer,
        host.mission_id,
        origin="MM" if host.country == "TH" else "TH",
        place=random.choice(reference.places[host.country]),
    )


def there(random: Random, reference: Reference, host: Host, happened: int, known: int) -> Point:
    """Return a stay in somebody's hands, or that the person left it."""
    is_left = random.random() < LEFT_SHARE
    return Point(
        earliest(happened),
        happened,
        known,
        "" if is_left else host.country,
        host.officer,
        host.mission_id,
        place=None if is_left else random.choice(reference.places[host.country]),
        holder=None if is_left else random.choice(reference.bodies[host.country]),
    )


def way_home(host: Host, act: Act) -> Point:
    """Return the crossing home by which the case arrived."""
    return Point(
        act.occurred_from,
        act.occurred_at,
        act.recorded_at,
        "VN",
        host.officer,
        host.mission_id,
        origin=host.country,
    )


class Ways:
    """Writes the points of people and what their rows said before."""

    def __init__(self, tables: Tables, uuids: Uuids) -> None:
        self.tables = tables
        self.uuids = uuids

    def write(self, citizen_id: int, points: list[Point]) -> Whereabouts:
        """Write the points in the order in which they became known; return the last position."""
        now = Whereabouts()
        known: list[Point] = []
        for number, point in enumerate(sorted(points, key=attrgetter("recorded_at")), 1):
            point.number = number
            self.write_point(citizen_id, point)
            known.append(point)
            after = whereabouts(seen_as_row(row) for row in known)
            if after != now:
                self.write_version(citizen_id, point, now, after)
            now = after
        return now

    def write_point(self, citizen_id: int, point: Point) -> None:
        """Write a crossing or a stay."""
        table = self.tables.crossing if point.origin else self.tables.stay
        operation = "record_crossing" if point.origin else "record_stay"
        kind = "at" if point.country else "left"
        own: tuple[Value, ...] = (kind, point.country, point.place, point.holder)
        if point.origin:
            manner = "air" if point.country == "VN" else "gate"
            own = (point.origin, point.country, None, point.place, manner, "unknown")
        table.add(
            point.recorded_at,
            table.next_id(),
            stamp(point.occurred_from),
            stamp(point.occurred_at),
            stamp(point.recorded_at),
            None,
            "",
            operation,
            "relative",
            "",
            point.officer.staff_id,
            point.mission_id,
            self.uuids.next(),
            point.number,
            "",
            citizen_id,
            *own,
        )

    def write_version(
        self, citizen_id: int, point: Point, before: Whereabouts, after: Whereabouts
    ) -> None:
        """Write what the citizen row said before the point became known."""
        now = after.columns()
        old = {name: value for name, value in before.columns().items() if value != now[name]}
        self.tables.version.add(
            point.recorded_at,
            self.tables.version.next_id(),
            "cases_citizen",
            citizen_id,
            None,
            citizen_id,
            json_of(old),
            "record_crossing" if point.origin else "record_stay",
            point.officer.staff_id,
            stamp(point.recorded_at),
        )


def seen_as_row(point: Point) -> Point:
    """Return a point as it counts for whereabouts: a crossing names no place to be at."""
    if not point.origin or point.place is None:
        return point
    return Point(
        point.occurred_from,
        point.occurred_at,
        point.recorded_at,
        point.country,
        point.officer,
        point.mission_id,
        origin=point.origin,
        number=point.number,
    )
