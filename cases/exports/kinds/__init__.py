"""What can be taken along: rows of people, as the lists of the API tell them, and figures.

A file holds what the API would tell for the same filters, so there is one truth about who sees what
and what a filter means.
"""

from typing import Final

from cases.core.actor import Actor
from cases.exports.choices import SEEN_BY
from cases.exports.kinds.figures import OF_FIGURES
from cases.exports.kinds.kind import Kind
from cases.exports.kinds.people import OF_PEOPLE
from cases.exports.rules import rules

__all__ = ["KINDS", "Kind", "kinds_for"]

KINDS: Final[dict[str, Kind]] = {kind.code: kind for kind in (*OF_PEOPLE, *OF_FIGURES)}


def kinds_for(actor: Actor) -> list[str]:
    """Return the kinds with columns that the role of an actor looks at, in their order."""
    return [kind for kind in KINDS if kind in rules().columns and actor.sees(SEEN_BY[kind])]
