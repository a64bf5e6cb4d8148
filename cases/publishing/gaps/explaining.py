"""One question: why do the two numbers differ."""

from datetime import datetime

from cases.core.actor import Actor
from cases.publishing.figures import Comparison
from cases.publishing.gaps.ledger import by_ledger
from cases.publishing.gaps.lists import by_lists
from cases.publishing.gaps.values import Gap


def explained(actor: Actor, pair: Comparison, known_at: datetime | None) -> list[Gap]:
    """Return the ways from the reported number to ours: by each list, else by our own ledgers.

    `known_at` is the moment of knowledge that ours was counted with, None for now. Nothing where
    our ledgers have no counterpart.
    """
    if pair.value is None:
        return []
    found = by_lists(actor, pair, known_at)
    if any(not gap.is_later for gap in found):
        return found
    return [*found, by_ledger(actor, pair, known_at)]
