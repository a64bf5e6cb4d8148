"""Whether an act would be refused, and what would come of it, asked before it is done.

It is done and undone: what would be refused is known by doing it alone, with every check that
acting has. Nothing of it stays, and nothing is put on record.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from cases.core.actor import Actor
from cases.core.delivery import Rejected, Request, bind
from cases.core.errors import Refused
from cases.core.operations import unrecorded


class _Undone(Exception):
    """Raised once it was done, so that it is undone."""


def refusal_beforehand(actor: Actor, wish: Request) -> Refused | None:
    """Return by what acting on `wish` would be refused; None where it would be done.

    Also None where the form says itself what is wrong with it.
    """
    seen: list[Any] = []
    try:
        with unrecorded(), transaction.atomic():
            form = bind(actor, wish, seen)
            wish.declared.operation(actor, *seen, **form.arguments())
            raise _Undone
    except (_Undone, Rejected):
        return None
    except Refused as refusal:
        return refusal


def found_beforehand[T](act: Callable[[], T]) -> T | None:
    """Return what `act` finds once it has acted, all of which is undone; None where refused."""
    found: list[T] = []
    try:
        with unrecorded(), transaction.atomic():
            found.append(act())
            raise _Undone
    except _Undone:
        return found[0]
    except Refused:
        return None
