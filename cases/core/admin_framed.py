"""The page of an operation under the admin's frame."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.web import Page

if TYPE_CHECKING:
    from cases.core.admin import ShownAdmin


def framed(shown: "ShownAdmin", request: HttpRequest, home: str) -> Page:
    """Return how the page of an operation looks here, and that it leads back to `home`."""

    def describe(actor: Actor, target: Any) -> dict[str, Any]:
        return {"reference": str(target), "name": str(target), "url": home, "rows": []}

    def done(answer: Answer) -> str:
        return home

    return Page(
        describe=describe,
        done=done,
        cancel=home,
        template="admin/cases/operation.html",
        extra={**shown.admin_site.each_context(request), "opts": shown.model._meta},
    )
