"""Operations that stand for all: together they have every trait that an adapter can tell apart.

What is the same for every operation is tried at the operation, for each of them
(`core/test_operations.py`); what an adapter adds is tried on these, and on the others by sweeps.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator

import pytest

from cases.api_urls import OWN_VIEWS
from cases.core.registry import Declared
from tests.prepared import of_each
from tests.sweeps import of_some

Rows = list[Declared]


def traits_of_view(declared: Declared) -> Iterator[Hashable]:
    """Yield what decides which code of the adapter answers, before any field is read."""
    yield "view", OWN_VIEWS.get(declared.name)
    yield "kind", declared.is_creation, declared.needs_version, declared.status


def traits(declared: Declared) -> Iterator[Hashable]:
    """Yield these, and the kind of record, what is asked and answered, and the types of fields."""
    form, operation = declared.form, declared.operation
    yield from traits_of_view(declared)
    yield declared.resource, form.reveals is not None
    yield "asks", operation.fresh, operation.in_person, operation.appends
    yield "form", form.has_preview, bool(form.fixed), bool(form.known_by)
    for field in form.base_fields.values():
        yield "field", type(field)


def covering(rows: Iterable[Declared], traits: Callable[[Declared], Iterator[Hashable]]) -> Rows:
    """Return few of the operations, which together have all traits of all of them."""
    of_each_row = {row: set(traits(row)) for row in sorted(rows, key=lambda row: row.name)}
    wanted = set().union(*of_each_row.values())
    chosen = []
    while wanted:
        best = max(of_each_row, key=lambda row: len(wanted & of_each_row[row]))
        chosen.append(best)
        wanted -= of_each_row[best]
    return chosen


def of_representatives(rows: Iterable[Declared]) -> pytest.MarkDecorator:
    """Mark a test to be run for those that stand for all, and by sweeps for each."""
    found = list(rows)
    return of_each(of_some(found, covering(found, traits)))


def of_each_view(rows: Iterable[Declared]) -> pytest.MarkDecorator:
    """Mark a test to be run for one operation of each view, and by sweeps for each."""
    found = list(rows)
    return of_each(of_some(found, covering(found, traits_of_view)))
