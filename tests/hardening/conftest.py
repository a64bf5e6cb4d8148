"""What the tests of log lines share."""

import io
import logging

import pytest

from consular.logs import logging_settings


@pytest.fixture(params=["json", "line"])
def lines(request):
    """What the handler writes, as in production and as in the demo."""
    made = logging_settings(is_json=request.param == "json")["formatters"]["lines"]
    made = dict(made)
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(made.pop("()")(**made))
    logging.getLogger().addHandler(handler)
    yield handler.stream
    logging.getLogger().removeHandler(handler)
