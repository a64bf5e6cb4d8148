"""Pages of loads: the list, one load, its entries, bringing a set, the acts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.configuration.models import ConfigurationLoad
from cases.configuration.pages_loads import (
    kind_context,
    list_context,
    load_context,
    load_operation,
)
from cases.configuration.policies import allow_read
from cases.configuration.sets import MOST_SENT
from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.received import takes_file
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.roles import REFERENCE
from cases.core.web import operation_page

LONGEST_NUMBER = 6


@require_safe
@page_for(REFERENCE)
def configuration_loads(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Sets that were brought to be loaded, what waits for a decision first."""
    allow_read(actor)
    return render(request, "configuration/loads.html", list_context(actor))


@keeps_typed
@takes_file(MOST_SENT)
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(REFERENCE)
def bring_set(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bring a set of files; what it would change is shown next."""
    return operation_page(request, DECLARED["bring_set"], "", load_operation())


@require_safe
@page_for(REFERENCE)
def configuration_load(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """One load: what it changes, whether it can be loaded here, how far it is."""
    load = find(actor, uuid)
    return render(request, "configuration/load.html", load_context(actor, load))


@require_safe
@page_for(REFERENCE)
def configuration_load_entries(
    request: HttpRequest, actor: Actor, uuid: UUID, kind: str
) -> HttpResponse:
    """Every entry of one kind that a load writes, with all its values."""
    said = request.GET.get("from", "0")
    first = int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER else 0
    context = kind_context(find(actor, uuid), kind, first)
    if context is None:
        raise not_found()
    return render(request, "configuration/load_entries.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(REFERENCE)
def load_act(request: HttpRequest, actor: Actor, uuid: UUID, verb: str) -> HttpResponse:
    """The page of one act on a load."""
    for declared in declared_for("configuration-loads"):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, str(uuid), load_operation())
    raise not_found()


def find(actor: Actor, uuid: UUID) -> ConfigurationLoad:
    """Return the load under an id; 404 at missions, 403 for roles that do not read it."""
    row: ConfigurationLoad = RESOURCES["configuration-loads"].find(actor, str(uuid))
    allow_read(actor)
    return row
