"""Where people are: a schematic map from the points of our own places.

Degrees become lengths by one factor for the whole drawing (a degree of longitude is shorter by the
cosine of the middle latitude): good enough for a few hundred kilometres, and nothing is measured on
it. Neither rivers nor borders are drawn. Places that would lie on each other share one circle;
where they do, a close-up is drawn of the largest of these groups.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import cos, radians, sqrt
from typing import Final

from django.utils.translation import ngettext

from cases.core.errors import Sentence
from cases.publishing.drawing.words import Box, Words, put_words

WIDTH: Final = 360
SHORTEST: Final = 150
LONGEST: Final = 330
MARGIN: Final = 34
NARROWEST: Final = 0.04
"""Degrees that a map shows at least, so that a single town is not blown up."""
NEAR: Final = 24
SCALE_AT: Final = 12
SMALLEST_RADIUS: Final = 4.0
LARGEST_RADIUS: Final = 22.0
SMALLEST_LINE: Final = 8.0
KM_PER_DEGREE: Final = 111.32
SCALES: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True, slots=True)
class Point:
    """How many people are at a place whose point is known."""

    code: str
    label: str
    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True, slots=True)
class Aside:
    """Those in one country at places without a point, or of whom nothing is known."""

    label: Sentence
    count: int
    radius: float = 0.0
    y: float = 0.0


@dataclass(slots=True)
class Circle:
    """Those at one place, or at several that lie together."""

    points: list[Point]
    x: float
    y: float
    radius: float = 0.0
    words: Words = field(default_factory=Words)

    @property
    def count(self) -> int:
        """How many people."""
        return sum(point.count for point in self.points)

    @property
    def label(self) -> str:
        """The largest place, and how many lie with it."""
        first, more = self.points[0].label, len(self.points) - 1
        if not more:
            return first
        return ngettext("%(place)s and %(n)d more", "%(place)s and %(n)d more", more) % {
            "place": first,
            "n": more,
        }

    @property
    def box(self) -> Box:
        """The square around the circle."""
        r = self.radius
        return Box(self.x - r, self.y - r, self.x + r, self.y + r)


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """A drawing: circles with their words, the bar of its scale."""

    circles: tuple[Circle, ...]
    height: int
    scale_km: int
    scale_width: float
    asides: tuple[Aside, ...] = ()
    frame: int = 0
    is_close_up: bool = False
    width: int = WIDTH

    @property
    def scale_y(self) -> int:
        """The line of the scale, in the lower left."""
        return self.frame - 12

    @property
    def scale_text_x(self) -> float:
        """Where its words begin."""
        return round(SCALE_AT + self.scale_width + 6, 1)

    @property
    def scale_text_y(self) -> int:
        """The base line of its words."""
        return self.frame - 8


def drawn_maps(points: Iterable[Point], asides: Iterable[Aside] = ()) -> list[PlaceMap]:
    """Return the map of all places, and a close-up where several of them lie together.

    Below the first one stand those without a point, drawn to the same scale: nobody is left out.
    """
    known = sorted(points, key=lambda point: (-point.count, point.code))
    rest = list(asides)
    if not known:
        return []
    wide = Sheet(known)
    most = max([*(circle.count for circle in wide.circles), *(aside.count for aside in rest)])
    maps = [with_asides(wide.drawn(most), rest, most)]
    crowded = max(wide.circles, key=lambda circle: (len(circle.points) > 1, circle.count))
    if len(crowded.points) > 1 and len(wide.circles) > 1:
        maps.append(replace(Sheet(crowded.points).drawn(most), is_close_up=True))
    return maps


def radius_of(count: int, most: int) -> float:
    """Return the radius whose circle has an area in proportion to the count."""
    return round(max(SMALLEST_RADIUS, LARGEST_RADIUS * sqrt(count / most)), 1)


def with_asides(drawing: PlaceMap, asides: Iterable[Aside], most: int) -> PlaceMap:
    """Return the drawing with one line for each of those who are not on it."""
    placed = []
    bottom = float(drawing.height)
    for aside in asides:
        radius = radius_of(aside.count, most)
        half = max(radius, SMALLEST_LINE) + 3
        placed.append(replace(aside, radius=radius, y=round(bottom + half, 1)))
        bottom += 2 * half
    return replace(drawing, asides=tuple(placed), height=round(bottom))


class Sheet:
    """Places put where they lie on one drawing; those near each other in one circle."""

    def __init__(self, points: Sequence[Point]) -> None:
        west, east = span([point.longitude for point in points])
        south, north = span([point.latitude for point in points])
        shrink = cos(radians((south + north) / 2))
        room = WIDTH - 2 * MARGIN
        self.per_degree = min(
            room / ((east - west) * shrink), (LONGEST - 2 * MARGIN) / (north - south)
        )
        self.height = max(SHORTEST, round((north - south) * self.per_degree) + 2 * MARGIN)
        left = (WIDTH - (east - west) * shrink * self.per_degree) / 2
        top = (self.height - (north - south) * self.per_degree) / 2
        self.circles: list[Circle] = []
        for point in points:
            x = left + (point.longitude - west) * shrink * self.per_degree
            self.put(point, x, top + (north - point.latitude) * self.per_degree)

    def put(self, point: Point, x: float, y: float) -> None:
        """Put a place on the sheet, the largest first."""
        for circle in self.circles:
            if abs(circle.x - x) < NEAR and abs(circle.y - y) < NEAR:
                circle.points.append(point)
                return
        self.circles.append(Circle([point], round(x, 1), round(y, 1)))

    def drawn(self, most: int) -> PlaceMap:
        """Return the drawing; `most` has the largest circle."""
        for circle in self.circles:
            circle.radius = radius_of(circle.count, most)
        put_words(self.circles, WIDTH, self.height)
        by_km = self.per_degree / KM_PER_DEGREE
        km = next((km for km in reversed(SCALES) if km * by_km < WIDTH / 4), 1)
        return PlaceMap(
            tuple(self.circles), self.height, km, round(km * by_km, 1), frame=self.height
        )


def span(degrees: Sequence[float]) -> tuple[float, float]:
    """Return from where to where a map reaches."""
    least, most = min(degrees), max(degrees)
    lacking = max(0.0, NARROWEST - (most - least)) / 2
    return least - lacking, most + lacking
