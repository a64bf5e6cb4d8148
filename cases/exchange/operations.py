"""Making and revoking tokens."""

from contextvars import ContextVar
from datetime import date, datetime, time, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import broken_rule, not_allowed, wrong_state
from cases.core.operations import operation
from cases.exchange.models import ApiToken
from cases.missions.models import Posting, Staff

_made: ContextVar[tuple[str, str]] = ContextVar("token_made", default=("", ""))


@operation(may="token.manage", audit="token.made")
def create_token(actor: Actor, *, label: str, expires_on: date | None = None) -> ApiToken:
    """Make a token that acts as this member of staff at this posting, until the posting ends.

    Only the digest is stored; the page that shows the token takes it with `take_secret`, once.
    """
    if actor.posting_id is None:
        raise not_allowed()
    posting = Posting.objects.visible_to(actor).get(pk=actor.posting_id)
    token: ApiToken
    token, secret = ApiToken.objects.create(
        posting.staff, expiry=lifetime(actor, expires_on), posting=posting, label=label
    )
    _made.set((token.public_reference, secret))
    return token


@operation(may="token.manage", audit="token.revoked")
def revoke_token(actor: Actor, token: ApiToken) -> ApiToken:
    """End a token at once; the record of it stays."""
    if token.revoked_at is not None:
        raise wrong_state(_("This token was revoked already."), "already_revoked")
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    return token


def end_tokens(staff: Staff, now: datetime) -> None:
    """End every token of an account: for the operations that give it to somebody anew."""
    ApiToken.objects.filter(user=staff, revoked_at__isnull=True).update(
        revoked_at=now, version=F("version") + 1
    )


def lifetime(actor: Actor, expires_on: date | None) -> timedelta | None:
    """Return how long a token lives that is good to the end of a day; None for no end."""
    if expires_on is None:
        return None
    end = datetime.combine(expires_on + timedelta(days=1), time.min, tzinfo=actor.clock)
    left = end - timezone.now()
    if left <= timedelta():
        raise broken_rule(_("This day has passed already."), "in_the_past", "expires_on")
    return left


def take_secret(reference: str) -> str:
    """Return the token made just now, once; empty for any other and when it was taken."""
    made, secret = _made.get()
    _made.set(("", ""))
    return secret if made == reference else ""
