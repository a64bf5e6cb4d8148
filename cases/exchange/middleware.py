"""Calls of the API are counted before anything is done with them."""

from collections.abc import Callable

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.languages import speak_to
from cases.core.problems import API_PREFIX, refusal_page, too_slow_page
from cases.exchange.allowances import Standing, counted


class KeepsToAllowance:
    """Answers a call too many with 429 and when to come again; tells every caller what is left.

    From here on the call is answered in its own language or in that of the account.

    It stands outside the transaction of the request, so that such a call opens none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(API_PREFIX):
            return self.get_response(request)
        try:
            standing = counted(request)
        except OperationalError:
            connection.close()
            return too_slow_page(request)
        speak_to(request, standing.language)
        response = refused(request, standing) if standing.is_over else self.get_response(request)
        for name, value in standing.headers.items():
            response.headers[name] = value
        return response


def refused(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """429: too many calls; nothing of this one was done or put on record."""
    sentence = _(
        "Too many calls were made within a minute. Nothing was done. Wait %(seconds)s seconds and "
        "send this one again."
    ) % {"seconds": standing.seconds}
    page = refusal_page(request, Refused(sentence, "too_many_calls", 429, audited=False))
    page.headers["Retry-After"] = str(standing.seconds)
    page.headers["Cache-Control"] = "no-store"
    return page
