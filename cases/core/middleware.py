"""One transaction per request, with the eyes of whoever asks.

It opens after the body has arrived and its size was checked, so that a slow upload holds nothing;
it covers the rendering of the page; it commits after a 4xx too, since refusals stay on record, and
rolls back on an unhandled fault.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
)
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.module_loading import import_string

from cases.core.actor import Actor
from cases.core.context import apply_context
from cases.core.errors import Refused
from cases.core.problems import not_allowed_page, refusal_page, too_slow_page
from cases.core.received import receive
from cases.core.revealed import acts_after

SERVER_FAULT = 500


class ActingRequest(HttpRequest):
    """A request with the actor the middleware found; None where nobody is logged in."""

    actor: Actor | None


class RequestTransaction:
    """The outermost savepoint of everything a request does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        refusal = receive(request)
        if refusal is not None:
            return refusal_page(request, refusal)
        try:
            with transaction.atomic():
                response = self.answer(request)
        except OperationalError:
            connection.close()
            return too_slow_page(request)
        if response.status_code < SERVER_FAULT:
            for act in acts_after(request):
                act(response)
        return response

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Answer inside the transaction and close the eyes again."""
        actor = acting(request)
        request.actor = actor  # type: ignore[attr-defined] # see ActingRequest
        apply_context(actor)
        with timezone.override(actor.clock if actor else None):
            response = self.get_response(request)
            if isinstance(response, HttpResponseNotAllowed) and not response.content:
                response = not_allowed_page(request, response)
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                response = response.render()
        if getattr(request, "actor", None) is not None:
            # What was shown to staff is kept by no browser: not after logging out, not on a disk.
            response.headers.setdefault("Cache-Control", "no-store")
        if response.status_code >= SERVER_FAULT:
            transaction.set_rollback(True)
        elif not connection.needs_rollback:
            apply_context(None)
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Show a refusal of the domain as a page; a cut connection as "nothing was saved"."""
        if isinstance(fault, Refused):
            return refusal_page(request, fault)
        if isinstance(fault, OperationalError):
            transaction.set_rollback(True)
            return too_slow_page(request)
        return None


def acting(request: HttpRequest) -> Actor | None:
    """Return the actor of a logged-in member of staff with a posting in force, read anew."""
    find: Callable[[HttpRequest], Actor | None] = import_string(settings.ACTOR_OF_SESSION)
    return find(request)
