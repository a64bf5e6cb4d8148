"""Fields that the acts on claims share: costs to claim, lines of a claim."""

from typing import Any, Final

from django.db.models import Min, OuterRef, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.fields import Ref, Refs
from cases.money.amounts import shown
from cases.money.claims.models import Claim, ClaimLine, ClaimPayment
from cases.money.claims.queries import claimable
from cases.money.models import CostLine
from cases.money.rules import category_label
from cases.templatetags.moments import day_words

NUMBER: Final = r"[A-Z0-9-]{1,12}-C-[0-9]{4}-[0-9]{4,6}"
MOST_OFFERED: Final = 300
NO_ID: Final = "00000000-0000-4000-8000-000000000000"


def cost_words(line: CostLine) -> str:
    """Return a cost as it stands beside a tick."""
    who = f"{name_shown(line.case.citizen.full_name)} ({line.case.reference})"
    what = f"{category_label(line.category)}, {day_words(line.spent_on)}"
    return f"{who} · {what} · {shown(line.amount, line.currency)}"


def costs_among(actor: Actor, target: Any) -> QuerySet[CostLine]:
    """Return the costs that can be named in a claim: all in sight; what does not fit says why."""
    return CostLine.objects.visible_to(actor).select_related("case__citizen")


def costs_offered(actor: Actor, target: Any) -> QuerySet[CostLine]:
    """Return the costs that can be claimed, of the payer of a claim that is there."""
    return claimable(actor, target.payer if isinstance(target, Claim) else "")


class CostRefs(Refs):
    """Costs, by person, kind and amount; those that can be claimed are offered."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choosable = costs_offered

    def narrow(self, actor: Actor, target: Any) -> None:
        super().narrow(actor, target)
        self.offered = costs_offered(actor, target).select_related("case__citizen")

    def _options(self) -> list[tuple[str, str]]:
        return [(str(row.uuid), cost_words(row)) for row in self.offered[:MOST_OFFERED]]


class LineRefs(Refs):
    """Lines of a claim, by person and amount."""

    def label_of(self, row: Any) -> str:
        who = f"{name_shown(row.case.citizen.full_name)} ({row.case.reference})"
        return f"{who} · {shown(row.amount, row.currency)}"


class PaymentRef(Ref):
    """A payment on a claim, named by one of its parts."""

    def label_of(self, row: Any) -> str:
        parts = [day_words(row.received_on), shown(row.whole, row.currency), row.receipt]
        return " · ".join(part for part in parts if part)


def lines_among(actor: Actor, target: Any) -> QuerySet[ClaimLine]:
    """Return the lines of a claim that stand and are in sight."""
    rows = ClaimLine.objects.visible_to(actor).standing().filter(claim=target)
    return rows.select_related("case__citizen", "line").order_by("position")


def payments_among(actor: Actor, target: Any) -> Any:
    """Return of each payment on a claim that stands its first part, with the whole of it."""
    rows = ClaimPayment.objects.visible_to(actor).standing().filter(claim=target)
    return first_parts(rows)


def first_parts(rows: Any) -> Any:
    """Return of each payment its first part; `whole`: what it comes to."""
    whole = rows.filter(payment=OuterRef("payment")).order_by().values("payment")
    total = Subquery(whole.annotate(together=Sum("amount")).values("together"))
    firsts = rows.order_by().values("payment").annotate(first=Min("pk")).values("first")
    return rows.filter(pk__in=firsts).annotate(whole=total).order_by("received_on", "pk")


def costs_field() -> CostRefs:
    """Which costs."""
    return CostRefs(by="uuid", among=costs_among, label=_("Which costs"))


def claim_lines_field(label: Any, *, required: bool = True, help_text: Any = "") -> LineRefs:
    """Which lines of the claim."""
    return LineRefs(
        by="uuid", among=lines_among, label=label, required=required, help_text=help_text
    )
