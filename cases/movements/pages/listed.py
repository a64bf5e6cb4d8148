"""The list of movements: how far each is, when it departs, how full it is."""

from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.keyset import Cursor, page_of
from cases.movements.forms.filters import MovementFilters
from cases.movements.models import Leg, Movement
from cases.movements.pages.words import state_tag

Row = dict[str, Any]
PAGE: Final = 30


def list_context(actor: Actor, filters: MovementFilters, place: str) -> Row:
    """Return a page of movements, in the order of their departures."""
    rows = filters.narrowed(Movement.objects.own_of(actor)).select_related(
        "mission", "reception_point"
    )
    cursor = Cursor.parse(place) if place else None
    page = page_of(rows, PAGE, cursor, by="departs_at", ref="number")
    legs = legs_by_movement(actor, [row.pk for row in page.rows])
    asks = {name: str(value) for name, value in filters.data.items() if name in filters.fields}
    return {
        "filters": filters,
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "lines": [line(row, legs.get(row.pk, [])) for row in page.rows],
        "ids": [row.pk for row in page.rows],
        "by": sorted(name for name, value in asks.items() if value),
        "prev_url": address(asks, page.previous) if page.previous else "",
        "next_url": address(asks, page.following) if page.following else "",
        "plan_url": reverse("plan_movement") if actor.may("movement.plan") else "",
    }


def legs_by_movement(actor: Actor, ids: list[int]) -> dict[int, list[Leg]]:
    """Return the legs of some movements: one query."""
    found: dict[int, list[Leg]] = {}
    rows = Leg.objects.visible_to(actor).standing().filter(movement__in=ids)
    for leg in rows.select_related("from_place", "to_place"):
        found.setdefault(leg.movement_id, []).append(leg)
    return found


def line(row: Movement, legs: list[Leg]) -> Row:
    """Return one movement."""
    seats = [leg.capacity for leg in legs if leg.capacity is not None]
    return {
        "number": row.number,
        "url": row.get_absolute_url(),
        "title": row.title,
        "state": state_tag(row),
        "from": legs[0].from_place.label if legs else "",
        "to": legs[-1].to_place.label if legs else "",
        "departs_at": row.departs_at,
        "zone": legs[0].from_place.zone if legs else "UTC",
        "seated": row.seated,
        "seats": min(seats) if seats else "",
        "waiting": row.waiting or "",
        "mission": row.mission.label,
        "is_changed": row.is_changed,
    }


def address(asks: Row, place: str) -> str:
    """Return the address of a page of the list."""
    said = {key: value for key, value in {**asks, "page": place}.items() if value}
    return reverse("movements") + (f"?{urlencode(said)}" if said else "")
