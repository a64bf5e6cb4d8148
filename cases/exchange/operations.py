"""Making and revoking tokens."""

from collections.abc import Sequence
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.audit import also_on_record
from cases.core.errors import broken_rule, not_allowed, wrong_state
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.core.roles import GROUPS, PEOPLE
from cases.core.scopes import sights_within, without_effect
from cases.exchange.choices import Scope
from cases.exchange.models import ApiToken
from cases.missions.models import Posting, Staff

_made: ContextVar[tuple[str, str]] = ContextVar("token_made", default=("", ""))


@operation(may="token.manage", audit="token.made", in_person=True)
def create_token(
    actor: Actor, *, label: str, scopes: Sequence[str], expires_on: date | None = None
) -> ApiToken:
    """Make a token that acts as this member of staff at this posting, until the posting ends.

    Scopes narrow what it may; `role` alone narrows nothing. Only the digest is stored; the page
    that shows the token takes it with `take_secret`, once.
    """
    if actor.posting_id is None:
        raise not_allowed()
    posting = Posting.objects.visible_to(actor).select_related("staff").get(pk=actor.posting_id)
    return write_token(actor, posting, label, scopes, lifetime(actor, expires_on))


@operation(may="token.issue_service", audit="token.issued", fresh=True)
def issue_service_token(
    actor: Actor, *, account: Staff, label: str, scopes: Sequence[str], valid_days: int
) -> ApiToken:
    """Make a token for a service account of a mission one answers for.

    It always has scopes and an end: somebody looks at it again once a year.
    """
    if Scope.WHOLE_ROLE in scopes:
        raise broken_rule(
            _("Choose what the system is for; it never gets all that its role may do."),
            "scopes_needed",
            "scopes",
        )
    posting = service_posting(actor, account)
    if posting is None:
        raise broken_rule(
            _("This account is no service account with a posting in force at your mission."),
            "no_service",
            "account",
        )
    return write_token(actor, posting, label, scopes, timedelta(days=valid_days))


@operation(may="token.manage", audit="token.revoked")
def revoke_token(actor: Actor, token: ApiToken) -> ApiToken:
    """End a token at once; the record of it stays."""
    refuse_revoked(token)
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    return token


def write_token(
    actor: Actor, posting: Posting, label: str, scopes: Sequence[str], lives: timedelta | None
) -> ApiToken:
    """Write a token down and keep its secret for whoever shows it."""
    named = narrowing(scopes, posting.role)
    lock_account(posting.staff)
    for word in named or [Scope.WHOLE_ROLE.value]:
        also_on_record(f"scope:{word}")
    more: dict[str, Any] = {"posting": posting, "label": label, "made_by_id": actor.staff_id}
    token: ApiToken
    token, secret = ApiToken.objects.create(posting.staff, expiry=lives, scopes=named, **more)
    _made.set((token.public_reference, secret))
    return token


def lock_account(staff: Staff) -> None:
    """Lock the account of a new token; 403 where its doors were closed since it was read.

    A new password and a closed account end all tokens: none that is being made may be missed.
    """
    account = Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)
    if not account.is_active or account.password != staff.password:
        raise not_allowed()


def narrowing(scopes: Sequence[str], role: str) -> list[str] | None:
    """Return the scopes as stored, None where they narrow nothing; 422 where they would mislead."""
    if Scope.WHOLE_ROLE in scopes:
        if len(scopes) > 1:
            raise broken_rule(
                _("Choose either everything that your role may do, or what it is for."),
                "scopes_mixed",
                "scopes",
            )
        return None
    if empty := without_effect(scopes, role):
        words = ", ".join(str(Scope(word).label) for word in empty)
        raise broken_rule(
            _("The role allows nothing of it: %(scopes)s.") % {"scopes": words},
            "scope_without_effect",
            "scopes",
        )
    seen = sights_within(frozenset(scopes))
    if seen & GROUPS and PEOPLE not in seen:
        raise broken_rule(
            _("What is restricted is read on cases: choose to read cases and people too."),
            "scope_needs_cases",
            "scopes",
        )
    return [word for word in Scope.values if word in scopes]


def service_posting(actor: Actor, account: Staff) -> Posting | None:
    """Return the posting in force of a service account the actor answers for."""
    if not account.is_service or not account.is_active:
        return None
    now = present.now()
    near = Posting.objects.visible_to(actor).current(now.date()).filter(staff=account)
    return next((row for row in near.order_by("pk") if row.is_in_force(now)), None)


def end_tokens(staff: Staff, now: datetime) -> None:
    """End every token of an account: for the operations that give it to somebody anew."""
    ApiToken.objects.filter(user=staff, revoked_at__isnull=True).update(
        revoked_at=now, version=F("version") + 1
    )


def lifetime(actor: Actor, expires_on: date | None) -> timedelta | None:
    """Return how long a token lives that is good to the end of a day of the work; None: no end."""
    if expires_on is None:
        return None
    end = datetime.combine(expires_on + timedelta(days=1), time.min, tzinfo=actor.clock)
    left = end - present.now()
    if left <= timedelta():
        raise broken_rule(_("This day has passed already."), "in_the_past", "expires_on")
    return left


def take_secret(reference: str) -> str:
    """Return the token made just now, once; empty for any other and when it was taken."""
    made, secret = _made.get()
    _made.set(("", ""))
    return secret if made == reference else ""


@ruled_out(ApiToken)
def state_of_token(actor: Actor, token: ApiToken) -> Hindrance:
    """A token is revoked once."""
    return lambda name: raised_by(refuse_revoked, token)


def refuse_revoked(token: ApiToken) -> None:
    """Raise 409 for a token that was revoked."""
    if token.revoked_at is not None:
        raise wrong_state(_("This token was revoked already."), "already_revoked")
