"""What tests of protection share."""

from importlib import import_module

import pytest


@pytest.fixture
def mine(db, request):
    """The head of the mission in Bangkok, with their eyes; references are there."""
    import_module("tests.world").references()
    return request.getfixturevalue("actor")


@pytest.fixture
def officer(mine):
    """Whoever screens: the same head of mission."""
    return mine
