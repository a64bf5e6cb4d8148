"""What was typed is not lost when the session has ended or a form was open for too long.

A form sent without a login is answered by the login page, which carries what was typed, signed, in
the browser of whoever typed it; after the login the same form comes back with it. Nothing is acted
on and nothing is stored on the way.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature, dumps, loads
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.context import apply_context
from cases.core.errors import Refused, Sentence
from cases.core.problem_pages import problem_page

SALT = "cases.core.kept"
HOURS_KEPT = 12
OLD_PAGE: Sentence = gettext_lazy(
    "The page was open for a long time, or cookies are off. Nothing was changed."
)
NOT_KEPT = ("csrfmiddlewaretoken", "kept", "password", "mrz", "photo")


def keeps_typed[V](view: V) -> V:
    """Mark a view that can show again what was typed, without acting on it."""
    view.keeps_typed = True  # type: ignore[attr-defined] # a mark on a function
    return view


def ask_to_log_in(request: HttpRequest) -> HttpResponse:
    """Lead to the login page; a form that was sent goes along and comes back after it."""
    if request.method != "POST":
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_KEPT}
    context = {
        "form": AuthenticationForm(request),
        "next": request.get_full_path(),
        "kept": dumps(typed, salt=SALT, compress=True),
    }
    return render(request, "registration/login.html", context, status=401)


def show_kept(request: HttpRequest, kept: str, address: str) -> HttpResponse | None:
    """Show the form at `address` with what was kept, as whoever has just logged in."""
    parts = urlsplit(address)
    try:
        typed = loads(kept, salt=SALT, max_age=HOURS_KEPT * 3600)
        match = resolve(parts.path)
    except (BadSignature, Resolver404):
        return None
    find: Any = import_string(settings.ACTOR_OF_SESSION)
    actor = find(request)
    if actor is None or not getattr(match.func, "keeps_typed", False):
        return None
    request.actor = actor  # type: ignore[attr-defined] # as the middleware does
    apply_context(actor)
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    request.POST = data  # type: ignore[assignment] # a view only reads it
    request.GET = QueryDict(parts.query)
    sentence = _("You are logged in again. Nothing was sent yet: look at what you typed, send it.")
    return show_again(request, match, address, sentence)


def show_again(
    request: HttpRequest, match: ResolverMatch, address: str, sentence: str
) -> HttpResponse:
    """Call a view so that it only shows what was typed, with a sentence on why."""
    request.only_show = sentence  # type: ignore[attr-defined] # read by core.web
    request.form_address = address  # type: ignore[attr-defined] # where the form is sent to
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return answer


def forged_or_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without its proof of origin; shown again where it can be, never acted on."""
    match = resolve(request.path_info)
    keeps = getattr(match.func, "keeps_typed", False)
    if keeps and not request.user.is_authenticated:
        # The session has ended too: what was typed goes along through the login.
        response = ask_to_log_in(request)
        response.status_code = 403
        return response
    if not keeps or getattr(request, "actor", None) is None:
        return problem_page(request, Refused(OLD_PAGE, "page_too_old", 403))
    sentence = _("The page had been open for too long. Nothing was sent yet: send it again.")
    response = show_again(request, match, request.get_full_path(), sentence)
    response.status_code = 403
    return response
