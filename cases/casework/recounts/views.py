"""Pages of recounts: all of them, one with its list, the decision."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.casework.recounts.models import RecountedClock
from cases.casework.recounts.pages import list_context, recount_context, recount_operation
from cases.casework.views_between import page_of
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import RESOURCES
from cases.core.roles import REFERENCE


@require_safe
@page_for(REFERENCE)
def recount_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Corrections that judge stopped clocks otherwise, the newest first."""
    return render(request, "casework/recount_list.html", list_context(actor))


@require_safe
@page_for(REFERENCE)
def recount_detail(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """One correction with the clocks in sight: what they said, and what they would say."""
    recount = RESOURCES["recounts"].find(actor, str(uuid))
    after = request.GET.get("after", "")
    context = recount_context(actor, recount, int(after) if after.isdecimal() else 0)
    if context["ids"]:
        disclose_rows(
            "recount.clocks_listed", "list_recountedclocks", RecountedClock, context["ids"]
        )
    return render(request, "casework/recount_detail.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(REFERENCE)
def recount_operation_page(
    request: HttpRequest, actor: Actor, uuid: UUID, verb: str
) -> HttpResponse:
    """The page of a decision."""
    return page_of(request, "recounts", uuid, verb, recount_operation())
