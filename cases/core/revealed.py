"""What an operation made and shows this once, and what leaves the house once it is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase


@dataclass(frozen=True, slots=True)
class Revealed:
    """A link that is stored nowhere. `send` takes it to `to`, and says whether that was done."""

    link: str
    to: str = ""
    send: Callable[[], bool] | None = None


Reveal = Callable[[str, Callable[[str], str]], Revealed | None]
"""(reference of what was just made, how an address becomes a whole one) -> what is shown."""
After = Callable[[HttpResponseBase], None]


def after_commit(request: HttpRequest, act: After) -> None:
    """Let `act` run once the request's transaction is saved; it may change what is answered.

    It reads nothing: nobody's eyes are open any more. What it needs is made before.
    """
    request.after_commit = [*acts_after(request), act]  # type: ignore[attr-defined] # read below


def acts_after(request: HttpRequest) -> list[After]:
    """Return what is to be done once the request's transaction is saved."""
    found: list[After] = getattr(request, "after_commit", [])
    return found


def mailing(send: Callable[[], bool]) -> After:
    """Return what sends a link that was saved, and says so in the answer of the API."""

    def finish(response: Any) -> None:
        if send():
            response.data["is_mailed"] = True
            response.content = response.rendered_content

    return finish
