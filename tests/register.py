"""Short ways to a citizen and a case, by the operations themselves."""

from typing import Any

from cases.casework.models import Case
from cases.casework.operations import open_case
from cases.citizens.models import Citizen
from cases.citizens.operations import register_citizen
from cases.core.actor import Actor
from tests.factories import IncidentFactory


def a_citizen(actor: Actor, **values: Any) -> Citizen:
    """Return a registered citizen."""
    return register_citizen(
        actor, **({"full_name": "Nguyễn Thử Nghiệm", "nationality": "VN"} | values)
    )


def a_case(actor: Actor, citizen: Citizen | None = None, **values: Any) -> Case:
    """Return an open case in the stage reported."""
    defaults = {"incident": IncidentFactory(), "report_source": "relative"}
    return open_case(actor, citizen or a_citizen(actor), **(defaults | values))


def fresh(case: Any) -> Any:
    """Return the row as it is now."""
    return type(case).objects.get(pk=case.pk)
