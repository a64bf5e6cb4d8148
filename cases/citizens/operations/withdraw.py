"""Withdrawing what was entered by mistake. The row stays, with why and since when."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.citizens.following import tell_followers
from cases.citizens.models import Citizen, ContactPoint, IdentityDocument, Name, Relative
from cases.core.actor import Actor
from cases.core.errors import wrong_state
from cases.core.facts import ledger_moment
from cases.core.operations import operation


@operation(may="citizen.correct", audit="name.withdrawn")
def withdraw_name(actor: Actor, citizen: Citizen, *, name: Name, reason: str) -> Citizen:
    """Withdraw another name."""
    return withdraw(actor, citizen, name, reason)


@operation(may="citizen.correct", audit="contact_point.withdrawn")
def withdraw_contact_point(
    actor: Actor, citizen: Citizen, *, contact_point: ContactPoint, reason: str
) -> Citizen:
    """Withdraw a way to reach the person, for example a number that is no longer safe."""
    return withdraw(actor, citizen, contact_point, reason)


@operation(may="citizen.correct", audit="identity_document.withdrawn")
def withdraw_identity_document(
    actor: Actor, citizen: Citizen, *, document: IdentityDocument, reason: str
) -> Citizen:
    """Withdraw a paper that was entered wrongly; add it again as it is."""
    return withdraw(actor, citizen, document, reason)


@operation(may="citizen.correct", audit="relative.withdrawn")
def withdraw_relative(
    actor: Actor, citizen: Citizen, *, relative: Relative, reason: str
) -> Citizen:
    """Withdraw somebody who is no relative."""
    return withdraw(actor, citizen, relative, reason)


def withdraw(actor: Actor, citizen: Citizen, row: Any, reason: str) -> Citizen:
    """Mark the row as withdrawn; 409 when it is already."""
    if row.withdrawn_at is not None:
        raise wrong_state(_("This entry was withdrawn already."), "already_withdrawn")
    row.withdrawn_at = ledger_moment([citizen])
    row.withdraw_reason = reason
    row.save(update_fields=["withdrawn_at", "withdraw_reason"])
    tell_followers(actor, citizen)
    return citizen
