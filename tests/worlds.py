"""Fixtures of the worlds that stay for all tests of one operation (`tests/prepared.py`)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def whoever() -> Callable[..., Any]:
    """Who acts; a file whose roles stay as they are names `entitled` instead."""
    from tests.world import able  # noqa: PLC0415 - models are not loaded yet above

    return able


@pytest.fixture(scope="module")
def kept_world(
    declared: Any, whoever: Callable[..., Any], django_db_setup: None, django_db_blocker: Any
) -> Iterator[Any]:
    """The world itself, until the tests of the next operation begin."""
    from tests.prepared import standing  # noqa: PLC0415

    with standing(declared, whoever, django_db_blocker) as made:
        yield made


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for no world would run in the one of the test before it."""
    asking = {item.path for item in items if "prepared" in asked_by(item)}
    for item in items:
        if item.path in asking and "prepared" not in asked_by(item):
            raise pytest.UsageError(
                f"{item.nodeid} would run in the world of another test: let it ask for "
                "`prepared`, or move it to a file without such worlds."
            )


def asked_by(item: pytest.Item) -> list[str]:
    """Return the names of the fixtures that a test asks for."""
    return getattr(item, "fixturenames", [])
