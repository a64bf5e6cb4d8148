"""Rows of bars to one scale: arrivals and departures by day, ages of cases, waiting times.

A row has one bar for each series. The number stands beside its bar and each series has a pattern of
its own, so that nothing is told by colour alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cases.core.errors import Sentence

WIDTH: Final = 360
TEXT: Final = 17
BAR: Final = 9
GAP: Final = 4
BELOW: Final = 9
BESIDE: Final = 44
"""The room kept free at the right for the number of the longest bar."""
THINNEST: Final = 1.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One number drawn to scale; `series` counts from nought."""

    series: int
    count: int
    y: int
    width: float

    @property
    def text_y(self) -> int:
        """The base line of the number beside it."""
        return self.y + BAR

    @property
    def text_x(self) -> float:
        """Where the number begins."""
        return self.width + GAP


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its label and a bar for each series."""

    label: str
    y: int
    bars: tuple[Bar, ...]

    @property
    def text_y(self) -> int:
        """The base line of the label."""
        return self.y + TEXT - GAP


@dataclass(frozen=True, slots=True)
class Bars:
    """A drawing of rows; `names` says what each series is."""

    names: tuple[Sentence, ...]
    lines: tuple[Line, ...]
    height: int
    width: int = WIDTH
    bar: int = BAR


def drawn_bars(
    names: Sequence[Sentence], rows: Sequence[tuple[str, Sequence[int]]], beside: int = BESIDE
) -> Bars:
    """Return the drawing of rows of numbers, the largest as long as there is room beside it."""
    largest = max((count for _label, counts in rows for count in counts), default=0)
    scale = (WIDTH - beside) / largest if largest else 0.0
    lines: list[Line] = []
    top = 0
    for label, counts in rows:
        bars = tuple(
            Bar(
                series,
                count,
                top + TEXT + series * (BAR + GAP),
                round(max(count * scale, THINNEST), 2) if count else 0.0,
            )
            for series, count in enumerate(counts)
        )
        lines.append(Line(label, top, bars))
        top += TEXT + len(bars) * (BAR + GAP) + BELOW
    return Bars(tuple(names), tuple(lines), top)
