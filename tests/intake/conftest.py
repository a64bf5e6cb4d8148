"""What tests of intake share."""

import pytest


@pytest.fixture
def actor(bangkok):
    """A case officer of Bangkok, without eyes yet."""
    return bangkok
