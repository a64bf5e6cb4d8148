"""People on their way home, and a list of two of them: made once for each file."""

from copy import deepcopy
from importlib import import_module

import pytest

from tests.fixtures import made, seeing
from tests.kept import once


def departed(how_many):
    world = import_module("tests.world_handover")
    with seeing(made("head")) as actor:
        return [world.abroad(actor, stage="departed") for _number in range(how_many)]


@once
def standing_list():
    with seeing(made("head")) as actor:
        return import_module("tests.world_handover").a_handover(actor)


standing_people = once(lambda: departed(3))


@pytest.fixture
def home(standing_people):
    """Three people of the mission in Bangkok who have departed."""
    return deepcopy(standing_people)


@pytest.fixture
def handover(standing_list):
    """A list of two others that is being prepared."""
    return deepcopy(standing_list)
