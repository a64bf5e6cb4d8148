"""A bus of three people, made once for each file."""

from copy import deepcopy
from importlib import import_module

import pytest

from tests.fixtures import made, seeing
from tests.kept import once


@once
def standing_bus():
    with seeing(made("head")) as actor:
        return import_module("tests.world_claims").a_bus(actor)


@pytest.fixture
def bus(standing_bus):
    """A movement of the mission in Bangkok with three people on it, and its leg."""
    return deepcopy(standing_bus)


@pytest.fixture
def movement(bus):
    """The movement."""
    return bus[0]


@pytest.fixture
def leg(bus):
    """The leg."""
    return bus[1]
