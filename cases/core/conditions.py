"""Named conditions: what data may ask for, and only that. Nothing in data is ever evaluated.

A condition lives in the feature whose facts it reads and registers here under its name; a playbook
names it at a gate or at a step.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cases.core.errors import Sentence

Holds = Callable[..., bool]
"""(case, today), and what was read for the case where the condition reads something."""
OfStep = Callable[[Any], bool]
"""(step) -> whether an act on it may make the condition hold."""
Reads = Callable[[Sequence[Any]], Mapping[int, Any]]
"""(files of cases) -> by case what the condition looks at; however many, in one query at most."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A question about a case with the sentence that says what is missing when it does not hold.

    `holds(case, today)` is asked on the day at the mission that has the case. `must_act` is the
    code of the body that can make it hold; `is_daily`: the answer hangs on the day, so that it may
    change though nothing was written. What neither the case nor its person says is read for many
    cases at once (`reads`) and handed to `holds`.

    `mended_by` names the operation on the case or its person that can make it hold, and `picks`
    what is picked on its form; an act on a step that `by_step` names comes first.
    """

    name: str
    missing: Sentence
    must_act: str
    holds: Holds
    mended_by: str = ""
    picks: Mapping[str, str] = field(default_factory=dict)
    by_step: OfStep | None = None
    is_daily: bool = False
    reads: Reads | None = None
    is_step_second: bool = False
    told_by: str = ""


class Known:
    """What conditions have read of the files of some cases: each reads once for all of them."""

    def __init__(self, files: Sequence[Any]) -> None:
        self.files = files
        self.read: dict[str, Mapping[int, Any]] = {}

    def forget(self) -> None:
        """Let everything be read anew: something was written."""
        self.read.clear()

    def is_met(self, condition: Condition, case: Any, today: date) -> bool:
        """Return whether a condition holds for one of these cases."""
        if condition.reads is None:
            return condition.holds(case, today)
        if condition.name not in self.read:
            self.read[condition.name] = condition.reads(self.files)
        return condition.holds(case, today, self.read[condition.name].get(case.pk))


CONDITIONS: dict[str, Condition] = {}


def condition(
    name: str,
    *,
    missing: Sentence,
    mended_by: str,
    picks: Mapping[str, str] | None = None,
    by_step: OfStep | None = None,
    must_act: str = "mission",
    is_daily: bool = False,
    reads: Reads | None = None,
    is_step_second: bool = False,
    told_by: str = "",
) -> Callable[[Holds], Holds]:
    """Register a function `(case, today) -> bool` under the name that playbooks use."""

    def wrap(holds: Holds) -> Holds:
        CONDITIONS[name] = Condition(
            name,
            missing,
            must_act,
            holds,
            mended_by,
            picks or {},
            by_step,
            is_daily,
            reads,
            is_step_second,
            told_by,
        )
        return holds

    return wrap
