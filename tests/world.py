"""A world in which every declared operation works with its own example.

`ready` brings one record into a state in which the operation is possible, through the operations
themselves, and returns it with the JSON arguments of the example. The registry tests of all
surfaces build on it, so a new operation is tried everywhere once its example works here.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from cases.casework.models import Case
from cases.casework.operations import (
    advance_case,
    close_case,
    hold_case,
    record_crossing,
    record_stay,
)
from cases.citizens.operations import (
    add_contact_point,
    add_identity_document,
    add_name,
    add_relative,
)
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.registry import DECLARED, RESOURCES, Declared
from cases.exchange.operations import create_token
from cases.missions.queries import system_at
from tests.factories import (
    AuthorityFactory,
    IncidentFactory,
    MissionFactory,
    PlaceFactory,
    PostingFactory,
    ProvinceFactory,
    StaffFactory,
    head,
    headquarters,
)
from tests.register import a_case, a_citizen, fresh

OPENED = When(day=date(2025, 10, 20))
SEEN = When(day=date(2025, 10, 22))
Prepared = tuple[Any, dict[str, Any]]


def references() -> None:
    """Make the rows that the examples name by code."""
    IncidentFactory()
    ProvinceFactory()
    PlaceFactory()
    PlaceFactory(code="friendship-bridge-2", name="Friendship Bridge 2", kind="bridge")
    AuthorityFactory()
    MissionFactory(yangon=True)


def colleague(actor: Actor) -> None:
    """Make the officer whom examples name, posted at the mission of `actor`."""
    staff = StaffFactory._meta.model.objects.filter(username="bangkok.officer").first()
    staff = staff or StaffFactory(username="bangkok.officer")
    if not staff.posting_set.filter(mission_id=actor.mission_id).exists():
        PostingFactory(
            staff=staff, mission=MissionFactory._meta.model.objects.get(pk=actor.mission_id)
        )


def entitled(declared: Declared, **mission: Any) -> Actor:
    """Return an actor whose role may do it: a head of mission, headquarters, else the system."""
    for actor in (head(**mission), headquarters()):
        if actor.may(declared.operation.may):
            return actor
    return system_at(MissionFactory(**mission))


def ready(declared: Declared, actor: Actor) -> Prepared:
    """Return a record on which `actor` can do it now, and the example's arguments for it.

    The record is None for an operation that makes one. Call it inside or outside of `eyes`.
    """
    references()
    colleague(actor)
    example = dict(declared.form.example)
    with eyes(actor):
        if declared.is_creation:
            return None, example
        build = STATES.get(declared.name) or TARGETS[declared.resource]
        target, more = build(actor)
        return fresh(target), example | more


def key_of(declared: Declared, target: Any) -> str:
    """Return how addresses name the record."""
    return str(getattr(target, RESOURCES[declared.resource].key))


def every_operation() -> list[Any]:
    """Return all declared operations, for parametrised tests (ids are their names)."""
    return sorted(DECLARED.values(), key=lambda declared: declared.name)


def open_case_of(actor: Actor) -> Case:
    """Return a case opened before the days that the examples name."""
    return a_case(actor, reported=OPENED)


def case(actor: Actor) -> Prepared:
    """A case in the stage reported."""
    return open_case_of(actor), {}


def citizen(actor: Actor) -> Prepared:
    """A registered person without a case."""
    return a_citizen(actor), {}


def token(actor: Actor) -> Prepared:
    """A token of the actor's own."""
    return create_token(actor, label="Nightly report"), {}


def held_case(actor: Actor) -> Prepared:
    """A case on hold."""
    return hold_case(actor, open_case_of(actor), reason="health"), {}


def closed_case(actor: Actor) -> Prepared:
    """A closed case."""
    return close_case(actor, open_case_of(actor), outcome="own_means"), {}


def case_with_opening(actor: Actor) -> Prepared:
    """A case and its opening row, which can be dated anew."""
    row = open_case_of(actor)
    return row, {"transition": str(row.transitions.get(kind="open").uuid)}


def advanced_case(actor: Actor) -> Prepared:
    """A case and a row after the opening, which can be voided."""
    row = advance_case(actor, open_case_of(actor))
    return row, {"transition": str(row.transitions.get(kind="advance").uuid)}


def case_with_crossing(actor: Actor) -> Prepared:
    """A case of a person who crossed a border."""
    row = open_case_of(actor)
    crossing = record_crossing(
        actor, row, from_country="MM", to_country="TH", when=SEEN, source="relative"
    )
    return row, {"crossing": str(crossing.uuid)}


def case_with_stay(actor: Actor) -> Prepared:
    """A case of a person known to be somewhere."""
    row = open_case_of(actor)
    stay = record_stay(actor, row, kind="at", country="TH", when=SEEN, source="relative")
    return row, {"stay": str(stay.uuid)}


def with_attached(operation: Any, field: str, **values: Any) -> Callable[[Actor], Prepared]:
    """A person with one thing attached, which can be withdrawn."""

    def build(actor: Actor) -> Prepared:
        person = a_citizen(actor)
        row = operation(actor, person, **values)
        return person, {field: str(row.uuid)}

    return build


TARGETS: dict[str, Callable[[Actor], Prepared]] = {
    "cases": case,
    "citizens": citizen,
    "tokens": token,
}
STATES: dict[str, Callable[[Actor], Prepared]] = {
    "resume_case": held_case,
    "reopen_case": closed_case,
    "correct_transition": case_with_opening,
    "void_transition": advanced_case,
    "correct_crossing": case_with_crossing,
    "void_crossing": case_with_crossing,
    "correct_stay": case_with_stay,
    "void_stay": case_with_stay,
    "withdraw_name": with_attached(add_name, "name", kind="alias", value="Tí"),
    "withdraw_contact_point": with_attached(
        add_contact_point, "contact_point", kind="phone", value="+84 000 000 0000"
    ),
    "withdraw_identity_document": with_attached(
        add_identity_document, "document", kind="passport", status="lost"
    ),
    "withdraw_relative": with_attached(
        add_relative, "relative", full_name="Nguyễn Thử", relation="father"
    ),
}
