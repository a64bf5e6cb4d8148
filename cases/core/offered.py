"""How the API offers operations on a record: what this caller may do now, and else why not."""

from typing import Any, Final

from django.db.models import Model

from cases.core.actor import Actor
from cases.core.addresses import address_of
from cases.core.guards import FINAL, hindrance, ruled_out_now
from cases.core.links import ACTIONS
from cases.core.registry import Declared, declared_for
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
    needs_version = declared.operation.target == "one" and not declared.operation.appends
    corrects = bool(key) and declared.is_correction
    return {
        "name": declared.name,
        "title": str(declared.form.corrects if corrects else declared.form.title),
        "url": address_of(declared.resource, "" if corrects else key, declared.verb),
        "needs_if_match": needs_version,
        "is_possible": not code,
        "why_not": {"code": code, "message": str(why_not)} if code else None,
    }


def actions_on(actor: Actor, resource: str, key: str, row: Model) -> list[dict[str, Any]]:
    """Return the operations on a record, with why one is not for us or not in this state.

    A row that is put in as a whole is corrected so, too: its code stands in what is sent.
    """
    not_ours, not_now = hindrance(actor, row), ruled_out_now(actor, row)
    found = []
    for declared in declared_for(resource):
        if declared.is_on_record and declared.operation.is_open_to(actor):
            refusal = not_ours(declared.name) or not_now(declared.name)
            if refusal is not None and refusal.code in FINAL:
                continue
            found.append(
                action_of(declared, key, refusal.message, refusal.code)
                if refusal
                else action_of(declared, key)
            )
    return found
