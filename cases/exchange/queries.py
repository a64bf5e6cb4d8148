"""Reads of tokens, before anybody's eyes are open, and the trace of their use."""

from datetime import datetime, timedelta

from django.db.models import Q

from cases.core import present
from cases.core.actor import Actor
from cases.exchange.models import ApiToken

TOUCHED_EVERY = timedelta(minutes=1)


def usable_token(digest: str, now: datetime) -> ApiToken | None:
    """Return the token with this digest if it, its holder and its posting are all in force.

    A token ends in real time; postings are counted in days of the work, as for a session.
    """
    today = present.shown(now).date()
    found: ApiToken | None = (
        ApiToken.objects.usable(now)
        .filter(
            Q(posting__ends_on__isnull=True) | Q(posting__ends_on__gte=today),
            digest=digest,
            posting__starts_on__lte=today,
            posting__staff__is_active=True,
        )
        .select_related("posting__mission", "posting__staff")
        .first()
    )
    return found


def note_use(token: ApiToken, now: datetime) -> None:
    """Keep when a token was last used, at most once a minute; parallel calls do not wait."""
    if token.last_used_at is not None and now - token.last_used_at < TOUCHED_EVERY:
        return
    free = ApiToken.objects.filter(pk=token.pk).select_for_update(skip_locked=True, no_key=True)
    ApiToken.objects.filter(pk__in=free.values("pk")).update(last_used_at=now)


def tokens_in_use(actor: Actor, now: datetime) -> list[ApiToken]:
    """Return the caller's tokens that can still be used, newest first."""
    query = ApiToken.objects.visible_to(actor).usable(now)
    return list(query.select_related("posting__mission").order_by("-created"))
