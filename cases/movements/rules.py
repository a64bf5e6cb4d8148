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
from cases.core.lines import line_of, lines_of
from cases.movements.choices import CheckCode
from cases.procedures.choices import Missing
from cases.procedures.citations import cited
from cases.procedures.grounds import names_article

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
    verified: bool = False
    missing: str = ""

    def at(self, when: str) -> str:
        """Return how grave it is at `seat` or at `freeze`."""
        return self.seat if when == "seat" else self.freeze

    @property
    def holds_together(self) -> bool:
        """Whether its grades are known, and it has a right to decide it away just where it asks."""
        levels = {self.seat, self.freeze}
        return not levels - {WARNS, ASKS, REFUSES} and (ASKS in levels) == bool(self.may)

    @property
    def is_proved(self) -> bool:
        """Whether a verified rule names its article, and any other says what is missing."""
        if self.verified:
            return names_article(self.law) and not self.missing
        return self.missing in Missing.values

    @property
    def ground(self) -> str:
        """The law in the reader's language; empty where no law is meant."""
        return cited(self.law) if self.law else ""

    @property
    def missing_words(self) -> str:
        """What was not found of its law; empty where all was."""
        return str(Missing(self.missing).label) if self.missing else ""


@cache
def rules() -> dict[str, Rule]:
    """Return code -> rule; ImproperlyConfigured where the file does not hold together."""
    return read_rules(path_of(FILE).read_text(encoding="utf-8"))


def read_rules(text: str) -> dict[str, Rule]:
    """Return the rules of a text; ImproperlyConfigured names the line of a fault."""
    lines = lines_of(text)
    found = {}
    for index, row in enumerate(tomllib.loads(text)["rule"]):
        rule, at = Rule(**row), f"{FILE}:{line_of(lines, ('rule', index))}"
        if not rule.holds_together:
            raise ImproperlyConfigured(f"{at}: {rule.code} does not hold together")
        if not rule.is_proved:
            raise ImproperlyConfigured(
                f"{at}: {rule.code}: what is verified names its article; of what is not, `missing` "
                f"is one of {', '.join(Missing.values)}"
            )
        found[rule.code] = rule
    if set(found) != set(CheckCode.values):
        odd = ", ".join(sorted(set(found) ^ set(CheckCode.values)))
        raise ImproperlyConfigured(f"{FILE}: not for each check one rule: {odd}")
    return found
