"""What tests of letters share."""

from importlib import import_module

import pytest

from tests.fixtures import seeing


@pytest.fixture
def case(chief):
    """A case of which a letter can be issued."""
    with seeing(chief):
        return import_module("tests.letters.written").a_ready_case(chief)
