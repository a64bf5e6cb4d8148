"""Every route there is, asked by a session that has given its password and no second factor."""

import re
from functools import cache
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
NOT_TAKEN = 405


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


@cache
def every_route():
    """Return the name and an address of every route."""
    return sorted({(name, sample(name, parts)) for name, parts in routes()})


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


def ways(address, turn):
    """Return the methods by which this session asks, the first that is taken; others ask the rest.

    One guard stands before both methods of a view of the API and of a page of the admin, and each
    is asked in one session; of other pages the one session asks by GET and the other by POST.
    """
    if address.startswith(("/api/", "/admin/")):
        return () if turn else ("get", "post")
    return ("post",) if turn else ("get",)


def answer_to(client, address, turn):
    """Return how the session is answered; None where the other one asks."""
    response = None
    for method in ways(address, turn):
        response = getattr(client, method)(address)
        if response.status_code != NOT_TAKEN:
            break
    return response


def is_refused(response):
    """Whether the answer is the way to the login, or nothing at all."""
    if response.status_code in {301, 302}:
        return response["Location"].startswith(("/login/", "/admin/login/", "/cases/"))
    return response.status_code in {401, 403, 404, NOT_TAKEN}


def test_there_are_routes_enough_to_try():
    names = {name for name, _address in every_route()}

    assert len(names) > 150
    assert names >= {"worklist", "token_list", "admin:index", "profile"}


def test_the_sample_addresses_are_those_of_their_routes():
    resolver = get_resolver()
    wrong = {}
    for name, address in every_route():
        try:
            found = resolver.resolve(address).view_name
        except Resolver404:
            found = "nothing"
        if found != name:
            wrong[name] = (address, found)

    assert wrong == {}


@pytest.mark.parametrize(("session", "turn"), [(half_way, 0), (forced, 1)])
def test_no_route_answers_without_the_second_factor(client, session, turn):
    session(client)

    found = {
        name: (address, response.status_code)
        for number, (name, address) in enumerate(every_route())
        if name not in OPEN_TO_ALL
        and (response := answer_to(client, address, (number + turn) % 2))
        and not is_refused(response)
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
