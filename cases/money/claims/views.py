"""Pages of claims: the list, one claim, preparing one, the acts, its files."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.actor import Actor
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import not_found, proof_needed
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.web import operation_page
from cases.money.claims.files import claim_file_of, language_of
from cases.money.claims.forms.filters import ClaimFilters
from cases.money.claims.models import Claim, ClaimLine
from cases.money.claims.pages.listed import list_context
from cases.money.claims.pages.shown import (
    ENDINGS,
    claim_context,
    claim_operation,
    costs_to_tick,
)
from cases.procedures.choices import RestrictedGroup

MONEY: Final = RestrictedGroup.MONEY.value
OFFERS: Final = frozenset({"add_to_claim"})


@require_safe
@page_for(MONEY)
def claims(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The claims of the mission: of whom, how much, what came."""
    filters = ClaimFilters(actor, request.GET)
    context = list_context(actor, filters, request.GET.get("page", ""))
    disclose_rows("claim.listed", "list_claims", Claim, context["ids"], by=context["by"])
    return render(request, "money/claims/list.html", context)


@require_safe
@page_for(MONEY)
def claim(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One claim: what is asked for, for whom it was spent, what came."""
    row = find(actor, number)
    context = claim_context(actor, row)
    disclose("claim.shown", "show_claim", row)
    disclose_rows("claim_line.listed", "list_claimlines", ClaimLine, context["ids"])
    return render(request, "money/claims/detail.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(MONEY)
def prepare_claim(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page on which a claim is drawn up, over costs that are ticked."""
    asked: Any = request.POST or request.GET
    payer = asked.get("payer", "")
    extra = costs_to_tick(actor, payer, asked.getlist("lines"))
    return operation_page(
        request, DECLARED["prepare_claim"], "", claim_operation(None, extra | {"payer": payer})
    )


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(MONEY)
def claim_act(request: HttpRequest, actor: Actor, number: str, verb: str) -> HttpResponse:
    """The page of one act on a claim."""
    row = find(actor, number)
    for declared in declared_for("claims"):
        if declared.verb == verb and not declared.is_creation:
            asked: Any = request.POST or request.GET
            ticked = asked.getlist("lines")
            extra = costs_to_tick(actor, row.payer, ticked) if declared.name in OFFERS else {}
            return operation_page(request, declared, number, claim_operation(row, extra))
    raise not_found()


@require_safe
@page_for(MONEY)
def claim_file(request: HttpRequest, actor: Actor, number: str, ending: str) -> HttpResponse:
    """A claim as a file for the payer; who takes it along proves first who it is."""
    row = find(actor, number)
    if ending not in ENDINGS:
        raise not_found()
    if not actor.has_proved(timezone.now()):
        raise proof_needed()
    language = language_of(request.GET.get("language", ""))
    made = claim_file_of(actor, row, ending, language)
    by = [f"form:{ending}", f"language:{language}"]
    disclose_rows("claim_line.exported", "export_claimlines", ClaimLine, made.ids, by=by)
    answer = HttpResponse(made.content, content_type=made.kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def find(actor: Actor, number: str) -> Claim:
    """Return the claim under a number; 404 where it is out of sight."""
    row: Claim = RESOURCES["claims"].find(actor, number)
    return row
