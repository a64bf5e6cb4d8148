"""What came for costs that were claimed: beside what was spent, never taken off it."""

from datetime import datetime

from django.db.models import Sum

from cases.core.actor import Actor
from cases.core.facts import standing_facts
from cases.money.claims.models import ClaimLine, ClaimPayment
from cases.money.models import CostLineQuerySet


def received_for(
    actor: Actor, lines: CostLineQuerySet, known: datetime | None = None
) -> dict[str, int]:
    """Return payer -> what came for some costs, in dong, as of now or as known at a moment."""
    rows = ClaimPayment.objects.visible_to(actor).filter(claim_line__line__in=lines.order_by())
    came = standing_facts(rows, known).order_by().values_list("claim_line__line__payer")
    return {payer: int(total) for payer, total in came.annotate(together=Sum("amount_vnd"))}


def claimed_for(actor: Actor, lines: CostLineQuerySet) -> dict[str, int]:
    """Return payer -> what is asked for of some costs in claims that were submitted, in dong."""
    rows = ClaimLine.objects.visible_to(actor).standing().filter(line__in=lines.order_by())
    asked = rows.filter(is_frozen=True).order_by().values_list("line__payer")
    return {payer: int(total) for payer, total in asked.annotate(together=Sum("amount_vnd"))}
