"""The accounts of staff, for administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.accounts.filters import StaffFilters
from cases.accounts.pages.staff import (
    ON_POSTINGS,
    detail_context,
    list_context,
    staff_operation,
)
from cases.core.actor import Actor
from cases.core.delivery import Request, deliver
from cases.core.errors import not_allowed, not_found
from cases.core.kept import keeps_typed
from cases.core.pages import EVERYBODY, page_for
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.web import operation_page

CREATING = ("invite_staff", "create_service_account", *ON_POSTINGS)


def ask_administers(actor: Actor) -> None:
    """Refuse the pages of accounts to whom they are not for."""
    if not actor.may(DECLARED["invite_staff"].operation.may):
        raise not_allowed()


@require_safe
@page_for(EVERYBODY)
def staff_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Accounts and their roles, narrowed as the address says."""
    ask_administers(actor)
    said = request.GET.get("page", "")
    page = max(0, int(said[:6]) - 1) if said.isascii() and said.isdigit() else 0
    filters = StaffFilters(actor, request.GET)
    return render(request, "accounts/staff_list.html", list_context(actor, filters, page))


@require_safe
@page_for(EVERYBODY)
def staff_detail(request: HttpRequest, actor: Actor, username: str) -> HttpResponse:
    """One account."""
    ask_administers(actor)
    staff = RESOURCES["staff"].find(actor, username)
    return render(
        request, "accounts/staff_detail.html", detail_context(actor, staff, timezone.now())
    )


@require_POST
@page_for(EVERYBODY)
def staff_session_end(
    request: HttpRequest, actor: Actor, username: str, reference: str
) -> HttpResponse:
    """End a session of an account."""
    ask_administers(actor)
    deliver(actor, Request(DECLARED["end_session"], target=reference, data=request.POST))
    messages.success(request, _("The session has ended."))
    return redirect(f"{reverse('staff_detail', args=[username])}#sessions")


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def staff_operation_page(request: HttpRequest, username: str, verb: str) -> HttpResponse:
    """The page of one operation on an account."""
    for declared in declared_for("staff"):
        if declared.verb == verb and not declared.is_creation:
            home = reverse("staff_detail", args=[username])
            return operation_page(request, declared, username, staff_operation(home))
    raise not_found()


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def staff_act(request: HttpRequest, verb: str) -> HttpResponse:
    """The page on which somebody is invited, or a role starts or ends."""
    for name in CREATING:
        if DECLARED[name].verb == verb:
            home = reverse("staff_list")
            return operation_page(request, DECLARED[name], "", staff_operation(home))
    raise not_found()
