"""Reads of notices: the inbox, and who is written to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.roles import operations_of
from cases.missions.choices import MissionKind, Role
from cases.missions.models import Mission, Posting, Staff
from cases.notices.choices import Audience
from cases.notices.models import Notice, NoticeQuerySet

PAGE = 50
READS = "notice.read"
"""The right without which nobody is written to: there would be nothing to open."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who is written to, whether instead of whom it was for, and whether a mail would be read."""

    staff: Sequence[Staff]
    is_stand_in: bool = False
    is_reached: bool = True


@dataclass(frozen=True, slots=True)
class Inbox:
    """What one reader finds: what is new, what officers of a head have not read, what was read.

    `older`: the last one of the page when more follow.
    """

    unread: Sequence[Notice]
    of_officers: Sequence[Notice]
    read: Sequence[Notice]
    older: Notice | None


def inbox(actor: Actor, before: UUID | None) -> Inbox:
    """Return a page of the inbox, newest first; further pages hold only what was read."""
    mine = with_names(Notice.objects.addressed_to(actor))
    read = mine.filter(read_at__isnull=False)
    if before is not None:
        read = read.filter(older_than(find_notice(actor, before)))
    page = list(read[: PAGE + 1])
    older = page[PAGE - 1] if len(page) > PAGE else None
    if before is not None:
        return Inbox([], [], page[:PAGE], older)
    return Inbox(list(mine.unread()[:PAGE]), unread_of_officers(actor), page[:PAGE], older)


def unread_of_officers(actor: Actor) -> list[Notice]:
    """Return what the officers of a head of mission have not read; for others nothing."""
    if actor.role != Role.HEAD_OF_MISSION:
        return []
    theirs = Notice.objects.visible_to(actor).unread().filter(audience=Audience.OFFICER)
    return list(with_names(theirs.exclude(staff=actor.staff_id))[:PAGE])


def with_names(notices: NoticeQuerySet) -> NoticeQuerySet:
    """Read along whom a line of the inbox names."""
    return notices.select_related("staff", "read_by", "meant_staff", "meant_mission")


def older_than(notice: Notice) -> Q:
    """Return the condition of what comes after `notice`, newest first."""
    return Q(created_at__lte=notice.created_at) & (
        Q(created_at__lt=notice.created_at) | Q(pk__lt=notice.pk)
    )


def find_notice(actor: Actor, uuid: UUID) -> Notice:
    """Return a notice the actor sees; 404 otherwise."""
    found = Notice.objects.visible_to(actor).filter(uuid=uuid).first()
    if found is None:
        raise not_found()
    return found


def only_addressed(query: QuerySet[Notice], actor: Actor) -> QuerySet[Notice]:
    """Return those of a query that the actor is meant to act on."""
    return query & Notice.objects.addressed_to(actor)


def postings_at(mission: Mission, now: datetime) -> list[Posting]:
    """Return who is posted at a mission now, may log in and reads notices, by user name."""
    near = Posting.objects.current(now.date()).filter(mission=mission, staff__is_active=True)
    rows = near.order_by("staff__username")
    return [row for row in rows if row.is_in_force(now) and READS in operations_of(row.role)]


def readers_of(notice: Notice, now: datetime) -> Readers:
    """Return who is written to about a notice.

    The officer it names; else the head of the mission, at headquarters everyone. Whoever has no
    address, is not active or not posted there now, in a role that reads notices, is replaced by
    the head, a head by headquarters. Without anybody to write to, those it is for are returned,
    address or not: the mail then stays in the app and says so.
    """
    here = postings_at(notice.mission, now)
    meant = people([row for row in here if notice.staff_id in {None, row.staff_id}])
    if notice.staff_id is None and notice.mission.kind != MissionKind.HEADQUARTERS:
        meant = people([row for row in here if row.role == Role.HEAD_OF_MISSION])
    steps = (
        meant,
        people([row for row in here if row.role == Role.HEAD_OF_MISSION]),
        people([row for place in headquarters() for row in postings_at(place, now)]),
    )
    for step in steps:
        reachable = [staff for staff in step if staff.email]
        if reachable:
            return Readers(reachable, is_stand_in=step is not meant)
    named = [notice.staff] if notice.staff is not None else []
    return Readers(named or meant, is_reached=False)


def people(postings: Sequence[Posting]) -> list[Staff]:
    """Return the members of staff of some postings, each once."""
    return list({row.staff_id: row.staff for row in postings}.values())


def headquarters() -> list[Mission]:
    """Return the headquarters."""
    return list(Mission.objects.filter(kind=MissionKind.HEADQUARTERS))
