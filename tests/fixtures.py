"""What tests of several features ask for: who acts, where files and mail go.

The models are not loaded yet when plugins are; so what needs them is imported when it is asked for.
"""

from collections.abc import Iterator
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest


def made(which: str, **mission: Any) -> Any:
    """Return an actor of the factories: `officer` or `head`."""
    return getattr(import_module("tests.factories"), which)(**mission)


def seeing(actor: Any) -> Any:
    """Return the context in which the actor sees."""
    return import_module("cases.core.context").eyes(actor)


@pytest.fixture
def bangkok() -> Any:
    """A case officer of Bangkok, without eyes yet."""
    return made("officer")


@pytest.fixture
def yangon() -> Any:
    """A case officer of Yangon, without eyes yet."""
    return made("officer", yangon=True)


@pytest.fixture
def chief() -> Any:
    """The head of the mission in Bangkok, without eyes yet."""
    return made("head")


@pytest.fixture
def owner(chief: Any) -> Any:
    """The head of the mission that owns the case."""
    return chief


@pytest.fixture
def border() -> Any:
    """A field officer, whose role reads no money, without eyes yet."""
    return import_module("tests.world_sealed").at_border()


@pytest.fixture
def desk() -> Iterator[Any]:
    """A case officer of Bangkok, with their eyes."""
    with seeing(made("officer")) as actor:
        yield actor


@pytest.fixture
def actor() -> Iterator[Any]:
    """The head of the mission in Bangkok, with their eyes."""
    with seeing(made("head")) as actor:
        yield actor


@pytest.fixture
def mine(bangkok: Any) -> tuple[Any, Any]:
    """A case officer and their case."""
    with seeing(bangkok):
        return bangkok, import_module("tests.register").a_case(bangkok)


@pytest.fixture
def a_store(settings: Any, tmp_path: Path) -> None:
    """Keep stored files in a folder of the test."""
    settings.STORED_FILES = str(tmp_path)


@pytest.fixture
def server(settings: Any) -> None:
    """A mail server is configured; what it takes is kept in `mail.outbox`."""
    settings.SENDS_MAIL = True
    settings.DEFAULT_FROM_EMAIL = "notices@consular.example"


@pytest.fixture(scope="module")
def made_world(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Any]:
    """What `make_world` of the file returns, made once for all its tests."""
    make = request.module.make_world
    with import_module("tests.database").made_for_the_file(django_db_blocker, make) as made:
        yield made


@pytest.fixture
def world(made_world: Any) -> Any:
    """The world of the file, with objects of this test alone; it acts within a savepoint."""
    return deepcopy(made_world)
