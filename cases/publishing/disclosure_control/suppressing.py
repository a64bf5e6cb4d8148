"""Which numbers are hidden: small ones, and as many others as keep those from being worked out."""

from cases.publishing.disclosure_control.ranges import range_of
from cases.publishing.disclosure_control.values import EXACT, HIDDEN, Published, Tables


def suppressed(tables: Tables, k: int) -> dict[str, Published]:
    """Return what is shown of each number.

    Nobody can narrow a hidden one to a range smaller than k, with all that is shown. It ends: with
    everything hidden but noughts no number has an upper bound.
    """
    hidden = {cell for cell, count in tables.counts.items() if 0 < count < k}
    while (cell := unsafe(tables, hidden, k)) is not None:
        hidden.add(besides(cell, tables, hidden))
    return {
        cell: Published(HIDDEN) if cell in hidden else Published(EXACT, count)
        for cell, count in tables.counts.items()
    }


def unsafe(tables: Tables, hidden: set[str], k: int) -> str | None:
    """Return a hidden number that can be narrowed too far, the first by address."""
    for cell in sorted(hidden):
        low, high = range_of(cell, hidden, tables)
        if high is not None and high - low < k:
            return cell
    return None


def besides(cell: str, tables: Tables, hidden: set[str]) -> str:
    """Return what else to hide: the smallest number in a sum with it; a total only at last.

    Where its own sums are hidden already, those of the numbers that hang together with it.
    """
    totals = {row.total for row in tables.sums}
    reached, found = {cell}, set[str]()
    while not found:
        sums = [row for row in tables.sums if reached & set(row.cells)]
        near = {name for row in sums for name in row.cells}
        found = {name for name in near if name not in hidden and tables.counts[name] > 0}
        if not found and near <= reached:
            raise AssertionError(f"nothing is left to hide beside {cell}")
        reached |= near
    return min(found, key=lambda name: (name in totals, tables.counts[name], name))
