"""People to keep or to forget, and a report, for the tests that try every operation."""

from typing import Any

from cases.citizens.models import Citizen
from cases.core import present
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.retention.models import RetentionRun
from cases.retention.operations.holds import place_legal_hold
from cases.retention.operations.person import ask_anonymisation
from tests.factories import MissionFactory, PostingFactory, proved
from tests.register import a_citizen

Prepared = tuple[Any, dict[str, Any]]


def lead() -> Actor:
    """Return the head of the department at headquarters, who has just proved who it is."""
    mission = MissionFactory(headquarters=True)
    return proved(PostingFactory(mission=mission, role="headquarters_lead").actor())


def held_person(actor: Actor) -> Prepared:
    """A person on whom a legal hold stands."""
    return place_legal_hold(actor, a_citizen(actor), reason="Proceedings."), {}


def asked_person(actor: Actor) -> Prepared:
    """A person of whom somebody else asked that she be anonymised."""
    person: Citizen = a_citizen(actor)
    with eyes(lead()) as asker:
        ask_anonymisation(asker, person, ground="wish")
    return person, {}


def person_to_anonymise(actor: Actor) -> Prepared:
    """The same, with what has to be typed."""
    person, _more = asked_person(actor)
    return person, {"reference": str(person.uuid)}


def report(actor: Actor) -> Prepared:
    """A report in which nobody is due."""
    with eyes(SYSTEM):
        now = present.now()
        made = RetentionRun.objects.create(made_at=now, ready_at=now, as_of=now.date())
    return made, {}


LEADS_ALONE = {"citizen.anonymise": lead, "clock.recount": lead, "retention.approve": lead}
"""Rights that nobody below the head of the department has."""
ON_PEOPLE = {
    "anonymise_citizen": person_to_anonymise,
    "decline_anonymisation": asked_person,
    "lift_legal_hold": held_person,
}
