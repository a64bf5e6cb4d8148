"""Bodies of acts with one thing wrong in them, however deep it stands."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

WRONG = [{"a": 1}]
"""Of no field's type."""
Path = tuple[str | int, ...]


def dotted(path: Path) -> str:
    """Return a path as faults name it."""
    return ".".join(str(part) for part in path)


def within(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield all that stands in a body with its path, the body first."""
    yield path, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from within(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from within(inner, (*path, place))


def with_value(body: Any, path: Path, value: Any) -> Any:
    """Return the body with another value at a path."""
    changed = deepcopy(body)
    *above, last = path
    place = changed
    for part in above:
        place = place[part]
    place[last] = value
    return changed


def strange_names(body: Any) -> Iterator[tuple[str, Any]]:
    """Yield the body with a name that is not known in each of its objects, and where it stands."""
    for path, value in within(body):
        if isinstance(value, dict):
            there = (*path, "passport_no")
            yield dotted(there), with_value(body, there, "1")


def wrong_types(body: Any) -> Iterator[tuple[str, Any]]:
    """Yield the body with a value of the wrong type for each name in it, and where it stands."""
    for path, _value in within(body):
        if path and isinstance(path[-1], str):
            yield dotted(path), with_value(body, path, WRONG)


def names(answer: Any, place: str, code: str) -> bool:
    """Return whether an answer names what stands at a place, or what is wrong within it.

    Within a value a field may have a code of its own.
    """
    found = faults_in(answer)
    named = {field for field, _code in found}
    is_within = any(field.startswith(f"{place}.") for field in named)
    return (place, code) in found or is_within or ("." in place and place in named)


def faults_in(answer: Any) -> set[tuple[str, str]]:
    """Return field and code of each fault that an answer names."""
    assert answer.status_code == 422, answer.text
    return {(row["field"], row["code"]) for row in answer.json().get("problems", ())}
