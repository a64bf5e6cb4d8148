"""Guards of web pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from cases.core.errors import no_posting
from cases.core.kept import ask_to_log_in
from cases.core.web import actor_of

View = Callable[..., HttpResponse]


def staff_page(view: View) -> View:
    """Let only staff with a posting in force in; the view gets the actor after the request."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = actor_of(request)
        if actor is None and not request.user.is_authenticated:
            return ask_to_log_in(request)
        if actor is None:
            raise no_posting()
        return view(request, actor, *args, **kwargs)

    return guarded
