"""Administrators who ask and confirm, for the tests of what takes two of them."""

from datetime import date
from typing import Any

from cases.accounts.administrators.operations import (
    ask_administrator_account,
    ask_administrator_posting,
    confirm_administrator_change,
)
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.missions.models import Staff
from tests.factories import MissionFactory, StaffFactory, proved
from tests.refusals import refusal_of
from tests.register import fresh

FROM = date(2026, 1, 1)
WHY = "Lost the phone"


def account(actor: Actor) -> Any:
    """The account behind an actor, as it is now."""
    return Staff.objects.get(pk=actor.staff_id)


def refused(act: Any, /, *arguments: Any, **more: Any) -> str:
    """Return the code with which an act is refused."""
    return refusal_of(act, *arguments, **more).code


def asked(actor: Actor, staff: Any, act: str = "reset_second_factor") -> Any:
    """A change to an administrator's account that the actor asked for."""
    with eyes(actor):
        return ask_administrator_account(actor, staff=staff, act=act, reason=WHY)


def role_asked(actor: Actor, staff: Any = None, **more: Any) -> Any:
    """The role of an administrator that the actor asked for somebody."""
    said = {"mission": MissionFactory(headquarters=True), "role": "administrator", "reason": WHY}
    said |= {"starts_on": FROM, **more}
    with eyes(actor):
        return ask_administrator_posting(actor, staff=staff or StaffFactory(), **said)


def confirmed(actor: Actor, change: Any) -> Any:
    """Confirm a change as it is now, having proved who one is."""
    with eyes(actor):
        return confirm_administrator_change(proved(actor), fresh(change))


def confirming(actor: Actor, change: Any) -> str:
    """Return the code with which confirming is refused."""
    with eyes(actor):
        return refused(confirm_administrator_change, proved(actor), fresh(change))
