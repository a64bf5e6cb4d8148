"""Deciding whether stopped clocks are counted anew, with a reason."""

from cases.casework.recounts.choices import RecountState
from cases.casework.recounts.jobs import write_recount
from cases.casework.recounts.models import Recount
from cases.casework.recounts.policies import refuse_decided
from cases.core.actor import Actor
from cases.core.facts import ledger_moment
from cases.core.operations import operation


@operation(may="clock.recount", audit="recount.accepted")
def accept_recount(actor: Actor, recount: Recount, *, reason: str) -> Recount:
    """Count the clocks of the list anew; what they said before stays in their former values."""
    decide(actor, recount, RecountState.ACCEPTED, reason)
    write_recount.enqueue(recount_id=recount.pk)
    return recount


@operation(may="clock.recount", audit="recount.declined")
def decline_recount(actor: Actor, recount: Recount, *, reason: str) -> Recount:
    """Leave the clocks of the list as they were judged."""
    decide(actor, recount, RecountState.DECLINED, reason)
    return recount


def decide(actor: Actor, recount: Recount, state: RecountState, reason: str) -> None:
    """Put a decision on a recount; 409 where nothing is to be decided."""
    refusal = refuse_decided(recount)
    if refusal is not None:
        raise refusal
    recount.state, recount.reason = state, reason
    recount.decided_at, recount.decided_by_id = ledger_moment([]), actor.staff_id
    recount.save(update_fields=["state", "reason", "decided_at", "decided_by"])
