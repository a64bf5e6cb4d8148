"""Who uses a row of reference data, and what would follow from a change of it.

Told before it is corrected, by the features that use it.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

from cases.core.actor import Actor
from cases.core.errors import Sentence

MOST = 1000
"""Up to here uses are counted."""
Reader = Callable[[Actor, Any], Sentence]
_readers: dict[type[models.Model], list[Reader]] = {}
Foreteller = Callable[[Actor, Any, Any], list[Sentence]]
"""(actor, the row as it is or None, the row as it would be, unsaved) -> what would follow."""
_foretellers: dict[type[models.Model], list[Foreteller]] = {}


def tells_use(model: type[models.Model]) -> Callable[[Reader], Reader]:
    """Register what says in one sentence how a row is used; empty where it is not."""

    def wrap(reader: Reader) -> Reader:
        known = _readers.setdefault(model, [])
        if reader not in known:
            known.append(reader)
        return reader

    return wrap


def uses_of(actor: Actor, row: models.Model) -> list[Sentence]:
    """Return how a row is used, one sentence for each feature that uses it."""
    found = (reader(actor, row) for reader in _readers.get(type(row), ()))
    return [sentence for sentence in found if sentence]


def foretells(model: type[models.Model]) -> Callable[[Foreteller], Foreteller]:
    """Register what says what would follow if a row became another one; nothing is written."""

    def wrap(foreteller: Foreteller) -> Foreteller:
        known = _foretellers.setdefault(model, [])
        if foreteller not in known:
            known.append(foreteller)
        return foreteller

    return wrap


def effects_of(actor: Actor, before: Any, after: models.Model) -> list[Sentence]:
    """Return what would follow from a change, in the sentences of the features it bears on."""
    return [
        sentence
        for foretell in _foretellers.get(type(after), ())
        for sentence in foretell(actor, before, after)
    ]


def counted(rows: "models.QuerySet[Any]") -> int:
    """Return how many rows there are, counted to one more than `MOST`."""
    return rows.order_by()[: MOST + 1].count()


def number_words(number: int) -> str:
    """Return a count as a sentence says it; with a plus where nobody counted further."""
    return f"{MOST}+" if number > MOST else str(number)
