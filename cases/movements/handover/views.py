"""Pages of handovers: the list, one handover, preparing one, the acts, the print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.actor import Actor
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import staff_page
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.web import operation_page
from cases.movements.handover.coming import cases_to_name
from cases.movements.handover.forms.filters import HandoverFilters
from cases.movements.handover.models import Handover, HandoverHealth, HandoverLine
from cases.movements.handover.pages.listed import list_context
from cases.movements.handover.pages.shown import handover_operation as page_of_act
from cases.movements.handover.pages.shown import handover_page, preview
from cases.movements.handover.printing import Wanted, printed_of


@require_safe
@staff_page
def handovers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The handovers in which the mission takes part."""
    filters = HandoverFilters(request.GET)
    context = list_context(actor, filters, request.GET.get("page", ""))
    disclose_rows("handover.listed", "list_handovers", Handover, context["ids"], by=context["by"])
    return render(request, "movements/handover/list.html", context)


@require_safe
@staff_page
def handover(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One handover: who is on the list, what is said of each, who has signed."""
    row = find(actor, number)
    context = handover_page(actor, row)
    disclose("handover.shown", "show_handover", row)
    disclose_rows("handover_line.listed", "list_handoverlines", HandoverLine, context["ids"])
    if context["health"]:
        ids = [one.pk for one in context["health"]]
        disclose_rows("handover_health.listed", "list_handoverhealth", HandoverHealth, ids)
    return render(request, "movements/handover/detail.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def prepare(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page on which a list is drawn up, of cases chosen elsewhere or of a movement."""
    asked: Any = request.POST or request.GET
    cases = asked.getlist("cases") or cases_to_name(actor, asked.get("movement", ""))
    page = page_of_act(None)
    page.initial = {"cases": cases} if cases else {}
    page.extra = {"how_many": len(cases)}
    return operation_page(request, DECLARED["prepare_handover"], "", page)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def handover_operation(request: HttpRequest, actor: Actor, number: str, verb: str) -> HttpResponse:
    """The page of one act on a handover."""
    row = find(actor, number)
    for declared in declared_for("handovers"):
        if declared.verb == verb and not declared.is_creation:
            page = page_of_act(row)
            if verb == "sign":
                page.extra = preview(actor, row)
                page.initial = {"handed_name": actor.name} if request.method == "GET" else {}
            return operation_page(request, declared, number, page)
    raise not_found()


@require_safe
@staff_page
def printed(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """The minutes as a file to print; the annex on health for who reads it."""
    row = find(actor, number)
    wanted = Wanted.of(request.GET)
    pdf, ids = printed_of(actor, row, wanted)
    disclose("handover.printed", "print_handover", row)
    disclose_rows("handover_line.printed", "print_handoverlines", HandoverLine, ids)
    answer = HttpResponse(pdf, content_type="application/pdf")
    name = f"{row.number}-{wanted.language}{'-annex' if wanted.is_annex else ''}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def find(actor: Actor, number: str) -> Handover:
    """Return the handover under a number; 404 where it is out of sight."""
    row: Handover = RESOURCES["handovers"].find(actor, number)
    return row
