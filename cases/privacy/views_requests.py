"""The pages of requests about personal data."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.actor import Actor
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.roles import FILE
from cases.core.web import Page, operation_page
from cases.privacy.models import RightsRequest
from cases.privacy.pages.requests import (
    back_url,
    detail_context,
    list_context,
    person_context,
    request_operation,
    request_url,
)
from cases.privacy.views_report import case_named

LISTED = ("rights_request.listed", "list_rights_requests")


@require_safe
@page_for(FILE)
def rights_requests(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the own mission has to answer, the most urgent first; headquarters answers for all."""
    context = list_context(actor, request.GET.get("page", ""), request.GET.get("show", ""))
    disclose_rows(*LISTED, RightsRequest, context["ids"])
    return render(request, "privacy/request_list.html", context)


@require_safe
@page_for(FILE)
def rights_requests_of(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """What one person has asked about her data."""
    citizen = RESOURCES["citizens"].find(actor, str(uuid))
    context = person_context(actor, citizen, case_named(request))
    disclose_rows(*LISTED, RightsRequest, context["ids"], below=citizen)
    return render(request, "privacy/requests_of.html", context)


@require_safe
@page_for(FILE)
def rights_request(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """One request: what was asked, until when it is answered, what does it."""
    row = RESOURCES["rights-requests"].find(actor, str(uuid))
    disclose("rights_request.shown", "show_rights_request", row)
    return render(request, "privacy/request_detail.html", detail_context(actor, row))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def rights_request_new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The page on which a request is taken down; it leads to the request."""
    home = back_url(case_named(request))

    def describe(actor: Actor, target: Any) -> dict[str, Any]:
        return {"reference": "", "name": target.full_name, "url": home, "rows": []}

    page = Page(describe=describe, done=request_url, cancel=home)
    return operation_page(request, DECLARED["record_rights_request"], str(uuid), page)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def rights_request_operation(
    request: HttpRequest, actor: Actor, uuid: UUID, verb: str
) -> HttpResponse:
    """The page of one act on a request."""
    for declared in declared_for("rights-requests"):
        if declared.verb == verb:
            return operation_page(request, declared, str(uuid), request_operation())
    raise not_found()
