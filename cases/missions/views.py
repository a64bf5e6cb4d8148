"""Logging out, choosing under which posting to work, and the calendars of missions."""

from typing import Any

from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.languages import forget_language
from cases.core.leaving import take_away
from cases.core.pages import EVERYBODY, page_for
from cases.core.registry import RESOURCES, declared_for
from cases.core.roles import REFERENCE
from cases.core.web import operation_page
from cases.missions.forms import CalendarFilter
from cases.missions.pages import calendar_context, mission_operation


class StaffLogout(LogoutView):
    """Ends the session, and with it what a browser was given for the session alone.

    The language was that of whoever leaves; the next one to log in here has their own.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().post(request, *args, **kwargs)
        take_away(response)
        forget_language(response)
        return response


@require_POST
@page_for(EVERYBODY)
def choose_posting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Work under another of the own postings from now on."""
    for posting in getattr(request, "postings", []):
        if posting.name == request.POST.get("posting"):
            request.session["posting"] = posting.pk
            return redirect("home")
    raise not_found()


@require_safe
@page_for(REFERENCE)
def calendar(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The days off of the own mission, or of the one asked for; headquarters gets a choice."""
    code = request.GET.get("mission") or actor.mission_code
    context = calendar_context(actor, RESOURCES["missions"].find(actor, code), present.now())
    if actor.is_headquarters:
        context["chooser"] = CalendarFilter(actor, code)
    return render(request, "missions/calendar.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(REFERENCE)
def mission_operation_page(
    request: HttpRequest, actor: Actor, code: str, verb: str
) -> HttpResponse:
    """The page of one operation on a mission; 403 where another mission keeps its own."""
    mission = RESOURCES["missions"].find(actor, code)
    for declared in declared_for("missions"):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, code, mission_operation(actor, mission))
    raise not_found()
