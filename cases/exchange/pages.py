"""What the pages of tokens show."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core import present
from cases.core.actor import Actor
from cases.exchange.choices import Scope
from cases.exchange.forms import CreateToken
from cases.exchange.models import ANSWERS, ApiToken
from cases.exchange.queries import SHOWN, service_accounts, tokens_answered_for, tokens_in_use
from cases.missions.models import Staff


def tokens_context(actor: Actor, address: str, now: datetime) -> dict[str, Any]:
    """Return the own tokens, those one answers for, and where the form is sent."""
    others = tokens_answered_for(actor, now)
    return {
        "action": address,
        "makes": CreateToken.operation.is_open_to(actor),
        "tokens": [words_of(token) for token in tokens_in_use(actor, now)],
        "answers": actor.may(ANSWERS),
        "others": [words_of(token) for token in others[:SHOWN]],
        "has_more": len(others) > SHOWN,
    }


def service_context(actor: Actor) -> dict[str, Any]:
    """Return the service accounts for which a token can be made, and where the form is sent."""
    return {
        "action": reverse("token_issue"),
        "accounts": [
            {"label": f"{row.full_name} ({row.username})", "value": about(row)}
            for row in service_accounts(actor)
        ],
    }


def about(account: Staff) -> str:
    """Return what a service account is for and whom to ask about it."""
    said = {"purpose": account.purpose, "contact": account.contact}
    return _("%(purpose)s Ask: %(contact)s") % said


def words_of(token: ApiToken) -> dict[str, Any]:
    """Return what the page says of a token."""
    posting = token.posting
    return {
        "name": token.label,
        "starts_with": token.token_key[:6],
        "posting": f"{posting.get_role_display()}, {posting.mission.label}",
        "holder": token.user.full_name,
        "scopes": scope_words(token.scopes),
        "created_at": present.shown(token.created),
        "last_used_at": present.shown(token.last_used_at),
        "expires_at": present.shown(token.expiry),
        "revoke_url": reverse("token_revoke", args=[token.uuid]),
    }


def scope_words(scopes: list[str] | None) -> list[str]:
    """Return what a token is for, in words; a scope that is no longer known by its word."""
    if scopes is None:
        return [_("Everything that the role may do")]
    return [str(Scope(word).label) if word in Scope.values else word for word in scopes]
