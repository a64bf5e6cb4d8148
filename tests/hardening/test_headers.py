"""Every address, for everybody, answers with the headers of the house: also when it refuses."""

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import head
from tests.hardening.routes import every_route, records
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

METHODS = ("get", "post", "put")
ADDRESSES = sorted({route.address() for route in every_route()})
BESIDE = ["/nowhere/", "/static/cases/app.css", "/favicon.ico", "/cases", "//cases/", "/%00/"]


def lacking(response):
    """Return the headers that an answer lacks, or has otherwise."""
    told = settings.HOUSE_HEADERS
    wrong = [
        name
        for name, value in told.items()
        if name != "Cache-Control" and response.headers.get(name) != value
    ]
    policy = response.headers.get("Content-Security-Policy", "")
    rules = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    strict = {
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
    wrong += [rule for rule, sources in strict.items() if rules.get(rule) != sources]
    return wrong + ["unsafe"] * ("unsafe" in policy)


def is_kept_nowhere(response):
    return "no-store" in response.headers.get("Cache-Control", "")


@pytest.mark.parametrize("method", METHODS)
def test_whoever_is_not_logged_in_gets_them_everywhere(method):
    client = Client(raise_request_exception=False)

    for address in ADDRESSES + BESIDE:
        response = getattr(client, method)(address)
        assert lacking(response) == [], (address, response.status_code)
        assert response.status_code < 500, address


def test_nothing_that_staff_are_shown_is_kept():
    actor = head()
    fill = records(actor)
    client = log_in(Client(raise_request_exception=False), actor)
    shown = 0

    for route in every_route():
        address = route.address(fill)
        response = client.get(address)
        shown += response.status_code == 200
        assert response.status_code < 500, address
        assert lacking(response) == [], (address, response.status_code)
        assert is_kept_nowhere(response), (address, response.headers)
    assert shown > 120


def test_a_file_of_the_house_may_be_kept(client):
    response = client.get("/static/cases/app.css")

    assert "no-store" not in response["Cache-Control"]


@pytest.mark.parametrize("address", ["/cases/", "/api/v1/", "/admin/"])
def test_the_page_of_a_fault_has_them_too(address, monkeypatch):
    client = log_in(Client(raise_request_exception=False), head())
    monkeypatch.setattr("cases.core.middleware.apply_context", lambda _actor: 1 / 0)

    response = client.get(address)

    assert response.status_code == 500
    assert lacking(response) == []
    assert is_kept_nowhere(response)


def test_only_the_page_of_the_api_may_draw_pictures_of_its_own(client):
    allowed = {
        address
        for address in ADDRESSES
        if "data:" in client.get(address).headers["Content-Security-Policy"]
    }

    assert allowed == {"/api/docs/"}
