"""Records of one person in each state, for the tests that try every operation."""

from datetime import date
from typing import Any

from cases.casework.operations import link_same_person
from cases.citizens.models import SamePerson
from cases.citizens.operations import add_identity_document
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.partial import PartialDate
from cases.missions.models import Mission
from tests.factories import PostingFactory
from tests.register import a_citizen, fresh

Prepared = tuple[Any, dict[str, Any]]
BORN = PartialDate(date(1998, 4, 3), "day")


def recorded_twice(actor: Actor) -> Prepared:
    """A record of somebody who is on record already, by the same passport."""
    double, other = (a_citizen(actor, full_name="Phạm Thử", birth=BORN) for _one in range(2))
    for person in (double, other):
        add_identity_document(
            actor, person, kind="passport", status="lost", number="B0000001", holder_name="PHAM"
        )
    return double, {"into": str(other.uuid)}


def linked(actor: Actor) -> Prepared:
    """A link that stands."""
    double, more = recorded_twice(actor)
    other = type(double).objects.get(uuid=more["into"])
    link = link_same_person(actor, fresh(double), into=other, because="The same passport.")
    return link, {}


def proposed(actor: Actor) -> Prepared:
    """A link that a colleague has proposed, since nothing but a name speaks for it."""
    mission = Mission.objects.get(pk=actor.mission_id)
    with eyes(PostingFactory(mission=mission).actor()) as colleague:
        double, other = (a_citizen(colleague, full_name="Lê Thử") for _one in range(2))
        link: SamePerson = link_same_person(
            colleague, fresh(double), into=fresh(other), because="The same photograph."
        )
    return link, {}


def proposed_by_oneself(actor: Actor) -> Prepared:
    """A link that the actor has proposed and nobody has answered."""
    double, other = (a_citizen(actor, full_name="Lê Thử") for _one in range(2))
    link: SamePerson = link_same_person(
        actor, fresh(double), into=fresh(other), because="The same photograph."
    )
    return link, {}


OF_LINKS = {
    "confirm_same_person": proposed,
    "link_same_person": recorded_twice,
    "reject_same_person": proposed,
    "unlink_same_person": linked,
    "withdraw_same_person": proposed_by_oneself,
}
