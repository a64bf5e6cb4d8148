"""What is looked at before somebody gets a seat, and who may decide it away: data.

Source: `seeds/movement_rules.toml`, read once; its head says what stands there. A fault of the file
ends the start. What a rule looks at is code: `movements/checks/`, by the same code.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.core.exceptions import ImproperlyConfigured

from cases.core.configured import path_of
from cases.movements.choices import CheckCode

FILE: Final = "movement_rules.toml"
WARNS: Final = "warns"
ASKS: Final = "asks"
REFUSES: Final = "refuses"


@dataclass(frozen=True, slots=True)
class Rule:
    """How grave a fault is at the seat and at the freeze, and with which right it is overridden."""

    code: str
    seat: str
    freeze: str
    source: str
    may: str = ""
    law: str = ""
    verified: bool = True

    def at(self, when: str) -> str:
        """Return how grave it is at `seat` or at `freeze`."""
        return self.seat if when == "seat" else self.freeze


@cache
def rules() -> dict[str, Rule]:
    """Return code -> rule; ImproperlyConfigured where the file does not hold together."""
    path = path_of(FILE)
    found = {}
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]:
        rule = Rule(**row)
        levels = {rule.seat, rule.freeze}
        if levels - {WARNS, ASKS, REFUSES} or (ASKS in levels) != bool(rule.may):
            raise ImproperlyConfigured(f"{FILE}: {rule.code} does not hold together")
        found[rule.code] = rule
    if set(found) != set(CheckCode.values):
        odd = ", ".join(sorted(set(found) ^ set(CheckCode.values)))
        raise ImproperlyConfigured(f"{FILE}: not for each check one rule: {odd}")
    return found
