"""Calling the API in tests: logged in, or with a token."""

from typing import Any

from django.test import Client

from cases.core.actor import Actor
from cases.core.addresses import address_of
from cases.core.api_bulk import bulk_address
from cases.core.context import eyes
from cases.core.registry import Declared
from cases.exchange.operations import create_token, take_secret, write_token
from cases.missions.models import Posting, Staff
from tests.world import key_of

JSON = "application/json"


def caller(actor: Actor | None) -> Client:
    """Return a client logged in as the member of staff behind `actor`."""
    client = Client()
    if actor is not None:
        client.force_login(Staff.objects.get(pk=actor.staff_id))
    return client


def token_of(actor: Actor, **values: Any) -> str:
    """Return a token of the actor's posting, with all that its role may do unless scopes are named.

    For a role that makes none, as of another system, it is only written down.
    """
    given = {"label": "Test", "scopes": ["role"]} | values
    with eyes(actor):
        if actor.may("token.manage"):
            made = create_token(actor, **given)
        else:
            posting = Posting.objects.select_related("staff").get(pk=actor.posting_id)
            made = write_token(actor, posting, given["label"], given["scopes"], None)
    return take_secret(made.public_reference)


def with_token(secret: str) -> Client:
    """Return a client that sends the token with every call."""
    return Client(headers={"Authorization": f"Bearer {secret}"})


def address(declared: Declared, target: Any) -> str:
    """Return where the operation is called on the record."""
    if target is None:
        return address_of(declared.resource, below=declared.verb)
    return address_of(declared.resource, key_of(declared, target), declared.verb)


def call(
    client: Client,
    declared: Declared,
    target: Any,
    body: Any,
    **headers: str,
) -> Any:
    """Send the operation for the version of `target`, with more headers (`If_Match="*"`)."""
    sent = {}
    if getattr(target, "version", None) is not None:
        sent["If-Match"] = f'"{target.version}"'
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(
        address(declared, target),
        body,
        content_type=JSON,
        headers={name: value for name, value in sent.items() if value},
    )


def on_many(
    client: Client,
    declared: Declared,
    targets: list[Any],
    body: Any,
    *,
    version: int | None = None,
    **headers: str,
) -> Any:
    """Do the operation on many records as they are, or all in one `version`; return the answer."""
    asked = [
        {
            "reference": key_of(declared, row),
            "version": version or getattr(row, "version", None),
        }
        for row in targets
    ]
    answer = client.post(
        bulk_address(declared),
        {"targets": asked, "input": body},
        content_type=JSON,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )
    assert answer.status_code == 200, answer.text
    return answer.json()
