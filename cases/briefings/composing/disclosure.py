"""What of a table may be told to everybody, so that nobody is singled out, not by subtraction.

A number from 1 to k-1 is told as "fewer than k". So many others are left out beside it, the
smallest first, that who knows the total and every number that is told still finds each value from 1
to k-1 possible; where leaving out does not suffice the total is left out as well. Nought stays
nought. What is told is rounded on top of that, which tells less, never more.

k is 11 unless the settings say otherwise, as in the data of the Counter Trafficking Data
Collaborative (https://www.ctdatacollaborative.org/, codebook: k-anonymised with k = 11). Not
guarded: two tables laid upon each other whose rows happen to hold the same persons.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.briefings.composing.told import Count


@dataclass(frozen=True, slots=True)
class Guarded:
    """A table as it may go out: what is told as "fewer than k", what not at all, and the total."""

    few: frozenset[str]
    left_out: frozenset[str]
    is_total_told: bool


def guarded(rows: Iterable[Count], smallest: int) -> Guarded:
    """Return what of a table of exact numbers may be told; the rows sum to its total."""
    some = sorted((row for row in rows if row.count), key=lambda row: (row.count, row.key))
    few = [row for row in some if row.count < smallest]
    rest = [row for row in some if row.count >= smallest]
    if not few:
        return Guarded(frozenset(), frozenset(), is_total_told=True)
    left_out: list[Count] = []
    while rest and not is_safe(few, left_out, smallest):
        left_out.append(rest.pop(0))
    safe = is_safe(few, left_out, smallest)
    return Guarded(
        frozenset(row.key for row in few),
        frozenset(row.key for row in left_out) if safe else frozenset(),
        is_total_told=safe,
    )


def is_safe(few: list[Count], left_out: list[Count], smallest: int) -> bool:
    """Return whether the sum of what is not told leaves each small number every value below k.

    The largest that one can be: the sum, less one for each other small one, less k for each number
    that was left out. The smallest is 1, since what was left out may be as large as it likes.
    """
    whole = sum(row.count for row in (*few, *left_out))
    largest = whole - (len(few) - 1) - smallest * len(left_out)
    return bool(left_out) and largest >= smallest - 1


def rounded(count: int, base: int) -> int:
    """Return the nearest multiple of `base`, halves upwards."""
    return (2 * count + base) // (2 * base) * base
