"""Sums of claims: what was asked for, what came, and how one payment goes to many lines. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cases.money.amounts import HOME, shown, smallest


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for and what came, in one currency."""

    currency: str
    lines: int
    claimed: Decimal
    claimed_vnd: int
    received: Decimal
    received_vnd: int

    @property
    def open(self) -> Decimal:
        """What did not come so far; nothing where it came in another currency."""
        return max(self.claimed - self.received, Decimal(0))


@dataclass(frozen=True, slots=True)
class ClaimSums:
    """What a claim asks for and what came, by currency; in dong they add up."""

    rows: tuple[Asked, ...] = ()

    @property
    def claimed_vnd(self) -> int:
        """What was asked for, in dong at the rates of the expenses."""
        return sum(row.claimed_vnd for row in self.rows)

    @property
    def received_vnd(self) -> int:
        """What came, in dong at the rates of the days on which it came."""
        return sum(row.received_vnd for row in self.rows)

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return sum(row.lines for row in self.rows)


def sums_of(lines: Iterable[Any], payments: Iterable[Any]) -> ClaimSums:
    """Return the sums of lines and payments, both with amount, currency and amount in dong."""
    asked, came = list(lines), list(payments)
    currencies = sorted(
        {row.currency for row in (*asked, *came)}, key=lambda one: (one == HOME, one)
    )
    return ClaimSums(tuple(sum_in(currency, asked, came) for currency in currencies))


def sum_in(currency: str, lines: Sequence[Any], payments: Sequence[Any]) -> Asked:
    """Return the sums in one currency."""
    asked = [row for row in lines if row.currency == currency]
    came = [row for row in payments if row.currency == currency]
    return Asked(
        currency=currency,
        lines=len(asked),
        claimed=sum((row.amount for row in asked), Decimal(0)),
        claimed_vnd=sum(row.amount_vnd for row in asked),
        received=sum((row.amount for row in came), Decimal(0)),
        received_vnd=sum(row.amount_vnd for row in came),
    )


def as_stored(sums: ClaimSums) -> list[dict[str, Any]]:
    """Return what a claim asks for, as it is frozen with it."""
    return [
        {
            "currency": row.currency,
            "lines": row.lines,
            "amount": f"{row.claimed.normalize():f}",
            "amount_vnd": row.claimed_vnd,
        }
        for row in sums.rows
        if row.lines
    ]


def stored_words(totals: Sequence[dict[str, Any]]) -> str:
    """Return frozen sums in one line."""
    return " + ".join(shown(Decimal(row["amount"]), row["currency"]) for row in totals)


def parts_by(total: Decimal, currency: str, weights: Sequence[int]) -> list[Decimal]:
    """Return parts of `total` in proportion to `weights`, to the smallest unit; they add up to it.

    What is left over goes to the largest fractions, the first ones first. Where the weights are
    what is open in the same currency and the total is no more than their sum, no part is more than
    its weight.
    """
    unit = smallest(currency)
    units, whole = units_of(total, currency), sum(weights)
    shares = [divmod(units * weight, whole) for weight in weights]
    parts = [share for share, _rest in shares]
    by_fraction = sorted(range(len(parts)), key=lambda place: (-shares[place][1], place))
    for place in by_fraction[: units - sum(parts)]:
        parts[place] += 1
    return [unit * part for part in parts]


def units_of(amount: Decimal, currency: str) -> int:
    """Return an amount in the smallest units of its currency."""
    return int(amount / smallest(currency))
