"""Worlds that stay for all tests of one operation, of whatever file (`tests/prepared.py`).

The tests of an operation run after each other; the world ends when a test of another one begins,
or one that asks for none.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

Which = tuple[str, str]


class Standing:
    """The one world that stands in this process, and for whom and which operation it was made."""

    def __init__(self) -> None:
        self.which: Which | None = None
        self.made: Any = None
        self.stack = ExitStack()

    def begin(self, which: Which, world: Any) -> None:
        """Make a world, and keep it."""
        self.made = self.stack.enter_context(world)
        self.which = which

    def end(self) -> None:
        """Undo it."""
        self.which = self.made = None
        self.stack.close()


STANDING = Standing()


def which_of(item: Any) -> Which | None:
    """Return who acts and what is done in the world for which a test asks, if it asks for one."""
    if "prepared" not in getattr(item, "fixturenames", ()):
        return None
    return whoever_of(item.module).__name__, item.callspec.params["declared"].name


def whoever_of(module: Any) -> Any:
    """Return who acts; a file whose roles stay as they are says `WHOEVER = entitled`."""
    from tests.world import able  # noqa: PLC0415 - models are not loaded yet above

    return getattr(module, "WHOEVER", able)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first, so that no worker is left alone with one: those that flush come last.

    Tests that act in one world follow each other, from all files.
    """
    worlds: dict[Any, tuple[bool, int]] = {}
    for number, item in enumerate(items):
        which = which_of(item)
        slow, first = worlds.get(which, (False, number))
        worlds[which or number] = slow or is_slow(item), first

    def place(row: tuple[int, pytest.Item]) -> tuple[bool, bool, int]:
        number, item = row
        slow, first = worlds[which_of(item) or number]
        marker = item.get_closest_marker("django_db")
        return bool(marker and marker.kwargs.get("transaction")), not slow, first

    items[:] = [item for _number, item in sorted(enumerate(items), key=place)]


def is_slow(item: pytest.Item) -> bool:
    return item.get_closest_marker("slow") is not None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """No test begins in the world of another operation, or in one without asking for it."""
    if STANDING.which not in (None, which_of(item)):
        STANDING.end()


@pytest.fixture(scope="session")
def worlds(django_db_setup: None) -> Iterator[Standing]:
    """The last one ends before the database is left."""
    yield STANDING
    STANDING.end()


@pytest.fixture(scope="module")
def kept_world(
    request: pytest.FixtureRequest, declared: Any, worlds: Standing, django_db_blocker: Any
) -> Any:
    """The world itself, made by the first test of its operation."""
    from tests.prepared import standing  # noqa: PLC0415

    whoever = whoever_of(request.module)
    which = whoever.__name__, declared.name
    if worlds.which != which:
        worlds.end()
        worlds.begin(which, standing(declared, whoever, django_db_blocker))
    return worlds.made


@pytest.fixture
def prepared(kept_world: Any) -> Any:
    """The world of the operation, with objects of this test alone."""
    return kept_world.copy()


@pytest.fixture
def rights(monkeypatch: pytest.MonkeyPatch) -> dict[str, frozenset[str]]:
    """Let every role do everything, or what a test puts in."""
    from tests.prepared import EVERYTHING  # noqa: PLC0415

    granted = {"now": EVERYTHING}
    monkeypatch.setattr("cases.core.actor.operations_of", lambda role: granted["now"])
    return granted
