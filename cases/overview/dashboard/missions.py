"""The missions by what is open, overdue, blocked and longest at one stage.

All are counted in one reading of the open cases along the index of the board; since when the
longest of each waits is looked up at the head of the index of its work list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from django.db.models import Count, OuterRef, Subquery
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.blocking import ANYTHING, Blocking, Due
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.admin_site import words_key
from cases.missions.choices import MissionKind
from cases.missions.days import Days, Wait, wait_words, waited
from cases.missions.models import Mission

PAGE: Final = 50
DIGITS: Final = 9
"""Of the number of a page: Python itself refuses to read one of some thousand digits."""
SORTED_BY: Final = "by"
COLUMNS: Final[dict[str, Any]] = {
    "mission": gettext_lazy("Mission"),
    "open": gettext_lazy("Open"),
    "overdue": gettext_lazy("Overdue"),
    "blocked": gettext_lazy("Blocked"),
    "longest": gettext_lazy("Longest at one stage"),
}
USUAL: Final = "overdue"
WITH_CASES: Final = frozenset({MissionKind.EMBASSY, MissionKind.CONSULATE})
"""Others are named only where they have cases."""


NONE_WAITS: Final = Wait(-1)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The open cases of one mission, or of all: how many, and for how many days the longest."""

    label: str
    code: str = ""
    open: int = 0
    overdue: int = 0
    blocked: int = 0
    longest: Wait = NONE_WAITS


def missions_table(actor: Actor, now: datetime, asked: QueryDict) -> dict[str, Any]:
    """Return the page of the table that was asked for: in which order, and from which row."""
    by = asked.get(SORTED_BY, "")
    by = by if by in COLUMNS else USUAL
    found = in_order(numbers_of(actor, now), by)
    last = max(1, -(-len(found) // PAGE))
    number = asked.get("page", "")
    is_number = number.isascii() and number.isdigit() and len(number) <= DIGITS
    page = min(max(int(number), 1), last) if is_number else 1
    return {
        "columns": [column_of(name, label, by) for name, label in COLUMNS.items()],
        "total": row_of(total_of(found)),
        "rows": [row_of(row) for row in found[(page - 1) * PAGE : page * PAGE]],
        "pages": f"{page} / {last}" if last > 1 else "",
        "previous": address(by, page - 1) if page > 1 else "",
        "following": address(by, page + 1) if page < last else "",
    }


def numbers_of(actor: Actor, now: datetime) -> list[Numbers]:
    """Return the numbers of each mission that has cases or could have some."""
    cases = Case.objects.own_of(actor).still_open().order_by()
    longest = cases.filter(mission=OuterRef("pk")).order_by("position_at", "reference")
    missions: list[Any] = list(
        Mission.objects.visible_to(actor).annotate(
            since=Subquery(longest.values("position_at")[:1]),
            begun=Subquery(longest.values("position_from")[:1]),
        )
    )
    blocking = Blocking(Days(now, {row.pk: row.zone for row in missions}))
    counted = cases.values("mission").annotate(
        open=Count("*"),
        overdue=Count("next_due_at", filter=blocking.due(Due.OVERDUE)),
        blocked=Count("mission", filter=blocking.anything),
    )
    counts: dict[int, Any] = {row["mission"]: row for row in counted}
    return [
        numbers_with(row, counts.get(row.pk, {}), now)
        for row in missions
        if row.pk in counts or row.kind in WITH_CASES
    ]


def numbers_with(mission: Any, counts: Mapping[str, int], now: datetime) -> Numbers:
    """Return the numbers of one mission; it brings along since when its longest case waits."""
    return Numbers(
        str(mission),
        mission.code,
        counts.get("open", 0),
        counts.get("overdue", 0),
        counts.get("blocked", 0),
        waited(mission.begun, mission.since, now, mission.zone) if mission.since else NONE_WAITS,
    )


def in_order(rows: Iterable[Numbers], by: str) -> list[Numbers]:
    """Return the missions by name, or by a number, the greatest first."""
    named = sorted(rows, key=lambda row: (words_key(row.label), row.code))
    if by == "mission":
        return named
    worst = attrgetter(by, "overdue", "blocked", "open")
    return sorted(named, key=worst, reverse=True)


def total_of(rows: list[Numbers]) -> Numbers:
    """Return the numbers of all missions together."""
    return Numbers(
        _("All missions"),
        open=sum(row.open for row in rows),
        overdue=sum(row.overdue for row in rows),
        blocked=sum(row.blocked for row in rows),
        longest=max((row.longest for row in rows), default=NONE_WAITS),
    )


def column_of(name: str, label: Any, by: str) -> dict[str, Any]:
    """Return the heading of a column, which sorts by it."""
    order = "ascending" if name == "mission" else "descending"
    is_current = name == by
    return {"label": label, "url": address(name), "sort": order if is_current else ""}


def row_of(row: Numbers) -> dict[str, Any]:
    """Return one mission in words, each number with the list behind it."""
    return {
        "label": row.label,
        "url": f"{reverse('board')}?{urlencode({'mission': row.code})}" if row.code else "",
        "cells": [
            cell(row, row.open),
            cell(row, row.overdue, "stop", due=Due.OVERDUE),
            cell(row, row.blocked, blocker=ANYTHING),
            {
                "text": wait_words(row.longest) if row.longest > NONE_WAITS else "–",
                "url": worklist(row) if row.open else "",
            },
        ],
    }


def cell(row: Numbers, count: int, tone: str = "", **asks: str) -> dict[str, Any]:
    """Return one number with its list; nothing leads to an empty list."""
    return {
        "text": number_format(count, force_grouping=True),
        "url": worklist(row, **asks) if count else "",
        "tone": tone if count else "",
    }


def worklist(row: Numbers, **asks: str) -> str:
    """Return the address of the list that a number counts."""
    asked = {"mission": row.code, **asks} if row.code else asks
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{reverse('worklist')}{query}"


def address(by: str, page: int = 1) -> str:
    """Return the address of the index with the table sorted so, from a page on."""
    asked: dict[str, str | int] = {SORTED_BY: by}
    if page > 1:
        asked["page"] = page
    return f"{reverse('admin:index')}?{urlencode(asked)}#missions"
