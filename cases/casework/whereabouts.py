"""Reading a person's way: where she is after the standing points, and where they contradict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.citizens.models import Citizen
from cases.crossings.choices import StayKind
from cases.crossings.models import Crossing, Stay

Point = Crossing | Stay


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Country, place and holder; all empty when nothing is known."""

    country: str = ""
    place_id: int | None = None
    holder_id: int | None = None
    since: datetime | None = None


NOWHERE_KNOWN = Whereabouts()


def in_order(points: Iterable[Point]) -> list[Point]:
    """Return points in the order in which they happened."""
    return sorted(points, key=lambda point: (point.occurred_at, point.number))


def after(before: Whereabouts, point: Point) -> Whereabouts:
    """Return the whereabouts after one point.

    A crossing sets the country and clears place and holder, a stay sets all three, leaving keeps
    the country.
    """
    if isinstance(point, Crossing):
        return Whereabouts(country=point.to_country, since=point.occurred_at)
    if point.kind == StayKind.LEFT:
        return Whereabouts(country=before.country, since=point.occurred_at)
    return Whereabouts(point.country, point.place_id, point.holder_id, point.occurred_at)


def whereabouts(points: Sequence[Point]) -> Whereabouts:
    """Return the whereabouts after all of `points`."""
    position = NOWHERE_KNOWN
    for point in in_order(points):
        position = after(position, point)
    return position


def standing_points(citizen: Citizen) -> list[Point]:
    """Return all standing points of a person."""
    return [*citizen.crossings.standing(), *citizen.stays.standing()]


def settle_whereabouts(citizen: Citizen) -> None:
    """Put the last position of the ledger on the citizen row."""
    position = whereabouts(standing_points(citizen))
    citizen.now_country = position.country
    citizen.now_place_id = position.place_id
    citizen.now_holder_id = position.holder_id
    citizen.now_since = position.since
    citizen.save(update_fields=["now_country", "now_place", "now_holder", "now_since", "points"])
