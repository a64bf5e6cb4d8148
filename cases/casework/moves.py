"""What passes between missions on one case: one query, or read with the parts of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import TransferStatus
from cases.casework.models import Case, Share, Transfer
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule, wrong_state
from cases.core.together import Part, together
from cases.missions.models import Mission

NAMES = tuple(field.name for field in Mission._meta.fields if field.name.startswith("name"))
ONE_ON_OFFER = _("This case is on offer already. Withdraw that offer first.")
NOT_BY_TRANSFER = _("This case was not taken over from another mission, so it goes back to none.")


@dataclass(frozen=True, slots=True)
class Moves:
    """The offer that is open, how the present owner came by the case, the shares that hold now.

    `offers` and `granted` are all there ever were, for telling what happened.
    """

    on_offer: Transfer | None = None
    came_by: Transfer | None = None
    shares: tuple[Share, ...] = ()
    offers: tuple[Transfer, ...] = ()
    granted: tuple[Share, ...] = ()


def parts_of(actor: Actor, case: int) -> tuple[Part[Any], Part[Any]]:
    """Return what is read of a case: its offers and its shares, also those that are over."""
    transfers = Transfer.objects.visible_to(actor).filter(case_id=case)
    shares = Share.objects.visible_to(actor).filter(case_id=case)
    return (
        Part(transfers, {"from_mission": NAMES, "to_mission": NAMES}),
        Part(shares, {"owner": NAMES, "to_mission": NAMES}),
    )


def moves_from(transfers: Iterable[Transfer], shares: Iterable[Share]) -> Moves:
    """Return the moves out of the rows that were read."""
    offers = tuple(sorted(transfers, key=lambda row: row.pk))
    granted = tuple(sorted(shares, key=lambda share: (share.until, share.pk)))
    accepted = [
        row for row in offers if row.status == TransferStatus.ACCEPTED and not row.is_from_opening
    ]
    on_offer = [row for row in offers if row.status == TransferStatus.OFFERED]
    return Moves(
        on_offer=on_offer[0] if on_offer else None,
        came_by=max(accepted, key=lambda row: (row.answered_at, row.pk), default=None),
        shares=tuple(share for share in granted if is_live(share)),
        offers=offers,
        granted=granted,
    )


def is_live(share: Share) -> bool:
    """Return whether a share holds now; its moments are real time."""
    return share.revoked_at is None and share.until > present.real(present.now())


def moves_of(actor: Actor, case: Case) -> Moves:
    """Return what passes between missions on a case, as far as the actor sees it: one query."""
    transfers, shares = together(*parts_of(actor, case.pk))
    return moves_from(transfers, shares)


def refusal_to_offer(moves: Moves) -> Refused | None:
    """422: a case is offered to one mission at a time."""
    if moves.on_offer is None:
        return None
    return broken_rule(ONE_ON_OFFER, "transfer_one_on_offer", "mission")


def refusal_to_return(moves: Moves) -> Refused | None:
    """409: only a case that was taken over can be given back, and once."""
    if moves.came_by is None or moves.came_by.returns_id is not None:
        return wrong_state(NOT_BY_TRANSFER, "not_by_transfer")
    return refusal_to_offer(moves)


def refusal_of_move(operation: str, moves: Moves) -> Refused | None:
    """Return why an offer cannot be made as things stand between the missions."""
    if operation in {"offer_transfer", "offer_opening", "correct_opening"}:
        return refusal_to_offer(moves)
    return refusal_to_return(moves) if operation == "return_transfer" else None
