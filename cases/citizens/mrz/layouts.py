"""Where what stands in the machine-readable zone. Source: ICAO Doc 9303, parts 4 to 7.

Cards (TD1) have three lines of 30, larger cards (TD2) two of 36, passports (TD3) two of 44; visas
come in the two larger sizes, begin with V and have no check digit over the whole.
"""

from dataclasses import dataclass
from typing import Final

WEIGHTS: Final = (7, 3, 1)
ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
VALUES: Final = {char: value for value, char in enumerate(ALPHABET)} | {"<": 0}
FILLER: Final = "<"


def check_digit(text: str) -> str:
    """Return the check digit of a run of characters: weights 7, 3, 1, the sum modulo ten.

    K and U count as the filler does, G as 6: what differs by tens, no check digit tells apart.
    """
    total = sum(VALUES[char] * WEIGHTS[at % 3] for at, char in enumerate(text))
    return str(total % 10)


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a line: `start` to `end`, counted from 0; `check` is where its check digit stands."""

    line: int
    start: int
    end: int
    check: int | None = None
    is_digits: bool = False
    may_be_blank: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of zone. `spans` by what they hold; `composite` is what the last digit checks."""

    code: str
    lines: int
    width: int
    spans: dict[str, Span]
    composite: tuple[Span, ...] = ()
    composite_at: tuple[int, int] | None = None

    @property
    def is_visa(self) -> bool:
        """Whether documents of this layout are visas."""
        return self.code.startswith("MRV")


def two_lines(width: int, **others: Span) -> dict[str, Span]:
    """Return what passports, larger cards and visas have at the same places."""
    return {
        "kind": Span(0, 0, 2),
        "state": Span(0, 2, 5),
        "names": Span(0, 5, width),
        "number": Span(1, 0, 9, 9),
        "nationality": Span(1, 10, 13),
        "birth": Span(1, 13, 19, 19, is_digits=True),
        "sex": Span(1, 20, 21),
        "expiry": Span(1, 21, 27, 27, is_digits=True),
        **others,
    }


TD3: Final = Layout(
    "TD3",
    2,
    44,
    two_lines(44, optional=Span(1, 28, 42, 42, may_be_blank=True)),
    (Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, 43)),
    (1, 43),
)
TD2: Final = Layout(
    "TD2",
    2,
    36,
    two_lines(36, optional=Span(1, 28, 35)),
    (Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, 35)),
    (1, 35),
)
MRV_A: Final = Layout("MRV-A", 2, 44, two_lines(44, optional=Span(1, 28, 44)))
MRV_B: Final = Layout("MRV-B", 2, 36, two_lines(36, optional=Span(1, 28, 36)))
TD1: Final = Layout(
    "TD1",
    3,
    30,
    {
        "kind": Span(0, 0, 2),
        "state": Span(0, 2, 5),
        "number": Span(0, 5, 14, 14),
        "optional": Span(0, 15, 30),
        "birth": Span(1, 0, 6, 6, is_digits=True),
        "sex": Span(1, 7, 8),
        "expiry": Span(1, 8, 14, 14, is_digits=True),
        "nationality": Span(1, 15, 18),
        "second_optional": Span(1, 18, 29),
        "names": Span(2, 0, 30),
    },
    (Span(0, 5, 30), Span(1, 0, 7), Span(1, 8, 15), Span(1, 18, 29)),
    (1, 29),
)
LAYOUTS: Final = {layout.code: layout for layout in (TD1, TD2, TD3, MRV_A, MRV_B)}


def held(lines: tuple[str, ...], span: Span) -> str:
    """Return the characters of a span."""
    return lines[span.line][span.start : span.end]


def number_of(lines: tuple[str, ...], layout: Layout) -> tuple[str, str, str]:
    """Return the document number, its check digit, and what of the additional data is left.

    On cards a number of more than nine characters goes on in the additional data: a filler stands
    for its check digit then, and the digit comes after its end.
    """
    span = layout.spans["number"]
    number, optional = held(lines, span), held(lines, layout.spans["optional"])
    digit = lines[span.line][span.check or 0]
    rest, _filler, left = optional.partition(FILLER)
    if digit == FILLER and layout.code in {"TD1", "TD2"} and len(rest) > 1:
        return number + rest[:-1], rest[-1], left
    return number, digit, optional


def is_checked(lines: tuple[str, ...], layout: Layout, field: str) -> bool:
    """Return whether the check digit of a field fits; a blank optional part may have none."""
    span = layout.spans[field]
    if span.check is None:
        return True
    if field == "number":
        text, digit, _left = number_of(lines, layout)
    else:
        text, digit = held(lines, span), lines[span.line][span.check]
    if digit == FILLER:
        return span.may_be_blank and not text.strip(FILLER)
    return digit == check_digit(text)


def is_composite_right(lines: tuple[str, ...], layout: Layout) -> bool:
    """Return whether the digit over the whole fits; visas have none."""
    if layout.composite_at is None:
        return True
    line, at = layout.composite_at
    return lines[line][at] == check_digit("".join(held(lines, span) for span in layout.composite))
