"""Words beside circles: where they hide neither each other nor another circle, as far as it goes.

No text is measured on the server; a letter counts as a little more than half its height.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

LETTER: Final = 7.6
LINE: Final = 15
GAP: Final = 5
LONGEST: Final = 34
SHORTEST: Final = 14
SHIFTS: Final = (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5)


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether two parts overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of a circle stand; `is_before` puts them left of it."""

    text: str = ""
    x: float = 0.0
    y: float = 0.0
    is_before: bool = False
    is_moved: bool = False

    @property
    def middle(self) -> float:
        """The height at which a line leads to them."""
        return round(self.y - GAP, 1)


class Named(Protocol):
    """A circle with words to be put beside it."""

    x: float
    y: float
    radius: float
    words: Words

    @property
    def count(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def box(self) -> Box: ...


def put_words(circles: Sequence[Named], width: int, height: int) -> None:
    """Set the words of each circle, the largest first."""
    taken = [circle.box for circle in circles]
    for circle in circles:
        sides = (False, True) if circle.x < width / 2 else (True, False)
        tried = [
            beside(circle, width, shift, is_before=is_before)
            for shift in SHIFTS
            for is_before in sides
        ]
        fitting = [pair for pair in tried if pair[1].top >= 0 and pair[1].bottom <= height]

        def met(pair: tuple[Words, Box], own: Box = circle.box) -> int:
            return sum(pair[1].meets(other) for other in taken if other != own)

        circle.words, box = min(fitting or tried, key=met)
        taken.append(box)


def beside(circle: Named, width: int, shift: int, *, is_before: bool) -> tuple[Words, Box]:
    """Return words beside a circle, some lines below or above its middle, and their part."""
    away = circle.radius + GAP
    x = circle.x - away if is_before else circle.x + away
    amount = len(str(circle.count)) + 1
    room = int((x if is_before else width - x) / LETTER) - amount
    text = shortened(circle.label, max(SHORTEST, min(room, LONGEST)))
    length = (len(text) + amount) * LETTER
    middle = circle.y + shift * LINE
    left = x - length if is_before else x
    words = Words(text, round(x, 1), round(middle + GAP, 1), is_before, is_moved=shift != 0)
    return words, Box(left, middle - LINE / 2, left + length, middle + LINE / 2)


def shortened(label: str, longest: int) -> str:
    """Return a name that has room on a narrow drawing; the table has the whole of it."""
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip(' ,')}…"
