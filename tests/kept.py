"""Fixtures of what is made once for all tests of a file."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from inspect import Parameter, Signature, signature
from typing import Any

import pytest

from tests.database import made_for_the_file


def once(make: Callable[..., Any], *, autouse: bool = False) -> Any:
    """Return the fixture of what `make` returns, made once for the tests of a file; or decorate it.

    What a test does to the rows is undone; objects that it may change it copies first. What `make`
    asks for by name is of the file too. A file whose tests commit cannot have one.
    """
    before = list(signature(make).parameters)

    @pytest.fixture(scope="module", autouse=autouse)
    def made(
        request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
    ) -> Iterator[Any]:
        asked = [request.getfixturevalue(name) for name in before]
        with made_for_the_file(django_db_blocker, lambda: make(*asked)) as found:
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
