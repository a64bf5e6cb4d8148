"""How the API offers operations on a record: what this caller may do now, and else why not."""

from typing import Any

from django.db.models import Model

from cases.core.actor import Actor
from cases.core.addresses import address_of
from cases.core.guards import FINAL, hindrance, ruled_out_now
from cases.core.registry import Declared, declared_for


def action_of(
    declared: Declared, key: str = "", why_not: Any = "", code: str = ""
) -> dict[str, Any]:
    """Return how an operation is offered on a record: name, address, possible now, else why not."""
    needs_version = declared.operation.target == "one" and not declared.operation.appends
    return {
        "name": declared.name,
        "title": str(declared.form.title),
        "url": address_of(declared.resource, key, declared.verb),
        "needs_if_match": needs_version,
        "is_possible": not code,
        "why_not": {"code": code, "message": str(why_not)} if code else None,
    }


def actions_on(actor: Actor, resource: str, key: str, row: Model) -> list[dict[str, Any]]:
    """Return the operations on a record, with why one is not for us or not in this state."""
    not_ours, not_now = hindrance(actor, row), ruled_out_now(actor, row)
    found = []
    for declared in declared_for(resource):
        if not declared.is_creation and actor.may(declared.operation.may):
            refusal = not_ours(declared.name) or not_now(declared.name)
            if refusal is not None and refusal.code in FINAL:
                continue
            found.append(
                action_of(declared, key, refusal.message, refusal.code)
                if refusal
                else action_of(declared, key)
            )
    return found
