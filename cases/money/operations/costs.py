"""Cost lines: recorded, corrected by a new line, voided."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.waiting import write_down
from cases.money.claims.following import follow_correction, refuse_claimed
from cases.money.corrected import tell_of_correction
from cases.money.models import CostLine, SharedCost
from cases.money.operations.checks import begin, void_row
from cases.money.operations.lines import Backing, Cost, cost_line, cost_of
from cases.money.policies import allow_state
from cases.procedures.fields import Sum


@operation(may="money.record", audit="cost.recorded", appends=True)
def record_cost(
    actor: Actor,
    case: Case,
    *,
    category: str,
    payer: str,
    amount: Sum,
    spent_on: date,
    purpose: str,
    voucher: str = "",
    backing: Backing | None = None,
    rate: Decimal | None = None,
    rate_source: str = "",
) -> CostLine:
    """Record an expense for the person of a case: what for, how much, who pays."""
    begin(actor, case)
    cost = Cost(
        category=category,
        payer=payer,
        amount=amount,
        spent_on=spent_on,
        purpose=purpose,
        voucher=voucher,
        backing=backing,
        rate=rate,
        rate_source=rate_source,
    )
    return cost_line(actor, case, cost, ledger_moment([]))


@operation(may="money.record", audit="cost.corrected")
def correct_cost(
    actor: Actor, line: CostLine, *, reason: str, changes: Mapping[str, Any]
) -> CostLine:
    """Void a line and record it again as corrected; a second officer decides anew where needed."""
    begin(actor, line.case)
    allow_state(line, "correct_cost")
    cost = cost_of(line, changes)
    void_row(actor, line, reason)
    # What the former line took is free again before the new one draws on it.
    write_down(line)
    moment = line.voided_at
    assert moment is not None, "it was voided just now"
    new = cost_line(actor, line.case, cost, moment, replaces=line, shared=bill_of(actor, line))
    follow_correction(actor, line, new)
    tell_of_correction(actor, line, new)
    return new


def bill_of(actor: Actor, line: CostLine) -> SharedCost | None:
    """Return the bill of a line; None for a mission that has taken over the case without it."""
    if line.shared_id is None:
        return None
    return SharedCost.objects.visible_to(actor).filter(pk=line.shared_id).first()


@operation(may="money.record", audit="cost.voided")
def void_cost(actor: Actor, line: CostLine, *, reason: str) -> CostLine:
    """Void a line that was recorded by mistake; it stays, and counts no longer.

    Not while a claim asks somebody for it.
    """
    begin(actor, line.case)
    allow_state(line, "void_cost")
    refuse_claimed(actor, line)
    void_row(actor, line, reason)
    return line
