"""Reads of welfare checks: the list, and how many wait."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from cases.casework.follow_up.choices import Listed
from cases.casework.follow_up.models import WelfareCheck, WelfareCheckQuerySet
from cases.core.actor import Actor
from cases.core.keyset import Cursor, KeysetPage, bad_cursor, is_uuid, page_of
from cases.incidents.models import Incident
from cases.missions.models import Mission

PAGE: Final = 50
CAP: Final = 99
NAMED: Final = ("case__citizen", "case__incident", "case__assigned_to", "mission")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of checks is narrowed by."""

    state: str = Listed.DUE
    incident: Incident | None = None
    mission: Mission | None = None
    by: Sequence[str] = field(default=())


def checks_of(actor: Actor, asked: Asked, now: datetime) -> WelfareCheckQuerySet:
    """Return the checks that the actor's mission makes, narrowed; headquarters: all."""
    rows = WelfareCheck.objects.own_of(actor)
    if asked.state == Listed.DUE:
        rows = rows.due(now)
    elif asked.state == Listed.OVERDUE:
        rows = rows.overdue(now)
    else:
        rows = rows.filter(state=asked.state)
    if asked.mission is not None:
        rows = rows.filter(mission=asked.mission)
    if asked.incident is not None:
        rows = rows.filter(case__incident=asked.incident)
    return rows


def check_page(actor: Actor, asked: Asked, place: str, now: datetime) -> KeysetPage:
    """Return one page of checks, by the day on which they are due."""
    cursor = Cursor.parse(place) if place else None
    if cursor is not None and not is_uuid(cursor.reference):
        raise bad_cursor()
    rows = checks_of(actor, asked, now).select_related(*NAMED)
    return page_of(rows, PAGE, cursor, by="due_at", ref="uuid")


def counted(rows: WelfareCheckQuerySet) -> int:
    """Return how many rows there are, at most one more than a page says."""
    return len(rows.order_by("due_at", "uuid").values_list("pk", flat=True)[: CAP + 1])
