"""The work list."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from cases.casework.choices import HoldReason, Outcome, Stage
from cases.casework.models import Case
from cases.casework.pages.blocking import blocked_line, deadline_line
from cases.casework.pages.words import country_name
from cases.core.actor import Actor
from cases.core.pages import staff_page
from cases.missions.calendars import calendars_for
from cases.overview.forms import WorklistFilters
from cases.overview.queries import Filters, capped_count, worklist, worklist_page


@require_GET
@staff_page
def worklist_view(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The cases of the own mission; headquarters sees all."""
    now = timezone.now()
    form = WorklistFilters(actor, request.GET)
    filters = form.filters()
    cases = worklist(actor, filters, now)
    page = worklist_page(cases, filters, request.GET.get("page", ""))
    context = {
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "rows": rows_of(actor, page.rows, now),
        "filters": form,
        "chips": [
            {"label": chip["label"], "remove_url": address(request, {chip["name"]: None})}
            for chip in form.chips()
        ],
        "clear_url": reverse("worklist"),
        "prev_url": address(request, {"page": page.previous}) if page.previous else "",
        "next_url": address(request, {"page": page.following}) if page.following else "",
        "capped_count": count_words(filters)
        % {"shown": len(page.rows), "count": capped_count(cases, filters)},
    }
    status = 422 if form.errors else 200
    return render(request, "overview/worklist.html", context, status=status)


def address(request: HttpRequest, changes: dict[str, str | None]) -> str:
    """Return the address of this list with some parameters changed; a new filter starts over."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{reverse('worklist')}?{query.urlencode()}" if query else reverse("worklist")


def count_words(filters: Filters) -> str:
    """Return the sentence on how many cases are shown, and in which order."""
    if filters.is_by_deadline:
        return _("%(shown)d of %(count)s cases, the nearest deadline first")
    return _("%(shown)d of %(count)s cases, the longest at one stage first")


def rows_of(actor: Actor, cases: Sequence[Case], now: datetime) -> list[dict[str, Any]]:
    """Return the lines of the list; the calendars of all of them are read at once."""
    calendars = calendars_for(
        (case.mission, case.next_due_limit.calendar) for case in cases if case.next_due_limit
    )
    return [
        row_of(case, now)
        | {
            "blocked": blocked_line(case, now, for_headquarters=actor.is_headquarters),
            "deadline": deadline_line(case, now, calendars),
        }
        for case in cases
    ]


def row_of(case: Case, now: datetime) -> dict[str, Any]:
    """Return one line of the list."""
    person = case.citizen
    return {
        "reference": case.reference,
        "name": person.full_name,
        "stage": case.stage or "closed",
        "stage_label": Stage(case.stage).label
        if case.stage
        else pgettext("state of a case", "Void"),
        "held": case.held,
        "hold_reason": HoldReason(case.hold_reason).label if case.hold_reason else "",
        "outcome_label": Outcome(case.outcome).label if case.outcome else "",
        "place": person.now_place.label if person.now_place else "",
        "country": country_name(person.now_country),
        "position_at": person.now_since,
        "assigned": case.assigned_to,
        "incident": case.incident.code,
        "age_days": (now - case.opened_at).days,
        "url": case.get_absolute_url(),
    }
