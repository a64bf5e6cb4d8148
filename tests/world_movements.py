"""Movements, for the tests that try every operation and for their own."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from cases.casework.models import Case
from cases.casework.operations import record_fact
from cases.citizens.operations import add_identity_document
from cases.core.actor import Actor
from cases.core.facts import When
from cases.movements.models import Escort, HostNote, Movement
from cases.movements.operations import (
    add_escort,
    add_leg,
    depart_leg,
    freeze_manifest,
    plan_movement,
    put_on_waiting_list,
    record_host_note,
    seat_passengers,
)
from cases.places.models import Place
from tests.factories import AuthorityFactory, IncidentFactory, PlaceFactory
from tests.register import a_case, a_citizen, fresh

Prepared = tuple[Any, dict[str, Any]]
OPENED = When(day=date(2025, 10, 20))
READY_ON = When(day=date(2025, 10, 28))
DEPARTS = datetime(2025, 11, 4, 14, 0, tzinfo=UTC)
"""21:00 in Mae Sot."""
HOLDS_UNTIL = date(2030, 1, 31)


def places() -> dict[str, Place]:
    """Return the places of the way home."""
    return {
        "mae-sot": PlaceFactory(code="mae-sot", name="Mae Sot", kind="town"),
        "airport": PlaceFactory(code="suvarnabhumi-airport", name="Suvarnabhumi", kind="airport"),
        "home": PlaceFactory(code="noi-bai-airport", name="Noi Bai", kind="airport", country="VN"),
    }


def a_ready_case(
    actor: Actor, *, document: dict[str, Any] | None = None, stage: str = "ready", **person: Any
) -> Case:
    """Return a case at ready, its person with a passport that holds long, unless said otherwise."""
    citizen = a_citizen(actor, **person)
    paper = {
        "kind": "passport",
        "number": "C0000001",
        "status": "with_holder",
        "expires_on": HOLDS_UNTIL,
    }
    if document is None or document:
        add_identity_document(actor, fresh(citizen), **(paper | (document or {})))
    case = a_case(actor, fresh(citizen), reported=OPENED)
    if stage == "reported":
        return case
    return record_fact(
        actor, fresh(case), stage=stage, when=READY_ON, source="mission", reason="Invented."
    )


def a_movement(actor: Actor, **more: Any) -> Movement:
    """Return a movement from Mae Sot to the airport by bus, with three seats."""
    found = places()
    said = {
        "title": "Mae Sot to Bangkok, bus",
        "incident": IncidentFactory(),
        "mode": "bus",
        "from_place": found["mae-sot"],
        "to_place": found["airport"],
        "departs_at": DEPARTS,
        "arrives_at": DEPARTS + timedelta(hours=9),
        "capacity": 3,
    }
    return plan_movement(actor, **(said | more))


def with_flight(actor: Actor, movement: Movement, **more: Any) -> Movement:
    """Return a movement with a flight home behind its last leg."""
    found = places()
    said = {
        "mode": "flight",
        "from_place": found["airport"],
        "to_place": found["home"],
        "departs_at": DEPARTS + timedelta(hours=13),
        "arrives_at": DEPARTS + timedelta(hours=15),
        "carrier": "Invented Air",
        "service": "XX 100",
        "capacity": 3,
    }
    return add_leg(actor, fresh(movement), **(said | more))


def seated(actor: Actor, movement: Movement, *cases: Case, **more: Any) -> Movement:
    """Give people a seat."""
    rows = [fresh(case) for case in cases]
    return seat_passengers(actor, fresh(movement), cases=rows, **more)


def frozen(actor: Actor, movement: Movement, **more: Any) -> Movement:
    """Freeze a list."""
    return freeze_manifest(actor, fresh(movement), **more)


def departed(actor: Actor, movement: Movement, number: int = 1, **more: Any) -> Movement:
    """Let a leg depart."""
    leg = movement.legs.get(number=number, dropped_at=None)
    said = {"when": When.at(leg.departs_at + timedelta(minutes=10))}
    return depart_leg(actor, fresh(movement), leg=leg, **(said | more))


def planned(actor: Actor) -> Prepared:
    """A movement with a person who has a seat."""
    movement = a_movement(actor)
    return seated(actor, movement, a_ready_case(actor)), {}


def with_places(actor: Actor) -> Prepared:
    """A movement, and the places that the example names."""
    places()
    return planned(actor)


def with_ready(actor: Actor) -> Prepared:
    """A movement on which nobody has a seat, and two people who are ready."""
    movement = a_movement(actor)
    cases = [a_ready_case(actor).reference for _number in range(2)]
    return movement, {"cases": cases}


def with_anybody_ready(actor: Actor) -> Prepared:
    """A movement on which nobody has a seat, and somebody who is ready."""
    movement = a_movement(actor)
    a_ready_case(actor)
    return movement, {}


def named_together(actor: Actor) -> Prepared:
    """A movement and who has a seat on it, as a list of numbers."""
    movement, _more = planned(actor)
    return movement, {"cases": [movement.passengers.get().case.reference]}


def named_alone(actor: Actor) -> Prepared:
    """A movement and who has a seat on it, by number."""
    movement, _more = planned(actor)
    return movement, {"case": movement.passengers.get().case.reference}


def waits(actor: Actor) -> Prepared:
    """A movement and who waits for a seat on it."""
    movement, case = a_movement(actor), a_ready_case(actor)
    movement = put_on_waiting_list(actor, fresh(movement), cases=[fresh(case)])
    return movement, {"case": case.reference}


def with_fault(actor: Actor) -> Prepared:
    """A movement on which somebody waits who is not ready."""
    movement = a_movement(actor)
    case = a_ready_case(actor, stage="verified")
    movement = put_on_waiting_list(actor, fresh(movement), cases=[fresh(case)])
    return movement, {"case": case.reference}


def two_legs(actor: Actor) -> Prepared:
    """A movement with a bus and a flight."""
    movement, _more = planned(actor)
    return with_flight(actor, movement), {}


def on_frozen(actor: Actor) -> Prepared:
    """A movement whose list is frozen."""
    movement, _more = planned(actor)
    return frozen(actor, movement), {}


def under_way(actor: Actor) -> Prepared:
    """A movement whose first leg has departed."""
    movement, _more = on_frozen(actor)
    return departed(actor, movement), {"when": "2025-11-05T09:00:00+07:00"}


def with_escort(actor: Actor) -> Prepared:
    """A movement with an escort."""
    movement, _more = planned(actor)
    movement = add_escort(actor, fresh(movement), kind="police", name="Invented Officer")
    escort = Escort.objects.get(movement=movement)
    return movement, {"escort": str(escort.uuid)}


def with_note(actor: Actor) -> Prepared:
    """A movement with a note that nobody has answered."""
    movement, _more = planned(actor)
    movement = record_host_note(
        actor,
        fresh(movement),
        authority=AuthorityFactory(),
        sent_on=date(2025, 11, 1),
        asked_for="Exit clearance.",
    )
    return movement, {"note": str(HostNote.objects.get(movement=movement).uuid)}


def with_way(actor: Actor) -> dict[str, Any]:
    """The places that a new movement names."""
    places()
    return {}


MOVEMENTS = {"movements": planned}
MOVEMENTS_MADE_OF = {"plan_movement": with_way}
OF_MOVEMENTS = {
    "add_leg": with_places,
    "answer_host_note": with_note,
    "arrive_leg": under_way,
    "depart_leg": on_frozen,
    "drop_leg": two_legs,
    "end_escort": with_escort,
    "move_up": waits,
    "override_check": with_fault,
    "propose_seats": with_anybody_ready,
    "put_on_waiting_list": with_ready,
    "seat_passengers": with_ready,
    "take_off": named_together,
    "turn_back": under_way,
    "write_ticket": named_alone,
}
