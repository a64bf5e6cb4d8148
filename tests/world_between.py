"""What the world holds between missions, and between two cases: a draft of the next one."""

from datetime import date
from typing import Any

from cases.casework.operations import accept_transfer, offer_transfer, share_case
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.facts import When
from cases.intake.operations import save_draft
from cases.missions.models import Mission
from cases.overview.operations import save_view
from tests.factories import MissionFactory, head
from tests.register import a_case, fresh

OPENED = When(day=date(2025, 10, 20))
THIRD = {"code": "VTE", "country": "LA", "zone": "Asia/Vientiane"}
Prepared = tuple[Any, dict[str, Any]]


def third() -> Actor:
    """A head of mission of neither the actor nor of the stranger whom tests ask."""
    return head(**THIRD)


def offered_to(actor: Actor) -> Prepared:
    """A transfer that waits for the answer of the actor's mission."""
    sender = third()
    receiver = Mission.objects.get(pk=actor.mission_id)
    with eyes(sender):
        return offer_transfer(sender, a_case(sender), mission=receiver, summary="Held."), {}


def offered_by(actor: Actor) -> Prepared:
    """A transfer that the actor's mission can still withdraw."""
    receiver = MissionFactory(**THIRD)
    return offer_transfer(
        actor, a_case(actor, reported=OPENED), mission=receiver, summary="Held."
    ), {}


def taken_over(actor: Actor) -> Prepared:
    """A case that came from another mission."""
    transfer, _more = offered_to(actor)
    with eyes(actor):
        return accept_transfer(actor, fresh(transfer)).case, {}


def shared(actor: Actor) -> Prepared:
    """A share of a case of the actor's mission with a third one."""
    other = MissionFactory(**THIRD)
    return share_case(
        actor, a_case(actor, reported=OPENED), mission=other, days=30, reason="Kin."
    ), {}


def a_draft(actor: Actor) -> Prepared:
    """What the actor has typed of a new case and not sent."""
    return save_draft(actor, content={"full_name": "Lê Thị Thử"}), {}


def a_view(actor: Actor) -> Prepared:
    """A view of the work list that the actor has saved."""
    return save_view(actor, name="Overdue, mine", asks={"officer": "mine", "due": "overdue"}), {}


def opened_elsewhere(actor: Actor) -> Prepared:
    """A case that was opened at a third mission; it is the actor's, unless they see every case."""
    if actor.is_headquarters:
        with eyes(sender := third()):
            return a_case(sender), {}
    return taken_over(actor)
