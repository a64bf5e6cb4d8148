"""An explained difference as plain values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cases.incidents.models import ReportedFigure
from cases.intake.reconciliation.models import Reconciliation
from cases.publishing.differing import is_confirmed

OfLine = Literal[
    "theirs",
    "twice",
    "elsewhere",
    "not_located",
    "not_counted",
    "ours",
    "beyond",
    "came",
    "went",
    "allowed",
    "unexplained",
]
OfHint = Literal["not_located", "elsewhere_there", "left_again", "unsure", "doubles"]


@dataclass(frozen=True, slots=True)
class Line:
    """By how much one reason moves the number on its way from theirs to ours; never nought."""

    code: OfLine
    change: int


@dataclass(frozen=True, slots=True)
class Hint:
    """What may lie behind the part that is not explained; its number is no part of the sum."""

    code: OfHint
    count: int


@dataclass(frozen=True, slots=True)
class Gap:
    """The way from a reported number to ours.

    With a list that was laid beside our records (`is_of_list`), by its piles; `compared` is that
    comparison where the reader sees it, `listed` how many rows it has, `differently` how many of
    those whom both sides count are told of otherwise. Else by what became known after `spoke_at`,
    when the source spoke. `is_later`: the list was worked on after the moment of knowledge, so that
    its piles say nothing of what was known then.
    """

    reported: int
    ours: int
    lines: tuple[Line, ...]
    hints: tuple[Hint, ...] = ()
    is_of_list: bool = False
    compared: Reconciliation | None = None
    listed: int = 0
    differently: int = 0
    is_later: bool = False
    spoke_at: datetime | None = None

    @property
    def unexplained(self) -> int:
        """By how much the numbers differ for no reason that we know."""
        return sum(line.change for line in self.lines if line.code == "unexplained")


def summed(figure: ReportedFigure, ours: int, steps: dict[OfLine, int]) -> tuple[Line, ...]:
    """Return the lines: every step that changes the number, and at last what no step explains.

    A source that gives no exact number allows for some more or fewer, by the rule of its words.
    """
    rest = ours - figure.value - sum(steps.values())
    lines = [Line(code, change) for code, change in steps.items() if change]
    last: OfLine = "unexplained"
    if is_confirmed(figure, ours):
        last = "allowed"
    return (*lines, *([Line(last, rest)] if rest else []))
