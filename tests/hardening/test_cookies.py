"""Cookies in production, and those that nobody of us has set."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from cases.missions.models import Staff
from consular.settings import production
from tests.factories import PostingFactory, officer

pytestmark = pytest.mark.django_db

OF_BROWSERS = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "LANGUAGE_COOKIE_", "MESSAGE_")
PRODUCTION = {
    name: getattr(production, name) for name in dir(production) if name.startswith(OF_BROWSERS)
}
TLS = {"secure": True}


@pytest.fixture
def in_production() -> Iterator[None]:
    """The settings of production, as far as browsers are told of them."""
    with override_settings(**PRODUCTION):
        yield


def cookies_of_a_day() -> dict[str, Any]:
    """Every cookie that a browser is told to keep while somebody works."""
    client = Client()
    client.force_login(PostingFactory().staff)
    seen: dict[str, Any] = {}
    with override_settings(SESSION_SAVE_EVERY_REQUEST=True):
        for response in (
            client.get("/login/", **TLS),
            client.get("/cases/new/", **TLS),
            client.post("/tokens/", {"label": "Nightly report"}, **TLS),
            client.post("/language/", {"language": "vi", "next": "/"}, **TLS),
        ):
            seen |= response.cookies
    return seen


def test_every_cookie_is_bound_to_the_host(in_production):
    cookies = cookies_of_a_day()

    assert set(cookies) == {"__Host-session", "__Host-csrf", "__Host-language"}
    for name, morsel in cookies.items():
        told = (
            morsel["secure"],
            morsel["httponly"],
            morsel["samesite"],
            morsel["path"],
            morsel["domain"],
        )
        assert told == (True, True, "Lax", "/", ""), name


def test_the_chosen_language_is_read_again(in_production):
    client = Client()

    client.post("/language/", {"language": "fr", "next": "/login/"}, **TLS)

    assert client.get("/login/", **TLS)["Content-Language"] == "fr"


def test_the_api_is_described_with_the_cookie_it_takes(in_production, client):
    assert b"__Host-session" in client.get("/api/schema/?format=json", **TLS).content


def test_browsers_are_told_to_come_by_tls_only(in_production, client):
    told = client.get("/login/", **TLS)["Strict-Transport-Security"]

    assert told == "max-age=31536000; includeSubDomains; preload"


def test_without_tls_there_is_nothing_but_the_way_to_it(in_production, client):
    response = client.get("/cases/?page=1", HTTP_HOST="localhost")

    assert (response.status_code, response["Location"]) == (301, "https://localhost/cases/?page=1")
    assert response.cookies == {}


ODD = [
    r'"\000abcdefgh"',
    r'"abcdefgh\000\001"',
    "x" * 5000,
    "é" * 32,
    '"',
    r"\ud800",
    "../../etc/passwd",
    "' OR 1=1 --",
]


@pytest.mark.parametrize("value", ODD)
def test_cookies_that_nobody_set_are_as_good_as_none(value):
    names = ("sessionid", "csrftoken", "django_language", "messages")
    sent = "; ".join(f"{name}={value}" for name in names)
    client = Client(raise_request_exception=False, headers={"Cookie": sent})

    for address in ("/cases/", "/login/", "/api/v1/", "/admin/"):
        response = client.get(address)
        assert response.status_code in {200, 302, 401}, (address, response.status_code)
    assert client.post("/cases/new/", {"a": "b"}).status_code in {401, 403}


def test_a_second_cookie_does_not_log_anybody_in():
    client = Client(raise_request_exception=False)
    client.force_login(Staff.objects.get(pk=officer().staff_id))
    real = client.cookies[settings.SESSION_COOKIE_NAME].value
    other = Client(headers={"Cookie": f"sessionid=x; Xsessionid={real}"})

    assert other.get("/cases/").status_code == 302
