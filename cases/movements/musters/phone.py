"""What a telephone that counts gets: the people of one head count, and half of the key to them.

The page keeps people and marks that were not sent in the browser, encrypted. The key is made of two
halves: `secret`, which the page turns into a key that cannot be read out again, and the `share` in
a cookie that the log-out takes away. Both are made anew from the key of the server for the same
officer and head count, so nothing is stored here, and whoever logs in again can send what waited.
A changed password or another officer gives others.
"""

import base64
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cases.core import present
from cases.core.actor import Actor
from cases.core.leaving import ends_with_session
from cases.movements.musters.models import Muster
from cases.movements.musters.pages.shown import person_row
from cases.movements.musters.pages.strangers import stranger_rows
from cases.movements.musters.reading import Count

SHARE_PATH: Final = "/movements/"
SHARE: Final = ends_with_session("muster_share", path=SHARE_PATH)


def derived(request: HttpRequest, purpose: str) -> bytes:
    """Return 32 bytes that only this officer with this password gets for a purpose."""
    user: Any = request.user
    message = f"{purpose}:{user.pk}:{user.get_session_auth_hash()}"
    return salted_hmac("cases.muster", message, algorithm="sha256").digest()


def as_text(value: bytes) -> str:
    """Return bytes as text for a cookie and JSON."""
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def session_ends(request: HttpRequest, now: datetime) -> datetime:
    """Return when the session ends whatever happens: what the phone keeps is shut then."""
    row: Any = getattr(request.session, "row", None)
    return (row.started_at if row is not None else now) + settings.SESSION_LONGEST


def on_phone(row: dict[str, Any]) -> dict[str, Any]:
    """Return of somebody without a case what the telephone shows."""
    names = ("key", "name", "sex", "words", "last", "state", "tone", "case", "acts")
    return {name: row[name] for name in names}


def people_answer(request: HttpRequest, actor: Actor, muster: Muster, found: Count) -> HttpResponse:
    """Return the people of a head count, how each stands, and what the page needs to keep them."""
    now = timezone.now()
    ends = session_ends(request, now)
    answer = JsonResponse(
        {
            "secret": as_text(derived(request, str(muster.uuid))),
            "owner": as_text(derived(request, "owner"))[:16],
            "csrf": get_token(request),
            "now": present.now().isoformat(),
            "ends_at": ends.isoformat(),
            "is_open": muster.is_open,
            "others": found.others,
            "people": [person_row(person) for person in found.people],
            "strangers": [on_phone(row) for row in stranger_rows(actor, list(found.strangers))],
        }
    )
    answer.set_cookie(
        SHARE,
        as_text(derived(request, "share")),
        max_age=max(0, int((ends - now).total_seconds())),
        path=SHARE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=False,
        samesite="Strict",
    )
    return answer
