"""The reviewed file of expected answers, and how an answer is called there."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tests.matrix.actors import Asker
from tests.matrix.calls import Call

FILE = Path(__file__).with_name("expected.toml")
WORDS = {401: "login", 403: "refused", 404: "hidden", 405: "method"}
BY_RIGHT = "by right"
LOGIN = re.compile(r"/(?:admin/)?login/(?!again/)")
"""To be asked for a proof again, minutes after logging in, is to be known all the same."""


@cache
def groups() -> list[dict[str, Any]]:
    """Return the groups in the order of the file."""
    found: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["group"]
    return found


@cache
def group_of(route: str) -> dict[str, Any] | None:
    """Return the first group that names a route."""
    for group in groups():
        if any(re.search(pattern, route) for pattern in group["routes"]):
            return group
    return None


def said(answer: Any) -> str:
    """Return the word of the file for an answer."""
    if answer.status_code == 302:
        return "login" if LOGIN.match(answer["Location"]) else "shown"
    return WORDS.get(answer.status_code, "shown")


def allowed(call: Call, asker: Asker) -> set[str]:
    """Return the words that the file allows."""
    group = group_of(call.route) or {}
    words = set(group.get(asker.kind, group.get("everyone", ())))
    if BY_RIGHT in words:
        words = words - {BY_RIGHT} | {"shown" if asker.may(call.may) else "refused"}
    return words
