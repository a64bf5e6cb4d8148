"""The next departure of a briefing: what was planned, as known at its moment."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db.models import Model, Q

from cases.briefings.asking import Asking
from cases.briefings.composing.told import Departure
from cases.core.actor import Actor
from cases.core.models import RowVersion
from cases.movements.choices import MovementState, SeatState
from cases.movements.models import Leg, Movement, Passenger

LOOKED_AT: Final = 20
"""So many legs are looked at for one with somebody of the incident aboard."""


def departure_of(actor: Actor, asking: Asking) -> Departure | None:
    """Return the first leg after the moment, with those who had a seat, as planned then.

    Of a past day that is the plan as known at its end: what was planned, moved or called off since
    is of now, and not told under a title of then.
    """
    known = min(asking.as_of, asking.known_at)
    for leg in planned_legs(actor, asking, known)[:LOOKED_AT]:
        rows = (
            Passenger.objects.visible_to(actor)
            .filter(
                movement=leg.movement_id, case__incident=asking.incident, recorded_at__lte=known
            )
            .exclude(case__in=asking.uncounted)
        )
        aboard = as_known(list(rows), known)
        count = sum(row.state == SeatState.SEATED and row.is_on(leg.number) for row in aboard)
        if count:
            return Departure(
                at=leg.departs_at.isoformat(),
                zone=leg.from_place.zone,
                mode=leg.mode,
                from_country=leg.from_place.country,
                to_country=leg.to_place.country,
                count=count,
            )
    return None


def planned_legs(actor: Actor, asking: Asking, known: datetime) -> list[Leg]:
    """Return the legs that were to leave after the moment, the next first, as known then.

    A leg keeps no moment at which it was added. It was added behind the last one: what arrives
    later than the whole movement did then was not there yet, nor was a second one of its number.
    """
    movements = Movement.objects.visible_to(actor).filter(
        incident=asking.incident, recorded_at__lte=known
    )
    changed = RowVersion.objects.filter(table_name=Leg._meta.db_table, recorded_at__gt=known)
    legs = (
        Leg.objects.visible_to(actor)
        .filter(Q(dropped_at__isnull=True) | Q(dropped_at__gt=known), movement__in=movements)
        .filter(Q(departs_at__gt=asking.as_of) | Q(pk__in=changed.values("row_id")))
        .select_related("from_place", "to_place")
        .order_by("-pk")
    )
    first = {(leg.movement_id, leg.number): leg for leg in as_known(list(legs), known)}
    whole = movements.filter(pk__in={leg.movement_id for leg in first.values()})
    under_way = {
        row.pk: row.arrives_at
        for row in as_known(list(whole), known)
        if row.state != MovementState.CANCELLED
    }
    found = [
        leg
        for leg in first.values()
        if leg.departs_at > asking.as_of
        and leg.departed_at is None
        and leg.movement_id in under_way
        and leg.arrives_at <= under_way[leg.movement_id]
    ]
    return sorted(found, key=lambda leg: (leg.departs_at, leg.pk))


def as_known[M: Model](rows: Sequence[M], known: datetime) -> Sequence[M]:
    """Return rows with the values that they had at a moment; they are not to be saved."""
    by_id = {row.pk: row for row in rows}
    if not by_id:
        return rows
    table = rows[0]._meta.db_table
    later = RowVersion.objects.filter(table_name=table, row_id__in=by_id, recorded_at__gt=known)
    for version in later.order_by("-recorded_at", "-pk"):
        row = by_id[version.row_id]
        for field in row._meta.concrete_fields:
            if field.column in version.old:
                setattr(row, field.attname, field.to_python(version.old[field.column]))
    return rows
