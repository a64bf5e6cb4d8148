"""Pages of cases."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases.casework.beside import sealed_beside
from cases.casework.pages.arrival import arrival_context
from cases.casework.pages.case import case_context
from cases.casework.pages.counted import counted_context
from cases.casework.pages.course import asked_by
from cases.casework.pages.history import history_context, person_history_context
from cases.casework.pages.operation import case_operation, citizen_operation
from cases.casework.pages.printed import print_context
from cases.casework.pages.turned import turned_round
from cases.casework.protection.course import restricted_in
from cases.casework.queries import case_file, find_case
from cases.casework.unsealed import disclose_unsealed
from cases.core.actor import Actor
from cases.core.addresses import accesses_url
from cases.core.disclosure import disclose
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for, staff_page
from cases.core.registry import RESOURCES, declared_for
from cases.core.roles import FILE
from cases.core.web import operation_page


@require_safe
@staff_page
def case_detail(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """The case page; for a reception point who arrives, with which papers and when."""
    file = case_file(actor, reference)
    disclose("case.shown", "show_case", file.case)
    if not actor.sees(FILE):
        return render(request, "casework/arrival_detail.html", arrival_context(actor, file))
    sealed = [*file.sealed.values(), *file.talk.sealed_notes, *sealed_beside(file.beside)]
    disclose_unsealed(actor, [*sealed, *restricted_in(file)])
    context = case_context(actor, file, asked_by(request.GET))
    return render(request, "casework/case_detail.html", context)


@require_safe
@page_for(FILE)
def case_print(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """The case on paper: what it is, how it stands, what happened lately; on record as printed."""
    file = case_file(actor, reference)
    disclose("case.printed", "print_case", file.case)
    sealed = [*file.sealed.values(), *file.talk.sealed_notes, *sealed_beside(file.beside)]
    disclose_unsealed(actor, sealed)
    return render(request, "casework/case_print.html", print_context(actor, file))


@require_safe
@page_for(FILE)
def case_history(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Who did what on the case, and what stood there before."""
    case = find_case(actor, reference)
    disclose("case.history_shown", "show_history", case)
    accesses = accesses_url(actor, case)
    address = f"{accesses}?case={case.reference}" if accesses else ""
    context = history_context(case) | {"accesses_url": address}
    disclose_unsealed(actor, context.pop("sealed"))
    return render(request, "casework/case_history.html", context)


@require_safe
@page_for(FILE)
def case_counted(request: HttpRequest, actor: Actor, reference: str, step: str) -> HttpResponse:
    """How the limits of a step were counted, day by day."""
    case = find_case(actor, reference)
    context = counted_context(case, step)
    disclose("case.shown", "show_case", case)
    return render(request, "casework/case_counted.html", context)


@require_safe
@page_for(FILE)
def citizen_history(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """Who did what on a person beside her cases, and what stood there before."""
    person = RESOURCES["citizens"].find(actor, str(uuid))
    disclose("citizen.history_shown", "show_history", person)
    context = person_history_context(actor, person)
    disclose_unsealed(actor, context.pop("sealed"))
    context["accesses_url"] = accesses_url(actor, person)
    return render(request, "casework/case_history.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def case_operation_page(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """The page of one operation on a case."""
    home = reverse("case_detail", args=[reference])
    for declared in declared_for("cases"):
        if declared.verb == verb and not declared.is_creation:
            page = case_operation(home=home, name=declared.name)
            return operation_page(request, declared, reference, page)
    raise not_found()


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def citizen_operation_page(
    request: HttpRequest, actor: Actor, uuid: str, verb: str
) -> HttpResponse:
    """The page of one operation on a citizen; `?case=` leads back to a case."""
    reference = request.GET.get("case", "")
    case = find_case(actor, reference) if reference else None
    for declared in declared_for("citizens"):
        if declared.verb == verb and not declared.is_creation:
            page = citizen_operation(case, request.POST.get("from", ""))
            key = turned_round(request, actor, str(uuid)) if "_swap" in request.POST else str(uuid)
            return operation_page(request, declared, key, page)
    raise not_found()
