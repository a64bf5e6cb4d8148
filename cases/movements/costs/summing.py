"""Sums of what the legs of a movement cost: by person and leg, by payer, always the same whole.

Pure. Every sum is one over the same entries, so that the table adds up in both directions.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Spent:
    """One cost of one person on one leg."""

    case: int
    leg: int
    payer: str
    currency: str
    amount: Decimal
    amount_vnd: int
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """What some costs come to: what counts, and apart from it what waits for a second officer."""

    lines: int = 0
    spent_vnd: int = 0
    waiting_vnd: int = 0
    spent: tuple[tuple[str, Decimal], ...] = ()
    waiting: tuple[tuple[str, Decimal], ...] = ()
    payers: tuple[str, ...] = ()


def sum_of(entries: Iterable[Spent]) -> Sum:
    """Return what some costs come to."""
    rows = list(entries)
    counted = [row for row in rows if not row.is_waiting]
    waiting = [row for row in rows if row.is_waiting]
    return Sum(
        lines=len(rows),
        spent_vnd=sum(row.amount_vnd for row in counted),
        waiting_vnd=sum(row.amount_vnd for row in waiting),
        spent=by_currency(counted),
        waiting=by_currency(waiting),
        payers=tuple(sorted({row.payer for row in rows})),
    )


def by_currency(rows: Sequence[Spent]) -> tuple[tuple[str, Decimal], ...]:
    """Return currency -> sum, in the order of their codes."""
    found: dict[str, Decimal] = {}
    for row in rows:
        found[row.currency] = found.get(row.currency, Decimal(0)) + row.amount
    return tuple(sorted(found.items()))


def sums_by[K: Hashable](entries: Iterable[Spent], key: Callable[[Spent], K]) -> dict[K, Sum]:
    """Return key -> what the costs under it come to."""
    found: dict[K, list[Spent]] = {}
    for row in entries:
        found.setdefault(key(row), []).append(row)
    return {name: sum_of(rows) for name, rows in found.items()}


@dataclass(frozen=True, slots=True)
class LegSums:
    """All sums of a movement."""

    whole: Sum
    cells: dict[tuple[int, int], Sum]
    by_leg: dict[int, Sum]
    by_person: dict[int, Sum]
    by_payer: dict[str, Sum]

    @classmethod
    def of(cls, entries: Iterable[Spent]) -> "LegSums":
        """Return the sums of these costs."""
        rows = list(entries)
        return cls(
            whole=sum_of(rows),
            cells=sums_by(rows, lambda row: (row.case, row.leg)),
            by_leg=sums_by(rows, lambda row: row.leg),
            by_person=sums_by(rows, lambda row: row.case),
            by_payer=sums_by(rows, lambda row: row.payer),
        )
