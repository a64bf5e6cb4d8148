"""Which words of others may stand in a log line: none that a sender chose.

An address may hold anything somebody typed, names too; only its references and codes that a route
has taken in are written, otherwise the route itself. Messages of libraries are written without
their arguments, and those of refused requests without their text, which quotes what was sent.
"""

import logging
import re
from typing import Any, Final
from urllib.parse import unquote

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from structlog.typing import EventDict, WrappedLogger

REFERENCE: Final = re.compile(
    r"[A-Z]{3}-[0-9]{4}-[0-9]{5,9}"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|[0-9]{1,9}",
    re.ASCII,
)
"""A case, a record by its UUID, a row by its number: what we gave out ourselves."""
CODE: Final = re.compile(r"[A-Za-z0-9.-]{1,80}", re.ASCII)
REFUSED: Final = "django.security"
NOWHERE: Final = "(no such address)"
LEFT_OUT: Final = "…"


def told_path(request: HttpRequest, status: int) -> str:
    """The address that was asked, as far as it is made of our own words."""
    try:
        match = request.resolver_match or resolve(request.path_info)
        if not match.url_name:
            return NOWHERE
        # Routes that catch everything take in words that they do not name.
        filled: dict[str, Any] = match.captured_kwargs  # type: ignore[attr-defined] # Django has it
        there = reverse(match.view_name, args=match.args, kwargs=filled)
        if unquote(there) != request.path:
            return NOWHERE
    except (Resolver404, NoReverseMatch):
        return NOWHERE
    # A code stood for something only where somebody acted on a record that was there.
    # Faulty parameters are refused before a record is looked for.
    is_acted = request.method == "POST" and not request.META.get("QUERY_STRING")
    is_found = status < 400 or status in {409, 412} or (status == 422 and is_acted)
    is_known = getattr(request, "actor", None) is not None and is_found
    path = request.path
    for value in map(str, match.kwargs.values()):
        if not (REFERENCE.fullmatch(value) or (is_known and CODE.fullmatch(value))):
            path = path.replace(value, LEFT_OUT) if value else path
    return path


def without_arguments(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replaces the message of a library by its pattern, that of a refusal by its kind."""
    record = event.get("_record")
    if isinstance(record, logging.LogRecord):
        is_pattern = isinstance(record.msg, str) and not record.name.startswith(REFUSED)
        event["event"] = record.msg if is_pattern else f"refused: {record.name}"
    return event
