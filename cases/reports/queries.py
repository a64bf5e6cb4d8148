"""Reads of reports: the list of a desk, and the cases one is linked to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any, Final

from django.db.models import Q

from cases.casework.models import Case
from cases.citizens.names.folding import folded
from cases.core.actor import Actor
from cases.core.keyset import Cursor, KeysetPage, bad_cursor, is_uuid, page_of
from cases.missions.models import Mission
from cases.reports.choices import ReportStatus
from cases.reports.models import ReceivedReport, ReceivedReportQuerySet, ReportLink

PAGE: Final = 50
CAP: Final = 99
TO_DO: Final = "to_do"
MINE: Final = "mine"
RETURNED: Final = "returned"
ALL: Final = "all"
NAMED: Final = ("mission", "taken_by", "incident")
MOST_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of reports is narrowed by; `words` were typed and stand in no address."""

    state: str = TO_DO
    channel: str = ""
    mission: Mission | None = None
    words: str = ""
    by: Sequence[str] = field(default=())


def reports_of(actor: Actor, asked: Asked) -> ReceivedReportQuerySet:
    """Return the reports at a desk, narrowed."""
    rows = at_desk(actor, asked)
    if asked.state == TO_DO:
        rows = rows.to_do()
    elif asked.state == MINE:
        rows = rows.filter(status=ReportStatus.TAKEN, taken_by_id=actor.staff_id)
    elif asked.state in ReportStatus.values:
        rows = rows.filter(status=asked.state)
    if asked.channel:
        rows = rows.filter(channel=asked.channel)
    return searched(rows, asked.words) if asked.words else rows


def at_desk(actor: Actor, asked: Asked) -> ReceivedReportQuerySet:
    """Return those of a desk: the own one, a mission that headquarters names, or given back."""
    seen = ReceivedReport.objects.visible_to(actor)
    if asked.mission is not None:
        return seen.filter(mission=asked.mission, at_headquarters=False)
    if asked.state == RETURNED:
        return seen.filter(at_headquarters=True, mission__isnull=False)
    return ReceivedReport.objects.on_desk_of(actor)


def searched(rows: ReceivedReportQuerySet, words: str) -> ReceivedReportQuerySet:
    """Return the reports in which every word stands: without marks, in the words of the sender.

    No index answers this behind the wall; the desk and the state bound what is read.
    """
    each = [Q(find_text__contains=word) for word in folded(words).split()[:MOST_WORDS]]
    return rows.filter(reduce(and_, each)) if each else rows


def report_page(actor: Actor, asked: Asked, place: str) -> KeysetPage:
    """Return one page of a list of reports, the oldest first."""
    cursor = Cursor.parse(place) if place else None
    if cursor is not None and not is_uuid(cursor.reference):
        raise bad_cursor()
    rows = reports_of(actor, asked).select_related(*NAMED).defer("text", "find_text")
    return page_of(rows, PAGE, cursor, by="received_at", ref="uuid")


def counted(rows: ReceivedReportQuerySet) -> int:
    """Return how many rows there are, at most one more than a page says."""
    return len(rows.order_by("received_at", "uuid").values_list("pk", flat=True)[: CAP + 1])


def unopened_of(actor: Actor) -> ReceivedReportQuerySet:
    """Return the reports at the actor's desk that nobody has opened."""
    return ReceivedReport.objects.on_desk_of(actor).unopened()


def in_work_of(actor: Actor) -> ReceivedReportQuerySet:
    """Return the reports at the actor's desk that somebody has opened and nobody has settled."""
    return ReceivedReport.objects.on_desk_of(actor).to_do().exclude(status=ReportStatus.UNOPENED)


def links_of(actor: Actor, report: ReceivedReport) -> list[ReportLink]:
    """Return the cases a report is linked to, as far as they are in sight, the first link first."""
    rows = ReportLink.objects.visible_to(actor).standing().filter(report=report)
    return list(rows.select_related("case__citizen", "recorded_by").order_by("pk"))


def doubles_of(actor: Actor, report: ReceivedReport) -> list[ReceivedReport]:
    """Return the reports that are joined to this one."""
    rows = ReceivedReport.objects.visible_to(actor).filter(same_as=report)
    return list(rows.order_by("received_at", "pk")[:PAGE])


def cases_of(actor: Actor, people: Sequence[int]) -> dict[int, list[Any]]:
    """Return the cases of people that the actor sees, the newest first."""
    found: dict[int, list[Any]] = {}
    rows = Case.objects.visible_to(actor).filter(citizen_id__in=people).exclude(stage="")
    for case in rows.order_by("-opened_at", "reference"):
        found.setdefault(case.citizen_id, []).append(case)
    return found
