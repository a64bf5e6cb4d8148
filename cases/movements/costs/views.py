"""Pages of the money of a movement: the table, its sheet, claiming what is left."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.core import present
from cases.core.actor import Actor
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import not_for_role, not_found, proof_needed
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import DECLARED, RESOURCES
from cases.core.roles import FILE
from cases.core.web import operation_page
from cases.money.claims.pages.shown import claim_operation, costs_to_tick
from cases.money.claims.queries import asked_before
from cases.money.models import CostLine
from cases.money.tables import TYPES
from cases.movements.costs.pages.shown import money_context
from cases.movements.costs.reading import left_of
from cases.movements.costs.sheets import sheet_of
from cases.movements.models import Movement
from cases.procedures.choices import RestrictedGroup

MONEY: Final = RestrictedGroup.MONEY.value


@require_safe
@page_for(MONEY)
def movement_money(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """What each leg cost for each person, who pays, what is asked back and what came."""
    movement = find(actor, number)
    context, ids = money_context(actor, movement)
    disclose("movement.money_shown", "show_movement_money", movement)
    disclose_rows("costline.listed", "list_costlines", CostLine, ids, by=["movement"])
    return render(request, "movements/money.html", context)


@require_safe
@page_for(MONEY)
def movement_money_sheet(
    request: HttpRequest, actor: Actor, number: str, ending: str
) -> HttpResponse:
    """The same as a table; whoever takes it along proves first who it is."""
    movement = find(actor, number)
    if ending not in TYPES:
        raise not_found()
    if not actor.has_proved(timezone.now()):
        raise proof_needed()
    content, ids = sheet_of(actor, movement, ending)
    disclose_rows("costline.exported", "export_costlines", CostLine, ids, by=["movement"])
    answer = HttpResponse(content, content_type=TYPES[ending])
    name = f"{movement.number}-money-{len(ids)}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(MONEY)
def claim_of_movement(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """A claim over everything on the legs of a movement that one payer was not asked for yet."""
    movement = find(actor, number)
    asked: Any = request.POST or request.GET
    payer = asked.get("payer", "")
    left = [line for lines in left_of(actor, movement, payer).values() for line in lines]
    everything = [str(line.uuid) for line in left]
    ticked = asked.getlist("lines") if request.method == "POST" else everything
    initial = {"claimed_on": present.today(actor.zone), **asked_before(actor, payer)}
    page = claim_operation(None, costs_to_tick(actor, payer, ticked, left), **initial)
    page.cancel = movement.get_absolute_url()
    return operation_page(request, DECLARED["prepare_claim"], "", page)


def find(actor: Actor, number: str) -> Movement:
    """Return the movement under a number; 404 out of sight, 403 for who reads no files."""
    found: Movement = RESOURCES["movements"].find(actor, number)
    if not actor.sees(FILE):
        raise not_for_role()
    return found
