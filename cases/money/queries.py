"""Reads of money: the rate of a day, what is left of a deposit, how much was repaid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum

from cases.casework.models import Case, Unsealing
from cases.core.actor import Actor
from cases.money.amounts import HOME
from cases.money.models import CostLine, Deposit, ExchangeRate, Repayment, Undertaking
from cases.money.models.cost import spent_at, waiting_at
from cases.money.rules import fund_rules
from cases.procedures.choices import RestrictedGroup

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rate:
    """Dong for one unit, of which day, and who says so."""

    rate: Decimal
    on: date
    source: str


def rate_of(actor: Actor, mission_id: int, currency: str, day: date) -> Rate | None:
    """Return the rate of a day: the newest that stands of the mission or of headquarters.

    At most `rate_days` older than the day; of one day that of the mission. None without one.
    """
    if currency == HOME:
        return Rate(Decimal(1), day, "")
    first = day - timedelta(days=fund_rules().rate_days)
    rows = ExchangeRate.objects.visible_to(actor).standing()
    rows = rows.filter(currency=currency, day__range=(first, day))
    own = rows.filter(mission_id=mission_id) | rows.filter(mission__isnull=True)
    found = own.order_by("-day", F("mission_id").asc(nulls_last=True), "-pk").first()
    return Rate(found.rate, found.day, found.source) if found is not None else None


def is_opened(actor: Actor, case: Case) -> bool:
    """Return whether the money of a case is open to the actor now, with a reason."""
    opened = Unsealing.objects.open_to(actor)
    return opened.filter(case=case, restricted=RestrictedGroup.MONEY).exists()


def used_of(actor: Actor, rows: Iterable[Deposit]) -> dict[int, Decimal]:
    """Return deposit -> what was drawn on it or returned, in its currency; two queries."""
    return added(
        sums(drawing(actor).filter(deposit__in=rows), "deposit", "drawn"),
        sums(given(actor).filter(deposit__in=rows), "deposit", "amount"),
    )


def drawn_on(actor: Actor, rows: Iterable[Undertaking]) -> dict[int, Decimal]:
    """Return undertaking -> what was advanced on it, in its currency."""
    return sums(drawing(actor).filter(undertaking__in=rows), "undertaking", "drawn")


def repaid_of(actor: Actor, rows: Iterable[Undertaking]) -> dict[int, Decimal]:
    """Return undertaking -> what was repaid towards it, in its currency."""
    return sums(given(actor).filter(undertaking__in=rows), "undertaking", "amount")


def drawing(actor: Actor) -> Any:
    """Return the lines that take something of what backs them: what counts, and what waits."""
    return CostLine.objects.visible_to(actor).filter(spent_at(None) | waiting_at(None))


def given(actor: Actor) -> Any:
    """Return what was paid back and stands."""
    return Repayment.objects.visible_to(actor).standing()


def sums(rows: Any, by: str, column: str) -> dict[int, Decimal]:
    """Return key -> sum of a column."""
    return dict(rows.order_by().values_list(by).annotate(together=Sum(column)))


def added(*tables: dict[int, Decimal]) -> dict[int, Decimal]:
    """Return key -> sum over several tables."""
    found: dict[int, Decimal] = {}
    for table in tables:
        for key, value in table.items():
            found[key] = found.get(key, NONE) + value
    return found


def left_of(actor: Actor, backing: Deposit | Undertaking) -> Decimal:
    """Return how much may still be drawn on a deposit or an undertaking, in its currency."""
    if isinstance(backing, Deposit):
        return backing.amount - used_of(actor, [backing]).get(backing.pk, NONE)
    return backing.amount - drawn_on(actor, [backing]).get(backing.pk, NONE)


def owed_on(actor: Actor, row: Undertaking) -> Decimal:
    """Return what is still to be repaid of an undertaking, in its currency."""
    return row.amount - repaid_of(actor, [row]).get(row.pk, NONE)
