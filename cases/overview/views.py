"""The work list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cases.casework.choices import HoldReason, Outcome, Stage
from cases.casework.models import Case
from cases.casework.pages.words import country_name
from cases.core.actor import Actor
from cases.core.keyset import Cursor
from cases.core.pages import staff_page
from cases.overview.forms import WorklistFilters
from cases.overview.queries import capped_count, worklist_page


@require_GET
@staff_page
def worklist(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The cases of the own mission; headquarters sees all."""
    form = WorklistFilters(actor, request.GET)
    filters = form.filters()
    place = request.GET.get("page", "")
    page = worklist_page(actor, filters, Cursor.parse(place) if place else None)
    today = timezone.now()
    context = {
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "rows": [row_of(case, today) for case in page.rows],
        "filters": form,
        "chips": [
            {"label": chip["label"], "remove_url": address(request, {chip["name"]: None})}
            for chip in form.chips()
        ],
        "clear_url": reverse("worklist"),
        "prev_url": address(request, {"page": page.previous}) if page.previous else "",
        "next_url": address(request, {"page": page.following}) if page.following else "",
        "capped_count": _("%(shown)d of %(count)s cases, the longest at one stage first")
        % {"shown": len(page.rows), "count": capped_count(actor, filters)},
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


def row_of(case: Case, now: Any) -> dict[str, Any]:
    """Return one line of the list."""
    person = case.citizen
    return {
        "reference": case.reference,
        "name": person.full_name,
        "stage": case.stage or "closed",
        "stage_label": Stage(case.stage).label if case.stage else _("Void"),
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
