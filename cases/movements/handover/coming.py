"""Whom a handover is likely of: everybody on a movement who came with it."""

from cases.core.actor import Actor
from cases.core.many import BULK_LIMIT
from cases.movements.models import Passenger


def cases_to_name(actor: Actor, movement: str) -> list[str]:
    """Return the cases of those who have a seat on a movement, as far as they are in sight."""
    if not movement or len(movement) > 24 or not movement.isprintable():
        return []
    rows = Passenger.objects.visible_to(actor).seated().filter(movement__number=movement)
    return list(
        rows.order_by("case__reference").values_list("case__reference", flat=True)[:BULK_LIMIT]
    )
