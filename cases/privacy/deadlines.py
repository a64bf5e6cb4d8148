"""The term of a request that runs, counted by the calendar of the mission that answers."""

from datetime import datetime, time

from cases.core.actor import SYSTEM
from cases.core.calendars import CALENDAR_DAYS, MIDNIGHT, NEXT, OfficeCalendar, Term, due_at
from cases.missions.calendars import MISSION, calendar_for
from cases.missions.models import Mission
from cases.privacy.models import RightsRequest
from cases.privacy.terms import Term as RightsTerm
from cases.privacy.terms import terms

AT_ONCE = 200


def running_term(request: RightsRequest) -> RightsTerm:
    """Return the term that runs: of the reply until it was confirmed, then of the doing."""
    return terms().reply if request.confirmed_on is None else terms().doing[request.kind]


def deadline(request: RightsRequest, calendar: OfficeCalendar) -> datetime:
    """Return the first instant after the term that runs.

    The day on which the request came in does not count; a last day off moves the end (Civil Code,
    art. 148).
    """
    term = running_term(request)
    longer = term.extension if request.extended_on is not None else 0
    start = datetime.combine(request.received_on, time(12), calendar.clock)
    roll = NEXT if term.unit == CALENDAR_DAYS else ""
    due = due_at(start, Term(term.amount + longer, term.unit, roll, MIDNIGHT), calendar)
    assert due is not None, "nobody else ever has the ball"
    return due


def count_anew(request: RightsRequest) -> None:
    """Set the deadline of a request as it stands now; nothing is written."""
    request.due_at = deadline(request, calendar_for(request.mission, MISSION))


def recount_some(mission_id: int, after_id: int) -> int | None:
    """Count the next open requests of a mission anew; return where to go on, None at the end."""
    rows = list(
        RightsRequest.objects.visible_to(SYSTEM)
        .open()
        .filter(mission_id=mission_id, pk__gt=after_id)
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")[:AT_ONCE]
    )
    calendar = calendar_for(Mission.objects.get(pk=mission_id), MISSION)
    for row in rows:
        before, row.due_at = row.due_at, deadline(row, calendar)
        if row.due_at != before:
            row.save(update_fields=["due_at"])
    return rows[-1].pk if len(rows) == AT_ONCE else None
