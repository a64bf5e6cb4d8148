"""Numbers that are told together, and the sums that tie them."""

from collections.abc import Mapping
from dataclasses import dataclass


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
