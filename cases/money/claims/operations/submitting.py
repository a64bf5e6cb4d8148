"""Submitting a claim, which freezes it, and withdrawing one, which frees its costs."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.protection.operations.checks import check_group
from cases.core.actor import Actor
from cases.core.audit import also_on_record, write_each
from cases.core.errors import Refused, Sentence, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.core.waiting import put
from cases.money.claims.choices import ClaimState
from cases.money.claims.frozen import digest_of, shown_of, take_figures
from cases.money.claims.models import Claim, ClaimLine
from cases.money.claims.operations.preparing import free
from cases.money.claims.operations.rows import (
    EACH,
    all_lines_of,
    locked_costs,
    unfit,
)
from cases.money.claims.policies import check_state
from cases.money.claims.queries import payments_in_sight
from cases.money.claims.sums import as_stored, sums_of
from cases.procedures.choices import RestrictedGroup

PAID: Sentence = _(
    "Something was received for this claim. Settle it with that, or void the payment first."
)
FREEZES = (
    "is_frozen",
    "shown",
    "amount",
    "currency",
    "rate",
    "rate_on",
    "rate_source",
    "amount_vnd",
)


@operation(may="claim.submit", audit="claim.submitted")
def submit_claim(actor: Actor, claim: Claim) -> Claim:
    """Submit a claim: what it asks for is frozen under a digest.

    Each cost is taken as it is now. 422 naming those that no longer fit: voided since, corrected to
    another payer, or waiting for a second officer again.
    """
    check_group(actor, RestrictedGroup.MONEY)
    check_state(claim, "submit_claim")
    lines = all_lines_of(actor, claim)
    costs = {cost.pk: cost for cost in locked_costs(actor, [line.line for line in lines])}
    problems = [fault for cost in costs.values() if (fault := unfit(actor, claim.payer, cost))]
    if problems:
        message = " ".join(str(row.message) for row in problems[:3])
        raise Refused(message, problems[0].code, 422, problems=problems)
    for line in lines:
        cost = costs[line.line_id]
        take_figures(line, cost)
        line.is_frozen, line.shown = True, shown_of(cost)
    ClaimLine.objects.bulk_update(lines, FREEZES)
    freeze(actor, claim, lines)
    write_each("claim.submitted", EACH, lines)
    also_on_record(f"lines:{len(lines)}")
    return claim


def freeze(actor: Actor, claim: Claim, lines: list[ClaimLine]) -> None:
    """Put on the claim its sums and the digest of all that stands in it."""
    sums: Any = sums_of(lines, ())
    claim.totals, claim.total_vnd = as_stored(sums), sums.claimed_vnd
    claim.digest = digest_of(claim, lines)
    claim.state = ClaimState.SUBMITTED
    claim.submitted_at, claim.submitted_by_id = ledger_moment([]), actor.staff_id
    put(claim, "totals", "total_vnd", "digest", "state", "submitted_at", "submitted_by")


@operation(may="claim.prepare", audit="claim.withdrawn")
def withdraw_claim(actor: Actor, claim: Claim, *, reason: str) -> Claim:
    """Withdraw a claim: it stays on record, and its costs can be claimed anew.

    One that was submitted is withdrawn by whoever may submit one.
    """
    check_group(actor, RestrictedGroup.MONEY)
    check_state(claim, "withdraw_claim")
    lines = all_lines_of(actor, claim)
    refuse_paid(actor, claim)
    claim.state, claim.withdraw_reason = ClaimState.WITHDRAWN, reason
    claim.withdrawn_at, claim.withdrawn_by_id = ledger_moment([]), actor.staff_id
    put(claim, "state", "withdraw_reason", "withdrawn_at", "withdrawn_by")
    free(actor, lines, reason)
    write_each("claim.withdrawn", EACH, lines)
    return claim


def refuse_paid(actor: Actor, claim: Claim) -> None:
    """Raise 409 while something that was received stands on a claim."""
    if payments_in_sight(actor, claim):
        raise wrong_state(PAID, "claim_paid")


@ruled_out(Claim)
def state_of_payments(actor: Actor, claim: Claim) -> Hindrance:
    """What was received stands in the way of withdrawing it."""
    return lambda name: raised_by(refuse_paid, actor, claim) if name == "withdraw_claim" else None
