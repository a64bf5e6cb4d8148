"""Reminders of requests about personal data: on the working day before the term ends, and after it.

The first goes to who took the request down, the second to the head of the mission that answers; a
mission that no longer sees the person cannot answer, so headquarters is told in its place. Each is
told once for each deadline, which stands on the request. Of a term that is not verified this is
said.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.reminders import horizon
from cases.citizens.models import CitizenSight
from cases.core.actor import SYSTEM
from cases.core.notices import Params, notice_kind, tell
from cases.missions.calendars import MISSION, calendars_for
from cases.missions.models import Mission
from cases.missions.queries import headquarters_ids
from cases.privacy.deadlines import running_term
from cases.privacy.models import RightsRequest

AT_ONCE = 200


def to_request(reference: str, params: Params) -> str:
    """Lead to the request."""
    return reverse("rights_request", args=[reference])


notice_kind(
    "rights_ahead",
    sentence=_("A request about personal data is to be answered until %(due_at)s."),
    address=to_request,
    mailed=True,
)
notice_kind(
    "rights_late",
    sentence=_("A request about personal data was to be answered until %(due_at)s and is open."),
    address=to_request,
    mailed=True,
    insists=True,
)


notice_kind(
    "rights_ahead_unread",
    sentence=_(
        "A request about personal data waits for an answer. Its term, which is not verified, ends "
        "on %(due_at)s."
    ),
    address=to_request,
    mailed=True,
)
notice_kind(
    "rights_late_unread",
    sentence=_(
        "A request about personal data is open. Its term, which is not verified, would have ended "
        "on %(due_at)s."
    ),
    address=to_request,
    mailed=True,
)


def remind_of_late(now: datetime) -> int:
    """Tell heads of mission of requests whose term is over; return how many it were."""
    late = running().filter(untold("told_late"), due_at__lte=now)
    return told("rights_late", "told_late", late)


def remind_ahead(now: datetime) -> int:
    """Tell of requests whose term ends on the next working day or before; return how many."""
    open_at = running().filter(untold("told_ahead"), due_at__gt=now)
    missions = Mission.objects.filter(pk__in=open_at.order_by().values("mission_id"))
    calendars = calendars_for((mission, MISSION) for mission in missions)
    near = Q(pk__in=())
    for (number, _whose), calendar in calendars.items():
        near |= Q(mission_id=number, due_at__lte=horizon(calendar, now))
    return told("rights_ahead", "told_ahead", open_at.filter(near))


def running() -> QuerySet[RightsRequest]:
    """Return the open requests of every mission."""
    return RightsRequest.objects.visible_to(SYSTEM).open()


def untold(column: str) -> Q:
    """Return the condition that nobody was told of the deadline as it stands."""
    return Q(**{f"{column}__isnull": True}) | ~Q(**{column: F("due_at")})


def told(kind: str, column: str, requests: QuerySet[RightsRequest]) -> int:
    """Tell of some requests and keep that it was told."""
    rows = list(requests.order_by("due_at", "uuid")[:AT_ONCE])
    seen, centre = still_seen(rows), headquarters_ids()
    for row in rows:
        said = kind if running_term(row).verified else f"{kind}_unread"
        if row.mission_id in centre or (row.citizen_id, row.mission_id) in seen:
            officer = row.recorded_by_id if kind == "rights_ahead" else None
            tell_of(said, row, [row.mission_id], officer)
        else:
            tell_of(said, row, sorted(centre), None)
        setattr(row, column, row.due_at)
    RightsRequest.objects.bulk_update(rows, [column])
    return len(rows)


def still_seen(rows: Sequence[RightsRequest]) -> set[tuple[int, int]]:
    """Return person and mission of the sights there are now, among those of the requests."""
    sights = CitizenSight.objects.live().filter(
        citizen_id__in={row.citizen_id for row in rows},
        mission_id__in={row.mission_id for row in rows},
    )
    return set(sights.values_list("citizen_id", "mission_id"))


def tell_of(kind: str, row: RightsRequest, missions: Iterable[int], officer: int | None) -> None:
    """Tell an officer of one mission, or the heads of some."""
    due = row.last_day.isoformat()
    for mission_id in missions:
        tell(
            kind,
            mission_id=mission_id,
            staff_id=officer,
            audience="officer" if officer is not None else "head",
            reference=str(row.uuid),
            params={"due_at": due},
        )
