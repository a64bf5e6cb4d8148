"""Who does an operation in the world: somebody whose role may, or whom the database lets."""

from collections.abc import Callable
from typing import Any

from cases.core.actor import Actor
from cases.core.registry import Declared
from cases.core.roles import operations_of
from cases.missions.queries import system_at
from tests.factories import MissionFactory, administrator, head, headquarters
from tests.world_briefings import APPROVING, AT_HEADQUARTERS
from tests.world_configuration import LOADING
from tests.world_retention import LEADS_ALONE
from tests.world_sealed import FOR_FEW

SPECIAL = FOR_FEW | LEADS_ALONE | APPROVING | LOADING
"""Who does what neither a head of mission nor an officer at headquarters may."""


def maker_of_entitled(declared: Declared) -> Callable[..., Actor] | None:
    """Return what makes an actor whose role may do it; None where only the system may."""
    if few := SPECIAL.get(declared.operation.may):
        return few
    makers = {
        "head_of_mission": head,
        "headquarters_officer": headquarters,
        "administrator": administrator,
    }
    found = (make for role, make in makers.items() if declared.operation.may in operations_of(role))
    return next(found, None)


def entitled(declared: Declared, **mission: Any) -> Actor:
    """Return an actor whose role may do it: a head of mission, headquarters, else the system."""
    make = maker_of_entitled(declared)
    if make is None:
        return system_at(MissionFactory(**mission))
    return make(**mission) if make is head else make()


HEADQUARTERS_ONLY = {
    *("issue_directive", "withdraw_directive", "pass_report"),
    *("take_snapshot", "withdraw_snapshot", "ask_retention_report"),
    *AT_HEADQUARTERS,
}


def maker_of_able(declared: Declared) -> Callable[..., Actor]:
    """Return what makes an actor whom the database lets do it, whatever the roles say."""
    usual = headquarters if declared.name in HEADQUARTERS_ONLY else head
    return SPECIAL.get(declared.operation.may) or usual


def able(declared: Declared) -> Actor:
    """Return such an actor."""
    return maker_of_able(declared)()
