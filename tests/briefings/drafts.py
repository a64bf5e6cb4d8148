"""Short ways to a briefing: seventy in Thailand on the evening of 22 October 2025."""

from datetime import date, datetime
from typing import Any

from cases.briefings.models import Briefing
from cases.briefings.operations import approve_briefing, draft_briefing, publish_briefing
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.facts import When
from tests.factories import IncidentFactory, MissionFactory, PostingFactory
from tests.publishing.course import at, course, crossed, opened
from tests.register import fresh

MORNING = at(22, 9)
EVENING = When(day=date(2025, 10, 22))


def a_few(count: int = 3, moment: datetime = MORNING) -> None:
    """Let people cross into Thailand, whose cases Bangkok has."""
    with course() as actor:
        for _number in range(count):
            crossed(actor, opened(actor, at(20)), at(23), moment)


def at_headquarters(role: str, **staff: Any) -> Actor:
    """Return somebody of headquarters."""
    mission = MissionFactory(headquarters=True)
    return PostingFactory(role=role, mission=mission, **staff).actor()


def drafted(actor: Actor | None = None, **values: Any) -> Briefing:
    """Return a draft of an officer of headquarters."""
    with eyes(actor or at_headquarters("headquarters_officer")) as writer:
        return draft_briefing(
            writer, **{"incident": IncidentFactory(), "kind": "note", "as_of": EVENING, **values}
        )


def approved(
    briefing: Briefing | None = None, said: dict[str, Any] | None = None, **values: Any
) -> Briefing:
    """Return a briefing that the lead has approved."""
    lead = at_headquarters("headquarters_lead")
    found = briefing or drafted(**values)
    with eyes(lead):
        return approve_briefing(lead, fresh(found), **(said or {}))


def published(**values: Any) -> Briefing:
    """Return a briefing that went out."""
    lead = at_headquarters("headquarters_lead")
    found = approved(**values)
    with eyes(lead):
        return publish_briefing(lead, fresh(found))
