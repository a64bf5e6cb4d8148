"""One figure over time: as known then, as known now, and what others reported of it.

The lines are told apart without colour: what was known then is dashed with circles, what is known
now is drawn through with squares; what a source reported is a diamond that no line touches.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import Any, Final, Self

WIDTH: Final = 360
HEIGHT: Final = 132
TOP: Final = 22
BASE: Final = 108
LEFT: Final = 8
BESIDE: Final = 10
LETTER: Final = 9.8
"""The width of a letter of a number in a drawing, bold, as large as it is on a phone."""
LINE: Final = 15
TEXT_Y: Final = 126
HALF: Final = 3.5
SHAPES: Final = {
    "then": "M{x:g} {y:g}m-{r} 0a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0z",
    "now": "M{x:g} {y:g}m-{r}-{r}h{d}v{d}h-{d}z",
    "said": "M{x:g} {y:g}m0-{w}l{w} {w}l-{w} {w}l-{w}-{w}z",
}

Value = tuple[datetime, int | None]
"""A moment and what is told of it; a number that is not told breaks the line."""


@dataclass(frozen=True, slots=True)
class Track:
    """The points of one line; `said` has points alone. `text_y` is the middle of its number."""

    code: str
    points: tuple[tuple[float, float] | None, ...]
    text: str = ""
    text_y: float = 0.0

    @property
    def end(self) -> float:
        """The height of the last point; at the base where it is not told."""
        last = self.points[-1]
        return BASE if last is None else last[1]

    @property
    def path(self) -> str:
        """The line as an SVG path."""
        if self.code == "said":
            return ""
        parts, is_on = [], False
        for point in self.points:
            if point is not None:
                parts.append(f"{'L' if is_on else 'M'}{point[0]:g} {point[1]:g}")
            is_on = point is not None
        return "".join(parts)

    @property
    def marks(self) -> str:
        """The mark of each point as an SVG path."""
        shape = SHAPES[self.code]
        sizes = {"r": f"{HALF:g}", "d": f"{2 * HALF:g}", "w": f"{HALF + 2:g}"}
        return "".join(shape.format(x=p[0], y=p[1], **sizes) for p in self.points if p is not None)


@dataclass(frozen=True, slots=True)
class Lines:
    """A drawing; `top` is the highest number, which stands above the upper edge.

    At `right` stands the last moment: the numbers of the last points have the room behind it.
    """

    tracks: tuple[Track, ...]
    top: int
    right: int
    text_x: int
    width: int = WIDTH
    height: int = HEIGHT
    upper: int = TOP
    base: int = BASE
    left: int = LEFT
    text_y: int = TEXT_Y

    @classmethod
    def thawed(cls, stored: dict[str, Any]) -> Self:
        """Return a drawing that was kept with a sheet."""
        tracks = tuple(Track(**track) for track in stored["tracks"])
        return cls(**stored | {"tracks": tracks})


def drawn_lines(
    then: Sequence[Value],
    now: Sequence[Value],
    words: tuple[str, str],
    said: Sequence[tuple[datetime, int]] = (),
) -> Lines:
    """Return the drawing of one figure; `words` are the last numbers of the two lines.

    What was reported outside the moments is left out.
    """
    first, last = now[0][0], now[-1][0]
    said = [(at, count) for at, count in said if first <= at <= last]
    top = max((count for _at, count in (*then, *now, *said) if count is not None), default=0)
    seconds = (last - first).total_seconds() or 1.0
    right = WIDTH - BESIDE - ceil(LETTER * max(map(len, words)))

    def placed(values: Sequence[Value]) -> tuple[tuple[float, float] | None, ...]:
        return tuple(
            None
            if count is None
            else (
                round(LEFT + (right - LEFT) * (at - first).total_seconds() / seconds, 1),
                round(BASE - (BASE - TOP) * count / (top or 1), 1),
            )
            for at, count in values
        )

    tracks = [Track("then", placed(then)), Track("now", placed(now)), Track("said", placed(said))]
    return Lines(tuple(with_words(tracks, words)), top, right, right + BESIDE)


def with_words(tracks: Sequence[Track], words: tuple[str, str]) -> Iterator[Track]:
    """Yield the lines with their last numbers beside them and apart, equal ones once.

    The higher one keeps its place.
    """
    then, now, said = tracks
    if words[0] == words[1]:
        yield from (then, replace(now, text=words[1], text_y=now.end))
    else:
        upper = min(then.end, now.end)
        lower = max(then.end, now.end, upper + LINE)
        is_then_above = then.end < now.end
        yield replace(then, text=words[0], text_y=upper if is_then_above else lower)
        yield replace(now, text=words[1], text_y=lower if is_then_above else upper)
    if said.points:
        yield said
