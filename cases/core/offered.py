"""How the API offers operations on a record: what this caller may do now, and else why not."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Model

from cases.core.actor import Actor
from cases.core.addresses import address_of
from cases.core.links import ACTIONS
from cases.core.possible import Possible, possible_on
from cases.core.registry import Declared
from cases.core.shapes import Schema, Shape

OFFERED: Final[tuple[str, Schema]] = (
    ACTIONS,
    {"type": "array", "items": {"$ref": "#/components/schemas/Action"}},
)
"""What the shape of a record says of the acts on it; a view works them out."""


def offering(shape: Shape) -> Shape:
    """Return the shape of a record whose list says the same of a row, but not the acts on it."""
    return shape.with_more(f"{shape.name}Detail", also=(OFFERED,))


def action_of(
    declared: Declared, key: str = "", why_not: Any = "", code: str = ""
) -> dict[str, Any]:
    """Return how an operation is offered on a record: name, address, possible now, else why not."""
    corrects = bool(key) and declared.is_correction
    return {
        "name": declared.name,
        "title": str(declared.form.corrects if corrects else declared.form.title),
        "url": address_of(declared.resource, "" if corrects else key, declared.verb),
        "needs_if_match": declared.needs_version or (corrects and declared.form.is_versioned),
        "is_possible": not code,
        "why_not": {"code": code, "message": str(why_not)} if code else None,
    }


def actions_on(actor: Actor, resource: str, key: str, row: Model) -> list[dict[str, Any]]:
    """Return the operations on a record, with why one is not for us or not in this state.

    A row that is put in as a whole is corrected so, too: its code stands in what is sent.
    """
    return told(possible_on(actor, resource, row), key)


def told(offered: Iterable[Possible], key: str) -> list[dict[str, Any]]:
    """Return how operations on the record of this key are told."""
    return [action_of(item.declared, key, item.why_not, item.code) for item in offered]
