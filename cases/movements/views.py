"""Pages of movements: the list, one journey, its frozen lists, the acts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.core import present
from cases.core.actor import Actor
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.roles import FILE, PEOPLE
from cases.core.web import operation_page
from cases.movements.forms.filters import MovementFilters
from cases.movements.models import ManifestLine, Movement, Passenger
from cases.movements.pages.acting import extra_of
from cases.movements.pages.frozen import find_manifest, manifest_context
from cases.movements.pages.journey import movement_context, movement_operation
from cases.movements.pages.listed import list_context


@require_safe
@page_for(PEOPLE)
def movements(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The movements that the mission organises or receives, by their departures."""
    filters = MovementFilters(actor, request.GET)
    context = list_context(actor, filters, request.GET.get("page", ""))
    disclose_rows("movement.listed", "list_movements", Movement, context["ids"], by=context["by"])
    return render(request, "movements/list.html", context)


@require_safe
@page_for(PEOPLE)
def movement(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One movement: its way, who is on it, who could be, its frozen lists."""
    found = RESOURCES["movements"].find(actor, number)
    context, ids = movement_context(actor, found, present.now())
    disclose("movement.shown", "show_movement", found)
    disclose_rows("passenger.listed", "list_passengers", Passenger, ids)
    return render(request, "movements/movement.html", context)


@require_safe
@page_for(PEOPLE)
def manifest(request: HttpRequest, actor: Actor, number: str, version: str) -> HttpResponse:
    """One frozen list, and what it says otherwise than the one before."""
    trip = RESOURCES["movements"].find(actor, number)
    found = find_manifest(actor, trip, int(version))
    context, ids = manifest_context(actor, found)
    disclose("manifest.shown", "show_manifest", found)
    disclose_rows("manifest_line.listed", "list_manifestlines", ManifestLine, ids)
    return render(request, "movements/manifest.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def plan_movement(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page on which a movement is planned with its first leg."""
    return operation_page(request, DECLARED["plan_movement"], "", movement_operation())


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def movement_act(request: HttpRequest, actor: Actor, number: str, verb: str) -> HttpResponse:
    """The page of an act on a movement."""
    found = RESOURCES["movements"].find(actor, number)
    for declared in declared_for("movements"):
        if declared.verb == verb and not declared.is_creation:
            page = movement_operation(extra_of(actor, found, declared, request))
            return operation_page(request, declared, number, page)
    raise not_found()
