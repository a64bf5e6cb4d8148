"""Finding: what a check says of one person, what helps, and whether somebody decided it away."""

import hashlib
from dataclasses import dataclass

from cases.core.errors import Sentence
from cases.movements.models import SeatOverride
from cases.movements.rules import ASKS, REFUSES, Rule, rules

SAME_AS = {"company": "kept_apart"}
"""One finding under two names: what one who may know has decided holds for all."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: its code, the sentence for staff, and what would mend it.

    `about` is what it was found of (ids and days): an override holds as long as that is the same.
    """

    code: str
    sentence: Sentence
    remedy: Sentence = ""
    about: str = ""
    overridden: SeatOverride | None = None

    @property
    def rule(self) -> Rule:
        """The rule that says how grave it is."""
        return rules()[self.code]

    @property
    def digest(self) -> str:
        """What an override keeps of it: SHA-256 of what it was found of, no readable value."""
        code = SAME_AS.get(self.code, self.code)
        return hashlib.sha256(f"{code}:{self.about}".encode()).hexdigest()

    def level(self, when: str) -> str:
        """Return how grave it is at `seat` or at `freeze`: an override leaves a warning."""
        grave = self.rule.at(when)
        return "warns" if grave == ASKS and self.overridden is not None else grave

    def stops(self, when: str) -> bool:
        """Whether it keeps the person off, unless somebody decides it away."""
        return self.level(when) in {ASKS, REFUSES}
