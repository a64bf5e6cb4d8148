"""What tests of following up share."""

from importlib import import_module

import pytest


@pytest.fixture
def worker(db, request):
    """The head of the mission in Bangkok, with their eyes; headquarters is there."""
    import_module("tests.world").references()
    import_module("tests.factories").headquarters()
    return request.getfixturevalue("actor")
