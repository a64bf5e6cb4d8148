"""Everybody who may ask: each role at the mission of the case, at others, and whoever is out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from cases.core.actor import Actor
from cases.core.roles import belongs_at, operations_of, role_rows, sights_of
from cases.missions.models import Staff
from tests.factories import MissionFactory, PostingFactory
from tests.matrix.ground import MARKS, mission_called

FOREIGN = ("other", "reader", "revoked", "expired", "offered")
FEW = ("health", "protection", "money", "apart")
"""Markers of what only some roles read, by the word that they need."""
CLASS_OF = {"revoked": "past", "expired": "past", "point": "arriving", "other_point": "reception"}
SEES = {
    "own": ("person", "file", "told", *FEW, "offer", "share", "review"),
    "hq": ("person", "file", "told", *FEW, "offer", "share", "review"),
    "reader": ("person", "file", "health", "protection", "money", "share"),
    "arriving": ("person",),
    "offered": ("offer",),
    "past": ("share",),
}
"""What each class may see of the case: the reason of a share stays with whom it was given."""


@dataclass(frozen=True)
class Asker:
    """Somebody with a browser, and how they stand to the case."""

    name: str
    kind: str
    client: Client
    role: str = ""
    actor: Actor | None = None

    def marks_out_of_sight(self) -> list[str]:
        """Return the markers that no answer to her may hold."""
        seen = set(SEES.get(self.kind, ()))
        seen -= {*FEW, "review"} - sights_of(self.role)
        return [mark for what, marks in MARKS.items() if what not in seen for mark in marks]

    def may(self, permission: str) -> bool:
        """Return whether her role has a right."""
        return permission in operations_of(self.role)


def logged_in(staff_id: int | None) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Staff.objects.get(pk=staff_id))
    return client


def asker(kind: str, role: str, mission: Any) -> Asker:
    """Return somebody posted at a mission; one whose role sees no people is `blind` anywhere."""
    actor: Actor = PostingFactory(role=role, mission=mission).actor()
    shown = kind if "people" in sights_of(role) else "blind"
    name, client = f"{role} at {mission.code} ({kind})", logged_in(actor.staff_id)
    return Asker(name, shown, client, role, actor)


def everybody() -> Iterator[Asker]:
    """Yield all askers; call it after the ground is built."""
    places = [("own", MissionFactory()), ("hq", MissionFactory(headquarters=True))]
    places += [(name, mission_called(name)) for name in (*FOREIGN, "point", "other_point")]
    for name, mission in places:
        for role in role_rows():
            if belongs_at(role, mission.kind) and is_wanted(name, role):
                yield asker(CLASS_OF.get(name, name), role, mission)
    yield from outside()


def is_wanted(place: str, role: str) -> bool:
    """Return whether a role is tried there: all at the own, another and the head mission."""
    if place in {"point", "other_point"}:
        return role == "reception_officer"
    return place in {"own", "hq", "other"} or role in {"case_officer", "head_of_mission"}


def outside() -> Iterator[Asker]:
    """Yield whoever has no posting in force, no account any more, or none at all."""
    mission, yesterday = MissionFactory(), timezone.now().date() - timedelta(days=1)
    ended = PostingFactory(mission=mission, ends_on=yesterday).staff
    yield Asker("ended posting", "ended", logged_in(ended.pk))
    disabled = PostingFactory(mission=mission).staff
    client = logged_in(disabled.pk)
    Staff.objects.filter(pk=disabled.pk).update(is_active=False)
    yield Asker("disabled account", "anonymous", client)
    yield Asker("anonymous", "anonymous", Client(raise_request_exception=False))
