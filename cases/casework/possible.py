"""What is not possible on a transfer, a share or an opening as it stands."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import TransferStatus
from cases.casework.models import Share, Transfer, Unsealing
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, wrong_state
from cases.core.guards import Hindrance, ruled_out

BY_HEADS = "case.offer_opening"
"""The permission of a head to ask the head of the right mission, and to answer another head."""
HEADS_ANSWER = _("That a case was opened at the wrong mission is confirmed by the head of mission.")
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


@ruled_out(Transfer)
def state_of_transfer(actor: Actor, transfer: Transfer) -> Hindrance:
    """What was answered; what a head alone answers."""
    is_for_heads = transfer.is_from_opening and not actor.may(BY_HEADS)

    def hinders(name: str) -> Refused | None:
        if name == "accept_transfer" and is_for_heads:
            return Refused(HEADS_ANSWER, "opening_by_heads", 403)
        return refusal_of_answer(transfer)

    return hinders


@ruled_out(Share)
def state_of_share(actor: Actor, share: Share) -> Hindrance:
    """What has ended."""
    return lambda name: refusal_of_share(share, present.real(present.now()))


@ruled_out(Unsealing)
def state_of_unsealing(actor: Actor, unsealing: Unsealing) -> Hindrance:
    """What was judged."""
    return lambda name: refusal_of_review(unsealing)
