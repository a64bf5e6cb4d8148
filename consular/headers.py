"""What every answer carries, pages of faults and refusals by the framework too.

Outside of it only the request gets its number: what is answered further in without these headers
leaves with them. Cookies that no cookie of ours can look like are dropped on the way in.
"""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

LONGEST_COOKIE = 4096


def house_headers(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Adds the headers of the house wherever a page does not say better itself."""
    headers: Mapping[str, Any] = settings.HOUSE_HEADERS

    def answer(request: HttpRequest) -> HttpResponseBase:
        request.COOKIES = plain_cookies(request.COOKIES)
        response = get_response(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def plain_cookies(given: Mapping[str, str]) -> dict[str, str]:
    """Without those that hold control characters: quoted cookies can spell NUL as `\\000`."""
    return {
        name: value
        for name, value in given.items()
        if len(value) <= LONGEST_COOKIE
        and not any(unicodedata.category(char) in {"Cc", "Cs"} for char in value)
    }
