"""Pages of the same person: what is proposed, and the acts on one link."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.casework.pages.same_list import link_operation, proposals
from cases.citizens.models import SamePerson
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.errors import not_for_role, not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import declared_for
from cases.core.roles import FILE
from cases.core.web import operation_page


@require_safe
@page_for(FILE)
def same_person_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Records of which somebody says that they are of one person, and who must confirm it."""
    if not actor.may("citizen.link_same"):
        raise not_for_role()
    context = proposals(actor)
    disclose_rows("same_person.listed", "list_same_persons", SamePerson, context.pop("ids"))
    return render(request, "casework/same_person_list.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def same_person_operation_page(
    request: HttpRequest, actor: Actor, reference: uuid.UUID, verb: str
) -> HttpResponse:
    """The page of confirming, rejecting or undoing a link."""
    for declared in declared_for("same-person-links"):
        if declared.verb == verb:
            return operation_page(request, declared, str(reference), link_operation(actor))
    raise not_found()
