"""What tests of files share; the case of a file stands for all of its tests."""

import pytest

from tests.fixtures import made, seeing
from tests.kept import copied, once


def a_case_of_a_head():
    from tests.register import a_case  # noqa: PLC0415 - models are not loaded yet above

    with seeing(made("head")) as head:
        return head, a_case(head)


head_and_case = once(a_case_of_a_head)
bangkok, case = copied("head_and_case", 0), copied("head_and_case", 1)
"""The head of the mission in Bangkok, without eyes yet, and a case of theirs."""


@pytest.fixture
def desk(client, bangkok):
    """The browser of theirs."""
    from tests.web.session import log_in  # noqa: PLC0415 - the same

    return log_in(client, bangkok)
