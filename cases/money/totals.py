"""Totals of money: always the sums of lines, computed by one query, through the reader's eyes.

    totals_of(lines_of(actor, Asked(case=case)))          of a case
    totals_of(lines_of(actor, Asked(incident=incident)))  of an incident, a payer, a period
    totals_of_cases(actor, cases)                         of any people: a group, a bus, a list

What counts and what waits for a second officer stand apart; voided and refused lines stand nowhere.
`known`: as it was known at a moment, like every dated fact.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, Q, Sum

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.money.choices import CostState, Payer
from cases.money.models import CostLine, CostLineQuerySet, SharedCost
from cases.money.models.cost import spent_at, waiting_at

COUNTED: Final = (CostState.SPENT, CostState.WAITING)


@dataclass(frozen=True, slots=True)
class Asked:
    """What lines are narrowed by; `state` of the register, with `known` only for totals."""

    case: Case | None = None
    incident: Incident | None = None
    mission: Mission | None = None
    shared: SharedCost | None = None
    payer: str = ""
    category: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    by: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True)
class Total:
    """The lines of one payer in one currency that count, or that wait."""

    payer: str
    currency: str
    state: str
    lines: int
    amount: Decimal
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of some lines, by payer and currency; in dong they add up."""

    rows: tuple[Total, ...] = ()

    def of(self, state: str = CostState.SPENT, payer: str = "") -> list[Total]:
        """Return the sums of a state, of a payer where one is named."""
        return [row for row in self.rows if row.state == state and payer in {"", row.payer}]

    def vnd(self, state: str = CostState.SPENT, payer: str = "") -> int:
        """Return what they come to in dong."""
        return sum(row.amount_vnd for row in self.of(state, payer))

    def count(self, state: str = CostState.SPENT, payer: str = "") -> int:
        """Return how many lines there are."""
        return sum(row.lines for row in self.of(state, payer))

    @property
    def payers(self) -> list[str]:
        """Return who pays something, in the order of the closed set."""
        found = {row.payer for row in self.rows}
        return [payer for payer in Payer.values if payer in found]


def conditions(known: datetime | None) -> dict[str, Q]:
    """Return state -> condition of its lines."""
    spent, waiting = spent_at(known), waiting_at(known)
    refused = Q(decided_at__isnull=False, counts_from__isnull=True, voided_at__isnull=True)
    return {
        CostState.SPENT: spent,
        CostState.WAITING: waiting,
        CostState.REFUSED: refused,
        CostState.VOIDED: Q(voided_at__isnull=False),
    }


def lines_of(actor: Actor, asked: Asked) -> CostLineQuerySet:
    """Return the lines in sight that are asked for, of all states unless one is named."""
    rows = CostLine.objects.visible_to(actor)
    named: dict[str, Any] = {
        "case": asked.case,
        "case__incident": asked.incident,
        "case__mission": asked.mission,
        "shared": asked.shared,
        "payer": asked.payer,
        "category": asked.category,
        "spent_on__gte": asked.since,
        "spent_on__lte": asked.until,
    }
    rows = rows.filter(**{name: value for name, value in named.items() if value})
    return rows.filter(conditions(None)[asked.state]) if asked.state else rows


def totals_of(rows: CostLineQuerySet, known: datetime | None = None) -> Totals:
    """Return the sums of some lines, as of now or as known at a moment; one query.

    Grouped by two columns alone: the database knows how few payers and currencies there are, adds
    up in memory and sorts nothing.
    """
    told = conditions(known)
    sums: dict[str, Any] = {}
    for state in COUNTED:
        sums[f"{state}_lines"] = Count("pk", filter=told[state])
        sums[f"{state}_amount"] = Sum("amount", filter=told[state])
        sums[f"{state}_vnd"] = Sum("amount_vnd", filter=told[state])
    summed: list[dict[str, Any]] = list(
        rows.order_by().values("payer", "currency").annotate(**sums)  # type: ignore[arg-type] # names made above
    )
    made = [
        Total(
            payer=row["payer"],
            currency=row["currency"],
            state=state,
            lines=row[f"{state}_lines"],
            amount=row[f"{state}_amount"],
            amount_vnd=int(row[f"{state}_vnd"]),
        )
        for row in summed
        for state in COUNTED
        if row[f"{state}_lines"]
    ]
    order = {payer: place for place, payer in enumerate(Payer.values)}
    return Totals(tuple(sorted(made, key=lambda row: (order[row.payer], row.currency, row.state))))


def totals_of_cases(actor: Actor, cases: Collection[int], known: datetime | None = None) -> Totals:
    """Return the sums of the lines of some cases, by their numbers: a group, a bus, a list."""
    return totals_of(CostLine.objects.visible_to(actor).filter(case_id__in=list(cases)), known)
