"""The history of a row in the admin: its own for reference data, else that of case or person."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases.core.admin_site import acting
from cases.core.errors import not_found
from cases.core.roles import FILE, REFERENCE
from cases.core.row_history import history_of_row
from cases.core.walls import VERSIONED

if TYPE_CHECKING:
    from cases.core.admin import ShownAdmin


def has_history(shown: "ShownAdmin") -> bool:
    """Return whether what stood in the rows of a table has a page of its own."""
    of_nobody = VERSIONED.get(shown.opts.db_table) == ("", "")
    return of_nobody and (shown.remembers or shown.sees == REFERENCE)


def history_address(shown: "ShownAdmin", request: HttpRequest, row: Any) -> str:
    """Return where the history of a row of reference data or of a person is read, if anywhere."""
    if has_history(shown):
        name = f"admin:{shown.opts.app_label}_{shown.opts.model_name}_history"
        return reverse(name, args=[row.pk])
    of_person = VERSIONED.get(shown.opts.db_table) == ("id", "")
    return history_of_whom(shown, request, row) if of_person and acting(request).sees(FILE) else ""


def history_of_whom(shown: "ShownAdmin", request: HttpRequest, row: Any) -> str:
    """Return the history of the case or the person that a row is about, empty for other rows.

    A row may be in sight without its case: an offer is.
    """
    citizen, case = VERSIONED.get(shown.opts.db_table, ("", ""))
    column, page = (case, "case_history") if case else (citizen, "citizen_history")
    if not column:
        return ""
    key = shown.opts.get_field(column.removesuffix("_id"))
    about: Any = shown.model if column == "id" else key.related_model
    seen = about._default_manager.visible_to(acting(request))
    found = seen.filter(pk=getattr(row, column)).first()
    return reverse(page, args=[found.public_reference]) if found is not None else ""


def history_page(shown: "ShownAdmin", request: HttpRequest, row: Any) -> HttpResponse:
    """Show what stood in a row of reference data; lead to the history of a case or person.

    Whoever may not see the row sees no history of it.
    """
    if not shown.has_view_permission(request, row):
        raise PermissionDenied
    if not has_history(shown):
        elsewhere = history_of_whom(shown, request, row)
        if not elsewhere:
            raise not_found()
        return redirect(elsewhere)
    actor = acting(request)
    name = f"admin:{shown.opts.app_label}_{shown.opts.model_name}_change"
    context = {
        **shown.admin_site.each_context(request),
        "opts": shown.opts,
        "name": shown.name_of(row),
        "row_url": reverse(name, args=[row.pk]),
        "history": history_of_row(actor, row),
        "zone": actor.zone,
    }
    return render(request, "admin/cases/row_history.html", context)
