"""Nothing that somebody sends or that is stored of a person reaches a log line or a report.

Markers stand in every text field, body, header, cookie, query and address, and in the words of
faults that are forced; the lines are taken as the real handler writes them.
"""

import json
import logging
import re

import pytest
from django.core import mail
from django.db import DataError, IntegrityError
from django.test import Client, RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.views.debug import get_exception_reporter_class, get_exception_reporter_filter

from tests.api.calls import JSON
from tests.factories import head
from tests.hardening.routes import every_route, one_of_each_kind, records
from tests.sweeps import tried
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

MARK = "Qzmark"
WORDS = f"Nguyễn {MARK} C1234567"
HEADERS = {
    "User-Agent": f"{MARK}/1",
    "Referer": f"http://testserver/cases/?q={MARK}",
    "X-Request-ID": f"{MARK} x",
    "X-Forwarded-For": MARK,
    "Cookie": f"a={MARK}; csrftoken={MARK}",
    "If-Match": MARK,
    "If-None-Match": MARK,
    "Idempotency-Key": f"{MARK}é",
    "Accept-Language": MARK,
    "Origin": f"https://{MARK}.example",
}


def silent(*streams):
    """Check that lines were written and hold no marker."""
    for stream in streams:
        hold_no_marker(stream.getvalue())


def hold_no_marker(text):
    """Check the lines of one form."""
    assert text.strip()
    assert MARK.lower() not in text.lower(), [
        line for line in text.splitlines() if MARK.lower() in line.lower()
    ][:3]


@pytest.mark.sweep(within=True)
def test_what_is_asked_for_is_in_no_line(both_lines):
    client = log_in(Client(raise_request_exception=False), head())
    anonymous = Client(raise_request_exception=False)

    for route in tried(one_of_each_kind()):
        for one in (client, anonymous):
            one.get(route.address(lambda _area, _name: MARK), {"q": WORDS, MARK: "1", "page": MARK})
            one.get(f"{route.address()}{MARK}/", headers=HEADERS)

    silent(*both_lines)


@pytest.mark.sweep(within=True)
def test_what_is_sent_is_in_no_line(both_lines):
    client = log_in(Client(raise_request_exception=False), head())
    fill = records(head())
    body = encode_multipart(BOUNDARY, {"text": WORDS, MARK: WORDS, "csrfmiddlewaretoken": MARK})
    strict = Client(raise_request_exception=False, enforce_csrf_checks=True)

    for route in tried(one_of_each_kind()):
        there = route.address(fill)
        for one in (client, strict):
            one.generic("POST", there, body, content_type=MULTIPART_CONTENT)
            one.post(there, json.dumps({MARK: WORDS}), content_type=JSON, headers=HEADERS)
            one.generic("POST", there, WORDS.encode(), f"text/{MARK}; charset={MARK}")
        client.generic(MARK.upper(), there)

    silent(*both_lines)


FAULTS = [
    ValueError(WORDS),
    KeyError(WORDS),
    UnicodeEncodeError("ascii", WORDS, 1, 2, MARK),
    IntegrityError(f"duplicate key\nDETAIL:  Key (full_name)=({WORDS}) already exists."),
    DataError(f"value too long: {WORDS}"),
]


TYPED = re.compile(r'<h2>What you entered</h2>.*?</section>|<input type="hidden"[^>]*>', re.DOTALL)
"""Where a page of a fault keeps what was typed for whoever typed it, and sends it again."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_a_fault_leaves_its_class_and_its_place_only(fault, monkeypatch, lines):
    client = log_in(Client(raise_request_exception=False), head())

    def broken(*_args, **_options):
        note = WORDS  # noqa: F841 - a variable of the frame
        try:
            raise fault
        except type(fault) as cause:
            raise RuntimeError(WORDS) from cause

    monkeypatch.setattr("cases.core.delivery.bind", broken)
    monkeypatch.setattr("cases.core.web.find", broken)
    monkeypatch.setattr("cases.core.listing.limit_of", broken)
    monkeypatch.setattr("cases.core.api.limit_of", broken)
    fill = records(head())
    answers = [
        client.get("/cases/new/", {"q": WORDS}),
        client.post("/tokens/", {"label": WORDS}),
        client.get(f"/cases/{fill('cases', 'reference')}/note/", {"q": WORDS}),
        client.post(f"/cases/{fill('cases', 'reference')}/note/", {"text": WORDS}),
        client.post(f"/admin/cases/case/{fill('', 'pk')}/act/note/", {"text": WORDS}),
        client.get("/api/v1/citizens/", {"sex": WORDS}),
        client.post("/api/v1/cases/register/", {"full_name": WORDS}, content_type=JSON),
    ]

    assert [row.status_code for row in answers].count(500) >= 5
    for response in answers:
        if response.status_code == 500:
            assert MARK not in TYPED.sub("", response.text) + str(response.headers)
    silent(lines)
    assert "RuntimeError" in lines.getvalue()
    assert "test_marked.py" in lines.getvalue()
    assert mail.outbox == []


@pytest.mark.sweep(within=True)
@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_no_page_of_a_refusal_repeats_what_was_asked(language):
    client = log_in(Client(raise_request_exception=False), head())
    client.cookies["django_language"] = language
    said = set()

    for route in tried(every_route()):
        there = route.address(lambda _area, _name: MARK)
        for response in (client.get(there), client.get(f"{route.address()}{MARK}/")):
            if response.status_code in {400, 403, 404, 405}:
                said.add(response.status_code)
                assert MARK not in response.text, (route, response.status_code)
    assert 404 in said


def test_a_report_of_a_fault_holds_nothing_but_its_place():
    request = RequestFactory().post(f"/{MARK}/?q={MARK}", {MARK: WORDS}, headers=HEADERS)
    try:
        hidden = WORDS  # noqa: F841 - a variable of the frame
        raise ValueError(WORDS)
    except ValueError as fault:
        reporter = get_exception_reporter_class(request)(
            request, type(fault), fault, fault.__traceback__
        )

    for report in (reporter.get_traceback_text(), reporter.get_traceback_html()):
        assert MARK not in report
        assert "ValueError" in report
        assert "test_marked.py" in report
        assert "SECRET" not in report


def test_the_filter_of_reports_lets_nothing_through():
    request = RequestFactory().post("/", {MARK: WORDS}, headers=HEADERS)
    found = get_exception_reporter_filter(request)

    assert found.is_active(request)
    assert not found.get_post_parameters(request)
    assert not found.get_safe_settings()
    assert not found.get_safe_request_meta(request)
    assert not found.get_safe_cookies(request)
    assert not found.get_traceback_frame_variables(request, None)


def test_nobody_is_mailed_a_fault():
    named = [
        logging.getLogger(name) for name in ("", "django", "django.request", "django.security")
    ]

    assert [
        type(row).__name__ for one in named for row in one.handlers if "Email" in str(row)
    ] == []


@pytest.mark.parametrize(
    ("name", "message", "arguments"),
    [
        ("django.request", "Not Found: %s", (f"/{MARK}/",)),
        ("django.security.DisallowedHost", f"Invalid HTTP_HOST header: '{MARK}'", ()),
        ("django.security.csrf", "Forbidden (%s): %s", (MARK, MARK)),
        ("some.library", "took %r from %s", (MARK, MARK)),
        ("some.library", ValueError(MARK), ()),
        ("django.db.backends", "(%.3f) %s; args=%s", (1.0, MARK, (MARK,))),
    ],
)
def test_a_library_is_quoted_without_what_it_was_given(lines, name, message, arguments):
    logging.getLogger(name).error(message, *arguments)

    silent(lines)
