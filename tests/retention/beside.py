"""Other people beside her: told apart, taken for her by the machine, proposed and rejected."""

from datetime import UTC, datetime

from cases.casework.operations import link_same_person, reject_same_person
from cases.citizens import operations as citizens
from cases.citizens.models import Citizen, PossibleDouble
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from tests.register import a_citizen, fresh
from tests.world_lists import put_on
from tests.world_reconciliation import put_on_a_pile


def beside_others(actor: Actor, person: Citizen, mark: str) -> None:
    """Tell her apart from somebody, take her for somebody else, link her and reject that."""
    other = a_citizen(actor)
    put_on(actor, person)
    put_on_a_pile(actor, person, mark)
    citizens.declare_different(actor, fresh(person), other=other, reason=mark)
    with eyes(SYSTEM):
        PossibleDouble.objects.create(
            citizen=person, other=other, reasons=[mark], found_at=datetime.now(UTC)
        )
    link = link_same_person(actor, fresh(person), into=fresh(other), because=mark)
    reject_same_person(actor, fresh(link), reason=mark)
