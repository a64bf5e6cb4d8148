"""Money that is not settled when its case is closed: what waits, what is left, what is owed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.models import Case
from cases.casework.stays_open import Open, stays_open
from cases.core.actor import Actor
from cases.core.together import Part
from cases.money.amounts import shown
from cases.money.models import CostLine, Deposit, Undertaking
from cases.money.queries import NONE, drawing, given


def costs_waiting(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return the costs that wait for a second officer."""
    return Part(CostLine.objects.visible_to(actor).waiting().filter(case_id=case))


def deposits_left(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return the deposits of which something is left."""
    rows = Deposit.objects.visible_to(actor).standing().filter(case_id=case)
    taken = total(drawing(actor), "deposit", "drawn") + total(given(actor), "deposit", "amount")
    return Part(rows.alias(taken=taken).filter(amount__gt=F("taken")))


def undertakings_owed(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return the undertakings that are not repaid and not released."""
    rows = Undertaking.objects.visible_to(actor).standing().filter(case_id=case)
    repaid = total(given(actor), "undertaking", "amount")
    return Part(
        rows.filter(released_at__isnull=True).alias(repaid=repaid).filter(amount__gt=F("repaid"))
    )


def total(rows: QuerySet[Any], by: str, column: str) -> Coalesce:
    """Return the sum of a column over the rows that belong to each row of the query around it."""
    summed = rows.filter(**{by: OuterRef("pk")}).order_by().values(by)
    amount = Subquery(summed.annotate(together=Sum(column)).values("together"))
    return Coalesce(amount, NONE, output_field=DecimalField())


@stays_open("costs", costs_waiting, label=gettext_lazy("Costs that wait for a second officer"))
def costs_open(case: Case, rows: Sequence[CostLine]) -> Iterator[Open]:
    """Yield each cost with its amount."""
    for row in sorted(rows, key=lambda one: one.pk):
        amount = shown(row.amount, row.currency)
        text = _("Cost that waits for a second officer: %(amount)s") % {"amount": amount}
        yield Open(text, row.get_absolute_url())


@stays_open("deposits", deposits_left, label=gettext_lazy("Deposits of which something is left"))
def deposits_open(case: Case, rows: Sequence[Deposit]) -> Iterator[Open]:
    """Yield each deposit with what was paid in."""
    for row in sorted(rows, key=lambda one: one.pk):
        row.case = case
        amount = shown(row.amount, row.currency)
        text = _("Deposit of which something is left: %(amount)s") % {"amount": amount}
        yield Open(text, row.get_absolute_url())


@stays_open(
    "undertakings", undertakings_owed, label=gettext_lazy("Undertakings that are not repaid")
)
def undertakings_open(case: Case, rows: Sequence[Undertaking]) -> Iterator[Open]:
    """Yield each undertaking with the amount promised."""
    for row in sorted(rows, key=lambda one: one.pk):
        row.case = case
        amount = shown(row.amount, row.currency)
        text = _("Undertaking that is not repaid: %(amount)s") % {"amount": amount}
        yield Open(text, row.get_absolute_url())
