"""Reads of requests about personal data: the list of a mission, those of one person."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import ngettext

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.keyset import Cursor, KeysetPage, bad_cursor, is_uuid, page_of
from cases.overview.today import Waiting, also_waits, length, number
from cases.privacy.deadlines import is_verified
from cases.privacy.models import RightsRequest

PAGE = 50
MOST_OF_ONE = 100
NAMED = ("citizen", "mission")


def request_page(actor: Actor, place: str, *, is_open: bool) -> KeysetPage:
    """Return a page of the requests that the actor's mission answers for, the most urgent first."""
    cursor = Cursor.parse(place) if place else None
    if cursor is not None and not is_uuid(cursor.reference):
        raise bad_cursor()
    own = RightsRequest.objects.own_of(actor).select_related(*NAMED)
    rows = own.open() if is_open else own.exclude(status="open")
    return page_of(rows, PAGE, cursor, by="due_at", ref="uuid")


def requests_of(actor: Actor, citizen: Citizen) -> Sequence[RightsRequest]:
    """Return what one person asked, as far as the actor sees it, the newest first."""
    records = Citizen.objects.visible_to(actor).records_of(citizen)
    rows = RightsRequest.objects.visible_to(actor).filter(citizen__in=records)
    rows = rows.select_related(*NAMED)
    return list(rows.order_by("-received_on", "-pk")[:MOST_OF_ONE])


def cases_of(actor: Actor, citizen: Citizen) -> Sequence[Case]:
    """Return the cases of a person that the actor sees, the newest first."""
    records = Citizen.objects.visible_to(actor).records_of(citizen)
    rows = Case.objects.visible_to(actor).filter(citizen__in=records).exclude(stage="")
    return list(rows.order_by("-pk")[:MOST_OF_ONE])


@also_waits
def requests_waiting(actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Yield how many requests wait for an answer of the actor's mission.

    By a term that is not verified none is overdue.
    """
    if not actor.may("rights.answer"):
        return
    open_now = RightsRequest.objects.own_of(actor).open().order_by("due_at")
    is_late = is_verified() & Q(due_at__lte=now)
    late = length(open_now.filter(is_late))
    url = reverse("rights_requests")
    if late:
        words = ngettext("request about data overdue", "requests about data overdue", number(late))
        yield Waiting(words, late, url, "stop")
    if rest := length(open_now.exclude(is_late)):
        words = ngettext(
            "request about data to answer", "requests about data to answer", number(rest)
        )
        yield Waiting(words, rest, url, "wait")
