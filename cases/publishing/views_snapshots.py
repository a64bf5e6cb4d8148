"""Pages of snapshots of figures, of their difference, and of what figures count."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for, refuse_blind
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.roles import FIGURES, FILE, PEOPLE
from cases.core.web import operation_page
from cases.publishing.pictures_pages import pictures_context
from cases.publishing.snapshot_pages import (
    cases_context,
    definitions_context,
    list_context,
    snapshot_context,
    snapshot_operation,
)
from cases.publishing.snapshot_pages.compared import difference_context


@require_safe
@page_for(FIGURES)
def snapshot_list(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Snapshots of an incident."""
    incident = RESOURCES["incidents"].find(actor, code)
    return render(request, "publishing/snapshot_list.html", list_context(actor, incident))


@require_safe
@page_for(FIGURES)
def snapshot_detail(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """One snapshot with its numbers."""
    snapshot = RESOURCES["snapshots"].find(actor, str(uuid))
    return render(request, "publishing/snapshot_detail.html", snapshot_context(actor, snapshot))


@require_safe
@page_for(FIGURES)
def snapshot_cases(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """Who is behind one number of a snapshot, as far as the reader sees them."""
    refuse_blind(actor, PEOPLE)
    snapshot = RESOURCES["snapshots"].find(actor, str(uuid))
    cell, after = request.GET.get("cell", ""), request.GET.get("after", "")
    context = cases_context(actor, snapshot, cell, after)
    return render(request, "publishing/snapshot_cases.html", context)


@require_safe
@page_for(FIGURES)
def snapshot_difference(
    request: HttpRequest, actor: Actor, uuid: UUID, later: UUID
) -> HttpResponse:
    """What differs between two snapshots of an incident, person by person."""
    refuse_blind(actor, PEOPLE)
    before = RESOURCES["snapshots"].find(actor, str(uuid))
    after = RESOURCES["snapshots"].find(actor, str(later))
    context = difference_context(actor, before, after)
    return render(request, "publishing/snapshot_difference.html", context)


@require_safe
@page_for(FIGURES)
def figure_definitions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What our figures count, in words."""
    return render(request, "publishing/figure_definitions.html", definitions_context(actor))


@require_safe
@page_for(FIGURES)
def pictures(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Departures and arrivals by day, ages of open cases, waiting times."""
    refuse_blind(actor, FILE)
    incident = RESOURCES["incidents"].find(actor, code)
    context = pictures_context(actor, incident, present.now())
    return render(request, "publishing/pictures.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FIGURES)
def snapshot_take(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page on which a snapshot is taken."""
    return operation_of(request, "take_snapshot")


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FIGURES)
def snapshot_act(request: HttpRequest, actor: Actor, uuid: UUID, verb: str) -> HttpResponse:
    """The page of an act on a snapshot."""
    for declared in declared_for("snapshots"):
        if declared.verb == verb and not declared.is_creation:
            return operation_of(request, declared.name, str(uuid))
    raise not_found()


def operation_of(request: HttpRequest, name: str, key: str = "") -> HttpResponse:
    """Return the page of an operation on snapshots."""
    return operation_page(request, DECLARED[name], key, snapshot_operation())
