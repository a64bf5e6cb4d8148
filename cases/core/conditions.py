"""Named conditions: what data may ask for, and only that. Nothing in data is ever evaluated.

A condition lives in the feature whose facts it reads and registers here under its name; a playbook
names it at a gate or at a step.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.core.errors import Sentence

Holds = Callable[[Any, date], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """A question about a case with the sentence that says what is missing when it does not hold.

    `holds(case, today)` is asked on the day at the mission that has the case. `must_act` is the
    code of the body that can make it hold; `is_daily`: the answer hangs on the day, so that it may
    change though nothing was written.
    """

    name: str
    missing: Sentence
    must_act: str
    holds: Holds
    is_daily: bool = False


CONDITIONS: dict[str, Condition] = {}


def condition(
    name: str, *, missing: Sentence, must_act: str = "mission", is_daily: bool = False
) -> Callable[[Holds], Holds]:
    """Register a function `(case, today) -> bool` under the name that playbooks use."""

    def wrap(holds: Holds) -> Holds:
        CONDITIONS[name] = Condition(name, missing, must_act, holds, is_daily)
        return holds

    return wrap
