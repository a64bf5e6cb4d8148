"""Fixtures of what is made once for all tests of a file."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from inspect import Parameter, Signature
from typing import Any

import pytest

from tests.database import made_for_the_file


def once(make: Callable[[], Any], *, autouse: bool = False) -> Any:
    """Return the fixture of what `make` returns, which stands for the tests of a file.

    A file whose tests commit cannot have one.
    """

    @pytest.fixture(scope="module", autouse=autouse)
    def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
        with made_for_the_file(django_db_blocker, make) as found:
            yield found

    return made


def copied(name: str, part: int | None = None) -> Any:
    """Return the fixture of a copy of such a thing for one test, or of a part of it.

    It has the thing as its argument, so that this is made before the transaction of a test begins.
    """

    def copy(**given: Any) -> Any:
        return deepcopy(given[name] if part is None else given[name][part])

    copy.__signature__ = Signature([Parameter(name, Parameter.KEYWORD_ONLY)])  # type: ignore[attr-defined] # read by pytest
    return pytest.fixture(copy)
