"""Reading a person's way: where she is after the standing points, and where they contradict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db import connection

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
    since_from: datetime | None = None
    since: datetime | None = None


NOWHERE_KNOWN = Whereabouts()
NOW = ("now_country", "now_place", "now_holder", "now_from", "now_since")
"""What the citizen row repeats of the way of the person."""


def in_order(points: Iterable[Point]) -> list[Point]:
    """Return points in the order in which they happened."""
    return sorted(points, key=lambda point: (point.occurred_at, point.number, point.citizen_id))


def way_of(points: Iterable[Point]) -> list[Point]:
    """Return points in order, without the crossings that another record tells of already.

    Where two linked records tell of one border crossed, the first of the two counts.
    `repeated_crossings` in the database is the same rule (`cases/citizens/same_schema.py`).
    """
    found: list[Point] = []
    crossings: list[Crossing] = []
    for point in in_order(points):
        if isinstance(point, Crossing):
            crossings.append(point)
            if is_told_already(point, crossings[:-1]):
                continue
        found.append(point)
    return found


def is_told_already(crossing: Crossing, before: Sequence[Crossing]) -> bool:
    """Return whether another record tells of this crossing among those before it.

    Each crossing of a record is that of one crossing of the other: who crossed twice by one record
    did so, although the other tells of it once.
    """
    own = [row for row in before if row.citizen_id == crossing.citizen_id]
    others: dict[int, list[Crossing]] = {}
    for row in before:
        if row.citizen_id != crossing.citizen_id and is_one_crossing(row, crossing):
            others.setdefault(row.citizen_id, []).append(row)
    return any(
        len(rows) > sum(any(is_one_crossing(mine, row) for row in rows) for mine in own)
        for rows in others.values()
    )


def is_one_crossing(one: Crossing, other: Crossing) -> bool:
    """Return whether two entries may tell of one crossing: what one leaves open may fit."""
    sides = ((one.left_from_id, other.left_from_id), (one.entered_at_id, other.entered_at_id))
    return (
        (one.from_country, one.to_country) == (other.from_country, other.to_country)
        and one.occurred_from <= other.occurred_at
        and other.occurred_from <= one.occurred_at
        and all(here is None or there is None or here == there for here, there in sides)
    )


def after(before: Whereabouts, point: Point) -> Whereabouts:
    """Return the whereabouts after one point.

    A crossing sets the country and clears place and holder, a stay sets all three, leaving keeps
    the country, and who is lost is in none that we know.
    """
    since = point.occurred_from, point.occurred_at
    if isinstance(point, Crossing):
        return Whereabouts(point.to_country, None, None, *since)
    if point.kind == StayKind.LEFT:
        return Whereabouts(before.country, None, None, *since)
    return Whereabouts(point.country, point.place_id, point.holder_id, *since)


def whereabouts(points: Sequence[Point]) -> Whereabouts:
    """Return the whereabouts after all of `points`."""
    position = NOWHERE_KNOWN
    for point in way_of(points):
        position = after(position, point)
    return position


class Doubt(Enum):
    """Why a point does not fit an earlier one."""

    MOVED = "a stay in another country, no border crossed in between"
    LEFT_ELSEWHERE = "a crossing out of another country than the one known"
    TOLD_OTHERWISE = "two sources put the person in two places at one time"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A point, the earlier one it does not fit, and why."""

    point: Point
    earlier: Point
    doubt: Doubt


def misfits(points: Iterable[Point]) -> list[Misfit]:
    """Return where the standing `points` contradict each other, in the order of the way.

    The same persons are the contradictory ones of the figures (`figure_ways` in
    `cases/publishing/schema_points.py`): a point that names no country says nothing to contradict.
    """
    found: list[Misfit] = []
    claims = [point for point in way_of(points) if names_country(point)]
    for index, claim in enumerate(claims):
        if index and contradicts(claims[index - 1], claim):
            is_crossing = isinstance(claim, Crossing)
            doubt = Doubt.LEFT_ELSEWHERE if is_crossing else Doubt.MOVED
            found.append(Misfit(claim, claims[index - 1], doubt))
            continue
        others = (earlier for earlier in claims[:index] if told_otherwise(earlier, claim))
        found += [Misfit(claim, earlier, Doubt.TOLD_OTHERWISE) for earlier in others]
    return found


def names_country(point: Point) -> bool:
    """Return whether a point says in which country the person is, or that it is not known."""
    return isinstance(point, Crossing) or point.kind != StayKind.LEFT


def contradicts(earlier: Point, later: Point) -> bool:
    """Return whether a point starts in another country than the one before it led to."""
    countries = {starts_in(later), leads_to(earlier)}
    return "" not in countries and len(countries) > 1


def starts_in(point: Point) -> str:
    """Return the country in which the person was, going by this point alone."""
    return point.from_country if isinstance(point, Crossing) else point.country


def leads_to(point: Point) -> str:
    """Return the country in which the person is after this point."""
    return point.to_country if isinstance(point, Crossing) else point.country


def told_otherwise(earlier: Point, later: Point) -> bool:
    """Return whether two sources tell of one time differently; what one leaves open may fit."""
    if not isinstance(earlier, Stay) or not isinstance(later, Stay):
        return False
    if later.occurred_from > earlier.occurred_at:
        return False
    if (earlier.source, earlier.source_detail) == (later.source, later.source_detail):
        return False
    pairs = (
        (earlier.country, later.country),
        (earlier.place_id, later.place_id),
        (earlier.holder_id, later.holder_id),
    )
    return any(one and other and one != other for one, other in pairs)


def standing_points(citizen: Citizen) -> list[Point]:
    """Return all standing points of a person."""
    return [*citizen.crossings.standing(), *citizen.stays.standing()]


def settle_whereabouts(citizen: Citizen) -> None:
    """Put the last position of the ledger on the citizen row; of linked records, on all of them."""
    if citizen.head_id is not None:
        citizen.save(update_fields=["points"])
        with connection.cursor() as cursor:
            cursor.execute("select settle_way(%s)", [citizen.pk])
        citizen.refresh_from_db(fields=NOW)
        return
    put_whereabouts(citizen, standing_points(citizen))
    citizen.save(update_fields=[*NOW, "points"])


def put_whereabouts(citizen: Citizen, points: Sequence[Point]) -> None:
    """Set what the citizen row repeats of her way."""
    position = whereabouts(points)
    citizen.now_country = position.country
    citizen.now_place_id = position.place_id
    citizen.now_holder_id = position.holder_id
    citizen.now_from, citizen.now_since = position.since_from, position.since
