"""Pages of travel groups: the list of a mission, one group, the acts on it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.casework.groups.models import GroupMember, TravelGroup
from cases.casework.groups.pages.shown import group_list, group_operation, group_page
from cases.casework.views_between import page_of
from cases.core import present
from cases.core.actor import Actor
from cases.core.disclosure import disclose, disclose_rows
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import RESOURCES
from cases.core.roles import FILE


@require_safe
@page_for(FILE)
def travel_groups(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The groups of the mission, the newest first."""
    is_apart = request.GET.get("separated") == "yes"
    context = group_list(actor, present.today(actor.zone), separated=is_apart)
    by = ["separated"] if is_apart else []
    disclose_rows("travel_group.listed", "list_travelgroups", TravelGroup, context["ids"], by=by)
    return render(request, "casework/travel_groups.html", context)


@require_safe
@page_for(FILE)
def travel_group(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """One group: who is in it, where each is, what to be warned of."""
    group = RESOURCES["travel-groups"].find(actor, str(uuid))
    context = group_page(actor, group, present.today(actor.zone))
    disclose("travel_group.shown", "show_travelgroup", group)
    disclose_rows("group_member.listed", "list_groupmembers", GroupMember, context["ids"])
    return render(request, "casework/travel_group.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def travel_group_operation(
    request: HttpRequest, actor: Actor, uuid: UUID, verb: str
) -> HttpResponse:
    """The page of one act on a group."""
    return page_of(request, "travel-groups", uuid, verb, group_operation())
