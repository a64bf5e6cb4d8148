"""Who uses a row of reference data: told before it is corrected, by the features that use it."""

from collections.abc import Callable
from typing import Any

from django.db import models

from cases.core.actor import Actor
from cases.core.errors import Sentence

MOST = 1000
"""Up to here uses are counted."""
Reader = Callable[[Actor, Any], Sentence]
_readers: dict[type[models.Model], list[Reader]] = {}


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


def counted(rows: "models.QuerySet[Any]") -> int:
    """Return how many rows there are, counted to one more than `MOST`."""
    return rows.order_by()[: MOST + 1].count()


def number_words(number: int) -> str:
    """Return a count as a sentence says it; with a plus where nobody counted further."""
    return f"{MOST}+" if number > MOST else str(number)
