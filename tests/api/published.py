"""The published description of the API, and whether an answer keeps to it."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from cases.exchange.description.files import DOCUMENT, described


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI description as the repository keeps and serves it.

    That it is the one that is made now is proven in `test_promise.py`; to make it takes seconds.
    """
    found: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    return found


@cache
def made_now() -> dict[str, Any]:
    """Return the description as it is made of the code."""
    return described()


def operation(name: str) -> dict[str, Any]:
    """Return what is published of one operation."""
    for methods in description()["paths"].values():
        for found in methods.values():
            if found["operationId"] == name:
                return found
    raise KeyError(name)


def faults(name: str, answer: Any) -> list[str]:
    """Return how an answer differs from what is published for its operation and status."""
    published = operation(name)["responses"].get(str(answer.status_code))
    if published is None:
        return [f"{answer.status_code} is not published for {name}"]
    content = whole(published).get("content", {}).get(answer["Content-Type"])
    if content is None:
        return [f"{answer['Content-Type']} is not published for {name} {answer.status_code}"]
    return faults_of(content["schema"], answer.json())


def whole(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of the description, or what it refers to."""
    if "$ref" not in part:
        return part
    _root, kind, name = part["$ref"].removeprefix("#/").split("/")
    found: dict[str, Any] = description()["components"][kind][name]
    return found


def faults_of(schema: dict[str, Any], value: Any) -> list[str]:
    """Return how a value differs from a schema that refers to published components."""
    whole = {**schema, "components": description()["components"]}
    checker = Draft202012Validator(whole, format_checker=FormatChecker())
    return [f"{fault.json_path}: {fault.message}" for fault in checker.iter_errors(value)]
