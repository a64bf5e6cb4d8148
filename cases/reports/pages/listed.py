"""The list of reports at a desk."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.guards import hindrance
from cases.reports.forms.filters import ReportFilters
from cases.reports.models import ReceivedReport
from cases.reports.pages.words import (
    came_in,
    kind_of_sender,
    people_words,
    sender_words,
    state_of,
    waits_of,
)
from cases.reports.queries import CAP, Asked, counted, report_page, reports_of

Row = dict[str, Any]


def list_context(actor: Actor, filters: ReportFilters, asked: Asked, place: str, token: str) -> Row:
    """Return a page of the reports at the actor's desk, the oldest first."""
    page = report_page(actor, asked, place)
    now = present.now()
    asks = {name: str(value) for name, value in filters.data.items() if name in filters.fields}
    if token:
        asks["q"] = token
    return {
        "lines": [line_of(row, actor, now) for row in page.rows],
        "ids": [row.pk for row in page.rows],
        "filters": filters,
        "words": asked.words,
        "token": token,
        "scope": _("At headquarters") if actor.is_headquarters else actor.mission_label,
        "count": capped(counted(reports_of(actor, asked))),
        "prev_url": address(asks, page.previous) if page.previous else "",
        "next_url": address(asks, page.following) if page.following else "",
        "take_down_url": reverse("take_down_report") if actor.may("report.take_down") else "",
        "several_url": reverse("take_down_mails") if actor.may("report.take_down") else "",
        "all_url": address({**asks, "q": ""}, ""),
    }


def capped(count: int) -> str:
    """Return a number, at most "99+"."""
    return f"{CAP}+" if count > CAP else str(count)


def address(asks: dict[str, str], place: str) -> str:
    """Return the address of a page of the list."""
    said = {name: value for name, value in {**asks, "page": place}.items() if value}
    return reverse("received_reports") + (f"?{urlencode(said)}" if said else "")


def line_of(report: ReceivedReport, actor: Actor, now: datetime) -> Row:
    """Return one report in a list: its envelope, never its text."""
    state = state_of(report)
    may_open = (
        state["is_unopened"]
        and actor.may("report.work")
        and hindrance(actor, report)("open_report") is None
    )
    return {
        "url": report.get_absolute_url(),
        "sender": sender_words(report),
        "kind": kind_of_sender(report),
        "channel": report.get_channel_display(),
        "subject": report.subject,
        "people": people_words(report),
        "mission": report.mission.label if actor.is_headquarters and report.mission else "",
        "came_in": came_in(report, actor.zone),
        "waits": waits_of(report, now, actor.zone),
        "state": state,
        "open_url": operation_url(report, "open") if may_open else "",
        "key": str(uuid4()),
    }


def operation_url(report: ReceivedReport, verb: str) -> str:
    """Return the page of an act on a report."""
    return reverse("received_report_operation", args=[report.uuid, verb])
