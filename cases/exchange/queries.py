"""Reads of tokens, before anybody's eyes are open, and the trace of their use."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cases.core.actor import Actor
from cases.core.jobs.begun import holds_to_token
from cases.core.listing import bad_filter
from cases.exchange.choices import TokenFault
from cases.exchange.models import ANSWERS, ApiToken
from cases.missions.choices import StaffKind
from cases.missions.models import Staff

TOUCHED_EVERY = timedelta(minutes=1)
SHOWN = 50


def usable_token(digest: str, now: datetime) -> ApiToken | None:
    """Return the token with this digest if it, its holder and its posting are all in force.

    A token ends in real time; postings are counted in days of the work where the mission is, as
    for a session.
    """
    usable = ApiToken.objects.usable(now).filter(digest=digest)
    found: ApiToken | None = usable.select_related("posting__mission", "posting__staff").first()
    return found


def why_unusable(digest: str, now: datetime) -> TokenFault:
    """Return why nobody comes in by the token with this digest."""
    found = ApiToken.objects.filter(digest=digest).first()
    if found is None:
        return TokenFault.UNKNOWN
    if found.revoked_at is not None:
        return TokenFault.REVOKED
    return TokenFault.EXPIRED if is_over(found, now) else TokenFault.NOT_POSTED


def is_over(token: ApiToken, now: datetime) -> bool:
    """Return whether the last moment of a token has passed."""
    return token.expiry is not None and token.expiry <= now


@holds_to_token
def held_by_token(actor: Actor, token_id: int) -> Actor | None:
    """Return the actor held to what a token is for; None when it was revoked or is over.

    For work that was begun by the token and goes on in the background.
    """
    usable = ApiToken.objects.usable(timezone.now())
    token = usable.filter(pk=token_id, posting_id=actor.posting_id).first()
    return None if token is None else token.narrowed(actor)


def note_use(token: ApiToken, now: datetime) -> None:
    """Keep when a token was last used, at most once a minute; parallel calls do not wait."""
    if token.last_used_at is not None and now - token.last_used_at < TOUCHED_EVERY:
        return
    free = ApiToken.objects.filter(pk=token.pk).select_for_update(skip_locked=True, no_key=True)
    ApiToken.objects.filter(pk__in=free.values("pk")).update(last_used_at=now)


def tokens_in_use(actor: Actor, now: datetime) -> list[ApiToken]:
    """Return the caller's own tokens that can still be used, newest first."""
    query = ApiToken.objects.visible_to(actor).filter(user_id=actor.staff_id).usable(now)
    return list(query.select_related("posting__mission", "user").order_by("-created"))


def tokens_answered_for(actor: Actor, now: datetime) -> list[ApiToken]:
    """Return those of others that can still be used, for who answers for a mission, newest first.

    At most `SHOWN` and one more: headquarters sees those of all missions.
    """
    if not actor.may(ANSWERS):
        return []
    query = ApiToken.objects.visible_to(actor).exclude(user_id=actor.staff_id).usable(now)
    found = query.select_related("posting__mission", "user", "made_by").order_by("-created", "-pk")
    return list(found[: SHOWN + 1])


def service_accounts(actor: Actor) -> list[Staff]:
    """Return the open service accounts that the actor sees, by name."""
    rows = Staff.objects.visible_to(actor).filter(kind=StaffKind.SERVICE, is_active=True)
    return list(rows.order_by("full_name", "username"))


def by_use(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to tokens that can still be used, or to those that cannot."""
    if value not in {"true", "false"}:
        raise bad_filter("is_usable", ("true", "false"))
    return in_use(query, is_wanted=value == "true")


def in_use(query: QuerySet[Any], *, is_wanted: bool) -> QuerySet[Any]:
    """Narrow to tokens that can still be used, or to those that were revoked or are over."""
    usable = ApiToken.objects.usable(timezone.now()).values("pk")
    return query.filter(pk__in=usable) if is_wanted else query.exclude(pk__in=usable)


def of_use(value: str, now: datetime) -> QuerySet[Any]:
    """Return the keys of tokens that can be used, or those among them that are silent or ending."""
    usable = ApiToken.objects.usable(now)
    narrow = {"silent": usable.silent, "ending": usable.ending}.get(value)
    found: QuerySet[Any] = narrow(now) if narrow else usable
    return found.values("pk")
