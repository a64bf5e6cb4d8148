"""Pages of following up: the list of welfare checks, and the acts on one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.casework.follow_up.forms.filters import CheckFilters
from cases.casework.follow_up.models import WelfareCheck
from cases.casework.follow_up.pages.listed import check_operation, list_context
from cases.casework.views_between import page_of
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import RESOURCES
from cases.core.roles import FILE


@require_safe
@page_for(FILE)
def follow_up(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The welfare checks of the mission: those that are due, others by a filter."""
    filters = CheckFilters(actor, request.GET)
    context = list_context(actor, filters, request.GET.get("page", ""))
    event, name = "welfare_check.listed", "list_welfarechecks"
    disclose_rows(event, name, WelfareCheck, context["ids"], by=context["by"])
    return render(request, "casework/follow_up.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def welfare_check_operation(
    request: HttpRequest, actor: Actor, uuid: UUID, verb: str
) -> HttpResponse:
    """The page of one act on a check."""
    check = RESOURCES["welfare-checks"].find(actor, str(uuid))
    page = check_operation(actor, check, verb)
    return page_of(request, "welfare-checks", uuid, verb, page)
