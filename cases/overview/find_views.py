"""The page that finds people and cases."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.casework.choices import Stage
from cases.citizens.models import Citizen
from cases.citizens.named import name_shown
from cases.citizens.search.people import terms
from cases.citizens.search.reasons import reasons_told
from cases.core import present
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.pages import staff_page
from cases.core.searched import keep_words, kept_words, searchable
from cases.missions.models import Mission
from cases.overview.find import FEWEST_LETTERS, Finding, find
from cases.templatetags.moments import partial_words


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def find_view(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep the words that were typed (POST) and show whom they mean (GET).

    The address carries a random word instead of them. What is meant without a doubt is opened.
    """
    if request.method == "POST":
        words = searchable(request.POST.get("q", ""))
        if not words:
            return redirect("find")
        return redirect(f"{reverse('find')}?q={keep_words(request.session, words)}")
    asked = request.GET.get("q", "")
    words = kept_words(request.session, asked) or ""
    found = find(actor, words, present.now()) if words else None
    if found is not None:
        ids = [row.citizen["pk"] for row in found.people]
        disclose_rows(
            "citizen.found", "list_found", Citizen, ids, by=[found.by], terms=terms(words)
        )
        if found.opened:
            return redirect("case_detail", found.opened.cases[0]["reference"])
    context = {
        "words": words,
        "found": found,
        "people": people_rows(actor, found) if found else [],
        "is_forgotten": bool(asked) and not words,
        "is_short": 0 < len(words) < FEWEST_LETTERS,
    }
    return render(request, "overview/find.html", context)


def people_rows(actor: Actor, found: Finding) -> list[dict[str, Any]]:
    """Return whom the page names, each with the cases there are."""
    ids = {case["mission_id"] for row in found.people for case in row.cases}
    missions = Mission.objects.visible_to(actor).in_bulk(ids)
    return [
        {
            "name": name_shown(row.citizen["full_name"]),
            "also": row.also,
            "is_unsafe": row.is_unsafe,
            "birth": partial_words(row.birth) if row.birth else "",
            "province": row.citizen["origin_province__name"] or "",
            "reasons": reasons_told(row.fit.reasons if row.fit else ()),
            "cases": [
                {
                    "url": reverse("case_detail", args=[case["reference"]]),
                    "reference": case["reference"],
                    "stage": case["stage"] or "closed",
                    "stage_label": Stage(case["stage"]).label if case["stage"] else _("Void"),
                    "held": case["held"],
                    "mission": missions[case["mission_id"]].label
                    if case["mission_id"] != actor.mission_id
                    else "",
                }
                for case in row.cases
            ],
        }
        for row in found.people
    ]
