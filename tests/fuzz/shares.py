"""Who asks what how often: every operation of the description, every role the same share.

Each operation is asked once with its example by whoever may, which has to be done; what is drawn
is asked in turn by each role, by a token with few scopes and by another system.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from cases.core.registry import DECLARED
from cases.core.roles import role_rows
from tests.fuzz.drawing import described
from tests.sweeps import IS_AUDIT

AT_LEAST = 100_000 if IS_AUDIT else 2_000
"""How many requests are drawn in all."""
TOKEN, SYSTEM = "a token with few scopes", "another system"
CALLERS = (*sorted(role_rows()), TOKEN, SYSTEM)
IN_THE_SUITE, IN_THE_AUDIT = 3, 11
"""Drawn for each operation in the suite, by as many callers; in the audit by each caller."""
FEWEST = AT_LEAST * 9 // 10 // len(CALLERS)
"""What each caller asks at least; operations do not divide by callers to the letter."""


def callers_of(name: str) -> list[str]:
    """Return who asks an operation what is drawn for it."""
    if IS_AUDIT:
        return list(CALLERS)
    place = position(name)
    start = place * IN_THE_SUITE + place // len(CALLERS)  # so that each gets of every kind
    return [CALLERS[(start + step) % len(CALLERS)] for step in range(IN_THE_SUITE)]


def position(name: str) -> int:
    """Return at which place an operation stands; an act, its form and its bulk stand at one."""
    return order()[act_of(name) or name]


@cache
def order() -> dict[str, int]:
    """Return the places of acts and reads, in the order of their names."""
    names = sorted({act_of(name) or name for name in described()})
    return {name: at for at, name in enumerate(names)}


def act_of(name: str) -> str | None:
    """Return the act to which an operation of the description belongs."""
    found = name.removeprefix("describe_").removeprefix("bulk_")
    return found if found in DECLARED else None


def operations_of(act: str) -> list[str]:
    """Return what the description has of an act: itself, its form, and on many records."""
    return [name for name in (act, f"describe_{act}", f"bulk_{act}") if name in described()]


def reads() -> list[str]:
    """Return the operations that belong to no act."""
    return [name for name in described() if act_of(name) is None]


def wanted(name: str) -> int:
    """Return how many requests are drawn for an operation."""
    return len(callers_of(name)) * (IN_THE_AUDIT if IS_AUDIT else 1)


def dealt(name: str, cases: list[Any]) -> Iterator[tuple[str, Any]]:
    """Yield each request with who makes it; whoever asks often gets some of each kind."""
    callers = callers_of(name)
    for at, case in enumerate(cases):
        yield callers[at % len(callers)], case
