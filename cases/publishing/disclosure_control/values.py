"""Numbers that are published together, the sums that tie them, and what is shown of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

How = Literal["exact", "rounded", "hidden"]
EXACT: Final = "exact"
ROUNDED: Final = "rounded"
HIDDEN: Final = "hidden"


@dataclass(frozen=True, slots=True)
class Sum:
    """A number is the sum of others; all are addresses of cells."""

    total: str
    parts: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True)
class Tables:
    """Counts by address, none below nought, with every sum that whoever reads them knows of.

    Raises ValueError where a sum does not add up: then what is known of it would be wrong.
    """

    counts: Mapping[str, int]
    sums: tuple[Sum, ...]

    def __post_init__(self) -> None:
        if any(count < 0 for count in self.counts.values()):
            raise ValueError("a count is never below nought")
        for row in self.sums:
            if self.counts[row.total] != sum(self.counts[part] for part in row.parts):
                raise ValueError(f"the parts of {row.total} do not add up to it")

    @classmethod
    def of_figure(cls, figure: str, total: int, by: Mapping[str, Mapping[str, int]]) -> "Tables":
        """Return the total of a figure with its parts by each dimension: one sum for each."""
        counts = {figure: total}
        sums = []
        for dimension, parts in by.items():
            cells = {f"{figure}/{dimension}/{key}": count for key, count in parts.items()}
            counts |= cells
            sums.append(Sum(figure, tuple(cells)))
        return cls(counts, tuple(sums))

    @classmethod
    def of_grid(cls, name: str, grid: Mapping[tuple[str, str], int]) -> "Tables":
        """Return a table of two dimensions with the totals of its rows, its columns and of all.

        Addresses: `name`, `name/row/x`, `name/column/y`, `name/cell/x/y`.
        """
        rows = list(dict.fromkeys(x for x, _y in grid))
        columns = list(dict.fromkeys(y for _x, y in grid))
        counts = {f"{name}/cell/{x}/{y}": grid.get((x, y), 0) for x in rows for y in columns}
        sums = []
        for x in rows:
            parts = tuple(f"{name}/cell/{x}/{y}" for y in columns)
            counts[f"{name}/row/{x}"] = sum(counts[part] for part in parts)
            sums.append(Sum(f"{name}/row/{x}", parts))
        for y in columns:
            parts = tuple(f"{name}/cell/{x}/{y}" for x in rows)
            counts[f"{name}/column/{y}"] = sum(counts[part] for part in parts)
            sums.append(Sum(f"{name}/column/{y}", parts))
        counts[name] = sum(grid.values())
        sums.append(Sum(name, tuple(f"{name}/row/{x}" for x in rows)))
        sums.append(Sum(name, tuple(f"{name}/column/{y}" for y in columns)))
        return cls(counts, tuple(sums))

    def joined(self, others: Iterable["Tables"]) -> "Tables":
        """Return these with others that are published together; the same address is one number."""
        counts = dict(self.counts)
        sums = list(self.sums)
        for other in others:
            for cell, count in other.counts.items():
                if counts.setdefault(cell, count) != count:
                    raise ValueError(f"two tables tell {cell} differently")
            sums += other.sums
        return Tables(counts, tuple(dict.fromkeys(sums)))


@dataclass(frozen=True, slots=True)
class Published:
    """What is shown of one number: itself, a rounded one, or that it is not shown."""

    how: How
    shown: int | None = None
