"""Worlds that stay for all tests of the operations that need them (`tests/prepared.py`).

The tests of a world run after each other; it ends when a test of another one begins, or one that
asks for none.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

Which = tuple[Any, Any, bool]


class Standing:
    """The one world that stands in this process, and which one it is."""

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
    """Return in which world a test acts, if it asks for one."""
    if "prepared" not in getattr(item, "fixturenames", ()):
        return None
    return world_of(item.module, item.callspec.params["declared"])


def world_of(module: Any, declared: Any) -> Which:
    """Return who acts, what is made for them, and whether their role has to be let do it."""
    from tests import world_actors  # noqa: PLC0415 - models are not loaded yet above
    from tests.world import builder_of  # noqa: PLC0415 - the same

    is_let = whoever_of(module, declared) is world_actors.able
    maker = (world_actors.maker_of_able if is_let else world_actors.maker_of_entitled)(declared)
    return maker, builder_of(declared), is_let


def whoever_of(module: Any, declared: Any) -> Any:
    """Return who acts; a file whose roles stay as they are says `WHOEVER = entitled`.

    Where somebody of the same role is entitled and able, one world serves both.
    """
    from tests import world_actors as who  # noqa: PLC0415 - models are not loaded yet above

    is_same = who.maker_of_able(declared) is who.maker_of_entitled(declared)
    return who.entitled if is_same else getattr(module, "WHOEVER", who.able)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first, so that no worker is left alone with one.

    Those that flush come last, and those that drive a browser: its loop runs to the end.

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
        flushes = bool(marker and marker.kwargs.get("transaction"))
        return flushes or item.get_closest_marker("browser") is not None, not slow, first

    items[:] = [item for _number, item in sorted(enumerate(items), key=place)]


def is_slow(item: pytest.Item) -> bool:
    return item.get_closest_marker("slow") is not None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """No test begins in a world of others, or in one without asking for it."""
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
    """The world itself, made by the first of its tests."""
    from tests.prepared import standing  # noqa: PLC0415

    which = world_of(request.module, declared)
    if worlds.which != which:
        worlds.end()
        whoever = whoever_of(request.module, declared)
        worlds.begin(which, standing(declared, whoever, django_db_blocker))
    return worlds.made


@pytest.fixture
def prepared(kept_world: Any, declared: Any) -> Any:
    """The world of the operation, with objects of this test alone."""
    return kept_world.copy(declared)


@pytest.fixture
def rights(monkeypatch: pytest.MonkeyPatch) -> dict[str, frozenset[str]]:
    """Let every role do everything, or what a test puts in."""
    from tests.prepared import EVERYTHING  # noqa: PLC0415

    granted = {"now": EVERYTHING}
    monkeypatch.setattr("cases.core.actor.operations_of", lambda role: granted["now"])
    return granted
