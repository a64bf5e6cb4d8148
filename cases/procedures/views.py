"""Pages of the catalogue and the playbooks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.roles import REFERENCE
from cases.core.web import operation_page
from cases.procedures.pages.bases import bases_context, bases_operation
from cases.procedures.pages.catalogue import catalogue_context, catalogue_operation
from cases.procedures.pages.comparison import compare_context
from cases.procedures.pages.playbook import detail_context, list_context, playbook_operation


@require_safe
@page_for(REFERENCE)
def playbook_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All playbooks: in force, drafts, former versions."""
    return render(request, "procedures/playbook_list.html", list_context(actor))


@require_safe
@page_for(REFERENCE)
def playbook_detail(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """One version with its tracks and gates."""
    playbook = RESOURCES["playbooks"].find(actor, reference)
    today = present.now().astimezone(actor.clock).date()
    context = detail_context(actor, playbook, today)
    return render(request, "procedures/playbook_detail.html", context)


@require_safe
@page_for(REFERENCE)
def playbook_compare(
    request: HttpRequest, actor: Actor, reference: str, other: str
) -> HttpResponse:
    """Two versions and what differs."""
    before = RESOURCES["playbooks"].find(actor, reference)
    after = RESOURCES["playbooks"].find(actor, other)
    context = compare_context(actor, before, after)
    return render(request, "procedures/playbook_compare.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def playbook_operation_page(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """The page of one operation on a version."""
    for declared in declared_for("playbooks"):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, reference, playbook_operation())
    raise not_found()


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def playbook_draft(request: HttpRequest) -> HttpResponse:
    """The page that makes a draft of a text."""
    return operation_page(request, DECLARED["draft_playbook"], "", playbook_operation())


@require_safe
@page_for(REFERENCE)
def procedure_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The catalogue of procedures with their limits."""
    return render(request, "procedures/procedure_list.html", catalogue_context(actor))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def procedures_put(request: HttpRequest, resource: str) -> HttpResponse:
    """The page that enters or corrects a procedure or a limit; `?code=` shows what is stored."""
    for declared in declared_for(resource):
        if declared.verb == "put":
            return operation_page(request, declared, "", catalogue_operation(declared))
    raise not_found()


@require_safe
@page_for(REFERENCE)
def legal_basis_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The grounds on which personal data are processed."""
    return render(request, "procedures/legal_basis_list.html", bases_context(actor))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def legal_basis_put(request: HttpRequest) -> HttpResponse:
    """The page that enters or corrects a legal basis; `?code=` shows what is stored."""
    return operation_page(request, DECLARED["put_legal_basis"], "", bases_operation())
