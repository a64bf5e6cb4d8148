"""What the world holds of reception: people on the road to the actor's reception point."""

from datetime import date
from typing import Any

from cases.casework.models import Case
from cases.casework.operations import receive_person, record_fact, set_reception_point
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.facts import When
from cases.missions.models import Mission
from tests.factories import MissionFactory, PostingFactory, head
from tests.register import a_case, fresh

AT_HOME = {"kind": "reception_point", "country": "VN", "zone": "Asia/Ho_Chi_Minh"}
OPENED = When(day=date(2025, 10, 20))
RECEIVED = When(day=date(2025, 11, 6))
Prepared = tuple[Any, dict[str, Any]]


def at_gate(code: str = "NBA") -> Actor:
    """A reception officer."""
    point = MissionFactory(code=code, **AT_HOME)
    return PostingFactory(role="reception_officer", mission=point).actor()


def reached(actor: Actor, case: Case, stage: str, on: date | None = None, **more: Any) -> Case:
    """Record that a case came to a stage, as seen by the mission that has it."""
    said = {"when": When(day=on or date(2026, 11, 4)), "source": "mission", "reason": "Seen."}
    return record_fact(actor, fresh(case), stage=stage, **(said | more))


def come_to(stage: str, actor: Actor) -> Case:
    """Return a case of Bangkok at a stage, to be received where the actor is."""
    with eyes(head()) as owner:
        case = a_case(owner, reported=OPENED)
        point = Mission.objects.get(pk=actor.mission_id)
        set_reception_point(owner, fresh(case), reception_point=point)
        return record_fact(
            owner,
            fresh(case),
            stage=stage,
            when=When(day=date(2025, 11, 4)),
            source="mission",
            reason="Seen.",
        )


def on_the_road_to(actor: Actor) -> Prepared:
    """A person who has left for the actor's reception point."""
    return come_to("departed", actor), {}


def arrived_at(actor: Actor) -> Prepared:
    """A person who has arrived at the actor's reception point."""
    return come_to("arrived", actor), {}


def received_at(actor: Actor) -> Prepared:
    """A person whom the actor's reception point has received."""
    case = come_to("departed", actor)
    with eyes(actor):
        return receive_person(actor, fresh(case), when=RECEIVED), {}


STATES_AT_HOME = {
    "receive_person": on_the_road_to,
    "hand_over_person": arrived_at,
    "withdraw_arrival": received_at,
}
