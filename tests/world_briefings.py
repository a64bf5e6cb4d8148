"""Briefings, for the tests that try every operation and every wall."""

from collections.abc import Callable
from datetime import date
from typing import Any

from cases.core.actor import Actor
from cases.core.context import eyes
from cases.incidents.operations import add_position_line
from cases.missions.queries import system_at
from tests.briefings.drafts import approved, at_headquarters, drafted
from tests.factories import IncidentFactory, MissionFactory
from tests.register import fresh

Prepared = tuple[Any, dict[str, Any]]


def lead() -> Actor:
    """The lead of headquarters, who approves."""
    return at_headquarters("headquarters_lead")


def draft(actor: Actor) -> Prepared:
    """A draft of somebody else."""
    return fresh(drafted()), {}


def approved_one(actor: Actor) -> Prepared:
    """A briefing that was approved."""
    return fresh(approved()), {}


def position_line(actor: Actor) -> Prepared:
    """A position line that nobody has approved yet; the system wrote it."""
    centre = system_at(MissionFactory(headquarters=True))
    with eyes(centre):
        line = add_position_line(
            centre,
            incident=IncidentFactory(),
            text="The embassies are at work.",
            source_name="Invented gazette",
            stated_on=date(2025, 11, 6),
        )
    return line, {}


BRIEFINGS: dict[str, Callable[[Actor], Prepared]] = {
    "briefings": draft,
    "position-lines": position_line,
}
OF_BRIEFINGS: dict[str, Callable[[Actor], Prepared]] = {
    "publish_briefing": approved_one,
    "return_briefing": approved_one,
}
APPROVING: dict[str, Callable[[], Actor]] = {
    "briefing.approve": lead,
    "briefing.publish": lead,
    "position.approve": lead,
}
"""Rights that neither a head of mission nor an officer at headquarters has."""
AT_HEADQUARTERS = (
    *("draft_briefing", "write_briefing", "add_position_line", "approve_position_line"),
    "withdraw_position_line",
)
