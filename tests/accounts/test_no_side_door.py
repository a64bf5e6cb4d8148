"""Every route there is, asked by a session that has given its password and no second factor."""

import re
from itertools import product
from uuid import UUID

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.urls import NoReverseMatch, Resolver404, URLPattern, get_resolver, reverse

from tests.accounts.people import give_password, required, somebody, with_factor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("required")]
__all__ = ["required"]

OPEN_TO_ALL = {
    "alive",  # says that the process answers
    "login",
    "login_code",
    "logout",
    "set_language",
    "link_open",  # answers 404 without a link
    "link_start",
    "home",  # leads to the work list, which asks for the login
    "api_schema",  # the description of the API; it lists no row
    "api_docs",
    "admin:logout",
}
"""The reviewed list: what answers a stranger with anything else than the login."""
SAMPLES = (
    *("BKK", "BKK-2025-00042", str(UUID(int=4 << 76 | 8 << 60)), "2025-10-myawaddy"),
    *("2025-01-invented-order", "chain.1", "bangkok.officer", "put-profile", "close", "1", "cases"),
    *("procedures", "N40", "01", "BKK-M-2025-0001", "BKK-H-2025-0001", "BR-2025-0001"),
    *("BKK-C-2025-0001", "csv"),
    "x" * 32,
)
"""Values for the variable parts of addresses; one of them fits each."""


def routes(patterns=None, prefix="", space=""):
    """Return the name of every route with the names of its variable parts."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        text = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            # Without a name: Django's redirects of old admin addresses, its answer to no address.
            if entry.name:
                yield f"{space}{entry.name}", tuple(re.findall(r"<(?:\w+:)?(\w+)>", text))
        else:
            below = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry.url_patterns, text, below)


def sample(name, parts):
    """Return an address that leads to the route."""
    for values in product(SAMPLES, repeat=len(parts)):
        try:
            return reverse(name, kwargs=dict(zip(parts, values, strict=True)))
        except NoReverseMatch:
            continue
    return None


ALL = sorted({(name, sample(name, parts)) for name, parts in routes()})


def half_way(client):
    """Return the client after the password alone."""
    staff = somebody()
    with_factor(staff)
    give_password(client, staff)
    return client


def forced(client):
    """Return a client whose session is logged in, but never gave the second factor."""
    staff = somebody()
    with_factor(staff)
    session = client.session
    session[SESSION_KEY] = str(staff.pk)
    session[HASH_SESSION_KEY] = staff.get_session_auth_hash()
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def is_refused(response):
    """Whether the answer is the way to the login, or nothing at all."""
    if response.status_code in {301, 302}:
        return response["Location"].startswith(("/login/", "/admin/login/", "/cases/"))
    return response.status_code in {401, 403, 404, 405}


def test_there_are_routes_enough_to_try():
    assert len(ALL) > 150
    assert {name for name, _address in ALL} >= {"worklist", "token_list", "admin:index", "profile"}


def test_the_sample_addresses_are_those_of_their_routes():
    resolver = get_resolver()
    wrong = {}
    for name, address in ALL:
        try:
            found = resolver.resolve(address).view_name
        except Resolver404:
            found = "nothing"
        if found != name:
            wrong[name] = (address, found)

    assert wrong == {}


@pytest.mark.parametrize(
    ("session", "method", "turn"),
    [(half_way, "get", 0), (half_way, "post", 1), (forced, "get", 1), (forced, "post", 0)],
)
def test_no_route_answers_without_the_second_factor(client, session, method, turn):
    """Each route is asked in two of the four ways, the next one in the other two."""
    session(client)

    found = {
        name: (address, response.status_code)
        for name, address in ALL[turn::2]
        if name not in OPEN_TO_ALL and not is_refused(response := getattr(client, method)(address))
    }

    assert found == {}


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/email/",
        "/accounts/social/signup/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/admin/password_change/",
        "/password_reset/",
        "/accounts/",
    ],
)
def test_the_pages_of_the_packages_have_no_address(client, address):
    assert client.get(address).status_code in {302, 404}
    if not address.startswith("/admin/"):
        assert client.get(address).status_code == 404


def test_the_login_of_the_admin_is_the_one_login(client):
    staff = somebody()
    with_factor(staff)

    response = client.post(
        "/admin/login/", {"username": staff.username, "password": "bon tu bia dat ra"}
    )

    assert response["Location"].startswith("/login/")
    assert client.get("/admin/").status_code == 302


def test_a_token_is_not_made_without_the_second_factor(client):
    forced(client)

    answer = client.post("/api/v1/tokens/create/", {"label": "x"}, content_type="application/json")

    assert answer.status_code == 401
