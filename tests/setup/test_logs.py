"""What the log of a request tells, and what it never does."""

import logging

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from structlog.testing import capture_logs

from consular.logs import numbered, request_log, where_it_broke


def answer(_: HttpRequest) -> HttpResponse:
    return HttpResponse("fine")


def test_a_request_is_one_line_without_its_query():
    request = RequestFactory().get("/cases/?q=Nguyễn+Văn+An")

    with capture_logs() as lines:
        request_log(answer)(request)

    (line,) = lines
    assert line["path"] == "/cases/"
    assert line["status"] == 200
    assert "Nguy" not in str(line)


def test_an_id_from_the_proxy_is_kept():
    request = RequestFactory().get("/", headers={"X-Request-ID": "abc-12345"})

    assert numbered(answer)(request).headers["X-Request-ID"] == "abc-12345"


@pytest.mark.parametrize("given", ["short", "x" * 65, "line\nbreak-here", "Nguyễn-Văn-An"])
def test_an_id_of_another_form_is_replaced(given: str):
    request = RequestFactory().get("/", headers={"X-Request-ID": given})

    assert numbered(answer)(request).headers["X-Request-ID"] != given


def test_the_words_of_an_exception_are_left_out():
    try:
        raise ValueError("passport of Nguyễn Văn An")
    except ValueError as error:
        event = where_it_broke(None, "error", {"event": "failed", "exc_info": error})

    assert event["error"] == "ValueError"
    assert "test_logs.py" in event["frames"][-1]
    assert "passport" not in str(event)


def test_exceptions_logged_by_libraries_lose_their_words_too(capsys: pytest.CaptureFixture[str]):
    formatter = logging.getLogger().handlers
    handler = next(
        h for h in formatter if isinstance(h.formatter, structlog.stdlib.ProcessorFormatter)
    )
    try:
        raise ValueError("passport of Nguyễn Văn An")
    except ValueError as error:
        record = logging.LogRecord(
            "library",
            logging.ERROR,
            "",
            1,
            "broke",
            None,
            (type(error), error, error.__traceback__),
        )

    line = handler.format(record)

    assert "ValueError" in line
    assert "passport" not in line
