"""Which people stand behind a place in the order of the register, few at a time.

What belongs to people is listed person by person. Behind row security the database guesses how
many rows a mission has, guesses too few, and sorts all of them for fifty: so the people of a page
are found first, by the index of sights, and then what belongs to them.
"""

from typing import Any

from cases.citizens.models import Citizen
from cases.core.actor import Actor


def people_behind(actor: Actor, start: int | None, how_many: int, *, falls: bool) -> list[int]:
    """Return the ids of the next people in sight, from `start` on, that one included."""
    sights: Any = Citizen._meta.get_field("sights").related_model
    rows, column = Citizen.objects.visible_to(actor), "pk"
    if not actor.sees_all:
        rows, column = sights.objects.of(actor), "citizen_id"
    if start is not None:
        rows = rows.filter(**{f"{column}__{'lte' if falls else 'gte'}": start})
    order = f"-{column}" if falls else column
    return list(rows.order_by(order).values_list(column, flat=True)[:how_many])
