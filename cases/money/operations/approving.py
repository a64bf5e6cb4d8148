"""The second officer: a cost above the limit counts once somebody else has approved it."""

from cases.casework.protection.operations.checks import check_group
from cases.core.actor import Actor
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.money.models import CostLine
from cases.money.policies import allow_state
from cases.money.telling import tell_of_decision
from cases.procedures.choices import RestrictedGroup

DECISION = ("decided_at", "decided_by", "decide_reason")


@operation(may="money.approve", audit="cost.approved")
def approve_cost(actor: Actor, line: CostLine) -> CostLine:
    """Approve a cost that waits: it counts from now on."""
    check_group(actor, RestrictedGroup.MONEY)
    allow_state(line, "approve_cost")
    line.decided_at = line.counts_from = ledger_moment([])
    line.decided_by_id = actor.staff_id
    put(line, *DECISION, "counts_from")
    tell_of_decision("cost_approved", line)
    return line


@operation(may="money.approve", audit="cost.refused")
def refuse_cost(actor: Actor, line: CostLine, *, reason: str) -> CostLine:
    """Refuse a cost that waits: it stays, with the reason, and counts nowhere."""
    check_group(actor, RestrictedGroup.MONEY)
    allow_state(line, "refuse_cost")
    line.decided_at, line.decided_by_id = ledger_moment([]), actor.staff_id
    line.decide_reason = reason
    put(line, *DECISION)
    tell_of_decision("cost_refused", line)
    return line
