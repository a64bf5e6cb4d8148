"""Whether people travel on one journey, as far as a later feature knows of journeys.

@knows_journeys
def on_one_movement(actor: Actor, references: Sequence[str]) -> bool: ...
"""

from collections.abc import Callable, Sequence

from cases.core.actor import Actor

Known = Callable[[Actor, Sequence[str]], bool]
"""(actor, numbers of cases) -> whether all of them are on one journey that the actor sees."""
_known: list[Known] = []


def knows_journeys(found: Known) -> Known:
    """Register what knows of journeys."""
    _known.append(found)
    return found


def on_one_journey(actor: Actor, references: Sequence[str]) -> bool:
    """Return whether the people of some cases are on one journey."""
    return any(found(actor, references) for found in _known)
