"""The inbox."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import staff_page
from cases.core.registry import declared_for
from cases.core.web import Page, operation_page
from cases.notices.queries import Inbox, inbox
from cases.notices.words import lines


@require_safe
@staff_page
def notice_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is new first, then what was read."""
    try:
        before = UUID(request.GET["before"]) if request.GET.get("before") else None
    except ValueError:
        raise not_found() from None
    found = inbox(actor, before)
    every = lines([*found.unread, *found.of_officers, *found.read], actor)
    first, second = len(found.unread), len(found.unread) + len(found.of_officers)
    home = reverse("notice_list")
    context = {
        "unread": every[:first],
        "of_officers": every[first:second],
        "read": every[second:],
        "read_all_url": read_all_url(found),
        "prev_url": home if before else "",
        "next_url": f"{home}?before={found.older.uuid}" if found.older else "",
        "scope": actor.mission_label,
    }
    return render(request, "notices/inbox.html", context)


def read_all_url(found: Inbox) -> str:
    """Return where all that is shown as new is marked as read; empty when nothing is."""
    if not found.unread:
        return ""
    return reverse("notice_operation", args=[found.unread[0].uuid, "read-all"])


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def notice_operation_page(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """Mark as read; the way leads back to the inbox."""
    for declared in declared_for("notices"):
        if declared.verb == verb:
            return operation_page(request, declared, str(uuid), page())
    raise not_found()


def page() -> Page:
    """Return where the operations on notices lead, and what their pages say."""
    home = reverse("notice_list")

    def describe(actor: Actor, target: Any) -> dict[str, Any]:
        line = lines([target], actor)[0]
        return {"reference": "", "name": line["sentence"], "url": home, "rows": []}

    return Page(describe=describe, done=lambda _: home, cancel=home)
