"""Pages of offers between missions and of shared cases."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.casework.models import Case
from cases.casework.pages.transfers import (
    inbox,
    one_offer,
    share_operation,
    shared_cases,
    transfer_operation,
)
from cases.core import present
from cases.core.actor import Actor
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import RESOURCES, declared_for
from cases.core.roles import FILE
from cases.core.web import Page, operation_page


@require_safe
@page_for(FILE)
def transfer_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Offers that wait for us, our own, and what was answered lately."""
    return render(request, "casework/transfer_list.html", inbox(actor, present.now()))


@require_safe
@page_for(FILE)
def transfer_detail(request: HttpRequest, actor: Actor, reference: uuid.UUID) -> HttpResponse:
    """One offer: the summary, and how to answer it."""
    row = RESOURCES["transfers"].find(actor, str(reference))
    disclose("transfer.shown", "show_transfer", row)
    context = one_offer(actor, row, present.now())
    return render(request, "casework/transfer_detail.html", context)


@require_safe
@page_for(FILE)
def shared_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Cases shared with our mission, and by it."""
    context = shared_cases(actor, present.now())
    disclose_rows("case.listed", "list_shares", Case, context["case_ids"])
    return render(request, "casework/shared_list.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def transfer_operation_page(
    request: HttpRequest, actor: Actor, reference: uuid.UUID, verb: str
) -> HttpResponse:
    """The page of one answer to an offer."""
    return page_of(request, "transfers", reference, verb, transfer_operation(actor))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def share_operation_page(
    request: HttpRequest, actor: Actor, reference: uuid.UUID, verb: str
) -> HttpResponse:
    """The page of one act on a share."""
    return page_of(request, "shares", reference, verb, share_operation())


def page_of(
    request: HttpRequest, resource: str, reference: uuid.UUID, verb: str, page: Page
) -> HttpResponse:
    """Show or do one operation on a record known by its id."""
    for declared in declared_for(resource):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, str(reference), page)
    raise not_found()
