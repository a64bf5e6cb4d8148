"""Pages of saved views: the list of them, saving one, and the acts on one."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.casework.pages.operation import since
from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.left_list import list_address
from cases.core.pages import page_for
from cases.core.registry import DECLARED, declared_for
from cases.core.roles import FILE
from cases.core.web import Page, operation_page
from cases.overview.forms import WorklistFilters
from cases.overview.models import SavedView
from cases.overview.own import saved_list


@require_safe
@page_for(FILE)
def saved_view_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The own views with what each asks for, and those that others share with the mission."""
    context = saved_list(actor) | {"mission": actor.mission_label, "key": str(uuid.uuid4())}
    return render(request, "overview/saved_view_list.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def saved_view_save(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the list that was looked at a name."""
    home = list_address(request)
    page = Page(describe=None, done=lambda answer: home, since=since, cancel=home)
    asked = request.GET if request.method != "POST" else asked_again(request)
    form = WorklistFilters(actor, asked)
    page.initial = {"asks": urlencode(form.codes())}
    page.extra = {"target": shown(form.words(), home)}
    return operation_page(request, DECLARED["save_view"], "", page)


def asked_again(request: HttpRequest) -> dict[str, str]:
    """Return the filters that the page was opened with, when it is shown again."""
    return QueryDict(request.POST.get("asks", "")).dict()


def shown(words: list[str], home: str) -> dict[str, Any]:
    """Return what is kept, in words, as the page of an operation shows its record."""
    rows = [{"label": _("Filters"), "value": "\n".join(words)}]
    return {"name": _("Work list"), "url": home, "rows": rows if words else []}


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def saved_view_operation(
    request: HttpRequest, actor: Actor, reference: uuid.UUID, verb: str
) -> HttpResponse:
    """The page of an act on a saved view; it leads back to the list of them."""
    home = reverse("saved_view_list")
    page = Page(describe=described, done=lambda answer: home, since=since, cancel=home)
    for declared in declared_for("saved-views"):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, str(reference), page)
    raise not_found()


def described(actor: Actor, view: SavedView) -> dict[str, Any]:
    """Return what the page of an act says of a view."""
    words = WorklistFilters(actor, view.asks).words()
    home = reverse("saved_view_list")
    return shown(words, home) | {"name": _("Saved views"), "reference": view.name}
