"""Logging without personal data: what was asked, how it ended, how long it took.

Query strings, bodies and the words of exceptions may hold names and numbers of people (a
database error quotes the row), so none of them is written; the place in the code is.
"""

import logging
import re
import sys
import time
import traceback
import uuid
from collections.abc import Callable
from typing import Any, Final

import structlog
from django.http import HttpRequest, HttpResponseBase
from structlog.typing import EventDict, WrappedLogger

from consular.log_words import told_path, without_arguments

# Asked every few seconds by whoever watches the server; a line each would hide the others.
WATCHED: Final = frozenset({"/alive/"})
ONE_TIME: Final = re.compile(r"^(/start/)[^/]+")
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
REQUEST_ID: Final = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)


def where_it_broke(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replaces an exception by its class and the places it passed, leaving out its words."""
    raised = event.pop("exc_info", None)
    error = raised[1] if isinstance(raised, tuple) else raised
    if error is True:
        error = sys.exception()
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__name__
        event["frames"] = [f"{each.filename}:{each.lineno} {each.name}" for each in frames]
    return event


SHARED: Final = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    where_it_broke,
)


def logging_settings(*, is_json: bool) -> dict[str, Any]:
    """Django's LOGGING: one handler, JSON for machines or a line for people."""
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if is_json
        else structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
    )
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": (*SHARED, without_arguments),
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter},
        "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["terminal"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "propagate": False},
            "django.request": {"level": "ERROR"},
            # It writes user names and addresses of guesses; they stand in its table.
            "axes": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }


def numbered(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Gives each request an id: on its answer, and on everything that is logged meanwhile.

    The outermost of all, so that whatever answers carries it: a file of the house, a redirect, a
    refusal of the framework before anything of ours is asked. `reference` is the short number that
    the page of a fault shows, for whoever is asked for help.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        reference = uuid.uuid4().hex[:8]
        request.reference = reference  # type: ignore[attr-defined] # printed on pages of faults
        with structlog.contextvars.bound_contextvars(request_id=request_id, reference=reference):
            response = get_response(request)
        response.headers["X-Request-ID"] = request_id
        return response

    return answer


def request_log(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """One line for each request that is not for a file of the house."""
    log = structlog.stdlib.get_logger("consular.request")

    def answer(request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        response = get_response(request)
        milliseconds = round((time.perf_counter() - started) * 1000)
        log.log(
            logging.DEBUG if request.path in WATCHED else logging.INFO,
            "request",
            method=request.method if request.method in METHODS else "OTHER",
            path=ONE_TIME.sub(r"\1…", told_path(request, response.status_code)),
            status=response.status_code,
            ms=milliseconds,
        )
        return response

    return answer
