"""Pages of openings of sealed parts."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.casework.models import Unsealing
from cases.casework.pages.unsealings import unsealing_list, unsealing_operation
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import declared_for
from cases.core.roles import REVIEW
from cases.core.web import operation_page


@require_safe
@page_for(REVIEW)
def unsealings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who opened what is restricted, and why; what waits for a review first."""
    context = unsealing_list(actor)
    disclose_rows("unsealing.listed", "list_unsealings", Unsealing, context["ids"])
    return render(request, "casework/unsealing_list.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(REVIEW)
def unsealing_operation_page(
    request: HttpRequest, actor: Actor, reference: uuid.UUID, verb: str
) -> HttpResponse:
    """The page of a review."""
    for declared in declared_for("unsealings"):
        if declared.verb == verb:
            return operation_page(request, declared, str(reference), unsealing_operation())
    raise not_found()
