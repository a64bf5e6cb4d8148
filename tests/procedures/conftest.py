"""What tests of procedures share."""

from importlib import import_module

import pytest

from tests.fixtures import seeing


@pytest.fixture
def actor():
    """An officer of headquarters, with their eyes."""
    with seeing(import_module("tests.factories").headquarters()) as actor:
        yield actor
