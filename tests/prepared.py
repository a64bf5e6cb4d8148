"""The world of an operation, built once for all tests of all operations that need the same one.

Such tests ask for `prepared` and are marked with `of_each(operations)`; those of one world run
after each other. Each of them acts within a savepoint, on copies of the objects; so none sees what
another did. The fixtures are in `tests/worlds.py`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from cases.core.actor import Actor
from cases.core.registry import Declared
from cases.missions.models import Staff
from tests.database import kept_for_the_file
from tests.logins import force_login
from tests.world import every_operation, stand
from tests.world_actors import able

EVERYTHING = frozenset(row.operation.may for row in every_operation())


def of_each(operations: Iterable[Any]) -> pytest.MarkDecorator:
    """Mark a test to be run for each of these operations, named after them."""
    return pytest.mark.parametrize(
        "declared", list(operations), ids=lambda row: row.name, scope="module"
    )


@dataclass(frozen=True)
class Prepared:
    """A record on which `actor` can do the operation now, and the example's arguments for it."""

    actor: Actor
    target: Any
    body: dict[str, Any]
    cookies: SimpleCookie

    def copy(self, declared: Declared) -> "Prepared":
        """Return it for one test of an operation: what it changes in the objects is its own."""
        body = deepcopy(declared.form.example | self.body)
        return replace(self, target=deepcopy(self.target), body=body)

    def caller(self, **options: Any) -> Client:
        """Return a client logged in as the actor."""
        client = Client(**options)
        client.cookies = deepcopy(self.cookies)
        return client


def build(declared: Declared, whoever: Callable[[Declared], Actor]) -> Prepared:
    """Return the world in which it can be done, its body without the example.

    Where `able` acts, every role may do everything.
    """
    with translation.override("en"), pytest.MonkeyPatch.context() as patched:
        if whoever is able:
            patched.setattr("cases.core.actor.operations_of", lambda role: EVERYTHING)
        actor = whoever(declared)
        target, body = stand(declared, actor)
        client = Client()
        if actor.staff_id is not None:
            force_login(client, Staff.objects.get(pk=actor.staff_id))
    return Prepared(actor, target, body, client.cookies)


@contextmanager
def standing(
    declared: Declared, whoever: Callable[[Declared], Actor], blocker: Any
) -> Iterator[Prepared]:
    """Keep the world until the tests of the next one begin."""
    with kept_for_the_file(blocker):
        with blocker.unblock():
            made = build(declared, whoever)
        yield made
