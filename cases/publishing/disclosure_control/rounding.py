"""The other way: numbers rounded to a base, each by itself and said to be rounded.

Rounded parts need not add up to a rounded total; what is shown says that it is rounded. A number
that would be rounded to nought is hidden, since nought says that there is nobody.
"""

from collections.abc import Mapping
from typing import Final

from cases.publishing.disclosure_control.values import EXACT, HIDDEN, ROUNDED, Published

STEP: Final = 5


def base_for(k: int) -> int:
    """Return the base: a multiple of five, so large that a rounded number has k values or more."""
    return -(-k // STEP) * STEP


def rounded(counts: Mapping[str, int], base: int) -> dict[str, Published]:
    """Return every number rounded to the base; nought is told as it is."""
    return {cell: rounded_one(count, base) for cell, count in counts.items()}


def rounded_one(count: int, base: int) -> Published:
    """Return one number rounded, halves up."""
    if count == 0:
        return Published(EXACT, 0)
    near = (2 * count + base) // (2 * base) * base
    return Published(ROUNDED, near) if near else Published(HIDDEN)
