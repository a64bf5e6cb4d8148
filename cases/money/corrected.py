"""What follows the correction of a cost: a later feature registers what it has tied to the line."""

from collections.abc import Callable

from cases.core.actor import Actor
from cases.money.models import CostLine

Follows = Callable[[Actor, CostLine, CostLine], None]
"""(actor, the line that was voided, the line that stands in its place)."""
_follows: list[Follows] = []


def on_correction(follows: Follows) -> Follows:
    """Register what happens, in the same act, when a line is corrected by another one."""
    _follows.append(follows)
    return follows


def tell_of_correction(actor: Actor, old: CostLine, new: CostLine) -> None:
    """Let everything tied to the old line follow the new one."""
    for follows in _follows:
        follows(actor, old, new)
