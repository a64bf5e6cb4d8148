"""Pages of what went wrong: what happened, what to do next, what was typed, a number to quote.

Pages of our own faults ask no database for anything: the transaction may be broken. What was typed
stands on them and is sent again by a button, with the key it had, so that it acts once.
"""

from collections.abc import Iterable
from typing import Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.errors import Refused, Sentence

OURS: Final = frozenset({400, 413, 500, 503})
"""Answered without asking who is there."""
NEVER_SHOWN: Final = ("csrfmiddlewaretoken", "kept")
SECRET: Final = "password"  # noqa: S105 - a part of names
"""Part of the names under which nothing is written on a page again."""
READS: Final = frozenset({"GET", "HEAD"})
TITLES: Final[dict[int, Sentence]] = {
    400: gettext_lazy("This cannot be read"),
    403: gettext_lazy("You may not do this"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("This is not how the page is asked"),
    409: gettext_lazy("This is not possible now"),
    413: gettext_lazy("This is too large"),
    422: gettext_lazy("Please check what you entered"),
    429: gettext_lazy("Too many tries"),
    500: gettext_lazy("Something went wrong"),
    503: gettext_lazy("The server was too busy"),
}
REMEDIES: Final[dict[int, Sentence]] = {
    400: gettext_lazy("Go back, load the page again and send it once more."),
    403: gettext_lazy(
        "If you need this for your work, ask the head of your mission. If the page was open for a "
        "long time, go back, load it again and send it once more."
    ),
    404: gettext_lazy(
        "Check the number or the address, look for the person by name, or ask the mission in "
        "charge: what your mission does not work on is not shown."
    ),
    405: gettext_lazy("Use the links and buttons of the pages."),
    409: gettext_lazy("Go back, load the page again and look at the record before you decide."),
    413: gettext_lazy("Shorten the longest text, then send it again."),
    422: gettext_lazy("Go back and correct what is named here."),
    429: gettext_lazy("Wait some minutes, then try again."),
    500: gettext_lazy(
        "Send it again. If it happens once more, tell your administrator the number of this "
        "request."
    ),
    503: gettext_lazy(
        "Wait a moment, then send it again. It is done once, however often it is sent."
    ),
}


SMALLER_FILE: Final[Sentence] = gettext_lazy(
    "Choose a smaller file, or send what is in it in parts."
)
ASKS_UNKNOWN: Final[Sentence] = gettext_lazy(
    "The address asks for something that this page does not know. Open the page without it."
)
AT_HEADQUARTERS: Final[Sentence] = gettext_lazy(
    "Your role at headquarters does not include it. Some acts are nobody’s: nothing is deleted, "
    "and nobody decides alone on what they asked for. If the page was open for a long time, go "
    "back, load it again and send it once more."
)


def reference_of(request: HttpRequest) -> str:
    """Return the number of this request, which each line of the log about it carries."""
    return str(getattr(request, "reference", ""))


def problem_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Return the page on a refusal or a fault."""
    status = refusal.status
    typed = typed_in(request) if status in OURS else []
    context = {
        "title": TITLES.get(status, _("This was not done")),
        "sentence": refusal.message,
        "refusal": refusal,
        "remedy": remedy_of(request, status),
        "reference": reference_of(request),
        **way_back(request, status),
        "is_read": request.method in READS,
        "typed": typed,
        "retry_url": request.get_full_path() if typed else "",
        "retry_label": _("Send it again"),
    }
    request.is_refused = True  # type: ignore[attr-defined] # read by the choice of languages
    if status not in OURS:
        return render(
            request, "core/problem.html", context | {"frame_of": "base.html"}, status=status
        )
    words = render_to_string(
        "core/problem.html",
        context | {"frame_of": "bare.html", "csrf_token": get_token(request) if typed else ""},
    )
    return HttpResponse(words, status=status)


def remedy_of(request: HttpRequest, status: int) -> Sentence:
    """Return what to do now."""
    actor = getattr(request, "actor", None)
    if status == 413 and request.content_type == "multipart/form-data":
        return SMALLER_FILE
    if status == 400 and asks_unknown(request):
        return ASKS_UNKNOWN
    if status == 403 and actor is not None and actor.is_headquarters:
        return AT_HEADQUARTERS
    return REMEDIES.get(status, "")


def asks_unknown(request: HttpRequest) -> bool:
    """Return whether it is a page that was asked for with something it does not know."""
    return request.method in READS and bool(request.META.get("QUERY_STRING"))


def way_back(request: HttpRequest, status: int) -> dict[str, str]:
    """Return where the page leads: to the same one without what it does not know, or home."""
    if status == 400 and asks_unknown(request):
        return {"back_url": request.path, "back_label": _("Open the page without it")}
    return {"back_url": "/", "back_label": _("Back to the first page")}


def typed_in(request: HttpRequest) -> list[dict[str, str]]:
    """Return what was typed into a form of ours: name, value, and whether it is a text to read.

    Only into a form that may show it again (`keeps_typed`), and nothing secret.
    """
    if request.method != "POST" or not is_kept(request):
        return []
    return [
        {"name": name, "value": value, "is_own": "" if name.startswith("_") else "yes"}
        for name, value in pairs_of(sent_with(request))
        if value and name not in NEVER_SHOWN and SECRET not in name
    ]


def is_kept(request: HttpRequest) -> bool:
    """Return whether the page at this address shows again what was typed."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    return bool(getattr(match.func, "keeps_typed", False))


def sent_with(request: HttpRequest) -> QueryDict:
    """Return the fields of the form, also of one that was too large to be worked with."""
    kept: QueryDict | None = getattr(request, "too_large", None)
    return request.POST if kept is None else kept


def pairs_of(sent: QueryDict) -> Iterable[tuple[str, str]]:
    """Yield each name with each of its values."""
    for name, values in sent.lists():
        for value in values:
            yield name, str(value)
