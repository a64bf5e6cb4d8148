"""Pages of money: of a case, the register, rates, one line, one bill, and the acts."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.casework.pages.operation import case_operation
from cases.casework.queries import find_case
from cases.casework.unsealed import disclose_unsealed
from cases.core.actor import Actor
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import not_for_role, not_found, proof_needed
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.roles import FILE
from cases.core.web import Page, operation_page
from cases.money.forms.filters import MoneyFilters
from cases.money.models import CostLine
from cases.money.pages.case import CaseMoney, case_money_context
from cases.money.pages.line import (
    bill_context,
    group_context,
    line_context,
    opened,
    rate_operation,
    row_operation,
)
from cases.money.pages.listed import rates_context, register_context
from cases.money.pages.sheet import sheet_of
from cases.money.queries import is_opened
from cases.procedures.choices import RestrictedGroup

MONEY: Final = RestrictedGroup.MONEY.value
ON_CASE: Final = {
    "record-cost": "record_cost",
    "record-deposit": "record_deposit",
    "record-undertaking": "record_undertaking",
}


@require_safe
@page_for(MONEY)
def money(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The register of costs with the totals of the filter, what waits and what is overdue."""
    filters = MoneyFilters(actor, request.GET)
    context = register_context(actor, filters, request.GET.get("page", ""))
    disclose_rows("costline.listed", "list_costlines", CostLine, context["ids"], by=context["by"])
    return render(request, "money/register.html", context)


@require_safe
@page_for(MONEY)
def money_sheet(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The filtered register as CSV; whoever takes so much along proves first who it is."""
    if not actor.has_proved(timezone.now()):
        raise proof_needed()
    asked = MoneyFilters(actor, request.GET).asked()
    text, ids = sheet_of(actor, asked)
    disclose_rows("costline.exported", "export_costlines", CostLine, ids, by=asked.by)
    day = timezone.now().astimezone(actor.clock)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="money-{day:%Y-%m-%d}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
@page_for(FILE)
def case_money(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """The money of one case: totals that add up, lines, deposits, undertakings."""
    case = find_case(actor, reference)
    if not actor.sees(MONEY) and not is_opened(actor, case):
        raise not_for_role()
    found = CaseMoney(actor, case)
    context = case_money_context(found)
    disclose("money.shown", "show_money", case)
    disclose_unsealed(actor, found.restricted)
    return render(request, "money/case.html", context)


@require_safe
@page_for(FILE)
def cost_line(request: HttpRequest, actor: Actor, reference: UUID) -> HttpResponse:
    """One line: what for, how much, who pays, who has decided."""
    line = RESOURCES["cost-lines"].find(actor, str(reference))
    disclose("costline.shown", "show_costline", line)
    disclose_unsealed(actor, [line])
    return render(request, "money/line.html", line_context(actor, line))


@require_safe
@page_for(MONEY)
def shared_cost(request: HttpRequest, actor: Actor, reference: UUID) -> HttpResponse:
    """One bill: its parts in sight, and their sum."""
    bill = RESOURCES["shared-costs"].find(actor, str(reference))
    context, ids = bill_context(actor, bill)
    disclose_rows("costline.listed", "list_costlines", CostLine, ids, by=["shared"])
    return render(request, "money/bill.html", context)


@require_safe
@page_for(MONEY)
def group_money(request: HttpRequest, actor: Actor, reference: UUID) -> HttpResponse:
    """The money of a travel group: the lines of its members in sight, and their sum."""
    group = RESOURCES["travel-groups"].find(actor, str(reference))
    context, ids = group_context(actor, group)
    disclose_rows("costline.listed", "list_costlines", CostLine, ids, by=["group"])
    return render(request, "money/bill.html", context)


@require_safe
@page_for(MONEY)
def exchange_rates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Rates with their sources."""
    place, currency = request.GET.get("page", ""), request.GET.get("currency", "")
    return render(request, "money/rates.html", rates_context(actor, currency, place))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def case_act(request: HttpRequest, actor: Actor, reference: str, verb: str) -> HttpResponse:
    """The page of an act by which money of a case is written down; it leads to that money."""
    home = reverse("case_money", args=[reference])
    page = case_operation(cancel=home, home=home)
    return operation_page(request, DECLARED[ON_CASE[verb]], reference, page)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def row_act(
    request: HttpRequest, actor: Actor, reference: UUID, verb: str, resource: str
) -> HttpResponse:
    """The page of an act on a row of money."""
    row = RESOURCES[resource].find(actor, str(reference))
    for declared in declared_for(resource):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, str(reference), page_of_row(resource, row))
    raise not_found()


def page_of_row(resource: str, row: Any) -> Page:
    """Return how the page of an act on a row looks, and where it leads."""
    if resource == "exchange-rates":
        return rate_operation()
    home = reverse("case_money", args=[row.case.reference])
    return row_operation(home, leads_to_line=resource == "cost-lines")


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(MONEY)
def record_exchange_rate(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page on which a rate is recorded."""
    return operation_page(request, DECLARED["record_rate"], "", rate_operation())


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(MONEY)
def split_cost(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page on which a bill is split over cases chosen on the work list."""
    cases = request.POST.getlist("cases") or request.GET.getlist("cases")
    page = Page(
        describe=lambda *_: {},
        done=opened,
        cancel=reverse("money"),
        initial={"cases": cases} if cases else {},
        extra={"how_many": len(cases)},
    )
    return operation_page(request, DECLARED["split_cost"], "", page)
