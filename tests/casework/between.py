"""Two missions and what passes between them, in a few words."""

from typing import Any

from cases.casework.models import Case, Share, Transfer
from cases.casework.operations import accept_transfer, offer_transfer, share_case
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.missions.models import Mission
from tests.factories import MissionFactory
from tests.register import a_case, fresh

SUMMARY = "A man held at Myawaddy; no papers."


def mission_of(actor: Actor) -> Mission:
    """Return the mission of an actor."""
    found: Mission = MissionFactory._meta.model.objects.get(pk=actor.mission_id)
    return found


def case_of(actor: Actor, **values: Any) -> Case:
    """Return a case of the actor's mission."""
    with eyes(actor):
        return a_case(actor, **values)


def offered(sender: Actor, receiver: Actor, case: Case | None = None) -> Transfer:
    """Return a case on offer to the mission of `receiver`."""
    case = case or case_of(sender)
    with eyes(sender):
        return offer_transfer(sender, fresh(case), mission=mission_of(receiver), summary=SUMMARY)


def accepted(sender: Actor, receiver: Actor, case: Case | None = None) -> Case:
    """Return a case that the mission of `receiver` took over."""
    transfer = offered(sender, receiver, case)
    with eyes(receiver):
        accept_transfer(receiver, transfer)
        return Case.objects.visible_to(receiver).select_related("citizen").get(pk=transfer.case_id)


def shared(owner: Actor, other: Actor, case: Case, *operations: str, days: int = 30) -> Share:
    """Return a share of the case with the mission of `other`."""
    with eyes(owner):
        return share_case(
            owner,
            fresh(case),
            mission=mission_of(other),
            days=days,
            reason="Her brother is a case of theirs.",
            operations=operations,
        )
