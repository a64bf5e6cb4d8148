"""What a browser must not keep after the log-out: cookies of features that end with the session.

ends_with_session("muster_share", path="/movements/")
"""

from django.http import HttpResponse

_ending: dict[str, str] = {}


def ends_with_session(name: str, *, path: str) -> str:
    """Register a cookie that the log-out takes away; return its name."""
    _ending[name] = path
    return name


def take_away(response: HttpResponse) -> None:
    """Let the browser drop every such cookie."""
    for name, path in _ending.items():
        response.delete_cookie(name, path=path, samesite="Strict")
