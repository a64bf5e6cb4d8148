"""What a reader can work out of numbers that are told roughly: from where to where each one lies.

The reader knows a range for each number and every sum. Where the sums form a forest (no two ways
lead from one number to another, those that are told exactly left aside), taking each sum into
account until nothing gets narrower finds the exact ranges: every value in them is possible.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cases.publishing.disclosure_control.values import Sum


@dataclass(frozen=True, slots=True)
class Interval:
    """From the smallest to the largest value that is possible; None for no upper bound."""

    low: int
    high: int | None

    def within(self, other: "Interval") -> "Interval":
        """Return what both say."""
        highs = [high for high in (self.high, other.high) if high is not None]
        return Interval(max(self.low, other.low), min(highs) if highs else None)

    @property
    def is_narrow(self) -> bool:
        """Whether one value alone is possible, or two.

        Two are not enough: whoever knows this rule knows as well which of them is told otherwise.
        """
        return self.high is not None and self.high - self.low < 2


def narrowed(sums: Sequence[Sum], known: Mapping[str, Interval]) -> dict[str, Interval]:
    """Return the range of each number, with all sums taken into account."""
    found = dict(known)
    is_settled = False
    while not is_settled:
        is_settled = True
        for row in sums:
            for cell, interval in by_sum(row, found):
                if interval != found[cell]:
                    found[cell] = interval
                    is_settled = False
    return found


def by_sum(row: Sum, known: Mapping[str, Interval]) -> Iterable[tuple[str, Interval]]:
    """Return what one sum says of its total and of each part."""
    parts = [known[part] for part in row.parts]
    total = known[row.total].within(Interval(sum(part.low for part in parts), added(parts)))
    found = [(row.total, total)]
    for place, name in enumerate(row.parts):
        others = [*parts[:place], *parts[place + 1 :]]
        most = added(others)
        low = max(0, total.low - most) if most is not None else 0
        high = None if total.high is None else total.high - sum(part.low for part in others)
        found.append((name, parts[place].within(Interval(low, high))))
    return found


def added(intervals: Iterable[Interval]) -> int | None:
    """Return the largest sum; None where one of them has no upper bound."""
    total = 0
    for interval in intervals:
        if interval.high is None:
            return None
        total += interval.high
    return total


def is_forest(sums: Sequence[Sum], told: Collection[str] = ()) -> bool:
    """Return whether no two ways of sums lead from one number to another that is not `told`."""
    leader: dict[object, object] = {}

    def top(name: object) -> object:
        while leader.get(name, name) != name:
            name = leader[name]
        return name

    for nth, row in enumerate(sums):
        for cell in row.cells:
            if cell in told:
                continue
            one, other = top(("sum", nth)), top(cell)
            if one == other:
                return False
            leader[one] = other
    return True
