"""Pages of comparisons of lists with our own records."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.core import present
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.errors import not_found, proof_needed, wrong_state
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.roles import FILE
from cases.core.web import Page, actor_of, key_of, operation_page
from cases.intake.reconciliation.chosen import act_named, act_on_all, ticked_in, ticked_lines
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.pages.detail import detail_context, of_what
from cases.intake.reconciliation.pages.index import index_context
from cases.intake.reconciliation.pages.operation import describe_entry, describe_list, where_it_lies
from cases.intake.reconciliation.pages.sheet import print_context, sheet_of


@require_safe
@page_for(FILE)
def reconciliation_index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Comparisons, the newest first."""
    return render(request, "intake/reconciliation/index.html", index_context(actor))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def reconciliation_start(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Have a list compared."""
    page = Page(
        describe=describe_list,
        done=lambda answer: reverse("reconciliation_detail", args=[answer.reference]),
    )
    return operation_page(request, DECLARED["reconcile_list"], str(uuid), page)


@require_safe
@page_for(FILE)
def reconciliation_detail(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """One comparison: how far it is, and its piles."""
    compared = RESOURCES["reconciliations"].find(actor, str(uuid))
    context, ids = detail_context(actor, compared, request.GET)
    shown = of_what(context.get("show", ""))
    disclose_rows("reconciliation.shown", "show_reconciliation", shown, ids)
    return render(request, "intake/reconciliation/detail.html", context)


@require_safe
@page_for(FILE)
def reconciliation_print(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """A pile on paper."""
    compared = finished(actor, uuid)
    context, ids = print_context(actor, compared, request.GET.get("pile", ""))
    disclose_rows("reconciliation.printed", "print_reconciliation", of_what(context["show"]), ids)
    return render(request, "intake/reconciliation/print.html", context | {"now": present.now()})


@require_safe
@page_for(FILE)
def reconciliation_sheet(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """A pile as CSV; whoever takes so many people along proves first who it is."""
    compared = finished(actor, uuid)
    if not actor.has_proved(timezone.now()):
        raise proof_needed()
    text, ids, pile = sheet_of(actor, compared, request.GET.get("pile", ""))
    disclose_rows("reconciliation.exported", "export_reconciliation", of_what(pile), ids)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"comparison-{compared.as_of:%Y-%m-%d}-{pile}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def finished(actor: Actor, uuid: UUID) -> Reconciliation:
    """Return a comparison that has piles; 409 for one that has none."""
    compared: Reconciliation = RESOURCES["reconciliations"].find(actor, str(uuid))
    if not compared.is_done:
        raise wrong_state(_("The list is still being compared."), "still_compared")
    return compared


@require_POST
@page_for(FILE)
def reconciliation_act(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """Ask whether an act is meant for the ticked entries, do it, and say what came of each."""
    compared = RESOURCES["reconciliations"].find(actor, str(uuid))
    ticked = ticked_in(request.POST.getlist("entry"))
    item = act_named(actor, request.POST.get("act", ""))
    lines, ids = ticked_lines(actor, compared, ticked)
    disclose_rows("reconciliation.shown", "show_reconciliation", PileEntry, ids)
    context = {"compared": compared, "title": item.form.title, "verb": item.verb, "lines": lines}
    context |= {"promise": item.form.what_happens, "ticked": ticked, "show": shown_of(request)}
    context |= {"unseen": len(ticked) - len(lines), "key": str(uuid4())}
    if "_do" not in request.POST:
        return render(request, "intake/reconciliation/chosen.html", context)
    key_of(request)
    results = act_on_all(actor, item, lines, ticked, request.POST)
    context |= {"done": [row for row in results if row["ok"]]}
    context |= {"refused": [row for row in results if not row["ok"]]}
    return render(request, "intake/reconciliation/results.html", context)


def shown_of(request: HttpRequest) -> str:
    """Return the pile from which an act was begun."""
    return request.POST.get("pile", "")[:8]


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def pile_entry_operation(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """The page of one operation on an entry."""
    for declared in declared_for("pile-entries"):
        if declared.verb == verb and not declared.is_creation:
            page = Page(
                describe=describe_entry,
                done=lambda answer: where_it_lies(
                    actor_of(request), answer, request.POST.get("pile", "")
                ),
            )
            return operation_page(request, declared, str(uuid), page)
    raise not_found()
