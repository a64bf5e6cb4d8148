"""People who came home, for the tests that try every operation."""

from datetime import date, timedelta
from typing import Any

from cases.casework.follow_up.models import EarlierReturn, WelfareCheck
from cases.casework.models import Case
from cases.casework.operations import record_fact
from cases.core.actor import Actor
from cases.core.facts import When
from tests.factories import IncidentFactory, headquarters
from tests.register import a_case, fresh

Prepared = tuple[Any, dict[str, Any]]
OPENED = When(day=date(2025, 10, 20))
HOME_ON = date(2025, 10, 25)


def came_home(actor: Actor, case: Case | None = None, on: date = HOME_ON, **more: Any) -> Case:
    """Return a case that was closed with the person at home."""
    case = case or a_case(actor, reported=OPENED)
    said = {"outcome": "own_means", "source": "citizen", "reason": "She called from home."} | more
    return record_fact(actor, fresh(case), stage="closed", when=When(day=on), **said)


def a_check(actor: Actor, case: Case | None = None) -> WelfareCheck:
    """Return the first check after a return."""
    closed = came_home(actor, case)
    found: WelfareCheck = closed.welfare_checks.order_by("due_on").first()
    return found


def left_again(actor: Actor, case: Case | None = None) -> EarlierReturn:
    """Return that the person of a case, who had come home, has another one."""
    home = came_home(actor, case)
    later = a_case(
        actor,
        home.citizen,
        incident=IncidentFactory(code="2026-01-later", title="Later, invented"),
        reported=When(day=HOME_ON + timedelta(days=30)),
    )
    found: EarlierReturn = later.earlier_returns.get()
    return found


def check(actor: Actor) -> Prepared:
    """A check that is planned."""
    return fresh(a_check(actor)), {}


def check_elsewhere(actor: Actor) -> Prepared:
    """A check that another mission makes."""
    row = a_check(actor)
    other = headquarters().mission_id
    WelfareCheck.objects.filter(pk=row.pk).update(mission_id=other)
    return fresh(row), {}


def closed(actor: Actor) -> Prepared:
    """A case of somebody who is home."""
    return fresh(came_home(actor)), {}


OF_FOLLOW_UP = {"plan_welfare_check": closed, "take_over_welfare_check": check_elsewhere}
FOLLOWED = {"welfare-checks": check}
