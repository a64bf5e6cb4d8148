"""Pages for cases chosen on the work list: acting on many at once, undoing it, printing them."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.casework.models import Case
from cases.core import present
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.errors import Problem, invalid, not_for_role, wrong_state
from cases.core.forms import OperationForm
from cases.core.left_list import list_address
from cases.core.many import bulk_form
from cases.core.pages import staff_page
from cases.core.registry import DECLARED, Declared
from cases.core.web import key_of
from cases.overview import undo
from cases.overview.chosen import Chosen, act_named, act_on_all, chosen_in, names_of
from cases.overview.look import LookForm, remember_look
from cases.overview.offers import offers
from cases.overview.queries import chosen_rows
from cases.overview.rows import lines_of

PRINT = "print"
TOGETHER = {"letters": "issue_letters", "bill": "split_cost", "handover": "prepare_handover"}
"""Acts on several cases that have a page of their own, which takes the cases from its address."""


@require_POST
@staff_page
def chosen(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask what an act on the chosen cases needs, do it, and say what came of each."""
    cases = chosen_in(request.POST.getlist("case"))
    if not cases:
        message = _("Choose cases in the list first; then say what is to be done with them.")
        raise invalid([Problem("case", "none_chosen", message)])
    verb = request.POST.get("act") or request.POST.get("other", "")
    if verb == PRINT:
        return printed(request, actor, cases)
    if verb in TOGETHER:
        query = urlencode({"cases": [row.reference for row in cases]}, doseq=True)
        return redirect(f"{reverse(TOGETHER[verb])}?{query}")
    item = act_named(actor, verb)
    if item is None:
        raise not_for_role() if verb else invalid([Problem("act", "none_chosen", no_act())])
    serves = [row.reference for row in cases]
    if "_do" not in request.POST:
        return ask(request, actor, item, cases, bulk_form(item, actor, serves))
    key_of(request)
    form = bulk_form(item, actor, serves, data=request.POST)
    if form.problems():
        return ask(request, actor, item, cases, form, status=422)
    officers = undo.officers_of(actor, cases) if item.name == "assign_case" else {}
    results = act_on_all(actor, item, cases, request.POST)
    if undo.reverse_of(actor, item):
        undo.keep(request.session, item, results, officers)
    return told(request, actor, str(item.form.title), results, may_undo=True)


def no_act() -> str:
    """Return what is missing when cases are chosen and no act is."""
    return _("Choose what is to be done with the cases.")


def ask(
    request: HttpRequest,
    actor: Actor,
    item: Declared,
    cases: Sequence[Chosen],
    form: OperationForm,
    *,
    status: int = 200,
) -> HttpResponse:
    """Show whom the cases are about, what blocks each, and the form of the act."""
    rows = chosen_rows(actor, [row.reference for row in cases])
    disclose_rows("case.listed", "list_cases", Case, [row["pk"] for row in rows], by=["case"])
    context = {
        "title": item.form.title,
        "promise": item.form.what_happens,
        "form": form,
        "verb": item.verb,
        "chosen": cases,
        "lines": lines_of(actor, rows, offers(actor), present.now()),
        "unseen": len(cases) - len(rows),
        "key": request.POST.get("_key") or str(uuid.uuid4()),
        "submit": item.form.title,
        "cancel_url": list_address(request),
        "is_quick": not any(field.required for field in form.fields.values()),
    }
    return render(request, "overview/chosen.html", context, status=status)


def told(
    request: HttpRequest,
    actor: Actor,
    title: str,
    results: Sequence[Mapping[str, Any]],
    *,
    may_undo: bool,
) -> HttpResponse:
    """Show what came of each case: first what was refused, for that needs a hand."""
    names = names_of(actor, [Chosen(row["reference"], None) for row in results])
    rows = [
        {
            **row,
            "name": names.get(row["reference"], ""),
            "url": reverse("case_detail", args=[row["reference"]]),
        }
        for row in results
    ]
    context = {
        "title": title,
        "done": [row for row in rows if row["ok"]],
        "refused": [row for row in rows if not row["ok"]],
        "undo": undo.kept(request.session) if may_undo else None,
        "back_url": list_address(request),
    }
    return render(request, "overview/chosen_results.html", context)


@require_POST
@staff_page
def chosen_undo(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Reverse what was last done with several cases, as far as nothing came after it."""
    done = undo.kept(request.session)
    if done is None or undo.reverse_of(actor, DECLARED[done["act"]]) is None:
        raise wrong_state(
            _("There is nothing to undo any more. Correct it on the page of each case."), "too_late"
        )
    results = undo.undo_all(actor, done)
    del request.session[undo.KEPT_AS]
    title = _("Undone: %(act)s") % {"act": done["title"]}
    return told(request, actor, title, results, may_undo=False)


def printed(request: HttpRequest, actor: Actor, cases: Sequence[Chosen]) -> HttpResponse:
    """Show the chosen cases as a sheet for paper."""
    rows = chosen_rows(actor, [row.reference for row in cases])
    disclose_rows("case.printed", "print_cases", Case, [row["pk"] for row in rows], by=["case"])
    now = present.now()
    context = {
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "rows": lines_of(actor, rows, offers(actor), now),
        "now": now,
        "back_url": list_address(request),
    }
    return render(request, "overview/chosen_print.html", context)


@require_POST
@staff_page
def look(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep which columns the list has and how dense it is, and go back to it."""
    form = LookForm(data=request.POST)
    is_set = request.POST.get("from") == "settings"
    response = redirect(f"{reverse('settings')}#list" if is_set else list_address(request))
    if form.is_valid():
        remember_look(response, form.look())
    return response
