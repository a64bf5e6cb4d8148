"""The term of a request that runs, counted by its calendar."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from django.db.models import Q

from cases.core.actor import SYSTEM
from cases.core.calendars import MIDNIGHT, OfficeCalendar, Term, due_at
from cases.missions.calendars import calendars_for
from cases.missions.entered import Entry
from cases.missions.models import Mission
from cases.privacy.models import RightsRequest
from cases.privacy.terms import CALENDARS, terms
from cases.privacy.terms import Term as RightsTerm

AT_ONCE = 200
Calendars = Mapping[tuple[int, str], OfficeCalendar]
"""By id of the mission that answers, and whose days off count."""


def running_term(request: RightsRequest) -> RightsTerm:
    """Return the term that runs: of the reply until it was confirmed, then of the doing."""
    return terms().reply if request.confirmed_on is None else terms().doing[request.kind]


def is_verified() -> Q:
    """Return the condition that the term that runs is verified: others count against nobody."""
    kinds = [kind for kind, term in terms().doing.items() if term.verified]
    replied = Q(confirmed_on__isnull=False, kind__in=kinds)
    return replied | Q(confirmed_on__isnull=True) if terms().reply.verified else replied


def is_term_verified(kind: str, confirmed_on: date | None) -> bool:
    """Return the same of one request by what its row says."""
    return (terms().reply if confirmed_on is None else terms().doing[kind]).verified


def deadline(request: RightsRequest, calendars: Calendars) -> datetime:
    """Return the first instant after the term that runs.

    The day on which the request came in does not count; whether a last day off moves the end is
    said by the term (Civil Code, art. 148).
    """
    term = running_term(request)
    calendar = calendars[request.mission_id, term.calendar]
    longer = term.extension if request.extended_on is not None else 0
    start = datetime.combine(request.received_on, time(12), calendar.clock)
    due = due_at(start, Term(term.amount + longer, term.unit, term.roll, MIDNIGHT), calendar)
    assert due is not None, "nobody else ever has the ball"
    return due


def calendars_of(missions: Iterable[Mission], entries: Iterable[Entry] | None = None) -> Calendars:
    """Return the calendars by which terms are counted at some missions: one query.

    `entries` stand in for what is entered now.
    """
    return calendars_for(((one, whose) for one in missions for whose in CALENDARS), entries)


def count_anew(request: RightsRequest) -> None:
    """Set the deadline of a request as it stands now; nothing is written."""
    request.due_at = deadline(request, calendars_of([request.mission]))


def recount_some(mission_id: int, after_id: int) -> int | None:
    """Count the next open requests of a mission anew; return where to go on, None at the end."""
    rows = list(
        RightsRequest.objects.visible_to(SYSTEM)
        .open()
        .filter(mission_id=mission_id, pk__gt=after_id)
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")[:AT_ONCE]
    )
    calendars = calendars_of([Mission.objects.get(pk=mission_id)])
    for row in rows:
        before, row.due_at = row.due_at, deadline(row, calendars)
        if row.due_at != before:
            row.save(update_fields=["due_at"])
    return rows[-1].pk if len(rows) == AT_ONCE else None
