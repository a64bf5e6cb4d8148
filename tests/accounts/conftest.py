"""What tests of accounts share."""

import pytest


@pytest.fixture
def three():
    """Three administrators."""
    from tests.factories import administrator  # noqa: PLC0415 - models are not loaded yet above

    return administrator(), administrator(), administrator()


@pytest.fixture
def desk():
    """The browser of an administrator."""
    from tests.factories import administrator  # noqa: PLC0415 - models are not loaded yet above
    from tests.web.session import logged_in  # noqa: PLC0415 - the same

    return logged_in(administrator())
