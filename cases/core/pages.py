"""Guards of web pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from cases.core.actor import Actor
from cases.core.errors import no_posting, not_for_role
from cases.core.kept import ask_to_log_in
from cases.core.roles import PEOPLE
from cases.core.web import actor_of

View = Callable[..., HttpResponse]
EVERYBODY = ""


def staff_page(view: View) -> View:
    """Let in staff whose role sees people; the view gets the actor after the request."""
    return page_for(PEOPLE)(view)


def page_for(word: str) -> Callable[[View], View]:
    """Return the guard of pages for the roles that see `word`; for all of them when it is empty."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = actor_of(request)
            if actor is None and not request.user.is_authenticated:
                return ask_to_log_in(request)
            if actor is None:
                raise no_posting()
            refuse_blind(actor, word)
            return view(request, actor, *args, **kwargs)

        return guarded

    return guard


def refuse_blind(actor: Actor, word: str) -> None:
    """Raise 403 unless the role sees what a page or an address is about."""
    if word and not actor.sees(word):
        raise not_for_role()
