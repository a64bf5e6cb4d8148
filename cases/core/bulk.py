"""One operation on many records of an admin list: asked first, then told for each record."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.admin_site import acting
from cases.core.delivery import Rejected, Request, deliver
from cases.core.errors import Refused
from cases.core.forms import OperationForm
from cases.core.registry import RESOURCES, Declared
from cases.core.web import key_of

if TYPE_CHECKING:
    from cases.core.admin import ShownAdmin

BULK_LIMIT = 200
NAMED_LIMIT = 20


def bulk_action(item: Declared) -> Callable[..., Any]:
    """Return the admin action that does one operation on each chosen record, with its result."""

    def act(model_admin: "ShownAdmin", request: HttpRequest, query: QuerySet[Any]) -> Any:
        actor = acting(request)
        rows = list(query.order_by("pk")[: BULK_LIMIT + 1])
        if len(rows) > BULK_LIMIT:
            messages.error(request, too_many())
            return None
        if "_do" not in request.POST:
            return bulk_page(request, model_admin, item, bulk_form(item, actor), rows)
        key_of(request)
        form = bulk_form(item, actor, data=request.POST)
        if form.problems():
            return bulk_page(request, model_admin, item, form, rows, status=422)
        attribute = RESOURCES[model_admin.resource].key
        results = [
            {**one_of_many(request, actor, item, str(getattr(row, attribute))), "name": name}
            for row, name in zip(rows, names_of(model_admin, rows), strict=True)
        ]
        return bulk_page(request, model_admin, item, None, rows, results=results)

    act.__name__ = item.name
    return act


def bulk_form(item: Declared, actor: Actor, *, data: Any = None) -> OperationForm:
    """Return the form of an operation on many records, which asks for what one may leave empty."""
    form = item.form(actor, None, data=data)
    for name, sentence in item.form.needed_in_bulk.items():
        field = form.fields[name]
        field.required = True
        field.help_text = ""
        field.error_messages["required"] = str(sentence)
    return form


def too_many() -> str:
    """Return why nothing was done on so many records."""
    return _(
        "More than %(limit)s records are chosen. Nothing was done. Narrow the list by the filters "
        "and choose again."
    ) % {"limit": BULK_LIMIT}


def names_of(model_admin: "ShownAdmin", rows: list[Any]) -> list[str]:
    """Return what the admin calls each of the chosen records."""
    return [model_admin.name_of(row) for row in rows]


def one_of_many(request: HttpRequest, actor: Actor, item: Declared, key: str) -> dict[str, Any]:
    """Act on one of many records and return what came of it."""
    wish = Request(
        item,
        target=key,
        key=f"{request.POST.get('_key', '')[:40]}:{key}",
        data=request.POST,
    )
    try:
        deliver(actor, wish)
    except Rejected as rejected:
        sentence = "; ".join(str(row.message) for row in rejected.form.problems())
        return {"ok": False, "sentence": sentence}
    except Refused as refusal:
        return {"ok": False, "sentence": str(refusal.message)}
    return {"ok": True, "sentence": _("Done")}


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
        "key": str(uuid.uuid4()),
        "submit": item.form.title,
    }
    return render(request, "admin/cases/bulk.html", context, status=status)
