"""What the tests of log lines share."""

import io
import logging
from contextlib import contextmanager

import pytest

from consular.logs import logging_settings


@contextmanager
def written(how):
    """Yield what the handler writes: as in production ("json") or as in the demo ("line")."""
    made = dict(logging_settings(is_json=how == "json")["formatters"]["lines"])
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(made.pop("()")(**made))
    logging.getLogger().addHandler(handler)
    yield handler.stream
    logging.getLogger().removeHandler(handler)


@pytest.fixture(params=["json", "line"])
def lines(request):
    """The lines in one of the two forms."""
    with written(request.param) as stream:
        yield stream


@pytest.fixture
def both_lines():
    """The same lines in both forms."""
    with written("json") as as_json, written("line") as as_line:
        yield as_json, as_line
