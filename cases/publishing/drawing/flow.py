"""People on their way through the stages, as stepped bars.

A stream as wide as all open cases comes in at the top. At each stage those who stand there step out
of it, and what is left of it goes on to the later stages. The closed cases run beside it to the end
and step out by outcome. So a width is always a number of cases, and nothing is said about the way
on which a closed case came: the position of a case tells only where it stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cases.core.errors import Sentence

WIDTH: Final = 360
ROW: Final = 34
TEXT: Final = 14
BAR: Final = 10
BAR_AT: Final = 20
THINNEST: Final = 1.5


@dataclass(frozen=True, slots=True)
class Step:
    """How many stand somewhere, and its bar; `onward` counts them and all who are further on.

    `kind` is open, closed (all closed cases together) or outcome (a part of the closed ones).
    """

    key: str
    label: Sentence
    count: int
    kind: str
    onward: int | None
    x: float
    y: int
    width: float
    url: str = ""

    @property
    def text_y(self) -> int:
        """The base line of the words above the bar."""
        return self.y + TEXT

    @property
    def bar_y(self) -> int:
        """The upper edge of the bar."""
        return self.y + BAR_AT


@dataclass(frozen=True, slots=True)
class Flow:
    """All steps, and the outlines of the two streams behind them."""

    steps: tuple[Step, ...]
    total: int
    open_stream: str
    closed_stream: str
    height: int
    width: int = WIDTH
    bar: int = BAR


@dataclass(frozen=True, slots=True)
class Amount:
    """What is to be drawn of one stage or outcome."""

    key: str
    label: Sentence
    count: int
    url: str = ""


def drawn_flow(stages: Sequence[Amount], closed: Amount, outcomes: Iterable[Amount]) -> Flow:
    """Return the open stages in their order, then the closed cases and how they were closed."""
    open_cases = sum(stage.count for stage in stages)
    total = open_cases + closed.count
    scale = WIDTH / total if total else 0.0
    steps: list[Step] = []
    passed = 0
    for stage in stages:
        onward = open_cases - passed
        steps.append(step_of(stage, "open", len(steps) * ROW, passed * scale, scale, onward=onward))
        passed += stage.count
    closed_from = len(steps)
    steps.append(step_of(closed, "closed", len(steps) * ROW, passed * scale, scale))
    for outcome in outcomes:
        steps.append(step_of(outcome, "outcome", len(steps) * ROW, passed * scale, scale))
        passed += outcome.count
    edge = round(open_cases * scale, 2)
    return Flow(
        steps=tuple(steps),
        total=total,
        open_stream=stream(steps[:closed_from], 0, edge) if open_cases else "",
        closed_stream=stream(steps[closed_from + 1 :], edge, WIDTH, steps[closed_from])
        if closed.count
        else "",
        height=ROW * len(steps),
    )


def step_of(
    amount: Amount,
    kind: str,
    top: int,
    left: float,
    scale: float,
    *,
    onward: int | None = None,
) -> Step:
    """Return one bar, drawn where those before it ended; a single case stays visible."""
    width = max(amount.count * scale, THINNEST) if amount.count else 0.0
    left = min(left, WIDTH - width)
    return Step(
        key=amount.key,
        label=amount.label,
        count=amount.count,
        kind=kind,
        onward=onward,
        x=round(left, 2),
        y=top,
        width=round(width, 2),
        url=amount.url,
    )


def stream(steps: Sequence[Step], left: float, right: float, above: Step | None = None) -> str:
    """Return the outline of a stream whose left edge steps in below each bar."""
    path = [f"M{left:g} 0"]
    for step in [*([above] if above else []), *steps]:
        path.append(f"V{step.bar_y + BAR}")
        if step is not above:
            path.append(f"H{min(step.x + step.width, right):g}")
    return f"{''.join(path)}H{right:g}V0Z"
