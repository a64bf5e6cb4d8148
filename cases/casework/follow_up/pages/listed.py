"""The list of welfare checks, and the page of an act on one."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.follow_up.forms.filters import CheckFilters
from cases.casework.follow_up.models import WelfareCheck
from cases.casework.follow_up.pages.band import state_words, tone_of
from cases.casework.follow_up.queries import CAP, check_page, checks_of, counted
from cases.casework.pages.operation import since
from cases.casework.pages.safe import rules_of
from cases.citizens.named import name_shown
from cases.core import present
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.web import Page
from cases.templatetags.moments import day_words

Row = dict[str, Any]


def list_context(actor: Actor, filters: CheckFilters, place: str) -> Row:
    """Return a page of the list, what is due first at the top."""
    asked, now = filters.asked(), present.now()
    page = check_page(actor, asked, place, now)
    asks = {name: str(value) for name, value in filters.data.items() if name in filters.fields}
    count = counted(checks_of(actor, asked, now))
    return {
        "lines": [line_of(row, actor, now) for row in page.rows],
        "ids": [row.pk for row in page.rows],
        "by": asked.by,
        "filters": filters,
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "count": f"{CAP}+" if count > CAP else str(count),
        "prev_url": address(asks, page.previous) if page.previous else "",
        "next_url": address(asks, page.following) if page.following else "",
    }


def address(asks: Row, place: str) -> str:
    """Return the address of a page of the list."""
    said = {name: value for name, value in {**asks, "page": place}.items() if value}
    return reverse("follow_up") + (f"?{urlencode(said)}" if said else "")


def line_of(check: WelfareCheck, actor: Actor, now: datetime) -> Row:
    """Return one check: of whom, which, when, with whom it lies."""
    case = check.case
    return {
        "name": name_shown(case.citizen.full_name),
        "case": case.reference,
        "case_url": f"{case.get_absolute_url()}#follow-up",
        "url": check.act_url("record") if check.state == "planned" else "",
        "title": check.label,
        "due_on": check.due_on,
        "incident": str(case.incident),
        "officer": str(case.assigned_to or ""),
        "mission": check.mission.label if actor.is_headquarters else "",
        "state": {"label": state_words(check, now), "tone": tone_of(check, now)},
    }


def check_operation(actor: Actor, check: WelfareCheck, verb: str) -> Page:
    """Return how the page of an act on a check looks; before a call, the rules of safe contact."""
    home = f"{check.case.get_absolute_url()}#follow-up"

    def describe(actor: Actor, check: WelfareCheck) -> Row:
        rows = [{"label": check.label, "value": day_words(check.due_on)}]
        return {
            "reference": check.case.reference,
            "name": str(check.case.citizen),
            "url": home,
            "rows": rows,
        }

    def done(answer: Answer) -> str:
        return home

    is_call = verb == "record"
    extra = {"safe": rules_of(actor, check.case.citizen, present.now())} if is_call else {}
    return Page(
        describe=describe,
        done=done,
        since=since,
        cancel=home,
        template="casework/welfare_check.html" if is_call else "",
        extra=extra,
    )
