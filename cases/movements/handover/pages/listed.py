"""The list of handovers of a mission."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.movements.handover.forms.filters import HandoverFilters
from cases.movements.handover.models import Handover
from cases.movements.handover.pages.words import Row, people_words, state_tag
from cases.movements.handover.queries import NAMED, handover_page
from cases.movements.models import Movement

MOST_BESIDE = 20


def list_context(actor: Actor, filters: HandoverFilters, place: str) -> Row:
    """Return a page of the list, in the order of preparing."""
    asked = filters.asked()
    page = handover_page(actor, asked, place)
    asks = {name: str(value) for name, value in filters.data.items() if name in filters.fields}
    return {
        "filters": filters,
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "lines": [line_of(row) for row in page.rows],
        "ids": [row.pk for row in page.rows],
        "by": asked.by,
        "prepare_url": reverse("prepare_handover") if actor.may("handover.prepare") else "",
        "prev_url": address(asks, page.previous) if page.previous else "",
        "next_url": address(asks, page.following) if page.following else "",
    }


def handovers_beside(actor: Actor, movement: Movement) -> list[Row]:
    """Return the handovers of those who travel on a movement, for its page."""
    rows = Handover.objects.visible_to(actor).filter(movement=movement).select_related(*NAMED)
    return [line_of(row) for row in rows.order_by("prepared_at", "pk")[:MOST_BESIDE]]


def address(asks: Row, place: str) -> str:
    """Return the address of a page of the list."""
    said = {name: value for name, value in {**asks, "page": place}.items() if value}
    return reverse("handovers") + (f"?{urlencode(said)}" if said else "")


def line_of(row: Handover) -> Row:
    """Return one handover as a line: number, between whom, where, how many, when."""
    return {
        "number": row.number,
        "url": row.get_absolute_url(),
        "kind": str(row.get_kind_display()),
        "place": row.place.label,
        "zone": row.place.zone,
        "people": people_words(row.people),
        "received": row.receiving_words,
        "since": row.occurred_from,
        "at": row.occurred_at,
        "prepared_at": row.prepared_at,
        "state": state_tag(row),
    }
