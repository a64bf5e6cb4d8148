"""Who acts in a session and which link this is, read before anybody's eyes are open; accounts."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from cases.accounts.marks import FACTOR_AT, proved_at
from cases.accounts.models import OneTimeLink, StaffSession
from cases.core import present
from cases.core.actor import Actor
from cases.core.roles import needs_second_factor
from cases.missions import queries as missions
from cases.missions.models import Posting, Staff

LINK = "link"


def actor_of_session(request: HttpRequest) -> Actor | None:
    """Return who acts in a session that has given all that its roles ask for.

    Without the second factor the session is a stranger's on every surface.
    """
    actor = missions.actor_of_session(request)
    if actor is None:
        return None
    postings: list[Any] = getattr(request, "postings", [])
    is_asked = settings.SECOND_FACTOR_REQUIRED and needs_second_factor(row.role for row in postings)
    if is_asked and not request.session.get(FACTOR_AT):
        request._cached_user = AnonymousUser()  # type: ignore[attr-defined] # what request.user looks at first
        request.postings = []  # type: ignore[attr-defined] # see missions.queries
        return None
    request.session.touch()  # type: ignore[attr-defined] # of our store
    # The own zone of an account, where it has one: times are shown and read in it, and it is named.
    zone = postings[0].staff.zone or actor.zone
    return replace(actor, zone=zone, proved_at=proved_at(request))


def digest_of_link(secret: str) -> str:
    """Return what is stored of a link."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def link_of(secret: str, now: datetime) -> OneTimeLink | None:
    """Return the link with this secret if it can still be used."""
    return OneTimeLink.objects.live(now).filter(digest=digest_of_link(secret)).first()


def link_in_hand(request: HttpRequest, now: datetime) -> OneTimeLink | None:
    """Return the link that this browser has opened, if it can still be used."""
    kept = request.session.get(LINK)
    if kept is None:
        return None
    links = OneTimeLink.objects.live(now).filter(pk=kept).select_related("staff")
    if request.method == "POST":
        # Who comes second with the same link waits here, and finds it used.
        links = links.select_for_update(no_key=True, of=("self",))
    return links.first()


def open_sessions(actor: Actor, now: datetime) -> QuerySet[Any]:
    """Return the sessions of the actor that are neither ended nor over."""
    mine = StaffSession.objects.visible_to(actor).filter(staff_id=actor.staff_id)
    found: QuerySet[Any] = mine.live(now)
    return found


def sessions_of(actor: Actor, now: datetime) -> list[StaffSession]:
    """Return the open sessions of the actor, newest first."""
    return list(open_sessions(actor, now).order_by("-started_at"))


def sessions_of_account(actor: Actor, staff: Staff, now: datetime) -> QuerySet[Any]:
    """Return the open sessions of an account, newest first, as far as the actor sees them."""
    theirs = StaffSession.objects.visible_to(actor).filter(staff=staff)
    found: QuerySet[Any] = theirs.live(now).order_by("-started_at")
    return found


def still_open(query: QuerySet[Any], *, is_wanted: bool) -> QuerySet[Any]:
    """Narrow to sessions that are open, or to those that ended or are over by the clock."""
    live = StaffSession.objects.live(timezone.now()).values("pk")
    return query.filter(pk__in=live) if is_wanted else query.exclude(pk__in=live)


def posted(actor: Actor, **where: Any) -> QuerySet[Any]:
    """Return the postings of today that fit, by whom they are held."""
    today = present.today(actor.zone)
    rows = Posting.objects.visible_to(actor).filter(starts_on__lte=today, **where)
    return rows.exclude(ends_on__lt=today).values("staff_id")


def postings_of(actor: Actor, staff: Staff) -> list[Posting]:
    """Return the postings of an account that the actor sees, the newest first."""
    rows = Posting.objects.visible_to(actor).filter(staff=staff)
    return list(rows.select_related("mission").order_by("-starts_on", "-pk"))
