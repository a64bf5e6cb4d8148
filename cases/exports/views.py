"""Pages of exports: the list, one export, asking for one, the acts, the file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.roles import PUBLISHED
from cases.core.web import operation_page
from cases.exports.kinds import kinds_for
from cases.exports.models import Export
from cases.exports.pages.listed import kinds_context, list_context
from cases.exports.pages.shown import export_context, export_operation
from cases.exports.policies import TAKES
from cases.exports.taking import file_of


@require_safe
@page_for(PUBLISHED)
def exports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What was taken along from here, what waits for a decision, the newest first."""
    return render(request, "exports/list.html", list_context(actor))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(PUBLISHED)
def ask_for_export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page that asks what is to be taken along, and what for; first of which kind."""
    is_open = request.method != "POST" and request.GET.get("kind") not in kinds_for(actor)
    if is_open and actor.may(TAKES):
        return render(request, "exports/kinds.html", kinds_context(actor))
    return operation_page(request, DECLARED["ask_export"], "", export_operation())


@require_safe
@page_for(PUBLISHED)
def export(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """One export: its number, what it is for, how far it is, the file."""
    return render(request, "exports/detail.html", export_context(actor, find(actor, uuid)))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(PUBLISHED)
def export_act(request: HttpRequest, actor: Actor, uuid: UUID, verb: str) -> HttpResponse:
    """The page of one act on an export."""
    for declared in declared_for("exports"):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, str(uuid), export_operation())
    raise not_found()


@require_safe
@page_for(PUBLISHED)  # type: ignore[arg-type] # it streams
def export_file(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponseBase:
    """The file, for whoever asked; one that a second person decided on, after a proof."""
    return file_of(actor, find(actor, uuid))


def find(actor: Actor, uuid: UUID) -> Export:
    """Return the export under an id; 404 where it is out of sight."""
    row: Export = RESOURCES["exports"].find(actor, str(uuid))
    return row
