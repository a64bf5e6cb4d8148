"""Pages of rows of lists."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.actor import Actor
from cases.core.disclosure import disclose
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import RESOURCES, declared_for
from cases.core.roles import FILE
from cases.core.web import Page, operation_page
from cases.intake.lists.choices import RowState
from cases.intake.lists.pages.rows import row_context


@require_safe
@page_for(FILE)
def list_row(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """One row: its cells, what was read, what is wrong, who may be the same."""
    row = RESOURCES["list-rows"].find(actor, str(uuid))
    disclose("list_row.shown", "show_list_row", row)
    return render(request, "intake/lists/row.html", row_context(actor, row))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def list_row_operation(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """The page of one operation on a row; it leads back to the rows one came from."""
    home = reverse("list_row", args=[uuid])
    back = rows_page(request) or home
    page = Page(describe=describe_row, done=lambda answer: back, cancel=home)
    for declared in declared_for("list-rows"):
        if declared.verb == verb:
            return operation_page(request, declared, str(uuid), page)
    raise not_found()


def rows_page(request: HttpRequest) -> str:
    """Return the page of rows from which something was sent, "" where it was another one."""
    show = request.POST.get("show", "")
    try:
        received = UUID(request.POST.get("list", ""))
    except ValueError:
        return ""
    if show not in RowState.values:
        return ""
    return f"{reverse('list_detail', args=[received])}?show={show}#rows"


def describe_row(actor: Actor, target: Any) -> dict[str, Any]:
    """Return what the page of an operation says of a row."""
    return {
        "reference": "",
        "name": str(target),
        "url": target.get_absolute_url(),
        "rows": [
            {"label": _("List"), "value": str(target.received)},
            {"label": _("Row"), "value": str(target.number)},
        ],
    }
