"""Whoever tries the API: somebody of each role, a token with few scopes, another system."""

import zlib
from datetime import timedelta
from typing import Any

from django.test import Client

from cases.core.actor import Actor
from cases.core.registry import DECLARED
from cases.core.roles import belongs_at
from cases.core.scopes import scopes_with
from cases.exchange.choices import NARROWING
from cases.exchange.models import ApiToken
from cases.missions.models import Posting
from tests.factories import MissionFactory, PostingFactory
from tests.fuzz.shares import SYSTEM, TOKEN, act_of
from tests.logins import force_login
from tests.world_accounts import a_service

FEW = 3
"""Scopes of a token, besides one that lets the act through."""


def patient(**options: Any) -> Client:
    """Return a client that shows a fault as an answer."""
    return Client(raise_request_exception=False, **options)


def posted(role: str) -> Actor:
    """Return somebody of a role where such a role belongs."""
    own = MissionFactory()
    place = own if belongs_at(role, own.kind) else MissionFactory(headquarters=True)
    return PostingFactory(role=role, mission=place).actor()


def logged_in(actor: Actor) -> Client:
    client = patient()
    force_login(client, Posting.objects.select_related("staff").get(pk=actor.posting_id).staff)
    return client


def scopes_for(name: str) -> list[str]:
    """Return a few scopes, others for each operation, with one that lets its act through."""
    start = zlib.crc32(name.encode())
    some = {NARROWING[(start + step * 5) % len(NARROWING)] for step in range(FEW)}
    act = act_of(name)
    return sorted(some | set(scopes_with(DECLARED[act].operation.may)[:1] if act else ()))


def with_scopes(actor: Actor, scopes: list[str]) -> Client:
    """Return a client with a token of somebody, also one who makes none."""
    posting = Posting.objects.select_related("staff").get(pk=actor.posting_id)
    _row, secret = ApiToken.objects.create(
        posting.staff, posting=posting, label="Narrow", scopes=scopes, expiry=timedelta(days=1)
    )
    return patient(headers={"Authorization": f"Bearer {secret}"})


def client_of(caller: str, name: str, whoever: Actor) -> Client:
    """Return the client of a caller; the token belongs to whoever may do it."""
    if caller == TOKEN:
        held = whoever if whoever.posting_id else posted("head_of_mission")
        return with_scopes(held, scopes_for(name))
    if caller == SYSTEM:
        service = a_service(MissionFactory())
        return with_scopes(service.posting_set.get().actor(), scopes_for(name))
    return logged_in(posted(caller))
