"""One-time links: random, kept as a digest, good for a day and for one use.

A new link of an account replaces the one before it, so that a link that was lost is worth nothing.
"""

import secrets
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from cases.accounts.choices import LinkPurpose
from cases.accounts.models import LINK_LASTS, OneTimeLink
from cases.accounts.queries import digest_of_link
from cases.core.actor import Actor
from cases.missions.models import Staff


@dataclass(frozen=True, slots=True)
class Made:
    """A link that was made just now, by whom, for whom; its address is known only here."""

    actor: Actor
    staff: Staff
    purpose: LinkPurpose
    address: str


_made: ContextVar[Made | None] = ContextVar("link_made", default=None)


def make_link(actor: Actor, staff: Staff, purpose: LinkPurpose, now: datetime) -> str:
    """Make a link and return its address, which is known only now."""
    withdraw_links(staff, now)
    secret = secrets.token_urlsafe(24)
    OneTimeLink.objects.create(
        staff=staff,
        purpose=purpose,
        digest=digest_of_link(secret),
        made_by_id=actor.staff_id,
        made_at=now,
        expires_at=now + LINK_LASTS,
    )
    address = reverse("link_open", args=[secret])
    _made.set(Made(actor, staff, purpose, address))
    return address


def withdraw_links(staff: Staff, now: datetime) -> None:
    """Let no open link of the account be used any more."""
    rows = OneTimeLink.objects.filter(staff=staff, used_at__isnull=True, withdrawn_at__isnull=True)
    rows.update(withdrawn_at=now)


def take_made(reference: str) -> Made | None:
    """Return the link made just now for an account, once; None for any other and once taken."""
    made = _made.get()
    _made.set(None)
    return made if made is not None and made.staff.public_reference == reference else None


def use_link(link: OneTimeLink, now: datetime) -> None:
    """Use a link up."""
    link.used_at = now
    link.save(update_fields=["used_at"])
