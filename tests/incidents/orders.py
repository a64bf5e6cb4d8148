"""Short ways to a directive that is answered, and to what stands of it."""

from datetime import date
from typing import Any

from cases.core.actor import Actor
from cases.core.context import eyes
from cases.incidents.models import Directive, DirectiveMission
from cases.incidents.operations import acknowledge_directive, issue_directive
from tests.factories import IncidentFactory, MissionFactory, head, headquarters

DAY = date(2025, 11, 6)


def order_to_both(**values: Any) -> dict[str, Any]:
    """Return the arguments of a directive to Bangkok and Yangon."""
    return {
        "code": "2025-11-06-bring-home",
        "incident": IncidentFactory(),
        "title": "Bring them home",
        "text": "Say who may travel.",
        "missions": [MissionFactory(), MissionFactory(yangon=True)],
        "issued_on": DAY,
        **values,
    }


def a_directive(**values: Any) -> Directive:
    """Return a directive of headquarters to Bangkok, or to the missions given."""
    sender = headquarters()
    to_bangkok = {"missions": [MissionFactory()], **values}
    with eyes(sender):
        return issue_directive(sender, **order_to_both(**to_bangkok))


def acknowledged(directive: Directive, **mission: Any) -> Actor:
    """Let the head of a mission acknowledge a directive; return her."""
    with eyes(head(**mission)) as actor:
        acknowledge_directive(actor, directive)
    return actor


def states(actor: Actor) -> dict[str, str]:
    """Return mission -> state, as the actor sees it."""
    with eyes(actor):
        rows = DirectiveMission.objects.visible_to(actor)
        return dict(rows.values_list("mission__code", "state"))
