"""The page of accesses."""

import re
from datetime import datetime
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.core.actor import Actor
from cases.core.disclosure import disclose
from cases.core.errors import Problem, invalid
from cases.core.pages import staff_page
from cases.core.registry import RESOURCES
from cases.privacy.forms import AccessFilters
from cases.privacy.pages.accesses import access_rows
from cases.privacy.policies import allow_review
from cases.privacy.queries import access_page, accesses_of, of_kind

SALT = "privacy.accesses"


@require_safe
@staff_page
def access_list(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """Who saw a person and her cases, changed them or was refused, the newest first."""
    citizen = RESOURCES["citizens"].find(actor, str(uuid))
    allow_review(actor)
    form = AccessFilters(request.GET, actor.clock)
    since, until = form.window()
    entries = accesses_of(actor, citizen)
    if since:
        entries = entries.filter(at__gte=since)
    if until:
        entries = entries.filter(at__lt=until)
    if form.cleaned_data.get("kind"):
        entries = entries.filter(of_kind(form.cleaned_data["kind"]))
    page = access_page(entries, instant_of(request.GET.get("before", "")))
    rows = access_rows(actor, page)
    disclose("citizen.accesses_shown", "show_accesses", citizen)
    context = {
        "citizen": citizen,
        "rows": rows,
        "filters": form,
        "prev_url": address(request) if request.GET.get("before") else "",
        "next_url": address(request, page.following) if page.following else "",
        "back_url": back_url(request),
    }
    return render(request, "privacy/accesses.html", context, status=422 if form.errors else 200)


def instant_of(text: str) -> datetime | None:
    """Return the instant a page begins before; 422 for one that is not ours."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(Signer(salt=SALT).unsign(text))
    except (BadSignature, ValueError):
        message = _("This page address is not valid. Start again from the first page.")
        raise invalid([Problem("before", "bad_cursor", message)]) from None


def address(request: HttpRequest, before: datetime | None = None) -> str:
    """Return the address of this list that begins before an instant, filters kept."""
    query = request.GET.copy()
    query.pop("before", None)
    if before is not None:
        query["before"] = Signer(salt=SALT).sign(before.isoformat())
    return f"{request.path}?{query.urlencode()}" if query else request.path


def back_url(request: HttpRequest) -> str:
    """Return where the page was opened from: the history of a case, else the work list."""
    reference = request.GET.get("case", "")
    if re.fullmatch(RESOURCES["cases"].pattern, reference):
        return reverse("case_history", args=[reference])
    return reverse("worklist")
