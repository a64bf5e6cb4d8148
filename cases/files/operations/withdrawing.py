"""Withdrawing a file: it stays, and is shown to nobody but those who review accesses."""

from cases.core.actor import Actor
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.files.models import Attachment
from cases.files.possible import refusal_of


@operation(may="case.attach_file", audit="attachment.withdrawn")
def withdraw_file(actor: Actor, attachment: Attachment, *, reason: str) -> Attachment:
    """Take a file out of the case; a line says that there was one, and why it is gone."""
    refusal = refusal_of(attachment)
    if refusal is not None:
        raise refusal
    attachment.withdrawn_at = ledger_moment([])
    attachment.withdrawn_by_id = actor.staff_id
    attachment.withdraw_reason = reason
    put(attachment, "withdrawn_at", "withdrawn_by", "withdraw_reason")
    return attachment
