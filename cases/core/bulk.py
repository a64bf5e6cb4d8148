"""One operation on many records of an admin list: asked first, then told for each record."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core import many
from cases.core.admin_site import acting
from cases.core.forms import OperationForm
from cases.core.many import bulk_form, one_of_many, too_many
from cases.core.registry import RESOURCES, Declared
from cases.core.web import key_of

if TYPE_CHECKING:
    from cases.core.admin import ShownAdmin

NAMED_LIMIT = 20


def bulk_action(item: Declared) -> Callable[..., Any]:
    """Return the admin action that does one operation on each chosen record, with its result."""

    def act(model_admin: "ShownAdmin", request: HttpRequest, query: QuerySet[Any]) -> Any:
        actor = acting(request)
        rows = list(query.order_by("pk")[: many.BULK_LIMIT + 1])
        if len(rows) > many.BULK_LIMIT:
            return back_with(request, too_many())
        if not rows:
            words = _("None of the chosen records is in sight. Nothing was done.")
            return back_with(request, words)
        attribute = RESOURCES[model_admin.resource].key
        serves = [str(getattr(row, attribute)) for row in rows]
        if "_do" not in request.POST:
            return bulk_page(request, model_admin, item, bulk_form(item, actor, serves), rows)
        form = bulk_form(item, actor, serves, data=request.POST)
        if sentence := getattr(request, "only_show", ""):
            messages.warning(request, sentence)
            return bulk_page(request, model_admin, item, form, rows)
        key_of(request)
        if form.problems():
            return bulk_page(request, model_admin, item, form, rows, status=422)
        results = [
            {
                **one_of_many(actor, item, key, request.POST),
                "name": name,
                "url": reverse(f"admin:cases_{model_admin.opts.model_name}_change", args=[row.pk]),
            }
            for row, name, key in zip(rows, names_of(model_admin, rows), serves, strict=True)
        ]
        return bulk_page(request, model_admin, item, None, rows, results=results)

    act.__name__ = item.name
    return act


def is_unchosen(request: HttpRequest) -> bool:
    """Return whether an act on many was sent without a record, or records without an act."""
    sent = request.POST
    chosen = sent.getlist("_selected_action") or sent.get("select_across") == "1"
    return "action" in sent and not (chosen and any(sent.getlist("action")))


def choose_first(request: HttpRequest) -> HttpResponse:
    """Lead back to the list with a sentence on what to choose."""
    messages.warning(request, _("Tick the records and choose what to do. Nothing was changed."))
    return redirect(sent_to(request))


def back_with(request: HttpRequest, sentence: str) -> HttpResponse:
    """Lead back to the list with a sentence on why nothing was done."""
    messages.error(request, sentence)
    return redirect(sent_to(request))


def sent_to(request: HttpRequest) -> str:
    """Return to which address the form was sent, also where it comes back after a login."""
    address: str = getattr(request, "form_address", request.get_full_path())
    return address


def names_of(model_admin: "ShownAdmin", rows: list[Any]) -> list[str]:
    """Return what the admin calls each of the chosen records."""
    return [model_admin.name_of(row) for row in rows]


def narrowing(request: HttpRequest) -> str:
    """Return what narrowed the list and which of its pages it was, as its address says it.

    The form is sent to the whole list, where what was done takes no record out of its filters.
    """
    return QueryDict(request.POST.get("_list") or request.GET.urlencode()).urlencode()


def bulk_page(
    request: HttpRequest,
    model_admin: "ShownAdmin",
    item: Declared,
    form: OperationForm | None,
    rows: list[Any],
    *,
    results: list[dict[str, Any]] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the form of a bulk action with the records it is for, or the result of each record."""
    query, path = narrowing(request), urlsplit(sent_to(request)).path
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.model._meta,
        "title": item.form.title,
        "promise": item.form.what_happens,
        "form": form,
        "chosen": [row.pk for row in rows],
        "names": names_of(model_admin, rows[:NAMED_LIMIT]),
        "unnamed": max(0, len(rows) - NAMED_LIMIT),
        "action": item.name,
        "how_many": len(rows),
        "results": results,
        "narrowing": query,
        "path": path,
        "list_url": f"{path}?{query}" if query else path,
        "key": request.POST.get("_key") or str(uuid.uuid4()),
        "submit": item.form.title,
    }
    return render(request, "admin/cases/bulk.html", context, status=status)
