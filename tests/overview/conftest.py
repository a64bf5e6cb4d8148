"""What tests of the overview share."""

import pytest
import time_machine

from tests.fixtures import made

MONDAY = "2025-11-24T09:00:00+07:00"


@pytest.fixture
def actor():
    """The head of the mission in Bangkok on a Monday, without eyes yet."""
    with time_machine.travel(MONDAY, tick=True):
        yield made("head")
