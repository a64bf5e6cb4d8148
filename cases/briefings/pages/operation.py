"""Where the pages of acts on briefings lead, and what they say of the briefing."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.briefings.composing.amounts import day
from cases.briefings.forms import WriteBriefing
from cases.briefings.models import Briefing
from cases.briefings.pages.detail import unprintable_rows
from cases.briefings.queries import quoted_in
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.errors import Refused
from cases.core.possible import hindered
from cases.core.registry import RESOURCES, Declared
from cases.core.web import Page, actor_of


def draft_page(request: HttpRequest) -> Page:
    """Return how the page looks on which one is drafted; what replaces another quotes the same."""
    page = Page(describe=lambda *_: {}, done=opened, since=since, cancel=reverse("briefing_list"))
    actor = actor_of(request)
    if request.method != "POST" and actor is not None and "replaces" in request.GET:
        page.initial = {"figures": quoted_in(actor, request.GET["replaces"])}
    return page


def briefing_operation(request: HttpRequest, declared: Declared, number: str) -> Page:
    """Return how the page of an act looks; free sentences stand in it as they were kept."""
    page = Page(
        describe=describe,
        done=opened,
        since=since,
        hindered=hindered,
        cancel=reverse("briefing_detail", args=[number]),
    )
    actor = actor_of(request)
    if declared.name == "write_briefing" and request.method != "POST" and actor is not None:
        briefing = RESOURCES["briefings"].find(actor, number)
        page.initial = dict(WriteBriefing.starting(briefing))
    return page


def describe(actor: Actor, target: Briefing) -> dict[str, Any]:
    """Return what the page of an act says of the briefing."""
    at = day(target.as_of, target.zone, is_day=target.is_day)
    return {
        "reference": target.number,
        "name": target.get_kind_display(),
        "url": target.get_absolute_url(),
        "rows": [
            {"label": _("Incident"), "value": target.incident.label},
            {"label": _("As of"), "value": at},
            {"label": _("How far"), "value": target.get_state_display()},
            *unprintable_rows(target),
        ],
    }


def opened(answer: Answer) -> str:
    """Return the page of the briefing."""
    return reverse("briefing_detail", args=[answer.reference])


def since(actor: Actor, target: Any, refusal: Refused) -> list[str]:
    """Return how to go on when the briefing was changed meanwhile."""
    return [_("What you typed is kept. Look at what changed, then send it again if it still fits.")]
