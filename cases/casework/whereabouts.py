"""Reading a person's way: where she is after the standing points, and where they contradict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from itertools import chain, combinations, pairwise, permutations
from typing import Any, Final

from django.db import connection

from cases.citizens.models import Citizen
from cases.crossings.choices import StayKind
from cases.crossings.models import Crossing, Stay
from cases.places.choices import Country

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


DAY_AT_MOST: Final = timedelta(hours=25)
SAME_DAY: Final = timedelta(hours=12)
"""How far the begins of one day, or of one month, lie apart in the zones of two missions."""
TURNED_AT_MOST: Final = 6
"""Of more that are of one time the order of recording holds."""


def in_order(points: Iterable[Point]) -> list[Point]:
    """Return points in the order in which they happened, as far as that is known.

    They come by their last possible instants. One that is known less precisely than others within
    its span comes among them where the countries fit best: as early as that goes, a crossing as
    late, since who went and came back is where the crossing leads. Of what is known equally well,
    as two bare days of one day are, the chain says what came first (`agreeing`). `PLACED` in
    `cases/citizens/same_schema.py` is the same rule in the database.
    """
    rows = sorted(points, key=as_written)
    runs: list[list[Point]] = []
    for point in sorted(rows, key=lambda point: placed(point, rows)):
        if runs and either_way(runs[-1][-1], point):
            runs[-1].append(point)
        else:
            runs.append([point])
    found: list[Point] = []
    for nth, run in enumerate(runs):
        found += agreeing(run, found, chain.from_iterable(runs[nth + 1 :])) if run[1:] else run
    return found


def either_way(one: Point, other: Point) -> bool:
    """Return whether two points may have come in either order, and neither is known better."""
    first, last = (
        max(one.occurred_from, other.occurred_from),
        min(one.occurred_at, other.occurred_at),
    )
    return (
        first <= last
        and scale(one) * scale(other) > 0
        and not (spans(one, other) or spans(other, one))
        and not (is_derived(one) or is_derived(other))
        and (scale(one) != scale(other) or abs(one.occurred_from - other.occurred_from) < SAME_DAY)
    )


def agreeing(
    run: Sequence[Point], before: Sequence[Point], behind: Iterable[Point]
) -> Sequence[Point]:
    """Return points that may have come in either order so that they contradict least.

    Least with what stands before and behind them, then among themselves, then by the order of
    recording. Having left a place, or being lost, stays behind what it was told after.
    """
    parts: list[list[Point]] = [[]]
    for point in run:
        if is_claim(point):
            parts.append([])
        parts[-1].append(point)
    first, *parts = parts
    is_crossed = any(isinstance(point, Crossing) for point in run)
    if not is_crossed or not 1 < len(parts) <= TURNED_AT_MOST:
        return run
    came = next((leads_to(row) for row in reversed(before) if names_country(row)), "")
    goes = next((starts_in(row) for row in behind if names_country(row)), "")

    def cost(order: Sequence[int]) -> tuple[Any, ...]:
        heads = [parts[nth][0] for nth in order]
        within = sum(contradicts(*pair) for pair in pairwise(heads))
        around = int(not meet(came, starts_in(heads[0]))) + (not meet(leads_to(heads[-1]), goes))
        return within + around, within, len(turned(order)), order

    possible = (
        order
        for order in permutations(range(len(parts)))
        if all(either_way(parts[one][0], parts[other][0]) for one, other in turned(order))
    )
    return [*first, *chain.from_iterable(parts[nth] for nth in min(possible, key=cost))]


def turned(order: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs of an order that stand otherwise than by number."""
    return [(one, other) for one, other in combinations(order, 2) if one > other]


def is_claim(point: Point) -> bool:
    """Return whether a point names a country."""
    return isinstance(point, Crossing) or point.kind == StayKind.AT


def as_written(point: Point) -> tuple[Any, ...]:
    """Return by what points come that are known equally well.

    A closing says where the person is after it: that they are lost by it is the last of its day.
    """
    return point.occurred_at, is_derived(point), point.number, point.citizen_id


def placed(point: Point, points: Sequence[Point]) -> tuple[Any, ...]:
    """Return by what a point is put in order among all of a way."""
    within = [] if is_derived(point) else [row for row in points if spans(point, row)]
    if not within:
        return point.occurred_at, 0, *as_written(point)[1:]
    width = point.occurred_from, point.occurred_from - point.occurred_at
    return *slot_of(point, came_from(point, points), within), *width, *as_written(point)[1:]


def slot_of(point: Point, came: str, within: Sequence[Point]) -> tuple[datetime, int]:
    """Return before (-1) or behind (1) which moment a point comes: where it contradicts least."""
    claims = [row for row in within if is_claim(row)]
    gone = max((row.occurred_at for row in within if leaves(point, row)), default=None)
    there = leads_to(point)
    slots: list[tuple[int, datetime, int]] = []
    for row, following in pairwise([None, *claims, None]):
        moment, side = (row.occurred_at, 1) if row else (within[0].occurred_at, -1)
        if gone is not None and (row is None or moment < gone):
            if following is not None and following.occurred_at <= gone:
                continue
            moment, side = gone, 1
        cost = int(row is not None and not meet(leads_to(row), came))
        cost += following is not None and not meet(there, starts_in(following))
        if there and row and following:
            cost -= contradicts(row, following)
        slots.append((cost, moment, side))
    least = min(slots)[0]
    fitting = [slot[1:] for slot in slots if slot[0] == least]
    return max(fitting) if isinstance(point, Crossing) else min(fitting)


def came_from(point: Point, points: Sequence[Point]) -> str:
    """Return where somebody came from: over the border of the same span, if there is one."""
    span = point.occurred_from, point.occurred_at
    over = [
        row.from_country
        for row in points
        if isinstance(row, Crossing)
        and (row.occurred_from, row.occurred_at) == span
        and isinstance(point, Stay)
        and row.to_country == point.country
    ]
    return min(over, default=starts_in(point))


def meet(one: str, other: str) -> bool:
    """Return whether two countries are one, as far as they are known."""
    return "" in {one, other} or one == other


def is_derived(point: Point) -> bool:
    """Return whether nobody said that the person is lost, so that it followed from a closing."""
    is_lost = isinstance(point, Stay) and point.kind == StayKind.LOST
    return is_lost and point.operation not in {"record_stay", "correct_stay"}


def spans(wide: Point, narrow: Point) -> bool:
    """Return whether a point is known less precisely, so that it may lie on both sides of another.

    Two that were said of one day, or of one month, are equally precise wherever the moment of
    recording has cut them short.
    """
    return (
        wide.occurred_from <= narrow.occurred_from
        and narrow.occurred_at <= wide.occurred_at
        and (wide.occurred_from < narrow.occurred_from or scale(narrow) < scale(wide))
    )


def scale(point: Point) -> int:
    """Return whether a point is known to the instant, to a day or to more."""
    length = point.occurred_at - point.occurred_from
    return (length > timedelta(0)) + (length > DAY_AT_MOST)


def leaves(wide: Point, narrow: Point) -> bool:
    """Return whether a point says that the person went on from where another has them."""
    if isinstance(narrow, Crossing):
        return False
    if isinstance(wide, Crossing):
        return narrow.kind == StayKind.LEFT
    return (wide.kind, narrow.kind) == (StayKind.LEFT, StayKind.AT)


def way_of(points: Iterable[Point]) -> list[Point]:
    """Return points in order, without the crossings that another record tells of already.

    Where two linked records tell of one border crossed, the first of the two counts.
    `repeated_crossings` in the database is the same rule (`cases/citizens/same_schema.py`).
    """
    rows = list(points)
    crossings = [row for row in rows if isinstance(row, Crossing)]
    crossings.sort(key=lambda row: (row.occurred_at, row.number, row.citizen_id))
    told = [row for nth, row in enumerate(crossings) if is_told_already(row, crossings[:nth])]
    return in_order(row for row in rows if row not in told)


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


def course_of(points: Iterable[Point]) -> list[tuple[Point, Whereabouts]]:
    """Return the points of a whole way in order, each with the whereabouts after it."""
    found: list[tuple[Point, Whereabouts]] = []
    position = NOWHERE_KNOWN
    for point in way_of(points):
        position = after(position, point)
        found.append((point, position))
    return found


def whereabouts(points: Iterable[Point]) -> Whereabouts:
    """Return the whereabouts after all of `points`."""
    course = course_of(points)
    return course[-1][1] if course else NOWHERE_KNOWN


def whereabouts_of(citizen: Citizen) -> Whereabouts:
    """Return what the row of a person repeats of their way."""
    return Whereabouts(citizen.now_country, citizen.now_place_id)


def is_one_place(one: Whereabouts, other: Whereabouts) -> bool:
    """Return whether two may be the same: what one leaves open of the place may fit."""
    places = {one.place_id, other.place_id} - {None}
    return one.country == other.country and len(places) < 2


def held_since(points: Iterable[Point], holder: int | None) -> Point | None:
    """Return since which point somebody is in the hands of a holder, in which their way ends.

    Of whom nobody knows any more where they are: ended before that. None where it ends in other
    hands.
    """
    held, since, is_lost = None, None, False
    for point, now in course_of(points):
        if now.country and (is_lost or now.holder_id != held):
            held, since = now.holder_id, point
        is_lost = not now.country
    return since if held == holder else None


def came_to(points: Iterable[Point]) -> tuple[str, Point | None]:
    """Return in which country a way ends, and since which point it has been in that one."""
    country, since = "", None
    for point, position in course_of(points):
        if since is None or position.country != country:
            country, since = position.country, point
    return country, since


def last_homecoming(points: Iterable[Point]) -> Point | None:
    """Return the point by which who is at home by the end of their way came there, if they are."""
    country, came = came_to(points)
    return came if country == Country.VN else None


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
    return not meet(leads_to(earlier), starts_in(later))


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
