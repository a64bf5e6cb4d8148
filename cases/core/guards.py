"""Guards: whether this actor may do this act on this very row, beyond what the role allows.

A role says what somebody may do at all. A row may say less: a case that another mission only lets
us read. A feature registers a guard for its model; every operation on a row of it asks, and so does
whoever lists what is possible, so that the reason is the same everywhere.

The state of a row may rule an act out for everybody. The operation itself refuses that, after the
version was compared; a feature registers the same question here, so that what is listed as possible
is not refused at once.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import models

from cases.core.actor import Actor
from cases.core.errors import Refused

Hindrance = Callable[[str], Refused | None]
"""Name of an operation -> the 403 that forbids it on the row, None where nothing does."""
Guard = Callable[[Actor, Any], Hindrance]
_guards: dict[type[models.Model], Guard] = {}
_states: defaultdict[type[models.Model], list[Guard]] = defaultdict(list)
FINAL = frozenset({"anonymised"})
"""Codes of refusals after which nothing will ever be done on a row: no act is offered then."""


def guard(model: type[models.Model]) -> Callable[[Guard], Guard]:
    """Register what guards the rows of `model`: it reads once and answers for every operation."""

    def wrap(found: Guard) -> Guard:
        _guards[model] = found
        return found

    return wrap


def ruled_out(model: type[models.Model]) -> Callable[[Guard], Guard]:
    """Register what the state of a row of `model` rules out: the 409 that the operation answers.

    Several features may: each answers for its own operations.
    """

    def wrap(found: Guard) -> Guard:
        _states[model].append(found)
        return found

    return wrap


def nothing_hinders(operation: str) -> Refused | None:
    """Answer for a row on which the role alone decides."""
    return None


def hindrance(actor: Actor, row: models.Model) -> Hindrance:
    """Return what says why operations on `row` are not for this actor."""
    found = _guards.get(type(row))
    return found(actor, row) if found is not None else nothing_hinders


def ruled_out_now(actor: Actor, row: models.Model) -> Hindrance:
    """Return what says why the state of a row rules operations out."""
    found = [state(actor, row) for state in _states[type(row)]]
    return lambda name: next((said for ask in found if (said := ask(name)) is not None), None)


def raised_by[**P](check: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> Refused | None:
    """Return what a check of an operation refuses, None where it lets the act happen."""
    try:
        check(*args, **kwargs)
    except Refused as refusal:
        return refusal
    return None
