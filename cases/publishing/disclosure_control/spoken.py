"""The third way: numbers as sentences say them. "Nobody", "fewer than k", "about", or not told.

Other than a hidden number, "fewer than k" says that a number is small. It is told where the reader
still finds every value from 1 to k-1 possible with all else that is told; a rounded number where
its range reaches over k or more, so that the difference of two publications does too. Where that is
not so, something beside it is rounded to the double ("roughly") and at last not told: details
first, what the sentences are about at last.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from cases.publishing.disclosure_control.intervals import Interval, is_forest, narrowed
from cases.publishing.disclosure_control.values import Sum, Tables

Manner = Literal["none", "few", "about", "roughly", "exact", "hidden", "untold"]
STEP: Final = 5
LESS: Final[Mapping[Manner, Manner]] = {
    "exact": "about",
    "about": "roughly",
    "roughly": "hidden",
    "few": "hidden",
}
"""Manner -> the one that tells less."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How one number is said; `value` is k for "few", nothing for what is not told."""

    manner: Manner
    value: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """What is small, to which multiple is rounded, and what else is known of single numbers.

    `untold` numbers stand in sums and are told nowhere; `exact` ones are told as they are, since a
    source said so already; `main` ones are left out only when nothing else is left, and told rather
    than a small total of theirs.
    """

    k: int
    base: int
    untold: Collection[str] = ()
    exact: Collection[str] = ()
    main: Collection[str] = field(default=())


def wide_base_for(k: int) -> int:
    """Return the base: a multiple of five, so large that each range reaches over k or more.

    The narrowest is the first, from k to one and a half bases.
    """
    return -(-(4 * k + 1) // (3 * STEP)) * STEP


def nearest(count: int, base: int) -> int:
    """Return the nearest multiple of the base, halves upwards; nought is for nobody alone."""
    return (2 * count + base) // (2 * base) * base or (base if count else 0)


def about(count: int, k: int, base: int) -> Interval:
    """Return all numbers that are told as this one is, rounded."""
    value = nearest(count, base)
    low = k if value == base else value - base // 2
    return Interval(max(k, low), value + (base - 1) // 2)


def manner_of(count: int, k: int) -> Manner:
    """Return how a number is told that stands alone."""
    if count == 0:
        return "none"
    return "few" if count < k else "about"


def said_alone(count: int, k: int, base: int) -> Spoken:
    """Return how a number is told that hangs together with no other."""
    return worded(manner_of(count, k), count, k, base)


def worded(manner: Manner, count: int, k: int, base: int) -> Spoken:
    """Return the words of a number."""
    values = {
        "few": k,
        "about": nearest(count, base),
        "roughly": nearest(count, 2 * base),
        "exact": count,
    }
    return Spoken(manner, values.get(manner, 0))


def spoken(tables: Tables, rules: Rules) -> dict[str, Spoken]:
    """Return how each number is told, so that nobody is singled out by all of them together.

    Raises ValueError for sums that form no forest: then ranges would not be exact.
    """
    if not is_forest(tables.sums):
        raise ValueError("two ways of sums lead from one number to another")
    manners: dict[str, Manner] = {
        cell: "untold" if cell in rules.untold else manner_of(count, rules.k)
        for cell, count in tables.counts.items()
    }
    leave_out_of_small(tables, manners, rules)
    manners |= {cell: "exact" for cell in rules.exact if manners[cell] == "about"}
    manners |= dict.fromkeys(as_exact(tables, manners), "exact")
    while (cell := next(unsafe(tables, manners, rules), None)) is not None:
        other = besides(cell, tables, manners, rules)
        manners[other] = LESS[manners[other]]
    return {
        cell: worded(manner, tables.counts[cell], rules.k, rules.base)
        for cell, manner in manners.items()
    }


def leave_out_of_small(tables: Tables, manners: dict[str, Manner], rules: Rules) -> None:
    """Tell either a small total or its parts: that two are not nobody makes it two at least.

    Of parts that are not told not even noughts are: how many there are would say the same.
    """
    small = {cell for cell, count in tables.counts.items() if 0 < count < rules.k}
    closed: set[str] = set()
    for row in in_order(tables.sums):
        is_main = any(part in rules.main and tables.counts[part] for part in row.parts)
        if row.total in closed:
            closed |= set(row.parts)
        elif row.total not in small or len(row.parts) == 1:
            continue
        elif not is_main:
            closed |= set(row.parts)
        elif manners[row.total] == "few":
            manners[row.total] = "hidden"
    manners |= dict.fromkeys(closed, "untold")


def in_order(sums: Sequence[Sum]) -> list[Sum]:
    """Return sums so that a total comes before the sums of its parts."""
    below = {part: row.total for row in sums for part in row.parts}

    def depth(name: str) -> int:
        return 1 + depth(below[name]) if name in below else 0

    return sorted(sums, key=lambda row: depth(row.total))


def as_exact(tables: Tables, manners: Mapping[str, Manner]) -> set[str]:
    """Return the numbers that are an exact one by another name: nobody is in the other parts."""
    found = {cell for cell, manner in manners.items() if manner == "exact"}
    grown = True
    while grown:
        grown = False
        for row in tables.sums:
            parts = [part for part in row.parts if manners[part] != "none"]
            names = {row.total, *parts}
            if len(parts) == 1 and names & found and not names <= found:
                found |= names
                grown = True
    return {cell for cell in found if manners[cell] == "about"}


def unsafe(tables: Tables, manners: Mapping[str, Manner], rules: Rules) -> Iterator[str]:
    """Yield the numbers that a reader can narrow too far, those told as small first."""
    found = narrowed(tables.sums, ranges(tables, manners, rules))
    for cell in sorted(manners, key=lambda name: (manners[name] != "few", name)):
        count, interval = tables.counts[cell], found[cell]
        is_small = 0 < count < rules.k
        if (is_small and not interval.has_all_below(rules.k) and not interval.is_wide(rules.k)) or (
            manners[cell] in {"about", "roughly"} and not interval.is_wide(rules.k)
        ):
            yield cell


def ranges(tables: Tables, manners: Mapping[str, Manner], rules: Rules) -> dict[str, Interval]:
    """Return what a reader knows of each number by itself.

    Of what is not told: that it is no nought, since noughts are told, and even whether it is small.
    """
    k, base = rules.k, rules.base

    def of(cell: str, count: int) -> Interval:
        return {
            "none": Interval(0, 0),
            "few": Interval(1, k - 1),
            "about": about(count, k, base),
            "roughly": about(count, k, 2 * base),
            "exact": Interval(count, count),
            "hidden": Interval(k if count >= k else 1, None),
            "untold": Interval(0, None),
        }[manners[cell]]

    return {cell: of(cell, count) for cell, count in tables.counts.items()}


def besides(cell: str, tables: Tables, manners: Mapping[str, Manner], rules: Rules) -> str:
    """Return what else not to tell: near the number, large ones first, what is meant at last."""
    totals = {row.total for row in tables.sums}

    def order(name: str) -> tuple[bool, int, int, str]:
        is_few = manners[name] == "few"
        rank = 2 if name in rules.main else int((name in totals) != is_few)
        return (is_few, rank, tables.counts[name], name)

    reached, found = {cell}, set[str]()
    while not found:
        sums = [row for row in tables.sums if reached & set(row.cells)]
        near = {name for row in sums for name in row.cells}
        found = {name for name in near if manners[name] in LESS}
        if not found and near <= reached:
            raise AssertionError(f"nothing is left to hide beside {cell}")
        reached |= near
    return min(found, key=order)
