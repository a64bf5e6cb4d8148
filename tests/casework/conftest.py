"""What tests of casework share."""

from copy import deepcopy
from importlib import import_module

import pytest

from cases.core.notices import tell
from tests.fixtures import made, seeing
from tests.kept import once


@pytest.fixture
def told(monkeypatch):
    """What missions are told, as (kind, mission)."""
    found = []

    def note(kind, **said):
        found.append((kind, said["mission_id"]))
        return tell(kind, **said)

    monkeypatch.setattr("cases.casework.telling.tell", note)
    return found


@once
def standing_two():
    with seeing(made("head")) as actor:
        return [import_module("tests.casework.linking").a_file(actor) for _one in range(2)]


@pytest.fixture
def two(standing_two):
    """Two files of one person at the mission in Bangkok."""
    return deepcopy(standing_two)


@pytest.fixture
def case(standing):
    """The case that a file has made once."""
    return deepcopy(standing)


@pytest.fixture
def gate():
    """An officer of a reception point."""
    return import_module("tests.world_reception").at_gate()


@pytest.fixture
def namesakes(desk):
    """Two records of which nothing but the name is known."""
    register = import_module("tests.register")
    return [register.a_citizen(desk, full_name="Lê Thị Thử") for _one in range(2)]


@pytest.fixture
def taken_of_doubles(monkeypatch):
    """Facts on the record of a double are taken, as earlier releases took them."""
    monkeypatch.setattr("cases.casework.sharing.REPORTED_FACTS", frozenset())
