"""Pages of changes to administrators: the list, one of them, asking, deciding."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.accounts.administrators.pages import change_context, change_operation, list_context
from cases.accounts.administrators.policies import RESOURCE
from cases.accounts.policies import allow_accounts
from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import EVERYBODY, page_for
from cases.core.registry import RESOURCES, declared_for
from cases.core.web import operation_page


@require_safe
@page_for(EVERYBODY)
def changes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for another administrator, and what became of the others."""
    allow_accounts(actor)
    return render(request, "accounts/administrators/list.html", list_context(actor))


@require_safe
@page_for(EVERYBODY)
def change(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """One change: what was asked for, who asked, who decides until when."""
    allow_accounts(actor)
    row = RESOURCES[RESOURCE].find(actor, str(uuid))
    return render(request, "accounts/administrators/detail.html", change_context(actor, row))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(EVERYBODY)
def change_act(request: HttpRequest, actor: Actor, uuid: UUID, verb: str) -> HttpResponse:
    """The page of one act on a change; 404 for whom it is out of sight."""
    for declared in declared_for(RESOURCE):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, str(uuid), change_operation())
    raise not_found()


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(EVERYBODY)
def ask(request: HttpRequest, actor: Actor, verb: str) -> HttpResponse:
    """The page on which a change is asked for."""
    allow_accounts(actor)
    for declared in declared_for(RESOURCE):
        if declared.verb == verb and declared.is_creation:
            return operation_page(request, declared, "", change_operation())
    raise not_found()
