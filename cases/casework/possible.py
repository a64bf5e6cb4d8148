"""What is possible on a transfer and on a share now, and why not."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import TransferStatus
from cases.casework.models import Share, Transfer, Unsealing
from cases.casework.policies import Possible
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, wrong_state
from cases.core.guards import hindrance
from cases.core.registry import declared_for

ANSWERED = _("This offer was answered or withdrawn already.")
JUDGED_ALREADY = _("Somebody has reviewed this opening already.")
ENDED = _("This share has ended already.")


def refusal_of_answer(transfer: Transfer) -> Refused | None:
    """409: an offer is answered, or withdrawn, once."""
    if transfer.status == TransferStatus.OFFERED:
        return None
    return wrong_state(ANSWERED, "transfer_answered")


def refusal_of_share(share: Share, real_now: datetime) -> Refused | None:
    """409: what has ended is neither ended nor extended; share the case again."""
    if share.revoked_at is None and share.until > real_now:
        return None
    return wrong_state(ENDED, "share_ended")


def refusal_of_review(unsealing: Unsealing) -> Refused | None:
    """409: an opening is judged once."""
    return wrong_state(JUDGED_ALREADY, "reviewed_already") if unsealing.finding else None


def possible_on(actor: Actor, row: Transfer | Share | Unsealing, now: datetime) -> list[Possible]:
    """Return the operations on one of these that the actor has a right to, with why not."""
    if isinstance(row, Transfer):
        resource, refusal = "transfers", refusal_of_answer(row)
    elif isinstance(row, Unsealing):
        resource, refusal = "unsealings", refusal_of_review(row)
    else:
        resource, refusal = "shares", refusal_of_share(row, present.real(now))
    not_ours = hindrance(actor, row)
    found = []
    for declared in declared_for(resource):
        if declared.operation.is_open_to(actor):
            why_not = not_ours(declared.name) or refusal
            found.append(
                Possible(declared, why_not.message, why_not.code) if why_not else Possible(declared)
            )
    return found
