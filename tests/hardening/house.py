"""What holds for every answer of the house: its headers, and the addresses that stand in it."""

import re
from typing import Any

from django.conf import settings

NUMBER = re.compile(r"[0-9a-f]{32}")
ADDRESS = re.compile(
    r"""\b(?:href|action|formaction|src|hx-get|hx-post|hx-push-url|data-url|cite)\s*=\s*"([^"]*)\""""
)

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
    "report-uri": settings.REPORTS_PATH,
    "report-to": "house",
}


def addresses_in(response: Any) -> list[str]:
    """Return where an answer leads, and where what it shows can lead."""
    text = response.content.decode("utf-8", "replace")
    return [*ADDRESS.findall(text), response.headers.get("Location", "")]


def lacking(response: Any) -> list[str]:
    """Return the headers that an answer lacks, or has otherwise."""
    told = settings.HOUSE_HEADERS
    wrong = [] if NUMBER.fullmatch(response.headers.get("X-Request-ID", "")) else ["X-Request-ID"]
    wrong += [
        name
        for name, value in told.items()
        if name != "Cache-Control" and response.headers.get(name) != value
    ]
    policy = response.headers.get("Content-Security-Policy", "")
    rules = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    # A file that somebody sent may do nothing at all.
    strict = {"default-src": "'none'"} if "sandbox" in rules else POLICY
    wrong += [rule for rule, sources in strict.items() if rules.get(rule) != sources]
    own = {"data:"} if response.request["PATH_INFO"] == "/api/docs/" else set()
    return wrong + [word for word in ("unsafe", "data:") if word in policy and word not in own]


def is_kept_nowhere(response: Any) -> bool:
    """Return whether neither a browser nor a proxy keeps the answer."""
    return "no-store" in response.headers.get("Cache-Control", "")
