"""What tests of searching share."""

from importlib import import_module

import pytest

from tests.kept import once

register = once(lambda: import_module("tests.citizens.search.people").registered())
"""An officer whose mission has registered all people of the list."""


@pytest.fixture
def elsewhere():
    """An officer of another mission, which has registered nobody yet."""
    return import_module("tests.factories").officer(yangon=True)
