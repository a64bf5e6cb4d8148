"""The record as a whole: what was done, shown or refused by anybody, the newest first.

A page is read along an index: by moment and number of the entry, for all of it or for one member of
staff, one mission or one operation. What is printed beside an entry (names, links of the chain) is
read afterwards, for the entries of the page, in one query each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import (
    BigIntegerField,
    DateTimeField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.lookups import LessThan

from cases.accounts.models import StaffSession
from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.disclosure import is_look
from cases.core.keyset import in_one
from cases.core.models import AuditEntry, AuditLink
from cases.missions.models import Mission, Posting, Staff
from cases.record.choices import EntryKind

PAGE = 50
MOST_EXPORTED = 10_000
AT_ONCE = 1_000
"""Entries of one download, and how many of them are put into words at a time."""

LOGGING_IN = timedelta(seconds=5)
"""How long before the session the entry of the login itself may have been written."""

Place = tuple[datetime, int]
"""Moment and number of the last entry of a page."""


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Entries, the newest first, and the place behind which the next page begins."""

    rows: Sequence[AuditEntry]
    following: Place | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the entries of a page, by number."""

    staff: dict[int, Staff]
    postings: dict[int, Posting]
    missions: dict[int, Mission]
    cases: dict[int, str]
    citizens: dict[int, str]
    links: dict[int, int]
    sessions: list[StaffSession]

    def sessions_at(self, entry: AuditEntry) -> list[StaffSession]:
        """Return the sessions that the account had open when the entry was written."""
        return [row for row in self.sessions if was_open(row, entry)]


def record_of(actor: Actor) -> QuerySet[AuditEntry]:
    """Return what `actor` may read of the record."""
    return AuditEntry.objects.visible_to(actor)


def of_kind(kind: str) -> Q:
    """Return the condition of one kind of entry."""
    refused = Q(outcome=AuditEntry.Outcome.REFUSED)
    if kind == EntryKind.REFUSAL:
        return refused
    return ~refused & (is_look() if kind == EntryKind.LOOK else ~is_look())


def entry_page(entries: QuerySet[AuditEntry], behind: Place | None, size: int = PAGE) -> EntryPage:
    """Return the newest entries, or those behind a place; entries of one instant are told apart."""
    if behind is not None:
        entries = entries.filter(is_behind(behind))
    found = list(entries.order_by("-at", "-id")[: size + 1])
    rows = found[:size]
    return EntryPage(rows, (rows[-1].at, rows[-1].pk) if len(found) > size else None)


def is_behind(place: Place) -> LessThan:
    """Return the condition of older entries: two columns at once, so that the index is used."""
    moment = Value(place[0], output_field=DateTimeField())
    return LessThan(
        in_one(F("at"), F("id")), in_one(moment, Value(place[1], output_field=BigIntegerField()))
    )


def chunks_of(entries: QuerySet[AuditEntry]) -> Iterator[Sequence[AuditEntry]]:
    """Yield the newest entries in chunks, no more than one download holds and one to spare."""
    behind: Place | None = None
    left = MOST_EXPORTED + 1
    while left > 0:
        page = entry_page(entries, behind, min(AT_ONCE, left))
        yield page.rows
        left -= len(page.rows)
        behind = page.following
        if behind is None:
            return


def beside(actor: Actor, entries: Sequence[AuditEntry]) -> Beside:
    """Return what is printed beside entries, as far as the actor sees it."""
    cases = Case.objects.visible_to(actor).filter(pk__in=ids(entries, "case_id"))
    citizens = Citizen.objects.visible_to(actor).filter(pk__in=ids(entries, "citizen_id"))
    postings = Posting.objects.visible_to(actor).filter(pk__in=ids(entries, "posting_id"))
    links = AuditLink.objects.filter(entry_id__in=[row.pk for row in entries])
    return Beside(
        staff=Staff.objects.visible_to(actor).in_bulk(ids(entries, "staff_id")),
        postings={row.pk: row for row in postings.select_related("mission")},
        missions=Mission.objects.visible_to(actor).in_bulk(ids(entries, "mission_id")),
        cases=dict(cases.values_list("pk", "reference")),
        citizens={pk: str(uuid) for pk, uuid in citizens.values_list("pk", "uuid")},
        links=dict(links.values_list("entry_id", "seq")),
        sessions=sessions_around(entries),
    )


def beside_rows(query: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Return entries with what is read from other tables, as far as the actor sees it."""
    missions = Mission.objects.visible_to(actor).filter(pk=OuterRef("mission_id"))
    postings = Posting.objects.visible_to(actor).filter(pk=OuterRef("posting_id"))
    cases = Case.objects.visible_to(actor).filter(pk=OuterRef("case_id"))
    found: QuerySet[Any] = query.annotate(
        mission_code=Subquery(missions.values("code")[:1]),
        posting_role=Subquery(postings.order_by().values("role")[:1]),
        case_reference=Subquery(cases.values("reference")[:1]),
    )
    return found


def ids(entries: Sequence[Any], column: str) -> set[int]:
    """Return the numbers that stand in a column."""
    return {getattr(row, column) for row in entries if getattr(row, column) is not None}


def sessions_around(entries: Sequence[AuditEntry]) -> list[StaffSession]:
    """Return the sessions that may have been open when one of the entries was written.

    An entry does not hold where it came from; the session of whoever acted does.
    """
    staff = ids(entries, "staff_id")
    if not staff:
        return []
    moments = [row.at for row in entries]
    began = (min(moments) - settings.SESSION_LONGEST, max(moments))
    rows = StaffSession.objects.filter(staff_id__in=staff, started_at__range=began)
    shown = ("staff_id", "started_at", "seen_at", "ended_at", "expire_date", "address", "agent")
    return list(rows.filter(address__isnull=False).only(*shown).order_by("started_at"))


def was_open(session: StaffSession, entry: AuditEntry) -> bool:
    """Return whether a session was open when an entry was written; a login opens its own."""
    if session.staff_id != entry.staff_id:
        return False
    end = session.ended_at or session.expire_date
    return session.started_at - LOGGING_IN <= entry.at <= end
