"""Reports of browsers: that a page tried to load or run what the policy forbids.

Anybody can send them, so nothing of their text is written down: the words logged are our own, for
what kind of thing was blocked under which rule, and the name of the page. Few lines a minute are
written; further reports are counted and answered 429. No session, no database.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve

LARGEST: Final = 16_384
MOST_AT_ONCE: Final = 10
LINES: Final = 20
WINDOW: Final = 60.0
TYPES: Final = frozenset({"application/csp-report", "application/reports+json", "application/json"})
DIRECTIVE: Final = re.compile(r"(?:[a-z]{3,12}-src(?:-elem|-attr)?|form-action|base-uri)")
KEYWORDS: Final = frozenset({"inline", "eval", "wasm-eval", "trusted-types-policy", "self"})
SCHEMES: Final = frozenset({"http", "https", "data", "blob", "filesystem", "ws", "wss", "about"})


class Allowance:
    """How many lines may still be written in this minute, in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._began = float("-inf")
        self._written = 0
        self._left_out = 0

    def take(self, now: float) -> tuple[bool, int]:
        """Whether one more line may be written, and how many were left out before this minute."""
        with self._lock:
            left_out = 0
            if now - self._began >= WINDOW:
                left_out, self._began, self._written, self._left_out = self._left_out, now, 0, 0
            if self._written >= LINES:
                self._left_out += 1
                return False, left_out
            self._written += 1
            return True, left_out


def browser_reports(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answers the address of the reports; everything else goes on."""
    allowance = Allowance()

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path_info != settings.REPORTS_PATH:
            return get_response(request)
        return take_reports(request, allowance)

    return answer


def take_reports(request: HttpRequest, allowance: Allowance) -> HttpResponse:
    """204 when taken, otherwise the 4xx that says why not; the sender is a browser, no person."""
    status = why_not(request)
    if status:
        return HttpResponse(status=status, headers={"Allow": "POST"} if status == 405 else {})
    try:
        reports = list(reports_in(json.loads(request.read(LARGEST).decode())))
    except (ValueError, RecursionError, OSError):
        return HttpResponse(status=400)
    log = structlog.stdlib.get_logger("consular.browser")
    for report in reports:
        may_write, left_out = allowance.take(time.monotonic())
        if left_out:
            log.warning("browser_reports_left_out", count=left_out)
        if not may_write:
            return HttpResponse(status=429, headers={"Retry-After": str(int(WINDOW))})
        log.warning("blocked_by_policy", **report)
    return HttpResponse(status=204)


def why_not(request: HttpRequest) -> int:
    """The status of a refusal by method, type and size; 0 where the body may be read."""
    if request.method != "POST":
        return 405
    if (request.content_type or "").lower() not in TYPES:
        return 415
    size = request.META.get("CONTENT_LENGTH") or ""
    if not (size.isascii() and size.isdigit()):
        return 411
    return 413 if len(size) > 6 or int(size) > LARGEST else 0


def reports_in(body: Any) -> Iterator[dict[str, Any]]:
    """What the reports say in our own words; both formats, at most ten; ValueError for others."""
    if isinstance(body, dict) and isinstance(body.get("csp-report"), dict):
        yield told(body["csp-report"], "violated-directive", "blocked-uri", "document-uri")
        return
    if not isinstance(body, list):
        raise ValueError("no report")
    for item in body[:MOST_AT_ONCE]:
        inner = item.get("body") if isinstance(item, dict) else None
        if not isinstance(inner, dict):
            raise ValueError("no report")
        if item.get("type") == "csp-violation":
            yield told(inner, "effectiveDirective", "blockedURL", "documentURL")


def told(report: dict[str, Any], rule: str, blocked: str, page: str) -> dict[str, Any]:
    """The rule, what kind of thing was blocked, and on which of our pages."""
    directive = words_of(report.get(rule)).partition(" ")[0]
    document = words_of(report.get(page))
    return {
        "rule": directive if DIRECTIVE.fullmatch(directive) else "other",
        "blocked": kind_of(words_of(report.get(blocked)), document),
        "page": page_of(document),
    }


def words_of(value: Any) -> str:
    return value[:2000] if isinstance(value, str) else ""


def kind_of(address: str, document: str) -> str:
    """What was blocked, without its address: a word of the policy, our own server, or a scheme."""
    if address in KEYWORDS:
        return address
    scheme = address.partition(":")[0].lower()
    if scheme not in SCHEMES:
        return "other"
    return "own" if origin_of(address) == origin_of(document) else f"foreign {scheme}"


def origin_of(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", address
    return parts.scheme, parts.netloc


def page_of(address: str) -> str:
    """The name of the page in our list of addresses; its references stay out."""
    try:
        return resolve(urlsplit(address).path).view_name or "unnamed"
    except (Resolver404, ValueError):
        return "unknown"
