"""Briefings, for the tests that try every operation and every wall."""

from collections.abc import Callable
from typing import Any

from cases.core.actor import Actor
from tests.briefings.drafts import approved, at_headquarters, drafted
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


BRIEFINGS: dict[str, Callable[[Actor], Prepared]] = {"briefings": draft}
OF_BRIEFINGS: dict[str, Callable[[Actor], Prepared]] = {
    "publish_briefing": approved_one,
    "return_briefing": approved_one,
}
APPROVING: dict[str, Callable[[], Actor]] = {"briefing.approve": lead, "briefing.publish": lead}
"""Rights that neither a head of mission nor an officer at headquarters has."""
AT_HEADQUARTERS = ("draft_briefing", "write_briefing")
