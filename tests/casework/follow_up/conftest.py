"""What tests of following up share."""

from copy import deepcopy
from importlib import import_module

import pytest

from tests.fixtures import made, seeing
from tests.kept import once


@once
def standing_references():
    import_module("tests.world").references()
    import_module("tests.factories").headquarters()


@once
def standing_check(standing_references):
    with seeing(made("head")) as actor:
        return import_module("tests.world_follow_up").a_check(actor)


@pytest.fixture
def worker(standing_references, actor):
    """The head of the mission in Bangkok, with their eyes; headquarters is there."""
    return actor


@pytest.fixture
def check(standing_check):
    """The first check of somebody who came home."""
    return deepcopy(standing_check)


@pytest.fixture
def closed(check):
    """The closed case of that person."""
    return check.case
