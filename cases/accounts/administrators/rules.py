"""The terms of changes to administrators, which are data. Source: `seeds/administrators.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

from cases.core.configured import path_of

FILE: Final = "administrators.toml"
LONGEST: Final = 168
"""Hours: nothing waits for more than a week, since those who confirm must know why it was asked."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How long a change waits, and how soon one administrator closes a second account at once."""

    to_decide: timedelta
    between_closings: timedelta


@cache
def terms() -> Terms:
    """Return the terms, read once; ImproperlyConfigured for what would switch them off."""
    said: dict[str, Any] = tomllib.loads(path_of(FILE).read_text(encoding="utf-8"))
    hours = [hours_of(said, name) for name in ("hours_to_decide", "hours_between_closings")]
    return Terms(*(timedelta(hours=number) for number in hours))


def hours_of(said: dict[str, Any], name: str) -> int:
    """Return a number of hours, at least one and at most a week."""
    number = said.get(name)
    if type(number) is not int or not 1 <= number <= LONGEST:
        raise ImproperlyConfigured(f"{FILE}: {name} is a whole number from 1 to {LONGEST}")
    return number


def whole_hours(span: timedelta) -> int:
    """Return how many hours a span has."""
    return int(span / timedelta(hours=1))
