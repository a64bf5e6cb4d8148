"""Guards: whether this actor may do this act on this very row, beyond what the role allows.

A role says what somebody may do at all. A row may say less: a case that another mission only lets
us read. A feature registers a guard for its model; every operation on a row of it asks, and so does
whoever lists what is possible, so that the reason is the same everywhere.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

from cases.core.actor import Actor
from cases.core.errors import Refused

Hindrance = Callable[[str], Refused | None]
"""Name of an operation -> the 403 that forbids it on the row, None where nothing does."""
Guard = Callable[[Actor, Any], Hindrance]
_guards: dict[type[models.Model], Guard] = {}
FINAL = frozenset({"anonymised"})
"""Codes of refusals after which nothing will ever be done on a row: no act is offered then."""


def guard(model: type[models.Model]) -> Callable[[Guard], Guard]:
    """Register what guards the rows of `model`: it reads once and answers for every operation."""

    def wrap(found: Guard) -> Guard:
        _guards[model] = found
        return found

    return wrap


def nothing_hinders(operation: str) -> Refused | None:
    """Answer for a row on which the role alone decides."""
    return None


def hindrance(actor: Actor, row: models.Model) -> Hindrance:
    """Return what says why operations on `row` are not for this actor."""
    found = _guards.get(type(row))
    return found(actor, row) if found is not None else nothing_hinders
