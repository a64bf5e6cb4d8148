"""What tests of movements share."""

from importlib import import_module

import pytest

from tests.fixtures import seeing


@pytest.fixture
def away():
    """The head of the mission in Yangon, without eyes yet."""
    return import_module("tests.factories").head(yangon=True)


@pytest.fixture
def counted(client, chief):
    """The head of a mission who is logged in, a head count and its three people."""
    with seeing(chief):
        muster, cases = import_module("tests.movements.counted").a_muster(chief)
    import_module("tests.web.session").log_in(client, chief)
    return chief, muster, cases
