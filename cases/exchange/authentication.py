"""Who calls the API: a token bound to a posting, or the session of the browser.

Both end in an actor on the request and the eyes of the database, before any permission is asked.
This module imports no view, since the settings of the framework name it.
"""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from rest_framework import exceptions
from rest_framework.authentication import SessionAuthentication, get_authorization_header
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from cases.core.actor import Actor
from cases.core.context import apply_context
from cases.exchange.choices import TokenFault
from cases.exchange.queries import note_use, usable_token, why_unusable
from cases.missions.models import Staff

SCHEME = "Bearer"
LONGEST = 200
WORDS = 2


class TokenActor(TokenAuthentication):  # type: ignore[misc] # knox is not typed
    """`Authorization: Bearer <token>`. Only digests are compared, and nothing is ever deleted."""

    def authenticate_header(self, request: Any) -> str:
        """The word before the token, also in `WWW-Authenticate` of a 401."""
        return SCHEME

    def authenticate_credentials(self, token: bytes) -> tuple[Staff, Any]:
        """Return who holds the token and the token itself; 401 for any that cannot be used."""
        try:
            text = token.decode("ascii")
        except UnicodeDecodeError:
            raise not_taken(TokenFault.UNKNOWN) from None
        if len(text) > LONGEST:
            raise not_taken(TokenFault.UNKNOWN)
        now, digest = timezone.now(), hash_token(text)
        found = usable_token(digest, now)
        if found is None:
            raise not_taken(why_unusable(digest, now))
        note_use(found, now)
        return found.posting.staff, found

    def authenticate(self, request: Request) -> tuple[Staff, Any] | None:
        """Authenticate and open the eyes of the token's posting, as far as its scopes go."""
        sent = get_authorization_header(request).split()
        if sent and sent[0].lower() == SCHEME.lower().encode() and len(sent) != WORDS:
            raise not_taken(TokenFault.MALFORMED)
        found: tuple[Staff, Any] | None = super().authenticate(request)
        if found is not None:
            act_as(request._request, found[1].actor())
        return found


def not_taken(fault: TokenFault) -> exceptions.AuthenticationFailed:
    """401 with the reason, for whoever holds the token.

    Tokens are 256 random bits: only who was given one, or took one, can ask about it, and learns
    no more than that it is of no use. One that nobody has is answered alike, whatever it is.
    """
    return exceptions.AuthenticationFailed(fault.label, fault.value)


class SessionActor(SessionAuthentication):
    """The session of a browser, with its CSRF token: for the page that tries the API out."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        """Return who is logged in; the middleware has opened the eyes already."""
        found = super().authenticate(request)
        if found is not None and getattr(request._request, "actor", None) is None:
            raise exceptions.AuthenticationFailed(
                _("You have no posting at a mission today."), "no_posting"
            )
        return found


class IsActing(BasePermission):
    """Only somebody with a posting in force is answered at all."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether authentication found an actor."""
        return getattr(request._request, "actor", None) is not None


def act_as(request: HttpRequest, actor: Actor) -> None:
    """Put the actor on the request and open its eyes in the running transaction."""
    request.actor = actor  # type: ignore[attr-defined] # see core.middleware.ActingRequest
    apply_context(actor)
