"""A host that is not ours gets nothing, whatever it asks for, and is repeated nowhere."""

import pytest
from django.test import Client, override_settings

from tests.factories import head
from tests.hardening.routes import one_of_each_kind
from tests.hardening.test_headers import lacking
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

FOREIGN = "nguyen-van-an.attacker.example"
ODD = [
    "",
    " ",
    FOREIGN,
    f"localhost.{FOREIGN}",
    f"testserver@{FOREIGN}",
    f"testserver:80@{FOREIGN}",
    "testserver:99999999999999999999x",
    "testserver/../",
    "test\x00server",
    "tést",
    "[::1",
    "a" * 5000,
    "testserver, evil",
]


@pytest.mark.parametrize("host", ODD)
def test_it_is_refused_with_a_plain_page(host):
    client = Client(raise_request_exception=False)

    for address in ("/login/", "/api/v1/", "/admin/", "/alive/", "/nowhere/"):
        response = client.get(address, HTTP_HOST=host)
        assert response.status_code == 400, address
        assert FOREIGN not in response.text + str(response.headers)
        assert lacking(response) == []


def test_it_is_refused_on_every_route_also_with_a_login():
    client = log_in(Client(raise_request_exception=False), head())

    for route in one_of_each_kind():
        response = client.get(route.address(), HTTP_HOST=FOREIGN)
        assert response.status_code == 400, route
        assert FOREIGN not in response.text + str(response.headers), route


def test_the_api_says_so_in_its_own_format(client):
    response = client.get("/api/v1/", HTTP_HOST=FOREIGN)

    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "unreadable"


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host", "X-Host", "X-Original-Host", "Forwarded", "X-Original-URL"]
)
def test_no_other_header_is_believed(client, header):
    value = f"host={FOREIGN}" if header == "Forwarded" else FOREIGN

    for address in ("/cases/", "/login/", "/cases", "/api/v1/"):
        response = client.get(address, headers={header: value})
        assert FOREIGN not in response.text + str(response.headers), address


@override_settings(SECURE_SSL_REDIRECT=True)
def test_nobody_is_led_away_to_it():
    client = Client(raise_request_exception=False)

    assert client.get("/cases/", HTTP_HOST=FOREIGN).status_code == 400


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_no_address_leads_away_from_the_house(client, there):
    answers = [
        client.post("/language/", {"language": "vi", "next": there}),
        client.get("/admin/login/", {"next": there}),
        log_in(Client(), head()).get("/login/", {"next": there}),
        client.post("/login/", {"username": "x", "password": "x", "next": there}),
    ]

    for response in answers:
        assert "evil.example" not in response.headers.get("Location", "").split("?")[0]
