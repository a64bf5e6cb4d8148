"""The work list as a browser last left it, so that the pages of acts lead back there."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import reverse

LIST_KEY = "worklist"
LIST_ASKS = (
    *("state", "stage", "officer", "held", "country", "age", "incident", "mission", "page"),
    *("blocker", "procedure", "condition", "body", "authority", "due", "playbook"),
    *("returned", "order"),
)


def list_address(request: HttpRequest) -> str:
    """Return the address of the work list as this browser last left it, filters and page kept.

    The page that led here says it; it is remembered in the session, so that it outlives the acts
    in between. Only our own list counts, and only what it knows to ask for.
    """
    home = reverse("worklist")
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc == request.get_host() and came_from.path == home:
        asked = QueryDict(came_from.query)
        kept = urlencode([(name, asked[name]) for name in LIST_ASKS if asked.get(name)])
        if kept != request.session.get(LIST_KEY, ""):
            request.session[LIST_KEY] = kept
    query = request.session.get(LIST_KEY, "")
    return f"{home}?{query}" if query else home
