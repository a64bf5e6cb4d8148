"""Who may read who looked at a person: heads of mission and headquarters."""

from cases.core.actor import Actor
from cases.core.errors import not_allowed

REVIEW = "access.review"


def may_review(actor: Actor) -> bool:
    """Return whether the role lets `actor` read accesses."""
    return actor.may(REVIEW)


def allow_review(actor: Actor) -> None:
    """Raise 403 unless the role lets `actor` read accesses."""
    if not may_review(actor):
        raise not_allowed()
