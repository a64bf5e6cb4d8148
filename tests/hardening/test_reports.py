"""Reports of browsers are taken, kept short, and never become a way to fill the log."""

import json
import time

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from consular import reports
from consular.reports import Allowance, take_reports

MARKER = "NguyenVanAnC1234567"
OLD = {
    "csp-report": {
        "document-uri": f"https://consular.example/cases/?q={MARKER}",
        "referrer": f"https://consular.example/{MARKER}",
        "violated-directive": "script-src-elem 'self'",
        "blocked-uri": f"https://{MARKER}.example/{MARKER}.js",
        "script-sample": MARKER,
        "source-file": MARKER,
    }
}
NEW = [
    {
        "type": "csp-violation",
        "url": f"https://consular.example/{MARKER}",
        "user_agent": MARKER,
        "body": {
            "documentURL": "https://consular.example/board/",
            "effectiveDirective": "style-src",
            "blockedURL": "inline",
            "sample": MARKER,
        },
    }
]


def send(body, kind="application/csp-report", allowance=None, **more):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = RequestFactory().post(settings.REPORTS_PATH, raw, content_type=kind, **more)
    with capture_logs() as lines:
        response = take_reports(request, allowance or Allowance())
    return response, lines


@pytest.mark.parametrize(
    ("body", "kind", "told"),
    [
        (
            OLD,
            "application/csp-report",
            {"rule": "script-src-elem", "blocked": "foreign https", "page": "worklist"},
        ),
        (
            NEW,
            "application/reports+json",
            {"rule": "style-src", "blocked": "inline", "page": "board"},
        ),
    ],
)
def test_a_report_is_one_line_in_our_own_words(body, kind, told):
    response, lines = send(body, kind)

    (line,) = lines
    assert response.status_code == 204
    assert told.items() <= line.items()
    assert MARKER.lower() not in str(lines).lower()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/csp-report", 400),
        (b"[" * 10_000, "application/csp-report", 400),
        (b"\xff", "application/csp-report", 400),
        (b"9" * 5000, "application/csp-report", 400),
        ([1], "application/reports+json", 400),
        ({"csp-report": 1}, "application/csp-report", 400),
        ({"a": "x" * 20_000}, "application/csp-report", 413),
        (OLD, "text/plain", 415),
        (OLD, "multipart/form-data; boundary=x", 415),
        ([{"type": "deprecation", "body": {"message": MARKER}}], "application/reports+json", 204),
    ],
)
def test_what_is_no_report_of_ours_leaves_no_line(body, kind, status):
    response, lines = send(body, kind)

    assert (response.status_code, lines) == (status, [])


def test_a_body_of_unknown_length_is_not_read():
    response, lines = send(OLD, CONTENT_LENGTH="²")

    assert (response.status_code, lines) == (411, [])


def test_a_flood_writes_few_lines_and_says_afterwards_how_many_it_left_out(monkeypatch):
    clock = {"now": 1000.0}
    monkeypatch.setattr(reports.time, "monotonic", lambda: clock["now"])
    allowance = Allowance()

    answers = [send(OLD, allowance=allowance) for _ in range(500)]
    clock["now"] += reports.WINDOW
    _later, lines = send(OLD, allowance=allowance)

    assert sum(len(written) for _answer, written in answers) == reports.LINES
    assert {answer.status_code for answer, _lines in answers} == {204, 429}
    assert answers[-1][0]["Retry-After"] == "60"
    assert [line["event"] for line in lines] == ["browser_reports_left_out", "blocked_by_policy"]
    assert lines[0]["count"] == 500 - reports.LINES


def test_one_report_with_many_violations_writes_ten_lines_at_most():
    _response, lines = send(NEW * 40, "application/reports+json")

    assert len(lines) == reports.MOST_AT_ONCE


def test_other_methods_are_refused_and_nobody_needs_a_login_or_the_database():
    client = Client(enforce_csrf_checks=True)

    got = client.get(settings.REPORTS_PATH)
    sent = client.post(
        settings.REPORTS_PATH, json.dumps(OLD), content_type="application/csp-report"
    )

    assert (got.status_code, got["Allow"]) == (405, "POST")
    assert sent.status_code == 204


def test_a_report_is_no_line_of_the_log_of_requests(client):
    with capture_logs() as lines:
        client.post(settings.REPORTS_PATH, json.dumps(OLD), content_type="application/csp-report")

    assert [line["event"] for line in lines] == ["blocked_by_policy"]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["csp-report", "type", "body", "documentURL", "blockedURL"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(body=ANY | st.just("csp-violation") | st.binary(min_size=1, max_size=60))
def test_whatever_is_sent_is_answered_without_a_fault(body):
    response, _lines = send(body, "application/reports+json")

    assert response.status_code in {204, 400}


@given(
    document=st.text(max_size=60) | st.sampled_from(["http://[::1", "https://a/\x00", "//"]),
    blocked=st.text(max_size=60) | st.sampled_from(["http://[", "https://a:b", "data:x"]),
)
def test_no_address_is_too_odd(document, blocked):
    body = {"documentURL": document, "blockedURL": blocked, "effectiveDirective": blocked}

    response, lines = send([{"type": "csp-violation", "body": body}], "application/reports+json")

    assert response.status_code == 204
    assert len(lines) == 1


def test_the_time_of_the_system_is_the_one_that_counts():
    first, _left = Allowance().take(time.monotonic())

    assert first
