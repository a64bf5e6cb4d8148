"""What tests of movements share: worlds that stand for all tests of a file."""

from copy import deepcopy
from importlib import import_module

import pytest

from tests.fixtures import made, seeing
from tests.kept import once


@once
def standing_flight():
    with seeing(made("head")) as actor:
        return import_module("tests.movements.travelled").on_flight(actor, 3)


@once
def standing_muster():
    with seeing(made("head")) as actor:
        return import_module("tests.movements.counted").a_muster(actor)


@pytest.fixture
def away():
    """The head of the mission in Yangon, without eyes yet."""
    return made("head", yangon=True)


@pytest.fixture
def flight(standing_flight):
    """A movement by bus and air of the mission in Bangkok, frozen, and its three people."""
    return deepcopy(standing_flight)


@pytest.fixture
def movement(flight):
    """The movement."""
    return flight[0]


@pytest.fixture
def cases(flight):
    """The cases of its people."""
    return flight[1]


@pytest.fixture
def mustered(standing_muster):
    """A head count of the mission in Bangkok that has begun, and its three people."""
    return deepcopy(standing_muster)


@pytest.fixture
def muster(mustered):
    """The head count."""
    return mustered[0]


@pytest.fixture
def expected(mustered):
    """The cases of its people."""
    return mustered[1]


@pytest.fixture
def holder(client, chief):
    """The head of the mission, who is logged in."""
    import_module("tests.web.session").log_in(client, chief)
    return chief
