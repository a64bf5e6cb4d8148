"""What tests of files share."""

import pytest

from tests.fixtures import seeing


@pytest.fixture
def bangkok(chief):
    """The head of the mission in Bangkok, without eyes yet."""
    return chief


@pytest.fixture
def case(bangkok):
    """A case of theirs."""
    from tests.register import a_case  # noqa: PLC0415 - models are not loaded yet above

    with seeing(bangkok):
        return a_case(bangkok)


@pytest.fixture
def desk(client, bangkok):
    """The browser of theirs."""
    from tests.web.session import log_in  # noqa: PLC0415 - the same

    return log_in(client, bangkok)
