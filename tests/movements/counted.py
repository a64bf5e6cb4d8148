"""A movement with a frozen list, as rows: the acts of planning have tests of their own."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from cases.casework.models import Case
from cases.core import present
from cases.core.actor import Actor
from cases.movements.models import Leg, ManifestLine, ManifestVersion, Movement, Passenger
from cases.movements.musters.models import Muster
from cases.movements.musters.operations import (
    identify_stranger,
    mark_people,
    note_strangers,
    open_muster,
)
from cases.movements.musters.operations.sent import MarkAnswer, SentMark
from cases.movements.musters.operations.strangers import SentStranger
from tests.factories import IncidentFactory, PlaceFactory
from tests.register import a_case, a_citizen

GIVEN = ("An", "Bình", "Chi", "Dũng", "Êm", "Giang", "Hoà")
FAR = ("Mai", "Lan", "Cúc", "Trúc", "Đào", "Sen", "Huệ", "Quế", "Liễu", "Tùng")
SPACE = UUID("1b4e28ba-2fa1-4d2b-883f-0016d3cca427")


def key(text: str) -> UUID:
    """Return a key that a device would have made, the same for the same text."""
    return uuid5(SPACE, text)


def a_movement(actor: Actor, cases: list[Case], **more: Any) -> Movement:
    """Return a movement of the actor's mission on which these people are, its list frozen once."""
    now = present.now()
    departs = more.pop("departs_at", now + timedelta(hours=3))
    arrives = departs + timedelta(hours=9)
    is_frozen = more.pop("is_frozen", True)
    number = f"BKK-M-2025-{7 + Movement.objects.count():04}"
    movement = Movement.objects.create(
        **{
            "number": number,
            "mission_id": actor.mission_id,
            "incident": IncidentFactory(),
            "title": "First bus from Mae Sot",
            "departs_at": departs,
            "arrives_at": arrives,
            "recorded_at": now,
            "manifest": int(is_frozen),
            "state": "frozen" if is_frozen else "planning",
        }
        | more
    )
    Leg.objects.create(
        movement=movement,
        number=1,
        mode="bus",
        from_place=PlaceFactory(code="mae-sot", name="Mae Sot", country="TH"),
        to_place=PlaceFactory(code="bkk", name="Suvarnabhumi", country="TH"),
        departs_at=departs,
        arrives_at=arrives,
        capacity=80,
    )
    if is_frozen:
        seat(actor, movement, cases)
    return movement


def seat(actor: Actor, movement: Movement, cases: list[Case]) -> ManifestVersion:
    """Give everybody a seat and freeze the list."""
    now = present.now()
    Passenger.objects.bulk_create(
        Passenger(movement=movement, case=case, state="seated", recorded_at=now, changed_at=now)
        for case in cases
    )
    version = ManifestVersion.objects.create(
        movement=movement, number=1, frozen_at=now, people=len(cases), digest="ab" * 32
    )
    ManifestLine.objects.bulk_create(
        ManifestLine(
            manifest=version,
            case=case,
            position=place,
            first_leg=1,
            shown={
                "full_name": case.citizen.full_name,
                "born": "1998-04",
                "sex": "m",
                "nationality": "VN",
                "document_kind": "travel_document",
                "document_number": f"X{place:07d}",
                "document_expires": "2026-10-31",
                "ticket_name": "",
                "ticket_number": "",
                "seat": f"{place}A",
            },
        )
        for place, case in enumerate(cases, start=1)
    )
    return version


def people(actor: Actor, how_many: int) -> list[Case]:
    """Return so many cases of invented people."""
    return [
        a_case(actor, a_citizen(actor, full_name=f"Nguyễn Thử {name}"))
        for name in ("An", "Bình", "Chi", "Dũng", "Êm", "Giang")[:how_many]
    ]


def a_muster(actor: Actor, how_many: int = 3, **more: Any) -> tuple[Muster, list[Case]]:
    """Return a head count that has begun, and the cases of whom it expects."""
    cases = people(actor, how_many)
    movement = a_movement(actor, cases, **more)
    leg = movement.legs.get()
    return open_muster(actor, movement, point="assembly", leg=leg), cases


def a_muster_of_many(actor: Actor, how_many: int) -> Muster:
    """Return a head count of so many people with invented names."""
    cases = [
        a_case(
            actor, a_citizen(actor, full_name=f"Nguyễn Thử {GIVEN[place % 7]} {FAR[place // 7]}")
        )
        for place in range(how_many)
    ]
    movement = a_movement(actor, cases)
    return open_muster(actor, movement, point="assembly", leg=movement.legs.get())


def counted_with_words(actor: Actor, case: Case, words: str) -> Muster:
    """Return a head count at which somebody is missing, then taken down as somebody unknown."""
    movement = a_movement(actor, [case], number="BKK-M-2025-0099")
    muster = open_muster(actor, movement, point="assembly")
    marked(actor, muster, sent(case, "absent", words=words))
    found = SentStranger(words, key(f"{case.reference} without"), "f", words)
    note_strangers(actor, muster, strangers=[found])
    identify_stranger(actor, muster.strangers.get(), case=case.reference)
    return muster


def sent(case: Case, mark: str, text: str = "", **more: Any) -> SentMark:
    """Return a mark as a device sends it; of the same `text` the same one."""
    reference = case.reference
    return SentMark(reference, mark, key(text or f"{reference} {mark}"), **more)


def marked(actor: Actor, muster: Muster, *marks: SentMark) -> list[MarkAnswer]:
    """Send marks and return what came of each."""
    return mark_people(actor, muster, marks=list(marks))


def at(hour: int, minute: int = 0) -> datetime:
    """Return a moment of the evening of the example."""
    return datetime(2025, 11, 4, hour, minute, tzinfo=UTC)
