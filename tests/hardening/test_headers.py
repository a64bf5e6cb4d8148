"""Every address, for everybody, answers with the headers of the house: also when it refuses."""

import logging

import pytest
from django.conf import settings
from django.test import Client
from structlog.contextvars import get_contextvars

from tests.factories import head
from tests.hardening.house import is_kept_nowhere, lacking
from tests.hardening.routes import every_route, records
from tests.sweeps import tried
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

METHODS = ("get", "post", "put")
STRICT = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}
ADDRESSES = sorted({route.address() for route in every_route()})
BESIDE = ["/nowhere/", "/static/cases/app.css", "/favicon.ico", "/cases", "//cases/", "/%00/"]


@pytest.mark.sweep(within=True)
@pytest.mark.parametrize("method", METHODS)
def test_whoever_is_not_logged_in_gets_them_everywhere(method):
    client = Client(raise_request_exception=False)

    for address in tried([*ADDRESSES, *BESIDE]):
        response = getattr(client, method)(address)
        assert lacking(response) == [], (address, response.status_code)
        assert response.status_code < 500, address


@pytest.mark.sweep(within=True)
def test_nothing_that_staff_are_shown_is_kept():
    actor = head()
    fill = records(actor)
    client = log_in(Client(raise_request_exception=False), actor)
    shown = 0

    for route in tried(every_route()):
        address = route.address(fill)
        response = client.get(address)
        shown += response.status_code == 200
        assert response.status_code < 500, address
        assert lacking(response) == [], (address, response.status_code)
        assert is_kept_nowhere(response), (address, response.headers)
    assert shown


def test_the_headers_of_the_house_allow_nothing(client):
    response = client.get("/login/")
    policy = response.headers["Permissions-Policy"].split(", ")

    assert {name: response.headers[name] for name in STRICT} == STRICT
    assert {"camera=()", "geolocation=()", "microphone=()", "usb=()"} <= set(policy)
    assert all(feature.endswith("=()") for feature in policy)


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


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/static/cases/app.css", 200),
        ("/cases", 301),
        ("/cases/", 302),
        ("/admin/", 302),
        ("/nowhere/", 404),
        ("/api/v1/", 401),
        ("/api/v1/nowhere/", 404),
        (settings.REPORTS_PATH, 405),
    ],
)
def test_every_answer_carries_the_number_that_its_caller_chose(client, address, status):
    response = client.get(address, headers={"X-Request-ID": "report-2025-1"})

    assert response.status_code == status
    assert response.headers["X-Request-ID"] == "report-2025-1"


@pytest.mark.parametrize("address", ["/cases/", "/admin/", "/api/v1/", "/static/cases/app.css"])
def test_a_foreign_host_is_refused_under_a_number_too(client, settings, address):
    settings.ALLOWED_HOSTS = ["consular.example"]
    settings.SECURE_SSL_REDIRECT = True

    response = client.get(address, headers={"Host": "elsewhere.example"})

    assert response.status_code == 400
    assert lacking(response) == []


def test_the_number_is_the_one_in_the_log(client, settings, caplog, monkeypatch):
    settings.ALLOWED_HOSTS = ["consular.example"]
    logged = []

    def note(_record):
        logged.append(get_contextvars()["request_id"])

    monkeypatch.setattr(caplog.handler, "emit", note)

    with caplog.at_level(logging.ERROR, logger="django.security.DisallowedHost"):
        response = client.get("/cases/", headers={"Host": "elsewhere.example"})

    assert set(logged) == {response.headers["X-Request-ID"]}
