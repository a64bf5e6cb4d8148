"""Calls the site in this process, through the whole middleware, as somebody who is signed in."""

import json
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from cases.core.actor import Actor
from cases.core.context import eyes
from cases.exchange.operations import create_token, take_secret
from cases.missions.models import Posting
from tests.benchmarks.reference import PASSWORD, username

HOST: Final = "localhost"
FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"
Headers = dict[str, str]


class BenchError(Exception):
    """The site answered otherwise than the bench expects; timings of faults mean nothing."""


@dataclass(frozen=True)
class Reply:
    """What the site answered."""

    status: int
    body: bytes

    def json(self) -> Any:
        """Return the body read as JSON."""
        return json.loads(self.body)


class Site:
    """The WSGI application, called without a network."""

    def __init__(self) -> None:
        self.application = WSGIHandler()

    def call(self, method: str, address: str, headers: Headers, body: bytes = b"") -> Reply:
        """Send one request and read the whole answer."""
        path, _mark, query = address.partition("?")
        said: list[str] = []

        def start_response(status: str, *_rest: Any) -> None:
            said.append(status)

        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": HOST,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
            "wsgi.url_scheme": "http",
            "wsgi.errors": BytesIO(),
            **headers,
        }
        answer = self.application(environ, start_response)  # type: ignore[arg-type] # our own start_response
        try:
            content = b"".join(answer)
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()
        return Reply(int(said[0].split()[0]), content)


@dataclass
class Caller:
    """One pair of eyes: who it is, and how its calls show that."""

    title: str
    actor: Actor
    site: Site
    session: Headers
    token: Headers
    secret: str
    known: dict[str, Any] = field(default_factory=dict)

    def page(self, address: str) -> Reply:
        """Open a page of the web app."""
        return expect(self.site.call("GET", address, self.session), address, 200)

    def post_page(self, address: str, fields: dict[str, Any]) -> Reply:
        """Send a form; the token against forged forms goes along."""
        filled = {**fields, "csrfmiddlewaretoken": self.known["csrf"]}
        body = urlencode(filled, doseq=True).encode()
        sent = self.session | {"CONTENT_TYPE": FORM}
        return expect(self.site.call("POST", address, sent, body), address, 200, 302)

    def api(self, address: str) -> Reply:
        """Read from the API."""
        return expect(self.site.call("GET", address, self.token), address, 200)

    def act(self, address: str, key: str, **arguments: Any) -> Reply:
        """Do an operation by the API, whatever the version."""
        sent = self.token | {
            "CONTENT_TYPE": JSON,
            "HTTP_IF_MATCH": "*",
            "HTTP_IDEMPOTENCY_KEY": key,
        }
        body = json.dumps(arguments).encode()
        return expect(self.site.call("POST", address, sent, body), address, 200, 201)


def expect(reply: Reply, address: str, *statuses: int) -> Reply:
    """Return the reply if it is one of the expected ones."""
    if reply.status not in statuses:
        words = reply.body[:200].decode(errors="replace")
        raise BenchError(f"{address} answered {reply.status}: {words}")
    return reply


def sign_in(title: str, mission_code: str, site: Site) -> Caller:
    """Sign in by the page and make an API token, as the first officer of a mission."""
    name = username(mission_code)
    client = Client(SERVER_NAME=HOST)
    client.get("/login/")
    answer = client.post("/login/", {"username": name, "password": PASSWORD})
    if answer.status_code != 302:
        raise BenchError(f"{name} cannot sign in: {answer.status_code}")
    posting = Posting.objects.select_related("staff", "mission").get(staff__username=name)
    actor = posting.actor()
    with eyes(actor):
        token = create_token(actor, label="Bench", scopes=["role"])
    secret = take_secret(token.public_reference)
    cookies = "; ".join(f"{key}={morsel.value}" for key, morsel in client.cookies.items())
    return Caller(
        title,
        actor,
        site,
        session={"HTTP_COOKIE": cookies},
        token={"HTTP_AUTHORIZATION": f"Bearer {secret}"},
        secret=secret,
        known={"csrf": client.cookies["csrftoken"].value},
    )
