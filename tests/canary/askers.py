"""Whoever is of another mission than Bangkok, by how she once stood to its case, and outsiders."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.test import Client

from cases.core.context import eyes
from cases.core.roles import belongs_at, role_rows
from tests.api.calls import token_of
from tests.factories import MissionFactory, PostingFactory, head
from tests.matrix.actors import Asker, asker, logged_in, outside
from tests.matrix.ground import mission_called
from tests.register import a_case, a_citizen, fresh

STRANGER = {"code": "MNL", "country": "PH", "zone": "Asia/Manila"}
"""A mission that no example and no share names."""
OWN_NAME = "Own Invented"


def strangers() -> list[Asker]:
    """Return all askers; call it after everything of Bangkok is planted."""
    with transaction.atomic():
        return list(everyone())


def everyone() -> Iterator[Asker]:
    """Yield each role at a mission that never had to do with the case, and who once had."""
    place = MissionFactory(**STRANGER)
    for role in role_rows():
        if belongs_at(role, place.kind):
            yield asker("other", role, place)
    yield by_token(place)
    for name in ("revoked", "expired", "offered"):
        kind = "offered" if name == "offered" else "past"
        for role in ("case_officer", "field_officer", "head_of_mission"):
            yield asker(kind, role, mission_called(name))
    yield asker("reception", "reception_officer", mission_called("other_point"))
    yield asker("administrator", "administrator", MissionFactory(headquarters=True))
    yield from outside()


def by_token(place: Any) -> Asker:
    """Return another system of that mission."""
    actor = PostingFactory(role="api_client", mission=place).actor()
    client = Client(
        raise_request_exception=False, headers={"Authorization": f"Bearer {token_of(actor)}"}
    )
    return Asker("token of api_client at MNL (other)", "other", client, "api_client", actor)


def own_records() -> dict[str, Any]:
    """Return a case and a person of the strangers' own mission, by kind of record."""
    with transaction.atomic():
        actor = head(**STRANGER)
        with eyes(actor):
            case = fresh(a_case(actor, a_citizen(actor, full_name=OWN_NAME)))
            return {"cases": case, "citizens": case.citizen}


def insiders() -> list[Asker]:
    """Return those who see Bangkok: a marker that none of them finds guards nothing."""
    with transaction.atomic():
        lead = PostingFactory(
            role="headquarters_lead", mission=MissionFactory(headquarters=True)
        ).actor()
        return [
            asker("own", "head_of_mission", MissionFactory()),
            Asker("headquarters_lead", "hq", logged_in(lead.staff_id), "headquarters_lead"),
        ]
