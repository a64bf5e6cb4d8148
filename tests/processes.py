"""Files are examined and letters printed within the process of the tests, but where it counts.

A process of its own for each takes longer to begin than it works. Tests of what it bounds are
marked with `own_process`; those with a browser have it too.
"""

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest

OWN = ("own_process", "browser")
MAKES = {"documents": "office", "papers": "paper", "pictures": "picture"}
"""What each script of the examination does with a file."""


@pytest.fixture(scope="session", autouse=True)
def processes() -> Iterator[None]:
    """Both adapters ask for each test whether it wants a process."""
    files = import_module("cases.files.examining.files")
    press = import_module("cases.letters.press")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(files, "looked_through", chosen(files.looked_through, looked_through))
        patched.setattr(press, "answer_of_child", chosen(press.answer_of_child, said_of))
        yield


wants_its_own = False


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Remember whether the test wants processes."""
    global wants_its_own  # noqa: PLW0603
    wants_its_own = any(map(item.get_closest_marker, OWN))


def chosen(there: Callable[..., Any], here: Callable[..., Any]) -> Callable[..., Any]:
    """Return what does it there or here."""

    def either(*given: Any) -> Any:
        return (there if wants_its_own else here)(*given)

    return either


def said_of(told: bytes, _limit: int) -> bytes:
    """Print letters here."""
    child = import_module("cases.letters.press.child")
    return b"".join(child.press(json.loads(told)))


def looked_through(content: bytes, kind: str) -> tuple[bytes, bytes, dict[str, int]]:
    """Examine a file here."""
    examining = import_module("cases.files.examining.files")
    child = import_module("cases.files.examining.child")
    script = examining.KINDS[kind].script
    make = getattr(import_module(f"cases.files.examining.{script}"), MAKES[script])
    made = child.said_of(make, content, kind)
    if isinstance(made, str):
        raise examining.refused(made)
    return made.content, made.preview, made.known
